"""Amounts of money, measures and percentages against quantulum3, on the specs of Microsoft Recognizers-Text.

    python evals/benchmarks/figures_recognizers.py FOLDER      (their `Specs/Currency/English` and so on, as CurrencyModel.json, ...)

Cases that nobody here wrote; after the first run the grammar learnt from the even ones (counted from 0) and from no other. The folder stays
where it is. A case is one line of text, often without capitals and with blanks around every sign. Found: a number that overlaps theirs and
has its value; with unit: the unit is theirs too. Precision counts what is found of the kind that the file is about. Cases that their specs
call unsupported by design count like all others. Needs `pip install quantulum3`.
"""

import json
import re
import sys
import warnings
from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any, Literal, NamedTuple, TypeAlias

from evals.benchmarks.figures_quantulum3 import Found, f1
from pipeline.engines.offline.figures.quantities import kind_of
from pipeline.reading.figures import FigureCandidate, candidates_of
from pipeline.reading.sentences import Sentence

Kind: TypeAlias = Literal["money", "measure", "percent"]
FILES: dict[str, Kind] = {"CurrencyModel": "money", "DimensionModel": "measure", "PercentModel": "percent"}
# Their names of currencies as codes; a bare "Dollar" or "Pound" may be any of its name.
_CODES = {
    "United States dollar": "USD", "Euro": "EUR", "Chinese yuan": "CNY", "British pound": "GBP", "Canadian dollar": "CAD",
    "Japanese yen": "JPY",
    "Australian dollar": "AUD", "Bitcoin": "BTC", "Turkish lira": "TRY", "Mexican peso": "MXN", "Finnish markka": "FIM",
    "Hong Kong dollar": "HKD", "Peseta": "ESP", "Netherlands guilder": "NLG", "Swiss franc": "CHF", "Costa Rican colón": "CRC",
    "Georgian lari": "GEL", "Lao kip": "LAK", "Sri Lankan rupee": "LKR", "New Zealand dollar": "NZD", "Dollar": "USD", "Pound": "GBP",
    "Rupee": "INR", "Franc": "CHF", "Cent": "USD", "Pence": "GBP", "Penny": "GBP",
}  # fmt: skip
_HUNDREDTHS = frozenset({"Cent", "Pence", "Penny"})
_BRITISH = (("meter", "metre"), ("liter", "litre"), ("feet", "foot"), ("metric ton", "tonne"))


class Wanted(NamedTuple):
    """What a case states: where, its value, its unit in our words, and the unit as the case names it."""

    start: int
    end: int
    value: Fraction
    unit: str
    named: str


Case: TypeAlias = tuple[str, list[Wanted]]


def cases(file: Path, kind: Kind) -> Iterator[Case]:
    """The texts of a file with what they state. Results without a value are left out."""
    for case in json.loads(file.read_text(encoding="utf-8-sig")):
        yield case["Input"], [wanted for result in case["Results"] if (wanted := _wanted(result, kind)) is not None]


def _wanted(result: dict[str, Any], kind: Kind) -> Wanted | None:
    printed, named = result["Resolution"].get("value"), result["Resolution"].get("unit", "Percentage")
    if printed is None or not re.fullmatch(r"-?[\d.]+%?", printed):
        return None
    value = Fraction(printed.rstrip("%"))
    if kind == "money":
        value, unit = value / 100 if named in _HUNDREDTHS else value, _CODES.get(named, named.lower())
    else:
        unit = "percent" if kind == "percent" else _british(named.lower())
    return Wanted(result["Start"], result["End"] + 1, value, unit, named.lower())


def _british(unit: str) -> str:
    for american, british in _BRITISH:
        unit = unit.replace(american, british)
    return unit


def ours(text: str, kind: Kind) -> Iterator[Found]:
    """The candidates of a text that are amounts of a kind."""
    for one in candidates_of(text, [Sentence(id=1, start=0, end=len(text), paragraph=1)]):
        numbers = [one.value] if one.value is not None else [one.low, one.high]
        if one.unit is not None and one.hint in {"figure", "age", "period"} and _kind(one) == kind:
            unit = f"{one.unit} per {one.per}" if one.per and kind == "measure" else one.unit
            yield Found(one.start, one.end, tuple(Fraction(number) for number in numbers if number is not None), frozenset({unit}))


def _kind(one: FigureCandidate) -> Kind | None:
    if one.unit == "pound":  # of weight: money has a code
        return "measure"
    match kind_of(one.unit):
        case "money":
            return "money"
        case "measure":
            return "measure"
        case _:
            return "percent" if one.unit == "percent" else None


def quantulum3(text: str, kind: Kind) -> Iterator[Found]:
    """The quantities of quantulum3 that are amounts of a kind."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from quantulum3 import parser  # noqa: PLC0415 - only this side needs it

        try:
            quantities = parser.parse(text)
        except Exception:  # a peer that fails on a text finds nothing there
            return
    for one in quantities:
        name, entity = one.unit.name, one.unit.entity.name
        its: Kind = "money" if entity == "currency" else "percent" if name == "percentage" else "measure"
        if its == kind and (its == "percent" or entity not in {"dimensionless", "time"}):
            names = {"percent" if its == "percent" else name, getattr(one.unit, "currency_code", None) or name}
            start, end = one.span
            yield Found(start, end, (Fraction(str(one.value)),), frozenset(map(_british, names)))


def counts(wanted: Sequence[Wanted], found: Sequence[Found]) -> tuple[int, int, int, int]:
    """Right by value, right by value and unit, found, and wanted."""
    hits = [[one for one in found if one.start < case.end and case.start < one.end and _states(one, case)] for case in wanted]
    by_unit = sum(any(_same_unit(case, one) for one in own) for case, own in zip(wanted, hits, strict=True))
    return sum(map(bool, hits)), by_unit, len(found), len(wanted)


def _states(found: Found, case: Wanted) -> bool:
    """Whether one of the values is the case's, which is printed with about fifteen digits."""
    return any(abs(value - case.value) <= abs(case.value) / 10**12 for value in found.values)


def _same_unit(case: Wanted, found: Found) -> bool:
    names = {unit.lower() for unit in found.units}
    same_name = any(case.named in name.split() or name in case.named.split() for name in names)
    return case.unit.lower() in names or case.named in names or (case.named in {"dollar", "pound", "franc", "rupee"} and same_name)


def main(folder: Path) -> None:
    """Measures and prints, file by file."""
    readers: dict[str, Callable[[str, Kind], Iterator[Found]]] = {"nutgraf": ours, "quantulum3": quantulum3}
    for name, kind in FILES.items():
        own = list(cases(folder / f"{name}.json", kind))
        for reader, found_in in readers.items():
            rows = [counts(wanted, list(found_in(text, kind))) for text, wanted in own]
            by_value, by_unit, found, wanted = map(sum, zip(*rows, strict=True))
            print(f"{name:16}{reader:12} value: {f1(by_value, found, wanted)}   value and unit: {f1(by_unit, found, wanted)}")
        print(f"{'':16}{len(own)} texts, {sum(len(wanted) for _, wanted in own)} amounts")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
