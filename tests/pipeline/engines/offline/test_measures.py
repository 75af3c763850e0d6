"""Figures of an article: repeats as one, bare numbers with the unit spoken of, what a figure points back to."""

import pytest

from pipeline.article import Article
from pipeline.engines.offline.drafting import draft
from pipeline.engines.offline.measures import figures
from pipeline.grounding import ground
from pipeline.reading import read
from pipeline.summary import Figure
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


def grounded(text: str) -> list[Figure]:
    """The figures of a text that pass grounding."""
    reading = read(Article(text=text))
    return list(ground(reading, draft(reading).draft).figures)


@pytest.mark.parametrize(
    ("text", "per"),
    [
        pytest.param("The price of seed rose to £90 a kg in May, against £65 in April.", ["kilogram", "kilogram"], id="unit-not-printed"),
        pytest.param("The council wants a daily charge of £8 in two zones.", ["day", None], id="adjective"),
    ],
)
def test_a_denominator_that_is_printed_otherwise_is_grounded(text: str, per: list[str | None]) -> None:
    assert [figure.per for figure in grounded(text)] == per


def test_a_figure_is_kept_where_nothing_around_it_describes_it() -> None:
    """ "share that had a will" has no word of the article, and would not pass."""
    assert [figure.value for figure in grounded("Only three in 10 had a will, they found.")] == ["0.3"]
