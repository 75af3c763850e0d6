"""Numbers of a single statement, as grounding compares them with those of its evidence."""

import pytest

from pipeline.reading import numbers_in, repeats_numbers


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


@pytest.mark.parametrize(
    ("text", "source", "repeats"),
    [
        pytest.param("Exports fell to $61 billion.", "In May exports fell to $61 billion, a low.", True, id="word-for-word"),
        pytest.param("It rose to 5.", "It rose to 5 million.", False, id="magnitude"),
        pytest.param("It rose to 5.", "It rose to 5.5 per cent.", False, id="decimal"),
        pytest.param("It fell by 5 points.", "It fell by 15 points.", False, id="part-of-a-number"),
        pytest.param("It fell to 5 degrees.", "It fell to -5 degrees.", False, id="sign"),
        pytest.param("One in five homes is empty.", "One in three is; five homes is a lot.", False, id="share"),
        pytest.param("It costs between 3 and 5 million.", "It sold 3 and then cost 5 million.", False, id="range"),
        pytest.param("Three ships sank.", "Two ships sank.", False, id="number-word"),
        pytest.param("Three ships sank.", "Three ships sank off Lindow.", True, id="same-number-word"),
        pytest.param("The ships sank.", "Two ships sank.", True, id="no-number"),
    ],
)
def test_what_repeats_the_numbers_of_a_source_need_not_be_read(text: str, source: str, repeats: bool) -> None:
    assert repeats_numbers(text, source) is repeats
    if repeats:
        assert numbers_in(text) <= numbers_in(source)
