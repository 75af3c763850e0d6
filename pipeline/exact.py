"""Exact numbers as text: a decimal ("61000000000", "0.45", "-2.5") or a fraction in lowest terms ("1/3").

A float cannot hold 0.1 nor a third, and a value that is compared with gold must be equal or not equal.
"""

import re
from decimal import Decimal
from fractions import Fraction
from typing import Annotated, TypeAlias

from pydantic import BeforeValidator

_SCIENTIFIC = re.compile(r"-?\d+(?:\.\d+)?[eE][+-]?\d{1,3}")
_FORM = re.compile(r"-?\d+(?:\.\d+)?(?:/\d+)?")


def exact(number: "Decimal | Fraction | int | float | str") -> str:
    """The canonical text of a number.

    Fractions whose denominator divides a power of ten come out as decimals ("1/2" is "0.5"), so that equal numbers have equal texts.
    ValueError where the text is no decimal and no n/d, or the denominator is 0.
    """
    if isinstance(number, bool):
        raise ValueError("a truth value is not a number")  # noqa: TRY004 - pydantic turns ValueError into a field error
    if isinstance(number, float):
        number = repr(number)
    if isinstance(number, str):
        number = number.strip()
        if not _FORM.fullmatch(number) and not _SCIENTIFIC.fullmatch(number):
            raise ValueError(f"{number!r} is neither a decimal nor a fraction n/d")
    try:
        fraction = _ratio(number) if isinstance(number, str) and "/" in number else Fraction(number)
    except ZeroDivisionError:
        raise ValueError(f"{number!r} divides by zero") from None
    if not is_decimal(fraction):
        return f"{fraction.numerator}/{fraction.denominator}"
    return _decimal(fraction)


def is_decimal(number: Fraction) -> bool:
    """Whether a number has an end in decimals: its denominator divides a power of ten."""
    rest = number.denominator
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    return rest == 1


def as_fraction(text: str) -> Fraction:
    """The number that an exact text stands for."""
    return _ratio(text) if "/" in text else Fraction(text)


def _ratio(text: str) -> Fraction:
    numerator, denominator = text.split("/")
    return Fraction(numerator) / Fraction(denominator)


def _decimal(fraction: Fraction) -> str:
    places = 0
    scaled = fraction
    while scaled.denominator != 1:
        scaled *= 10
        places += 1
    digits = str(abs(scaled.numerator)).rjust(places + 1, "0")
    sign = "-" if fraction < 0 else ""
    return f"{sign}{digits[: len(digits) - places]}.{digits[-places:]}" if places else f"{sign}{digits}"


Exact: TypeAlias = Annotated[str, BeforeValidator(exact)]
