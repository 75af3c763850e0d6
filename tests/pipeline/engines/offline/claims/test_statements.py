"""The words of a clause as a sentence: nothing loose at its edges, a capital and a full stop."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.engines.offline.claims.statements import tidy
from tests.pipeline.engines.offline.stories import statements


@pytest.mark.parametrize(
    ("clause", "sentence"),
    [
        pytest.param("but the mill closed ,", "The mill closed.", id="connective-and-comma"),
        pytest.param("Meanwhile, the mill closed", "The mill closed.", id="connective-before-comma"),
        pytest.param("so far the mill is open", "So far the mill is open.", id="so-far-stays"),
        pytest.param("the mill closed at a time when", "The mill closed.", id="loose-end"),
        pytest.param("“the mill closed", "The mill closed.", id="lone-mark"),
        pytest.param("the “old mill” closed", "The “old mill” closed.", id="pair-of-marks-stays"),
        pytest.param('" "the mill closed in May', "The mill closed in May.", id="mark-of-what-was-cut-off"),
        ("The show ran in Spain. https://example.org/a1B", "The show ran in Spain."),
    ],
)
def test_tidy(clause: str, sentence: str) -> None:
    assert tidy(clause) == sentence


@settings(max_examples=200)
@given(st.text(max_size=80))
def test_tidy_never_raises_and_settles(text: str) -> None:
    assert tidy(tidy(text)).rstrip(".") in (tidy(text).rstrip("."), tidy(tidy(text)).rstrip("."))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "Loyalty, Ida Ott noted, has long been a tenet of the party.", ["Loyalty has long been a tenet of the party."], id="comma"
        ),
        pytest.param("''The mill is open in May,'' the firm said.", ["The mill is open in May."], id="marks-of-two-apostrophes"),
        pytest.param("The team from Pasadena, Calif., won the cup.", ["The team from Pasadena, Calif., won the cup."], id="abbreviation"),
        pytest.param(
            "Leaders have been trying to change the tax for quite a while.",
            ["Leaders have been trying to change the tax for quite a while."],
            id="a-while",
        ),
        pytest.param("Ida Ott says “the wind is at our backs” in Spain.", ["“The wind is at our backs” in Spain."], id="capital-in-marks"),
    ],
)
def test_edges_of_what_is_cut(text: str, expected: list[str]) -> None:
    assert statements(text) == expected
