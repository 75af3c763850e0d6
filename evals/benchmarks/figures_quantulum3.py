"""Figure candidates of the Reading against quantulum3, on the same gold, by value and by value with unit.

    python evals/benchmarks/figures_quantulum3.py [GOLD_FOLDER ...]     (default: seed and dev)

A prediction is a candidate with the hint "figure" (ours), or a quantity (theirs, on the same body lines). It is right where it overlaps the
gold evidence and states its value; optional gold counts neither way. quantulum3's units are read generously: name, symbol, entity or code.
Needs `pip install quantulum3`.
"""

import sys
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from evals.gold_files import load_folders
from evals.gold_types import Gold, GoldFigure
from pipeline import read

_GOLD = Path(__file__).parents[1] / "gold"


@dataclass(frozen=True)
class Found:
    """A number that a reader found: place, value or both ends of a range, and the names of its unit."""

    start: int
    end: int
    values: tuple[Fraction, ...]
    units: frozenset[str]


def ours(gold: Gold) -> Iterator[Found]:
    """The candidates that the Reading takes for figures."""
    for candidate in read(gold.article).candidates:
        if candidate.hint == "figure":
            numbers = [candidate.value] if candidate.value is not None else [candidate.low, candidate.high]
            values = tuple(Fraction(number) for number in numbers if number is not None)
            yield Found(candidate.start, candidate.end, values, frozenset({candidate.unit} if candidate.unit else ()))


def quantulum3(gold: Gold) -> Iterator[Found]:
    """The quantities of quantulum3, paragraph by paragraph; spans that it cuts short are taken as they are."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from quantulum3 import parser  # noqa: PLC0415 - only this side needs it

    reading = read(gold.article)
    for paragraph in reading.paragraphs:
        try:
            quantities = parser.parse(reading.text_of(paragraph))
        except Exception as error:  # a peer that fails on a paragraph finds nothing there
            print(f"quantulum3 failed on a paragraph of {gold.name}: {error}", file=sys.stderr)
            continue
        for quantity in quantities:
            start, end = quantity.span
            exact = Fraction(str(quantity.value))
            spread = Fraction(str(quantity.uncertainty)) if quantity.uncertainty else None
            values = (exact,) if spread is None else (exact - spread, exact + spread)
            names = {quantity.unit.name, getattr(quantity.unit, "currency_code", None), quantity.unit.entity.name}
            yield Found(paragraph.start + start, paragraph.start + end, values, frozenset(_spelt(name) for name in names if name))


def _spelt(name: str) -> str:
    named = {
        "percentage": "percent",
        "per cent": "percent",
        "basis point": "basis_point",
        "dimensionless": "",
        "percentage point": "percentage_point",
    }
    return named.get(name, name)


def values_of(figure: GoldFigure) -> tuple[Fraction, ...]:
    """The value of a gold figure, or both ends of its range."""
    numbers = [figure.value] if figure.value is not None else [figure.low, figure.high]
    return tuple(Fraction(number) for number in numbers if number is not None)


def counts(gold: Gold, found: list[Found]) -> tuple[int, int, int, int]:
    """Right by value, right by value and unit, predicted, and gold figures; optional gold is left out of all four."""
    by_value = by_unit = optional = 0
    used: set[int] = set()
    for figure in gold.figures:
        names = {name.lower() for name in (figure.unit, *figure.unit_aliases) if name}
        hits = [
            index
            for index, one in enumerate(found)
            if one.values == values_of(figure) and any(one.start < span.end and span.start < one.end for span in figure.evidence)
        ]
        used.update(hits)
        if figure.optional:
            optional += len(hits)
            continue
        by_value += bool(hits)
        by_unit += any(_same_unit(found[index].units, names) for index in hits)
    repeats = sum(max(0, len(figure.evidence) - 1) for figure in gold.figures if not figure.optional)
    required = [figure for figure in gold.figures if not figure.optional]
    return by_value, by_unit, len(found) - optional - min(repeats, len(used)), len(required)


def _same_unit(units: frozenset[str], names: set[str]) -> bool:
    heads = names | {name.split()[-1] for name in names}
    return any(unit.lower() in heads for unit in units)


def f1(right: int, predicted: int, wanted: int) -> str:
    """Precision, recall and F1 as one column."""
    precision, recall = right / max(predicted, 1), right / max(wanted, 1)
    return f"P {precision:.3f}  R {recall:.3f}  F1 {2 * precision * recall / max(precision + recall, 1e-9):.3f}"


def main(folders: list[Path]) -> None:
    """Measures and prints."""
    golds = load_folders(folders)
    for name, reader in (("nutgraf", ours), ("quantulum3", quantulum3)):
        totals = [sum(column) for column in zip(*(counts(gold, list(reader(gold))) for gold in golds), strict=True)]
        by_value, by_unit, predicted, wanted = totals
        print(f"{name:12} value: {f1(by_value, predicted, wanted)}   value and unit: {f1(by_unit, predicted, wanted)}")
    print(f"{len(golds)} articles")


if __name__ == "__main__":
    main([Path(place) for place in sys.argv[1:]] or [_GOLD / "seed", _GOLD / "dev"])
