"""Names for "him", "her" and "his" in a statement that tells of somebody else: "Voters reject him" says nothing of whom."""

import re
from collections.abc import Iterator, Sequence

from pipeline.engines.offline.names import Names
from pipeline.engines.offline.names.actors import GENDER_OF_PRONOUN, Actor, as_owner, is_person_noun
from pipeline.engines.offline.syntax.parse import Parsed
from pipeline.engines.offline.syntax.tokens import Token
from pipeline.engines.offline.syntax.trees import NOUN_SUBJECTS
from pipeline.lexicons import load

_BODIES = load("names").words("bodies") | load("names").words("firms")
_NAME = re.compile(r"[^\W\d_].*\w")


def with_others_named(statement: str, tokens: Sequence[Token], sentence: Parsed, names: Names) -> str:
    """The statement with a name for the first pronoun of each person who is not named in it, where it is certain who is meant.

    tokens: its words in the sentence.
    """
    for pronoun, actor in _others(tokens, sentence, names):
        if re.search(rf"\b{re.escape(actor.name.split()[-1])}\b", statement):
            continue
        places = list(re.finditer(rf"\b{pronoun.text}\b", statement))
        same = [token for token in tokens if token.text == pronoun.text]
        if len(places) != len(same):
            continue
        place = places[same.index(pronoun)]
        name = as_owner(actor.name) if pronoun.tag_ == "PRP$" else actor.name
        statement = f"{statement[: place.start()]}{name}{statement[place.end() :]}"
    return statement


def _others(tokens: Sequence[Token], sentence: Parsed, names: Names) -> Iterator[tuple[Token, Actor]]:
    """Pronouns outside of quotations that are no subjects, each with whom it means; none behind one that stays a pronoun."""
    for token in tokens:
        if token.lower_ not in GENDER_OF_PRONOUN or token.tag_ not in ("PRP", "PRP$"):
            continue
        actor = names.actor(token, sentence) if token.dep_ not in NOUN_SUBJECTS and not token.lower_.endswith("self") else None
        known = actor is not None and actor.kind == "named" and _NAME.fullmatch(actor.name) is not None and not sentence.quoted[token.i]
        if actor is None or not known or _has_rival(token, actor, sentence, names):
            return
        yield token, actor


def _has_rival(pronoun: Token, actor: Actor, sentence: Parsed, names: Names) -> bool:
    """Whether somebody else in the sentence may be meant by a pronoun: before it, or as the subject of the clause that it opens.

    The subject of its own verb is not whom an object means (principle B; Chomsky 1981).
    """
    own = pronoun.tag_ == "PRP$"
    for token in sentence.doc:
        subject = token.dep_ in NOUN_SUBJECTS
        if token.tag_ not in ("NNP", "NN") or token.dep_ == "compound" or (subject and pronoun in token.subtree):
            continue
        if token.i > pronoun.i and not (subject and token.head.is_ancestor(pronoun)):
            continue
        if not own and subject and token.head is _verb_of(pronoun):
            continue
        if own and subject and token.i < pronoun.i and not _owns_nothing_of_his(token):
            return True  # "her neighbour fed his maize to the hens": the neighbour's, as like as not
        other = names.actor(token, sentence)
        if other is None and token.i < pronoun.i and (token.tag_ == "NNP" or is_person_noun(token)):
            return True  # a name that may be of one of two, a suspect
        if other is None or other.name == actor.name or (token.tag_ == "NN" and other.kind == "institution" and not is_person_noun(token)):
            continue
        if (other.kind != "institution" or is_person_noun(token)) and other.gender in (None, GENDER_OF_PRONOUN[pronoun.lower_]):
            return True
    return False


def _owns_nothing_of_his(subject: Token) -> bool:
    """Whether a singular subject is of a body, which has nothing that is "his" or "her"."""
    return subject.pos_ == "NOUN" and subject.lemma_.lower() in _BODIES


def _verb_of(pronoun: Token) -> Token:
    """The verb whose object a pronoun is, behind a preposition too."""
    return pronoun.head.head if pronoun.dep_ == "pobj" else pronoun.head
