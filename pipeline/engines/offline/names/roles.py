"""What stands in and around a name: whether it is a person's, which role it has, and for whom or at what body."""

import re
from collections.abc import Sequence

from pipeline.engines.offline.names.actors import is_definite, without_article
from pipeline.engines.offline.names.name_runs import ADDRESS, NOT_NAMES, given_gender
from pipeline.engines.offline.syntax.tokens import Token, text_of
from pipeline.lexicons import load

_NAMES = load("names")
_TITLES = _NAMES.words("titles")
_BODIES = _NAMES.words("bodies")
_COUNTRIES, _REGIONS = _NAMES.words("countries"), _NAMES.words("regions")
_CAPITALS = _NAMES.table("capitals")
_PEOPLE = load("speech").words("people")
_PARTIES = frozenset({"opposition", "shadow", "party", "labour", "conservative", "liberal", "green", "democrat", "coalition"})
_SPOKESPERSONS = frozenset({"spokesman", "spokeswoman", "spokesperson"})
_FIRST_INITIALS = re.compile(r"(?!U\.[SKN]\.)(?:[A-Z]\.){1,3}")


def shows_person(titles: Sequence[Token], name: Sequence[Token]) -> bool | None:
    """Whether what stands in and around a name shows a person (True) or a body or place (False); None where nothing does."""
    text = text_of(name).lower()
    words = [word.strip(".") for word in text.replace("-", " ").split()]
    if text in _COUNTRIES or text in _REGIONS or text in _CAPITALS or any(word in NOT_NAMES for word in words):
        return False
    if any(title.lower_.rstrip(".") in ADDRESS for title in titles):
        return True
    personal = (titles and len(words) == 1) or roles_of(name) & _TITLES - _BODIES
    if any(word in _BODIES for word in words) and not personal and given_gender(words[0]) is None:
        return False
    last = name[-1]
    if len(words) > 1 and _FIRST_INITIALS.fullmatch(name[0].text):  # "A. Meenakshi"
        return True
    # A given name alone may be a place (Virginia, Georgia): only as a subject is it a person.
    if titles or (given_gender(words[0]) is not None and (len(words) > 1 or last.dep_ == "nsubj")):
        return True
    plural = last.tag_ == "NNPS" or any(child.lower_ in ("the", "both", "some") for word in name for child in word.children)
    who = any(child.dep_ == "relcl" and any(word.lower_ in ("who", "whose") for word in child.subtree) for child in last.children)
    if who and not plural:
        return True
    after = last.doc[last.i + 1 : last.i + 4]
    if len(after) > 2 and after[0].text in (",", "(") and after[1].text.isdigit() and len(after[1]) == 2 and after[2].text in (",", ")"):
        return True
    roles = roles_of(name)
    if roles & _PEOPLE or roles & _TITLES or _is_titled(name):
        return True
    if re.search(r"[a-z]{2}[A-Z]", text_of(name)) and not re.search(r"\b(?:Mac|Fitz|De|Van|Le|La)[A-Z]", text_of(name)):
        return False  # FairTap, RateHound
    if roles & _BODIES or any(word.text.isupper() and len(word.text) > 2 and word.text.isalpha() for word in name):
        return False
    return None


def _is_titled(name: Sequence[Token]) -> bool:
    """ "council leader Tam Ferrier": a lower-case title right before two words or more."""
    before = name[0].nbor(-1) if name[0].i > 0 else None
    return (
        len(name) > 1
        and before is not None
        and before.tag_ == "NN"
        and before.text.islower()
        and before.lemma_ in _PEOPLE | _TITLES
        and before.lemma_ not in _BODIES
    )


def roles_of(name: Sequence[Token]) -> set[str]:
    """Lower-case nouns in apposition with a name."""
    heads = [child for token in name for child in token.children if child.dep_ == "appos"]
    heads += [token.head for token in name if token.dep_ == "appos"]
    nouns = [*heads, *(other for head in heads for other in head.conjuncts)]
    return {noun.lemma_.lower() for noun in nouns if noun.tag_ in ("NN", "NNS") or (noun.tag_ == "NNP" and noun.lower_ in _TITLES)}


def spokesperson_role(name: Sequence[Token]) -> Token | None:
    """ "spokeswoman" right before a name or beside it."""
    heads = [child for token in name for child in token.children if child.dep_ in ("appos", "compound")]
    heads += [token.head for token in name if token.dep_ == "appos"]
    role = next((head for head in heads if head.lemma_.lower() in _SPOKESPERSONS), None)
    # A party's "Treasury spokeswoman" speaks on the Treasury, not for it.
    return None if role is not None and any(word.lower_ in _PARTIES for word in role.subtree) else role


def body_of_role(name: Sequence[Token]) -> str | None:
    """The possessor or the "of" of the role that stands beside a name, or of the name itself."""
    heads = [child for token in name for child in token.children if child.dep_ == "appos"]
    heads += [token.head for token in name if token.dep_ == "appos"]
    for role in (*heads, name[-1]):
        for child in role.children:
            owner = child if child.dep_ == "poss" else None
            if child.dep_ == "prep" and child.lower_ in ("of", "at", "for", "with"):
                owner = next((noun for noun in child.children if noun.dep_ == "pobj"), None)
            # "Ruth Okafor of the Clear Streams Network"; without an article it may be where she lives.
            if owner is not None and role.i == name[-1].i and not (is_definite(owner) and _capitals(owner)):
                continue
            if owner is not None and owner.pos_ in ("PROPN", "NOUN"):
                return without_article(
                    text_of(
                        [
                            word
                            for part in (*owner.lefts, owner)
                            for word in (part.subtree if part.dep_ == "compound" else (part,))
                            if part.dep_ != "det"
                        ]
                    )
                )
    return None


def _capitals(noun: Token) -> bool:
    """Whether a name stands in it."""
    return any(child.text[0].isupper() for child in (noun, *noun.children) if child.dep_ != "det")
