"""Whose side it is: who can take one, under which name, and which entries of an article are one."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from pipeline.draft import DraftPosition
from pipeline.engines.offline.names import Names
from pipeline.engines.offline.names.actors import Actor
from pipeline.engines.offline.syntax.parse import Parsed
from pipeline.engines.offline.syntax.tokens import Token
from pipeline.labels import Polarity
from pipeline.lexicons import load

_WORDS = load("stance")
_COLLECTIVES, _VOTING, _ISSUES = _WORDS.words("collectives"), _WORDS.words("voting"), _WORDS.words("issues")
_NO_HOLDERS, _BEHIND_HEAD = _WORDS.words("no_holders"), _WORDS.words("behind_head")
_MEASURED = frozenset(load("figures").table("measured")["words"])
_TIMES = load("measures").words("durations")
_FOR, _AGAINST = _WORDS.words("for_side"), _WORDS.words("against_side")
_BODIES = load("names").words("bodies")
_CAPITALS = load("names").table("capitals")
_TEXTS, _ORGANS = _WORDS.words("texts"), _WORDS.words("organs")
_DECIDING, _AS_A_WHOLE = _WORDS.words("deciding"), _WORDS.words("deciding_whole")
_PRONOUNS = frozenset({"he", "she", "it", "they", "his", "her", "its", "their", "him", "them", "we", "i", "you", "who"})
# "any school that wants it": nobody in particular.
_WHOEVER = frozenset({"any", "every", "each", "no", "whichever"})
# Words before a name that only say where it stands.
_BESIDE = re.compile(r"^(?:Neighbouring|Neighboring|Fellow|Nearby|Rival) (?=[A-Z])")
_OWNERS = frozenset({"our", "my", "their", "its", "his", "her", "your"})
# Sentences that are shown for one position.
_MOST_EVIDENCE = 3


@dataclass(frozen=True, slots=True)
class Side:
    """One sentence in which a holder takes a side. weak: inferred from words of judgement, not said."""

    holder: str
    target: str
    polarity: Polarity
    sentence: int
    rule: str
    weak: bool = False


def actors_at(head: Token, sentence: Parsed, names: Names) -> list[Actor]:
    """The actors that a noun and those joined to it ("Hungary and Ireland") stand for."""
    heads = [head, *(other for other in head.conjuncts if other.i > head.i and other.pos_ in ("NOUN", "PROPN"))]
    found = ((noun, _actor(noun, sentence, names)) for noun in heads)
    return [actor for noun, actor in found if actor is not None and takes_sides(_uncapitalised(actor, noun))]


def _uncapitalised(actor: Actor, head: Token) -> Actor:
    """An actor without a name as it would stand inside a sentence: a capital there is no sign of a name."""
    first = head.left_edge.i == 0 and head.pos_ == "NOUN" and actor.kind == "institution" and actor.name.count(" ") < 3
    return replace(actor, name=actor.name.lower()) if first and actor.name[1:] == actor.name[1:].lower() else actor


def _actor(head: Token, sentence: Parsed, names: Names) -> Actor | None:
    # "the debt charity Open Door": the name behind the noun is who it is.
    if head.pos_ == "NOUN" and head.i + 1 < len(head.doc) and head.nbor().tag_ in ("NNP", "NNPS") and head.tag_ == "NN":
        last = head.nbor()
        while last.i + 1 < len(last.doc) and last.nbor().tag_ in ("NNP", "NNPS"):
            last = last.nbor()
        named = names.actor(last, sentence)
        if named is not None and named.name[:1].isupper() and " the " not in f" {named.name.lower()} ":
            return named
    owner = next((child for child in head.children if child.tag_ == "PRP$"), None)
    if owner is not None and owner.lower_ in ("its", "their") and head.lemma_.lower() in _ORGANS:
        return names.actor(owner, sentence) or _who_says(head, sentence, names)
    if owner is not None and owner.lower_ in ("her", "his") and head.lemma_.lower() in _BODIES | _COLLECTIVES:
        person = names.actor(owner, sentence)
        if person is not None and person.kind == "named":
            body = names.affiliation(person.name)
            return Actor(body, "institution") if body else person
    return names.actor(head, sentence) or names.plural(head, sentence) or (_who_says(head, sentence, names) if head.tag_ == "PRP" else None)


def _who_says(pronoun: Token, sentence: Parsed, names: Names) -> Actor | None:
    """ "The maker announces that it will build": a pronoun that nothing else resolves is whoever reports the clause."""
    clause = pronoun.head
    if clause.dep_ != "ccomp" or clause.head.i == clause.i:
        return None
    subject = next((child for child in clause.head.lefts if child.dep_ == "nsubj" and child.pos_ in ("NOUN", "PROPN")), None)
    return names.actor(subject, sentence) if subject is not None else None


def takes_sides(actor: Actor) -> bool:
    """Things do not take sides: only persons, groups of persons, and bodies with a name or a kind of body."""
    words = actor.name.split()
    last = words[-1].lower()
    if last in _NO_HOLDERS or actor.name.lower() in _NO_HOLDERS or words[0].lower() in _WHOEVER:
        return False
    if actor.kind != "institution":
        return True
    head = next((place for place, word in enumerate(words) if word in _BEHIND_HEAD), len(words)) - 1
    if words[head].lower() in _MEASURED or last in _TIMES:
        return False  # "Shares in Veltrix", "this week"
    if words[-1][0].isupper() and last not in _TEXTS:
        return words[0].lower() not in _TEXTS
    if last.removesuffix("s") in _ISSUES or words[0].lower() in _ISSUES:
        return last in _COLLECTIVES
    if last in _COLLECTIVES | _BODIES or last.removesuffix("s") in _COLLECTIVES | _BODIES:
        return True
    return last.endswith(("ers", "ors", "ist", "ists", "ian", "ians", "eer"))


def decides(actor: Actor, verb: Token) -> bool:
    """A body that votes takes no side as a whole."""
    if verb.lemma_.lower() not in _DECIDING or _are_counted(verb):
        return False
    words = actor.name.lower().split()
    if words[0] in _VOTING and words[0].endswith("s") and verb.lemma_.lower() in _AS_A_WHOLE:
        return True
    tally = any(
        token.lower_ in ("votes", "vote", "unanimously")
        or (token.text in "-–" and token.i > 0 and token.nbor(-1).like_num)
        or (token.lower_ in ("by", "to") and token.i > 0 and token.nbor(-1).like_num)
        for token in verb.subtree
    )
    return actor.kind != "named" and (words[-1] in _VOTING or words[0] in _VOTING) and (verb.lemma_ == "vote" or tally)


def _are_counted(verb: Token) -> bool:
    """ "seven MPs voted against it": some of a body are not the body."""
    return any(inner.dep_ == "nummod" for child in verb.children if child.dep_ == "nsubj" for inner in child.children)


def holder_name(actor: Actor, text: str) -> str:
    """The holder's name as a position gives it. A capital that stands for its government is the country, where the article names it."""
    # An officer with a role ("the planning officers") is no spokesperson.
    name = actor.name if actor.name.lower().endswith(("officer", "officers")) else actor.holder
    first, _, rest = name.partition(" ")
    if rest and (first.lower() in _OWNERS or (first.lower() == "the" and any(word[0].isupper() for word in rest.split()))):
        name = rest
    name = _BESIDE.sub("", name.removeprefix("own "))
    if name and not any(word[0].isupper() for word in name.split()[1:]) and " " in name:
        # "the debt charity Open Door": a kind and the name behind it.
        named = re.search(rf"(?i:{re.escape(name)}) ((?:[A-Z][\w’']+ ?)+)", text)
        name = named[1].strip() if named else name
    country = str(_CAPITALS.get(name.lower()) or _CAPITALS.get(f"the {name.lower()}", name))
    return country if country in text else name


def named_by_side(name: str) -> int:
    """Supporters are for (+1), opponents against (-1); 0 for others."""
    stems = {word.lower().removesuffix("s") for word in name.split()}
    return bool(stems & _FOR) - bool(stems & _AGAINST)


def merged(sides: Sequence[Side], names: Names) -> Iterable[DraftPosition]:
    """One entry per holder and target; both sides of one target are mixed, and what is said outweighs what is inferred."""
    groups: dict[tuple[str, str], list[Side]] = {}
    for side in _under_one_name([side for side in sides if side.holder.lower() not in _PRONOUNS], names):
        groups.setdefault((side.holder.lower(), side.target.lower()), []).append(side)
    for group in groups.values():
        explicit = [side for side in group if not side.weak] or group
        sentences = tuple(sorted({side.sentence for side in group}))[:_MOST_EVIDENCE]
        yield DraftPosition(
            holder=group[0].holder, target=group[0].target, polarity=_overall(explicit), sentences=sentences, rule=explicit[0].rule
        )


def _under_one_name(sides: Sequence[Side], names: Names) -> Iterable[Side]:
    """A person and the body that the person's role names, on the same side of one target, are one entry."""
    taken = {(side.holder.lower(), side.target.lower(), side.polarity) for side in sides}
    spelled = {side.holder.lower(): side.holder for side in sides}
    for side in (replace(side, holder=_full(side.holder, spelled.values()) or side.holder) for side in sides):
        body = _full(names.affiliation(side.holder), spelled.values())
        same = body is not None and (body.lower(), side.target.lower(), side.polarity) in taken
        yield replace(side, holder=spelled[body.lower()]) if same and body is not None else side


def _full(body: str | None, holders: Iterable[str]) -> str | None:
    """ "the group" or "the group's" chair: the holder whose name ends so ("Harbour Defence Group")."""
    if body is None or not body.islower() or " " in body:
        return body
    last = body.split()[-1]
    return next((holder for holder in holders if holder.lower().endswith(f" {last}") and not holder.islower()), body)


def _overall(sides: Sequence[Side]) -> Polarity:
    """The one polarity of several sides. Declining a side is outweighed by taking one; of inferred sides most decide, then the first."""
    counts = Counter(side.polarity for side in sides)
    if len(counts) > 1:
        del counts["neutral" if "mixed" not in counts else "mixed"]
    if all(side.weak for side in sides):
        return counts.most_common(1)[0][0]
    return next(iter(counts)) if len(counts) == 1 else "mixed"
