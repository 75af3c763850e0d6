"""Figures of an article: repeats as one, bare numbers with the unit spoken of, what a figure points back to."""

import pytest

from pipeline.engines.offline.measures import figures
from tests.pipeline.engines.offline.drafts import drafted, measured
from tests.pipeline.engines.offline.stories import story


@pytest.mark.parametrize(
    ("text", "places"),
    [
        pytest.param("The port cut 40 jobs in May. In the end the port cut 40 jobs.", [2], id="repeat"),
        pytest.param("The port cut 40 jobs in May. The pier has 40 lamps.", [1, 1], id="other-thing"),
        pytest.param("The port cut 40 jobs in May. Lena Ott said the port cut 40 jobs.", [1, 1], id="other-source"),
    ],
)
def test_repeats_of_a_quantity_are_one_figure(text: str, places: list[int]) -> None:
    assert [len(figure.candidates) for figure in drafted(text)] == places


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        pytest.param("She is collecting signatures and has 600.", "signature", id="spoken-of"),
        pytest.param("She is resting and has 600.", None, id="nothing-spoken-of"),
    ],
)
def test_bare_numbers_count_what_was_spoken_of(text: str, unit: str | None) -> None:
    assert [figure.unit for figure in drafted(text)] == [unit]


def test_a_bare_noun_points_back_to_its_figure() -> None:
    text = "Water use fell by 8 per cent in May. In larger homes the fall was 15 per cent."
    assert measured(text) == ["fall in water use", "fall in water use"]
    assert measured("The union spoke in May. In larger homes the fall was 15 per cent.") == ["fall"]


def test_what_is_no_figure_is_turned_down_with_its_rule() -> None:
    with story("The port cut 40 jobs on 3 May 2019.") as seen:
        made, refused = figures(seen.reading, seen.parsed, seen.speeches, seen.names)
    assert len(made) == 1
    assert refused
    assert all(turned_down.rule for turned_down in refused)
