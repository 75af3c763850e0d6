"""Whom a statement tells of besides its subject: by name where that is certain, else as the text has it."""

import pytest

from tests.pipeline.engines.offline.stories import statements

_INTRODUCED = "Ida Ott leads the union. She is from Leeds.\n\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Voters reject her.", "Voters reject Ida Ott.", id="object"),
        pytest.param("Two recordings are on her phone.", "Two recordings are on Ida Ott’s phone.", id="owner"),
        pytest.param("Omar Roe has asked her to stop in May.", "Omar Roe has asked Ida Ott to stop in May.", id="not-the-subject"),
        pytest.param(
            "The council cut her speech when her time was up.", "The council cut Ida Ott’s speech when her time was up.", id="once"
        ),
        pytest.param("Her sister Lena Roe sold her mill.", "Ida Ott’s sister Lena Roe sold her mill.", id="two-may-own-it"),
        pytest.param("The mogul spoke of her plan.", "The mogul spoke of her plan.", id="the-moguls-own"),
        pytest.param("The council backs her plan.", "The council backs Ida Ott’s plan.", id="no-body-has-hers"),
        pytest.param("She left her post after her win.", "Ida Ott left her post after her win.", id="named-as-the-subject"),
        pytest.param("Police shot a suspect and took her to Leeds by train.", "Police took her to Leeds by train.", id="whoever-was-shot"),
        pytest.param(
            "The firm fired its boss, and the board has cut her pay in May.", "The board has cut her pay in May.", id="the-boss-is-meant"
        ),
        pytest.param("A neighbour fed her hens.", "A neighbour fed her hens.", id="the-neighbours-own"),
        pytest.param(
            "In her new office, Lena Roe wept for hours.", "In her new office, Lena Roe wept for hours.", id="the-subject-to-come"
        ),
        pytest.param("The number on her door is gone.", "The number on Ida Ott’s door is gone.", id="a-number-is-nobody"),
    ],
)
def test_who_is_told_of(text: str, expected: str) -> None:
    assert expected in statements(_INTRODUCED + text)
