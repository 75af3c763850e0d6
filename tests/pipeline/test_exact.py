"""Exact numbers: one text per number."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.exact import as_fraction, exact


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (61_000_000_000, "61000000000"),
        ("61e9", "61000000000"),
        (0.1, "0.1"),
        ("0.450", "0.45"),
        ("1/3", "1/3"),
        ("2/6", "1/3"),
        ("1/2", "0.5"),
        (Decimal("-2.50"), "-2.5"),
        (Fraction(7, 3), "7/3"),
        ("-0", "0"),
    ],
)
def test_equal_numbers_have_equal_texts(number: object, text: str) -> None:
    assert exact(number) == text  # type: ignore[arg-type]


@pytest.mark.parametrize("text", ["", "many", "1/0", "1,000", "0x10", "1e9999", True])
def test_what_is_no_number_is_refused(text: object) -> None:
    with pytest.raises(ValueError, match=r".+"):
        exact(text)  # type: ignore[arg-type]


@given(st.fractions())
def test_nothing_is_lost(number: Fraction) -> None:
    assert as_fraction(exact(number)) == number
