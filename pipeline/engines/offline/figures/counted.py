"""What a bare number surely counts, where its words say so, and which nouns of a text are counted at all.

The number is part of "them", or of what a whole consists of; something has room for so many; somebody does again what was done to things in
the plural. Of any other bare number `understood` weighs what the text offers.
"""

import re
from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import NamedTuple

from pipeline.engines.offline.figures.quantities import Quantity, kind_of, size_of, verb_above
from pipeline.engines.offline.syntax.parse import Parsed
from pipeline.engines.offline.syntax.tokens import Token
from pipeline.engines.offline.syntax.trees import NOUN_SUBJECTS
from pipeline.engines.offline.syntax.verbs import subject_of
from pipeline.lexicons import load

_WORDS = load("measures")
_TIMES, _UNIT_NOUNS = _WORDS.words("durations"), _WORDS.words("unit_nouns")
_OF_THEM = frozenset({"them", "those", "these", "whom", "which", "us", "you"})
_OF_PERSONS, _ROOM = _WORDS.words("of_persons"), _WORDS.words("room")
_MANY, _TRADED = _WORDS.table("many"), _WORDS.words("traded")
# "MPs", "TDs"
_INITIALS = re.compile(r"[A-Z]{2,}s")
# Nouns that stand in the plural without a singular to count.
_COLLECTIVES = frozenset({"people", "staff", "police"})
# Plurals that nobody counts.
_NO_THINGS = _UNIT_NOUNS | _TIMES | {"time", "thing", "lot", "way", "term", "mean", "sale", "other"}
_LARGE = frozenset({"million", "billion", "trillion", "lakh", "crore", "m", "bn", "mn"})


class Told(NamedTuple):
    """A figure told before: the number of its sentence, its unit, what the unit is per, how large it is, and where it stands there."""

    sentence: int
    unit: str | None
    per: str | None
    size: Fraction | None
    quantity: Quantity | None


def sure_unit(quantity: Quantity, before: Parsed | None, told: Sequence[Told]) -> str | None:
    """What the words of a bare number say that it counts. before: the sentence before its own; told: the figures up to it, in order."""
    own = quantity.sentence
    near = [figure for figure in reversed(told) if figure.unit is not None and own.id - figure.sentence <= 1]
    following = [token.lower_ for token in own.doc[max(quantity.inside) + 1 : max(quantity.inside) + 3]]
    if following[:1] == ["of"] and following[-1] in _OF_THEM:
        return "person" if following[-1] in ("us", "you") else _them(quantity, before, near)
    if (one := _one_of_many(quantity)) is not None:
        return one
    if _has_room(quantity):
        here = [figure for figure in near if figure.sentence == own.id and kind_of(figure.unit) == "count"]
        return here[0].unit if here else "person"
    return _again(quantity, before) or _in_same_role(quantity)


def _has_room(quantity: Quantity) -> bool:
    """ "a bus carrying 51", "The boat was built for 12", "room for 40": people, if nothing else was counted in the sentence."""
    first = min(quantity.inside)
    before, second = (quantity.sentence.doc[first - step].lower_ if first >= step else "" for step in (1, 2))
    whole = (size_of(quantity.candidate) or Fraction(1, 2)).denominator == 1
    large = any(quantity.sentence.doc[i].lower_ in _LARGE for i in quantity.inside)
    return whole and not large and (before in _OF_PERSONS or (before in ("for", "of") and second in _ROOM))


def _one_of_many(quantity: Quantity) -> str | None:
    """What a whole consists of, whatever was counted before: "the population was 21,090" people, "cut the workforce by 200" workers, "car
    sales rose to 900" cars.
    """
    verb = verb_above(quantity.head)
    before = [child for child in verb.children if child.i < min(quantity.inside)] if verb is not None else []
    for noun in (child for child in before if child.dep_ in (*NOUN_SUBJECTS, "dobj")):
        if (one := _MANY.get(noun.lemma_.lower())) is not None:
            return str(one)
        sold = next((child for child in noun.lefts if child.dep_ == "compound" and child.tag_ == "NN"), None)
        if noun.lower_ in _TRADED and sold is not None:
            return str(sold.lemma_.lower())
    return None


def _them(quantity: Quantity, before: Parsed | None, near: Sequence[Told]) -> str | None:
    """What "them" are: things that are more than the number, or in the plural, and no part of its own clause.

    "All seven rebels belong to one of two parties, and six of them sit for the capital"; "Insurers have paid out on 140 of them".
    """
    own, size = quantity.sentence, size_of(quantity.candidate)
    larger = [figure for figure in near if kind_of(figure.unit) == "count" and figure.size is not None and size and figure.size > size]
    verb = verb_above(quantity.head)
    others = [thing for thing in things_in(own.doc[: min(quantity.inside)]) if verb_above(thing) != verb]
    if larger and larger[0].sentence == own.id:
        return larger[0].unit
    if others:
        return _last_subject(others)
    return larger[0].unit if larger else _last_subject(list(things_in(before.doc)) if before is not None else [])


def _again(quantity: Quantity, before: Parsed | None) -> str | None:
    """ "counts the frogs. Last month he counted eleven": what the same verb had for its object or subject."""
    verb, role = quantity.head.head, quantity.head.dep_
    if before is None or verb.pos_ != "VERB" or role not in ("dobj", *NOUN_SUBJECTS):
        return None
    roles = ("dobj",) if role == "dobj" else NOUN_SUBJECTS
    things = (
        child
        for token in before.doc
        if token.lemma_ == verb.lemma_ and token.pos_ == "VERB"
        for child in token.children
        if child.dep_ in roles and child.tag_ == "NNS"
    )
    return name_of(thing) if (thing := next(things, None)) is not None else None


def _in_same_role(quantity: Quantity) -> str | None:
    """ "San Pedro had 1,317 homicides; Caracas had 3,797": what the same verb had in the clause before; "Millennials, numbering 75m"."""
    verb = quantity.head.head
    if verb.pos_ not in ("VERB", "AUX") or quantity.head.dep_ not in ("dobj", "attr"):
        return None
    if verb.lemma_.lower() == "number":
        subject = subject_of(verb)
        return name_of(subject) if subject is not None and subject.tag_ in ("NNS", "NNPS") else None
    for other in reversed(quantity.sentence.doc[: verb.i]):
        if other.lemma_ == verb.lemma_ and other.pos_ == verb.pos_:
            thing = next((child for child in other.rights if child.dep_ == "dobj" and child.tag_ == "NNS"), None)
            if thing is not None and any(child.dep_ == "nummod" for child in thing.children):
                return name_of(thing)
    return None


def describes_somebody(thing: Token) -> bool:
    """The affairs of "Thomas Ott, an expert on defence affairs, put troop strength at 166,000"."""
    return any(above.dep_ == "appos" and above.head.pos_ == "PROPN" for above in thing.ancestors)


def _last_subject(things: Sequence[Token]) -> str | None:
    """The last of some things, subjects first."""
    subjects = [thing for thing in things if thing.dep_ in NOUN_SUBJECTS]
    return name_of((subjects or things)[-1]) if things else None


def things_in(tokens: Iterable[Token]) -> Iterable[Token]:
    """Those of some words that are things in the plural."""
    for token in tokens:
        plural = token.tag_ == "NNS" or token.lower_ in _COLLECTIVES or _INITIALS.fullmatch(token.text)
        if plural and token.lemma_.lower() not in _NO_THINGS:
            yield token


def name_of(noun: Token) -> str:
    """A counted noun as a unit: in the singular, "person" for people."""
    if _INITIALS.fullmatch(noun.text):
        return str(noun.text[:-1])
    return "person" if noun.lower_ == "people" else str(noun.lemma_.lower())
