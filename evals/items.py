"""What became of each item of a match, in words: the lines that `show`, `compare` and `gate` are made of."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

from evals.matching import Match, Pair, PartMatch
from evals.rules import HEADLINE

# right: all keys, no decisive fault. close: nearly by its keys. wrong: a decisive field at fault.
Kind: TypeAlias = Literal["right", "close", "wrong", "missed", "spurious"]


@dataclass(frozen=True)
class ItemOutcome:
    """An item of gold, or a spurious one of the summary.

    faults: fields that are not right. given: what the summary has in its place. required: it costs recall where missed.
    """

    part: str
    kind: Kind
    text: str
    faults: tuple[str, ...] = ()
    required: bool = True
    given: str = ""


def outcomes(match: Match) -> Iterator[ItemOutcome]:
    """The outcomes of an article's items, part by part, gold first. A failed article has missed them all."""
    for rules in HEADLINE:
        yield from part_outcomes(match.parts[rules.part])


def part_outcomes(found: PartMatch) -> Iterator[ItemOutcome]:
    """The outcomes of one part."""
    pairs = {pair.gold: pair for pair in found.pairs}
    for place, item in enumerate(found.gold):
        required = found.rules.weight(item) == "required"
        if pair := pairs.get(place):
            yield ItemOutcome(found.rules.part, kind_of(pair), describe(item), faults_of(pair), required, describe(found.given[pair.given]))
        else:
            yield ItemOutcome(found.rules.part, "missed", describe(item), (), required)
    for place in found.spurious:
        yield ItemOutcome(found.rules.part, "spurious", describe(found.given[place]))


def kind_of(pair: Pair) -> Kind:
    """What became of a pair."""
    if not pair.full:
        return "close"
    return "right" if pair.sound else "wrong"


def faults_of(pair: Pair) -> tuple[str, ...]:
    """The fields of a pair that are not right."""
    return tuple(field for field, grade in pair.grades.items() if grade != "correct")


def describe(item: Any) -> str:
    """An item of gold or of a summary in one line."""
    if hasattr(item, "statement"):
        return f"[{item.source or 'article'}; {item.attribution}; {item.kind}] {item.statement}"
    if hasattr(item, "holder"):
        return f"{item.holder} {item.polarity} {item.target}"
    if hasattr(item, "question"):
        return f"[{item.kind}] {item.question} <{item.evidence[0].quote[:80]}>"
    value = item.value if item.value is not None else f"{item.low} to {item.high}"
    per = f" per {item.per}" if item.per else ""
    return f"{item.bound} {value} {item.unit or '?'}{per}: {item.measures} <{item.evidence[0].quote}>"
