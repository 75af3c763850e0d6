"""Figures in words: bound, value, unit, denominator."""

from fractions import Fraction

from pipeline.exact import as_fraction
from pipeline.labels import Bound
from pipeline.summary import Figure

_BOUNDS: dict[Bound, str] = {"exact": "", "approx": "about ", "at_least": "at least ", "at_most": "at most "}
_MAGNITUDES = ((10**12, "trillion"), (10**9, "billion"), (10**6, "million"))
_UNITS = {"percent": "%", "percentage_point": "percentage points", "basis_point": "basis points", "times": "times", "fraction": ""}
# What news counts most often and English does not make plural by rule.
_IRREGULAR = {
    "person": "people",
    "man": "men",
    "woman": "women",
    "child": "children",
    "foot": "feet",
    "half": "halves",
    "life": "lives",
    "wife": "wives",
    "hertz": "hertz",
    "aircraft": "aircraft",
    "sheep": "sheep",
    "fish": "fish",
}
_UNCHANGED = ("craft", "series", "species")


def quantity(figure: Figure) -> str:
    """What a figure says in numbers: "at least 70%", "USD 61 billion", "3 to 5 years", "50 USD per barrel"."""
    number = _number(figure.value) if figure.value is not None else f"{_number(figure.low)} to {_number(figure.high)}"
    per = f" per {figure.per}" if figure.per else ""
    return f"{_BOUNDS[figure.bound]}{_with_unit(number, figure)}{per}"


def _with_unit(number: str, figure: Figure) -> str:
    unit = figure.unit
    if not unit:
        return number
    if unit.isupper() and len(unit) == 3:  # an ISO 4217 code
        return f"{unit} {number}"
    if unit in _UNITS:
        return f"{number}{_UNITS[unit]}" if unit == "percent" else f"{number} {_UNITS[unit]}".strip()
    return f"{number} {counted(unit.replace('_', ' '), figure.value)}"


def counted(noun: str, value: str | None) -> str:
    """A unit in the singular as it stands after a value: "3 years", "1 year", "half a year"; a range is plural."""
    if value is not None and abs(as_fraction(value)) <= 1 and value != "0":
        return noun
    head, _, last = noun.rpartition(" ")
    return f"{head} {_plural(last)}".strip()


def _plural(word: str) -> str:
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if word.isupper() or word.endswith(_UNCHANGED):
        return word
    if word.endswith(("s", "x", "z", "ch", "sh")):
        return f"{word}es"
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return f"{word[:-1]}ies"
    return f"{word}s"


def _number(text: str | None) -> str:
    value = as_fraction(text or "0")
    for size, word in _MAGNITUDES:
        scaled = value / size
        if abs(value) >= size and (scaled * 1000).denominator == 1:
            return f"{_plain(scaled)} {word}"
    return _plain(value)


def _plain(value: Fraction) -> str:
    if value.denominator == 1:
        return f"{value.numerator:,}"
    decimal = f"{float(value):,.4f}".rstrip("0")
    return decimal if Fraction(decimal.replace(",", "")) == value else f"{value.numerator}/{value.denominator}"
