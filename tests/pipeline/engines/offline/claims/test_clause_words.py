"""A clause names whom its subject stands for, where that is certain."""

import pytest

from tests.pipeline.engines.offline.stories import statements


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "Ida Ott spoke in Spain. She’s unconvinced that it works. She’d asked for help, and he said she’d go.",
            ["Ida Ott spoke in Spain.", "Ida Ott is unconvinced that it works.", "Ida Ott would go.", "Ida Ott had asked for help."],
            id="short-helpers",
        ),
        pytest.param(
            "Paul Ott argued that if Omar Field wins Spain will suffer and that he fears the same of Ed Marsh.",
            ["If Omar Field wins Spain will suffer.", "Paul Ott fears the same of Ed Marsh."],
            id="he-who-argues",
        ),
        pytest.param(
            "Ida Ott spoke in Spain. Asked what would follow if Mary Roe left, she said the mill would close.",
            ["Ida Ott spoke in Spain.", "The mill would close."],
            id="asked-about-another",
        ),
        pytest.param(
            "Paul Ott says if Spain won he’d be doing nothing more.",
            ["If Spain won Paul Ott would be doing nothing more."],
            id="he-would-be",
        ),
        pytest.param(
            "Aides to Ida Ott say she is shifting her tack in Spain.", ["She is shifting her tack in Spain."], id="she-is-not-several"
        ),
        pytest.param(
            "Projections suggest it would bring Spain $91 billion.", ["It would bring Spain $91 billion."], id="it-is-no-projections"
        ),
    ],
)
def test_whom_the_subject_of_a_clause_stands_for(text: str, expected: list[str]) -> None:
    assert statements(text) == expected


def test_it_behind_and_that_is_whoever_speaks() -> None:
    said = statements("The Harbour Union said the promise was worthless and that it would fight the bid.")
    assert said == ["The promise was worthless.", "Harbour Union would fight the bid."]
