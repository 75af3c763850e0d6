"""Words, numbers, names and negation, as the scorer compares them."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals.names import same_name, same_unit
from evals.negation import contradict
from evals.words import content, dice, hedged, numbers


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("US$61 billion and 5,000 men in 2022", ["61000000000", "5000", "2022"], id="digits"),
        pytest.param("61bn, 2.3m and 10k", ["61000000000", "2300000", "10000"], id="short-magnitudes"),
        pytest.param("Rs 1,50,000 and 3 crore", ["150000", "30000000"], id="indian-grouping"),
        pytest.param("two hundred and fifty thousand", ["250000"], id="words"),
        pytest.param("twenty-five", ["25"], id="hyphen"),
        pytest.param("more than two dozen", ["24"], id="dozens"),
        pytest.param("a dozen eggs, a hundred people", ["12", "100"], id="article-number"),
        pytest.param("half a million", ["500000"], id="half-a-million"),
        pytest.param("a third of voters and two thirds of the rest", ["1/3", "2/3"], id="fractions"),
        pytest.param("the third quarter", [], id="ordinals-are-none"),
        pytest.param("one of them left the G7 summit", [], id="one-and-names-are-none"),
        pytest.param("a quarter of it", ["1/4"], id="quarter-of"),
        pytest.param("between 3 and 5, or 3-5", ["3", "5"], id="ranges"),
    ],
)
def test_numbers_of_a_text(text: str, expected: list[str]) -> None:
    assert numbers(text) == {Fraction(number) for number in expected}


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        pytest.param("Blinken", "Antony Blinken", True, id="surname"),
        pytest.param("the US official", "a senior US official", True, id="less-said-of-them"),
        pytest.param("Antony Blinken", "Secretary of State Antony Blinken", True, id="without-title"),
        pytest.param("Britain", "Bank of Britain", False, id="of-is-another"),
        pytest.param("Ann Lee", "Tom Lee", False, id="namesakes"),
        pytest.param("Lee", "Leeds", False, id="not-by-letters"),
        pytest.param("U.S. officials", "US officials", True, id="dots"),
        pytest.param("China’s", "China", True, id="possessive"),
        pytest.param("", "China", False, id="empty"),
        pytest.param(None, None, True, id="nobody"),
        pytest.param(None, "China", False, id="nobody-and-somebody"),
    ],
)
def test_names(a: str | None, b: str | None, same: bool) -> None:
    assert same_name(a, b) is same
    assert same_name(b, a) is same


def test_an_alias_is_as_good_as_the_name() -> None:
    assert same_name("Washington", "United States", ["Washington", "the US"])
    assert not same_name("Beijing", "United States", ["Washington", "the US"])


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        pytest.param("people", "person", True, id="irregular-plural"),
        pytest.param("council member", "member", True, id="more-said-of-it"),
        pytest.param("square kilometre", "kilometre", False, id="square"),
        pytest.param("percentage_point", "basis_point", False, id="points"),
        pytest.param("percentage_point", "percent", False, id="point-of-percent"),
        pytest.param("USD", "AUD", False, id="currencies"),
        pytest.param("litre", None, False, id="none"),
    ],
)
def test_units(a: str | None, b: str | None, same: bool) -> None:
    assert same_unit(a, b) is same
    assert same_unit(b, a) is same


@pytest.mark.parametrize(
    ("a", "b", "opposed"),
    [
        ("The findings have not been peer reviewed.", "The findings have been peer reviewed.", True),
        (
            "The findings of the vaccine trial have not been peer reviewed.",
            "The findings have not been peer reviewed, several scientists not involved in the trial said.",
            False,
        ),
        ("Neither Eastfen nor Thornwater has applied to hold a trial of tariffs.", "Neither has applied to hold one.", False),
        ("None of the meadows has regained the lost carbon.", "The meadows have regained the lost carbon.", True),
        ("The gates had been shut since Tuesday.", "The company denied it, saying the gates had been shut since Tuesday.", False),
        ("Another worker, who asked not to be named, backed her story.", "Another worker backed her story.", False),
        ("The minister did not rule out a ban.", "The minister ruled out a ban.", True),
        ("The minister did not rule out a ban.", "A ban was not ruled out by the minister.", False),
        ("Eddowes denies that he ignored warnings.", "Eddowes ignored warnings.", True),
        ("It has not been verified and not been published.", "It has been verified and not been published.", True),
        ("The council rejected claims that it bribed officials.", "The council bribed officials.", True),
        ("They knew nothing of the leak.", "They knew of the leak.", True),
        ("The fee won’t rise.", "The fee will rise.", True),
        ("The fee won't rise.", "The fee will not rise.", False),
        ("No more than 40 jets flew.", "Up to 40 jets flew.", False),
        ("Not only miners struck.", "Miners struck.", False),
        # A quotation inside a clause does not end it.
        ("No village will lose a single litre of water.", 'No village would lose "a single litre" of water.', False),
        ("Moira Fenn had never heard of the three firms.", "Moira Fenn had “never heard of” the three firms.", False),
        ("Moira Fenn had heard of the three firms.", "Moira Fenn had “never heard of” the three firms.", True),
    ],
)
def test_negation(a: str, b: str, opposed: bool) -> None:
    assert contradict(a, b) is opposed
    assert contradict(b, a) is opposed


@pytest.mark.parametrize(("text", "expected"), [("The bridge may open.", True), ("The bridge opens in May.", False)])
def test_hedges(text: str, expected: bool) -> None:
    assert hedged(text) is expected


def test_the_country_us_is_content_and_the_pronoun_is_not() -> None:
    assert content("The US told us") == {"us"}
    assert content("They warned us") == content("They warned")


@given(st.text(), st.text())
def test_dice_is_a_share_and_symmetric(a: str, b: str) -> None:
    ours, theirs = content(a), content(b)
    assert 0 <= dice(ours, theirs) <= 1
    assert dice(ours, theirs) == dice(theirs, ours)
    assert dice(ours, ours) == 1


@given(st.text())
def test_any_text_can_be_read(text: str) -> None:
    assert not contradict(text, text)
    numbers(text)
