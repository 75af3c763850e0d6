"""Figure candidates in their parse: which token heads the quantity, of which kind it is, and what it counts."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import lru_cache
from typing import Literal, TypeAlias

from pipeline.engines.offline.syntax.parse import Parsed
from pipeline.engines.offline.syntax.tokens import Token
from pipeline.lexicons import load
from pipeline.reading import FigureCandidate

_UNITS, _WORDS = load("units"), load("measures")
_MEASURES = frozenset(_UNITS.table("measures"))
_CURRENCIES = frozenset(_UNITS.table("currencies"))
_TIMES = _WORDS.words("durations")
_SHARES = frozenset({"percent", "fraction", "percentage_point", "basis_point", "point"})

Kind: TypeAlias = Literal["money", "share", "time", "measure", "factor", "occasion", "count"]


@dataclass(frozen=True, slots=True)
class Quantity:
    """A candidate with its tokens.

    head: the one that the others of its span hang on. noun: the counted noun, if it is there. unit: the candidate's, else a lent one.
    """

    candidate: FigureCandidate
    sentence: Parsed
    head: Token
    noun: Token | None
    kind: Kind
    inside: frozenset[int] = field(repr=False)
    unit: str | None = None


def quantity_of(candidate: FigureCandidate, sentence: Parsed) -> Quantity | None:
    """The candidate in its sentence's parse; None where it has no token of its own."""
    start = sentence.sentence.start
    if candidate.number_start - start >= len(sentence.text):
        return None  # of an overlong sentence only the start is parsed
    span = _tokens(sentence, candidate.start - start, candidate.end - start)
    numbers = _tokens(sentence, candidate.number_start - start, candidate.number_end - start)
    if not numbers:
        return None
    inside = frozenset(token.i for token in span)
    head = next((token for token in numbers if token.head not in numbers or token.head.i == token.i), numbers[0])
    while head.head.i in inside and head.head.i != head.i:
        head = head.head
    kind = kind_of(candidate.unit)
    if candidate.unit == "point" and any(child.dep_ == "compound" and child.pos_ == "NOUN" for child in head.lefts):
        kind = "count"  # "nine match points"
    noun = _noun(head, inside) if kind == "count" else None
    if noun is not None and any(token.i == noun.i for token in numbers):
        noun = None  # the "point" of "nought point two"
    return Quantity(candidate, sentence, head, noun, kind, inside, candidate.unit)


def verb_above(token: Token) -> Token | None:
    """The nearest verb that a token hangs on; None under none."""
    return next((above for above in token.ancestors if above.pos_ in ("VERB", "AUX")), None)


def size_of(candidate: FigureCandidate) -> Fraction | None:
    """How large an amount is, the lower end of a range; None for nothing."""
    stated = candidate.value or candidate.low
    return _size(stated) if stated is not None else None


@lru_cache(maxsize=4_096)
def _size(stated: str) -> Fraction | None:
    return abs(Fraction(stated)) or None


def kind_of(unit: str | None) -> Kind:
    """The kind of quantity that a unit makes."""
    if unit is None:
        return "count"
    if re.fullmatch(r"[A-Z]{3}", unit) or unit in _CURRENCIES:
        return "money"
    if unit in _SHARES:
        return "share"
    if unit in _TIMES:
        return "time"
    if unit == "times":
        return "factor"
    if unit == "occasion":
        return "occasion"
    return "measure" if unit in _MEASURES else "count"


def plural_of(unit: str) -> str:
    """The plural of a counted noun."""
    irregular = {"person": "people", "child": "children", "staff": "staff"}
    if unit in irregular:
        return irregular[unit]
    if unit.endswith("man") and unit not in ("human", "german", "roman"):
        return f"{unit[:-2]}en"  # "women", "fishermen"
    if unit.endswith("y") and unit[-2:-1] not in "aeiou":
        return unit[:-1] + "ies"
    return unit + ("es" if unit.endswith(("s", "x", "ch", "sh")) else "s")


def _tokens(sentence: Parsed, start: int, end: int) -> Sequence[Token]:
    return [token for token in sentence.doc if token.idx < end and start < token.idx + len(token)]


def _noun(head: Token, inside: frozenset[int]) -> Token | None:
    """The counted noun: the head itself, what it modifies, or what stands in "three of the five idols"."""
    if head.pos_ in ("NOUN", "PROPN") and not head.like_num:
        return head
    if head.dep_ == "nummod" and head.head.pos_ in ("NOUN", "PROPN"):
        return head.head
    of = next((child for child in head.children if child.dep_ == "prep" and child.lower_ == "of"), None)
    thing = next((child for child in of.children if child.dep_ == "pobj"), None) if of is not None else None
    return thing if thing is not None and thing.pos_ in ("NOUN", "PROPN") else None
