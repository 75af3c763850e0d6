"""Quantities in sentences of news against quantulum3, on NewsQuant (Almasian and others, CQE, EMNLP 2023), which nobody here wrote.

    python evals/benchmarks/figures_newsquant.py NEWSQUANT.json      (data/formatted_test_set of their evaluation repository)

The file stays where it is. 590 sentences of economy, sports, technology, cars, science and health, mostly printed without commas, 115 of
them without a quantity. As in their evaluation no places are compared: within a sentence each quantity found answers for one that is
wanted where its value is the same (for a range both ends, which may be two figures: "from 4 to 5" is a range for them and a change for the
guide; quantulum3, which gives the middle of a range, is held to that), and by value with unit where the unit has their name too. The name
of a counted thing has the words before it with them ("first-team player"); ours are taken from the evidence. By head noun ("player") is
printed as well, for both sides.
What they count and the guide does not is taken in for ours: ages, "one", points in time. After the first run the grammar learnt from the
even sentences (counted from 0) and from no other; "odd" is printed apart.
Needs `pip install quantulum3`.
"""

import json
import re
import sys
import warnings
from collections.abc import Callable, Sequence
from fractions import Fraction
from itertools import takewhile
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias

from evals.benchmarks.figures_quantulum3 import f1
from pipeline import Article, Figure, ground, read
from pipeline.engines.offline.drafting import draft
from pipeline.engines.offline.figures.quantities import kind_of
from pipeline.errors import EmptyArticle
from pipeline.reading.numerals import number_words
from pipeline.reading.units import singular

# What the guide leaves out and they count, by the rule that gave the hint.
_COUNTED = frozenset({"age", "offset in time", "stretch of time", "one", "back-reference"})
# Their names of units, by ours. Whatever is not here has the same name, but for the spelling.
_THEIRS = {
    "percent": "percentage", "percentage_point": "percentage point", "basis_point": "basis point", "person": "people", "fraction": "-",
    "occasion": "count", "times": "count", "USD": "dollar", "EUR": "euro", "GBP": "pound sterling", "JPY": "japanese yen",
    "CNY": "chinese yuan", "AUD": "australian dollar", "CAD": "canadian dollar", "HKD": "hong kong dollar", "MYR": "malaysian ringgit",
    "ILS": "shekel", "DKK": "danish krone", "SEK": "swedish krona", "NOK": "norwegian krone", "CHF": "swiss franc", "INR": "indian rupee",
    "NZD": "new zealand dollar", "SGD": "singapore dollar", "ZAR": "south african rand", "TRY": "turkish lira", "RUB": "russian ruble",
    "KRW": "south korean won", "BTC": "bitcoin", "THB": "thai baht", "BRL": "brazilian real", "MXN": "mexican peso",
    "NGN": "nigerian naira", "PKR": "pakistani rupee", "PHP": "philippine peso", "IDR": "indonesian rupiah", "PLN": "polish zloty",
    "degree Celsius": "celsius", "degree Fahrenheit": "fahrenheit", "tonne": "metric ton", "pound": "pound-mass",
    "part per billion": "parts-per-billion", "newton-metre": "newton metre", "kilowatt-hour": "kilowatt hour",
    "gigawatt-hour": "gigawatt hour", "revolution": "revolutions",
}  # fmt: skip
_HUNDREDTHS = {"cent": "dollar", "sen": "malaysian ringgit", "penny": "pound sterling"}
_QUANTULUM = {
    "dimensionless": "-", "unk": "-", "per cent": "percentage", "dollar dollar": "dollar", "united states dollar": "dollar",
    "tonne": "metric ton", "degree angle": "degree", "degree celsius": "celsius", "degree fahrenheit": "fahrenheit",
}  # fmt: skip

_OLD = re.compile(r"[- ]?old\b")

# Before these a counted thing has no words of its own.
_OPENERS = number_words() | {"hundred", "thousand", "million", "billion", "trillion", "of", "the", "its", "their", "his", "her", "our"}

Values: TypeAlias = tuple[Fraction, ...]


class Quantity(NamedTuple):
    """A value, or both ends of a range, and the name of its unit as they have it; "-" where it has none."""

    values: Values
    unit: str


Case: TypeAlias = tuple[str, list[Quantity]]


def cases(file: Path) -> list[Case]:
    """The sentences with what they state."""
    told = json.loads(file.read_text(encoding="utf-8"))
    return [(case["text"], [_wanted(one["value"], one["normalized_unit"].lower()) for one in case["quantities"]]) for case in told]


def _wanted(value: str, unit: str) -> Quantity:
    """What a sentence states. Five cents are 0.05 dollars by the guide."""
    ends = re.fullmatch(r"(-?[\d.]+) ?- ?([\d.]+)", value)
    values = tuple(Fraction(end) for end in (ends.groups() if ends else (value,)))
    first, *rest = unit.split(" ", 1)
    if first in _HUNDREDTHS:
        return Quantity(tuple(end / 100 for end in values), " ".join([_HUNDREDTHS[first], *rest]))
    return Quantity(values, unit)


def ours(text: str) -> list[Quantity]:
    """What the offline engine states of a sentence that stands alone, grounded as in a summary."""
    reading = read(Article(text=text if text.rstrip().endswith((".", "!", "?")) else f"{text}.", language="en"))
    counted = tuple(
        one.model_copy(update={"hint": "figure", "unit": "year" if one.rule == "age" else one.unit}) if one.rule in _COUNTED else one
        for one in reading.candidates
    )
    reading = reading.model_copy(update={"candidates": counted})
    try:
        made = ground(reading, draft(reading).draft).figures
    except EmptyArticle:
        return []
    ages = {one.start for one in counted if one.rule == "age"} | {one.start for one in counted if _OLD.match(text, one.end)}
    return [_stated(figure, span.quote, is_age=span.start in ages) for figure in made for span in figure.evidence]


def _stated(figure: Figure, printed: str, *, is_age: bool) -> Quantity:
    numbers = [figure.value] if figure.value is not None else [figure.low, figure.high]
    name = f"{figure.unit} of age" if is_age and kind_of(figure.unit) == "time" else _counted(figure.unit or "-", printed)
    values = tuple(Fraction(number) for number in numbers if number is not None)
    return Quantity(values, f"{name} per {_named(figure.per)}" if figure.per else name)


def _counted(unit: str, printed: str) -> str:
    """The unit by their name; of a counted thing with the words before it, which the evidence holds ("14 first-team players")."""
    *before, last = printed.lower().split()
    words = list(takewhile(lambda word: not any(letter.isdigit() for letter in word) and word not in _OPENERS, reversed(before)))
    if kind_of(unit) != "count" or singular(last) != unit.lower() or len(words) == len(before):
        return _named(unit)
    return " ".join([*reversed(words), _named(unit)])


def _named(unit: str) -> str:
    return _THEIRS.get(unit, unit.lower().replace("_", " "))


def quantulum3(text: str) -> list[Quantity]:
    """The quantities of quantulum3, which has the middle of a range for its value."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from quantulum3 import parser  # noqa: PLC0415 - only this side needs it

        try:
            quantities = parser.parse(text)
        except Exception:  # a peer that fails on a text finds nothing there
            return []
    return [_by_quantulum(one) for one in quantities]


def _by_quantulum(one: Any) -> Quantity:
    name = str(one.unit.name).lower()
    if name in _HUNDREDTHS:
        return Quantity((Fraction(str(one.value)) / 100,), _HUNDREDTHS[name])
    return Quantity((Fraction(str(one.value)),), _QUANTULUM.get(name, name))


def counts(wanted: Sequence[Quantity], found: Sequence[Quantity], *, middle: bool) -> tuple[int, int, int, int, int]:
    """Right by value, by value and unit, by value and head noun of the unit; found, and wanted. middle: a range is held to its middle."""
    aims = [Quantity((sum(one.values, Fraction()) / len(one.values),), one.unit) if middle else one for one in wanted]
    found = found if middle else _as_ranges(wanted, found)
    by_value = _answered(aims, found, lambda aim, one: True)
    by_unit = _answered(aims, found, lambda aim, one: aim.unit == one.unit)
    by_head = _answered(aims, found, lambda aim, one: aim.unit.split()[-1] == one.unit.split()[-1])
    return by_value, by_unit, by_head, len(found), len(wanted)


def _as_ranges(wanted: Sequence[Quantity], found: Sequence[Quantity]) -> list[Quantity]:
    """The quantities found, two of one unit as a range where "from 4 to 5" is one for them."""
    left = list(found)
    for aim in wanted:
        ends = [next((one for one in left if _equal((end,), one.values)), None) for end in aim.values]
        if len(ends) == 2 and ends[0] is not None and ends[1] is not None and ends[0] is not ends[1]:
            left.remove(ends[0])
            left.remove(ends[1])
            left.append(Quantity(aim.values, ends[1].unit))
    return left


def _answered(aims: Sequence[Quantity], found: Sequence[Quantity], same: Callable[[Quantity, Quantity], bool]) -> int:
    left = list(found)
    answered = 0
    for aim in aims:
        one = next((one for one in left if _equal(aim.values, one.values) and same(aim, one)), None)
        if one is not None:
            left.remove(one)
            answered += 1
    return answered


def _equal(aim: Values, found: Values) -> bool:
    return len(aim) == len(found) and all(abs(a - b) <= abs(a) / 10**5 for a, b in zip(aim, found, strict=True))


def main(file: Path) -> None:
    """Measures and prints."""
    own = cases(file)
    print(f"{len(own)} sentences, {sum(len(wanted) for _, wanted in own)} quantities")
    for name, reader in (("nutgraf", ours), ("quantulum3", quantulum3)):
        rows = [counts(wanted, reader(text), middle=name == "quantulum3") for text, wanted in own]
        for part, chosen in (("all", rows), ("odd", rows[1::2])):
            by_value, by_unit, by_head, found, wanted = map(sum, zip(*chosen, strict=True))
            scores = (f1(right, found, wanted) for right in (by_value, by_unit, by_head))
            print(f"{name:12}{part:5}value: {next(scores)}   value and unit: {next(scores)}   value and head noun: {next(scores)}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
