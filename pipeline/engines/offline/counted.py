"""What a bare number counts: the noun that its sentence, or the one before, leaves to be understood ("Holders can appeal. Twelve will").

Tried in order: the number is part of "them"; a figure before has its unit in print; a total is put at it, or it is set against another
number; somebody does again what was done to things in the plural; else the last thing in the plural that was spoken of, subjects first. A
guess is better than none, since a number without a unit says nothing; where nothing was spoken of there is none.
"""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from pipeline.engines.offline.parse import Parsed
from pipeline.engines.offline.quantities import Quantity, kind_of
from pipeline.engines.offline.speech import subject_of
from pipeline.lexicons import load

_WORDS = load("measures")
_ANAPHORS, _TIMES, _UNIT_NOUNS = _WORDS.words("anaphors"), _WORDS.words("durations"), _WORDS.words("unit_nouns")
_OF_THEM = frozenset({"them", "those", "these", "whom", "which", "us", "you"})
_SUBJECTS = ("nsubj", "nsubjpass")
# "puts it at 9,400", "the figure was 240"
_PUT = frozenset({"put", "set", "estimate", "reckon", "keep", "place", "be"})
_AGAINST = frozenset({"against", "from", "than"})
# Nouns that stand in the plural without a singular to count.
_COLLECTIVES = frozenset({"people", "staff", "police"})
_HAVING = frozenset(
    {"have", "own", "hold", "keep", "get", "buy", "sell", "make", "build", "produce", "use", "spend", "cost", "pay", "find"}
)
# Plurals that nobody counts.
_NO_THINGS = _UNIT_NOUNS | _TIMES | {"time", "thing", "lot", "way", "term", "mean", "sale", "other"}


class Told(NamedTuple):
    """A figure told before: the number of its sentence, its unit and what the unit is per."""

    sentence: int
    unit: str | None
    per: str | None


def counted(quantity: Quantity, before: Parsed | None, told: Sequence[Told]) -> tuple[str | None, str | None]:
    """Unit and denominator of a bare number. before: the sentence before its own; told: the figures up to it, the last one last."""
    own = quantity.sentence
    first, last = min(quantity.inside), max(quantity.inside)
    near = [figure for figure in reversed(told) if figure.unit is not None and own.id - figure.sentence <= 1]
    following = [token.lower_ for token in own.doc[last + 1 : last + 3]]
    if following[:1] == ["of"] and following[-1] in _OF_THEM:
        return ("person" if following[-1] in ("us", "you") else _plural_before(own, first, before)), None
    for figure in near:
        sentence = own if figure.sentence == own.id else before
        if sentence is not None and _is_printed(figure, sentence):
            return figure.unit, figure.per
    if near and (_is_put(quantity) or _is_set_against(quantity) or _is_decimal(quantity, near[0]) or _is_limit(quantity, near[0])):
        return near[0].unit, near[0].per
    return _again(quantity, before) or _plural_before(own, first, before) or ("person" if _are_persons(quantity) else None), None


def _is_printed(figure: Told, sentence: Parsed) -> bool:
    return kind_of(figure.unit) in ("count", "measure") and any(token.lemma_.lower() == figure.unit for token in sentence.doc)


def _is_put(quantity: Quantity) -> bool:
    """ "puts the figure at 9,400", "it is 240"."""
    verb = next((token for token in quantity.head.ancestors if token.pos_ in ("VERB", "AUX")), None)
    if verb is None or verb.lemma_.lower() not in _PUT:
        return False
    things = [child for child in verb.children if child.dep_ in (*_SUBJECTS, "dobj") and child.i not in quantity.inside]
    return any(child.lemma_.lower() in _ANAPHORS or child.lower_ in ("it", "that", "this") for child in things)


def _is_set_against(quantity: Quantity) -> bool:
    """ "from 30 to eight", "against 117"."""
    doc, first = quantity.sentence.doc, min(quantity.inside)
    words = [token.lower_ for token in doc[max(0, first - 2) : first]]
    return bool(words) and (words[-1] in _AGAINST or (words[-1] == "to" and words[0] != "according"))


def _is_decimal(quantity: Quantity, figure: Told) -> bool:
    """ "expects growth of 5.2 per cent. In February it said 5.6": nobody counts things in decimals."""
    return kind_of(figure.unit) != "count" and "." in (quantity.candidate.value or "")


def _is_limit(quantity: Quantity, figure: Told) -> bool:
    """ "reporting within 10 days; the rules now allow up to 60"."""
    return figure.sentence == quantity.sentence.id and kind_of(figure.unit) == "time" and quantity.candidate.bound == "at_most"


def _are_persons(quantity: Quantity) -> bool:
    """ "how the thirteen were chosen", "the room was built for 200"; what somebody has or buys are things."""
    return not (quantity.head.dep_ == "dobj" and quantity.head.head.lemma_.lower() in _HAVING)


def _again(quantity: Quantity, before: Parsed | None) -> str | None:
    """ "counts the frogs. Last month he counted eleven": what the same verb had for its object or subject."""
    verb, role = quantity.head.head, quantity.head.dep_
    if before is None or verb.pos_ != "VERB" or role not in ("dobj", *_SUBJECTS):
        return None
    roles = ("dobj",) if role == "dobj" else _SUBJECTS
    things = (
        child
        for token in before.doc
        if token.lemma_ == verb.lemma_ and token.pos_ == "VERB"
        for child in token.children
        if child.dep_ in roles and child.tag_ == "NNS"
    )
    return _name(thing) if (thing := next(things, None)) is not None else None


def _plural_before(own: Parsed, first: int, before: Parsed | None) -> str | None:
    """The thing in the plural spoken of last: in the sentence, its subject first; else in the sentence before."""
    here = list(_things(own.doc[:first]))
    root = own.doc[first].head
    subject = subject_of(root) if root.pos_ in ("VERB", "AUX") else None
    if subject is not None and subject in here:
        return _name(subject)
    if here:
        return _name(here[-1])
    things = list(_things(before.doc)) if before is not None else []
    subjects = [thing for thing in things if thing.dep_ in _SUBJECTS]
    return _name((subjects or things)[-1]) if things else None


def _things(tokens: Iterable[Any]) -> Iterable[Any]:
    for token in tokens:
        if (token.tag_ == "NNS" or token.lower_ in _COLLECTIVES) and token.lemma_.lower() not in _NO_THINGS:
            yield token


def _name(noun: Any) -> str:
    return "person" if noun.lower_ == "people" else str(noun.lemma_.lower())
