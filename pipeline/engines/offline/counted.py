"""What a bare number counts: the noun that its sentence, or the one before, leaves to be understood ("Holders can appeal. Twelve will").

Tried in order: the number is part of "them"; a total is put at it; it is set against another number; somebody does again what was done to
things in the plural; else the last thing in the plural that was spoken of, subjects first. A guess is better than none, since a number
without a unit says nothing.
"""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from pipeline.engines.offline.parse import Parsed
from pipeline.engines.offline.quantities import Quantity, kind_of
from pipeline.engines.offline.speech import subject_of
from pipeline.lexicons import load

_WORDS = load("measures")
_ANAPHORS, _TIMES = _WORDS.words("anaphors"), _WORDS.words("durations")
_UNIT_NOUNS = _WORDS.words("unit_nouns")
_PEOPLE = load("speech").words("people")
_OF_THEM = frozenset({"them", "those", "these", "whom", "which", "us", "you"})
_SUBJECTS = ("nsubj", "nsubjpass")
# "puts it at 9,400", "the figure was 240"
_PUT = frozenset({"put", "set", "estimate", "reckon", "keep", "place", "be"})
# Sentences back that a total or a limit may have been told.
_REACH = 2
# Plurals that nobody counts.
_NO_THINGS = frozenset(
    {"percent", "per", "cent", "time", "year", "month", "week", "day", "hour", "minute", "thing", "lot", "way", "term", "mean", "sale", "other"}
)


class Told(NamedTuple):
    """A figure told before: its sentence, its unit and what the unit is per."""

    sentence: int
    unit: str | None
    per: str | None


def counted(quantity: Quantity, before: Sequence[Parsed], told: Sequence[Told]) -> Told:
    """What a bare number counts, as the figure that it is like or as a noun; `before`: sentences before its own, nearest last."""
    own = quantity.sentence
    first, last = min(quantity.inside), max(quantity.inside)
    following = [token.lower_ for token in own.doc[last + 1 : last + 3]]
    near = [figure for figure in reversed(told) if figure.unit is not None and quantity.candidate.sentence - figure.sentence <= _REACH]
    if following[:1] == ["of"] and following[1:] and following[1] in _OF_THEM:
        return _noun("person" if following[1] in ("us", "you") else _plural_before(own, first, before))
    if near and (_is_put(quantity) or _is_set_against(quantity) or _is_like(quantity, near[0])):
        return near[0]
    if near and near[0].sentence == own.id and kind_of(near[0].unit) == "time" and quantity.candidate.bound == "at_most":
        return near[0]  # "reporting within 10 days; the rules now allow up to 60"
    if (again := _again(quantity, before)) is not None:
        return _noun(again)
    if (whole := next((figure for figure in near if kind_of(figure.unit) == "count" and figure.sentence == own.id), None)) is not None:
        return whole
    return _noun(_plural_before(own, first, before) or "person")


def _noun(unit: str | None) -> Told:
    return Told(0, unit, None)


def _is_put(quantity: Quantity) -> bool:
    """ "puts the figure at 9,400", "it is 240"."""
    verb = next((token for token in quantity.head.ancestors if token.pos_ in ("VERB", "AUX")), None)
    if verb is None:
        return False
    things = [child for child in verb.children if child.dep_ in (*_SUBJECTS, "dobj") and child.i not in quantity.inside]
    points = any(child.lemma_.lower() in _ANAPHORS or child.lower_ in ("it", "that", "this") for child in things)
    return points and verb.lemma_.lower() in _PUT


def _is_set_against(quantity: Quantity) -> bool:
    """ "from 30 to eight", "against 117", "up to 60"."""
    doc, first = quantity.sentence.doc, min(quantity.inside)
    words = [token.lower_ for token in doc[max(0, first - 2) : first]]
    return words[-1:] in (["against"], ["from"], ["than"]) or (words[-1:] == ["to"] and words[:1] != ["according"])


def _is_like(quantity: Quantity, figure: Told) -> bool:
    """Whether a decimal follows a figure that is no count: "expects growth of 5.2 per cent. In February it said 5.6"."""
    value = quantity.candidate.value or ""
    return kind_of(figure.unit) != "count" and "." in value


def _again(quantity: Quantity, before: Sequence[Parsed]) -> str | None:
    """ "counts the frogs. Last month he counted eleven": what the same verb had for its object or subject."""
    verb = quantity.head.head
    role = quantity.head.dep_
    if verb.pos_ != "VERB" or role not in ("dobj", *_SUBJECTS):
        return None
    roles = ("dobj",) if role == "dobj" else _SUBJECTS
    for sentence in reversed(before[-_REACH:]):
        for token in sentence.doc:
            if token.lemma_ == verb.lemma_ and token.pos_ == "VERB":
                thing = next((child for child in token.children if child.dep_ in roles and child.tag_ == "NNS"), None)
                if thing is not None:
                    return str(thing.lemma_.lower())
    return None


def _plural_before(own: Parsed, first: int, before: Sequence[Parsed]) -> str | None:
    """The thing in the plural spoken of last: in the sentence, its subject first; else in the sentences before."""
    here = list(_things(own.doc[:first]))
    root = own.doc[first].head
    subject = subject_of(root) if root.pos_ in ("VERB", "AUX") else None
    if subject is not None and subject.i < first and subject in here:
        return _name(subject)
    if here:
        return _name(here[-1])
    for sentence in reversed(before[-_REACH:]):
        things = list(_things(sentence.doc))
        subjects = [thing for thing in things if thing.dep_ in _SUBJECTS]
        if things:
            return _name(subjects[-1] if subjects else things[-1])
    return None


def _things(tokens: Iterable[Any]) -> Iterable[Any]:
    for token in tokens:
        plural = token.tag_ == "NNS" or token.lower_ in ("people", "staff", "police")
        if plural and token.lemma_.lower() not in _NO_THINGS | _UNIT_NOUNS | _TIMES:
            yield token


def _name(noun: Any) -> str:
    return "person" if noun.lower_ == "people" else str(noun.lemma_.lower())
