"""Numerals: digits and number words to exact values."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.reading.numerals import digits_value, numerals_of, tokens_of


def numerals(text: str) -> list[tuple[str, Fraction]]:
    tokens = tokens_of(text, 0, len(text))
    return [(text[tokens[n.first].start : tokens[n.last - 1].end], n.value) for n in numerals_of(tokens)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("one hundred and twenty-three thousand", 123_000),
        ("a hundred and six", 106),
        ("twenty-three thousand six hundred and five", 23_605),
        ("two million three hundred thousand", 2_300_000),
        ("eighteen hundred", 1_800),
        ("forty-two", 42),
        ("half a million", 500_000),
        ("a quarter of a million", 250_000),
        ("half million", 500_000),
        ("three and a half million", 3_500_000),
        ("a million and a half", 1_500_000),
        ("seven and a half", Fraction(15, 2)),
        ("two-and-a-half", Fraction(5, 2)),
        ("two point five million", 2_500_000),
        ("two dozen", 24),
        ("half a dozen", 6),
        ("a half-dozen", 6),
        ("a half dozen", 6),
        ("a half-million", 500_000),
        ("a couple of hundred", 200),
        ("two-thirds", Fraction(2, 3)),
        ("three-quarters", Fraction(3, 4)),
        ("one-fifth", Fraction(1, 5)),
        ("a third", Fraction(1, 3)),
        ("940 000", 940_000),
        ("9,40,000", 940_000),
        ("2,200-crore", 22_000_000_000),
        ("5.3 lakh crore", 5_300_000_000_000),
        ("3.2million", 3_200_000),
        ("28bn", 28_000_000_000),
        ("10M", 10_000_000),
        ("2½", Fraction(5, 2)),
        ("2 1/2", Fraction(5, 2)),
        ("3/4", Fraction(3, 4)),
        ("threefold", 3),
        ("doubled", 2),
    ],
)
def test_whole_text_is_one_numeral(text: str, value: int | Fraction) -> None:
    assert numerals(text) == [(text, Fraction(value))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("12m of rope", [("12", 12)], id="m-may-be-metres"),
        pytest.param("£12m", [("12m", 12_000_000)], id="m-beside-money"),
        pytest.param("95m litres", [("95m", 95_000_000)], id="m-before-what-is-counted"),
        pytest.param("On May 12 300 people", [("12", 12), ("300", 300)], id="day-beside-a-count"),
        pytest.param("nine of 12", [("nine", 9), ("12", 12)], id="two-numbers"),
        pytest.param("two hundred, forty", [("two hundred", 200), ("forty", 40)], id="comma-parts"),
        pytest.param("six and seven", [("six", 6), ("seven", 7)], id="and-between-small-ones"),
        pytest.param("12/03/2024", [("12", 12), ("03", 3), ("2024", 2024)], id="date-is-no-fraction"),
        pytest.param("a car", [], id="article-alone"),
        pytest.param("someone anyone tonight often", [], id="words-inside-words"),
    ],
)
def test_where_numerals_end(text: str, expected: list[tuple[str, int]]) -> None:
    assert numerals(text) == [(words, Fraction(value)) for words, value in expected]


@pytest.mark.parametrize(
    ("digits", "value"),
    [
        ("1,234.5", "1234.5"),
        ("1.234.567,89", "1234567.89"),
        ("1.234,56", "1234.56"),
        ("2,5", "2.5"),
        ("1'000", "1000"),
        ("12,345", "12345"),
    ],
)
def test_separators(digits: str, value: str) -> None:
    assert digits_value(digits) == Fraction(value)


@given(st.integers(min_value=0, max_value=10**15))
def test_western_and_plain_groups_give_the_number_back(number: int) -> None:
    assert digits_value(f"{number:,}") == digits_value(str(number)) == number


@given(st.text(alphabet="0123456789.,' \u00a0half and a one two hundred-/½", max_size=60))
def test_any_text_gives_tokens_that_are_its_words(text: str) -> None:
    for token in tokens_of(text, 0, len(text)):
        assert text[token.start : token.end] == token.text
    numerals(text)
