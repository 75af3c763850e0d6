"""Numbers of a single statement, as grounding compares them with those of its evidence."""

import pytest

from pipeline.reading import numbers_in


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        pytest.param("The board paid US$61 billion.", {"61000000000"}, id="magnitude"),
        pytest.param("It cost 61bn dollars, not 1/3 of that.", {"61000000000", "1/3"}, id="two"),
        pytest.param("Between 40 and 50 ships came.", {"40", "50"}, id="both-ends-of-a-range"),
        pytest.param("Three ferries came.", {"3"}, id="number-word"),
        pytest.param("It took more than a decade.", {"10"}, id="a-measure-without-a-numeral"),
        pytest.param("It weighs ½ tonne.", {"0.5"}, id="printed-fraction"),
        pytest.param("Flight 7 left in 2022.", {"7", "2022"}, id="all-digits-count"),
        pytest.param("At first, one of them left.", set(), id="words-that-count-nothing"),
        pytest.param("Prices rose 12 per cent", {"12"}, id="no-end-mark"),
        pytest.param("The board voted.", set(), id="none"),
        pytest.param("", set(), id="empty"),
    ],
)
def test_the_values_that_a_text_states(text: str, numbers: set[str]) -> None:
    assert numbers_in(text) == numbers


@pytest.mark.parametrize(
    ("text", "language", "numbers"),
    [
        ("Die Brücke kostet 1,2 Millionen Euro.", "de", {"1200000"}),
        ("Die Brücke kostet 1.200.000 Euro.", "de-AT", {"1200000"}),
        ("The bridge costs 1.2 million euros.", "en-GB", {"1200000"}),
    ],
)
def test_numbers_are_read_as_the_language_writes_them(text: str, language: str, numbers: set[str]) -> None:
    assert numbers_in(text, language) == numbers
