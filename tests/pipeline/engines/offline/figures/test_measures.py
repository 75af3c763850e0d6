"""Figures of an article: repeats as one, bare numbers with the unit spoken of, what a figure points back to."""

import pytest

from pipeline.article import Article
from pipeline.engines.offline.drafting import draft
from pipeline.engines.offline.figures import figures
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
        pytest.param("The mayor gives 40% of the fee to the port, 40% to the pier.", [1, 1], id="shared-out-in-a-sentence"),
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
        pytest.param("Holders can appeal. Twelve have said they will.", "holder", id="subject-of-the-sentence-before"),
        pytest.param("It locked the phones in pouches. It bought 3,400 of them.", "pouch", id="of-them"),
        pytest.param("Our crews are tired. There is no money for 600 of us.", "person", id="of-us"),
        pytest.param("She counts the frogs near the houses. Last month she counted eleven.", "frog", id="counted-again"),
        pytest.param("An inquiry is to tell how the thirteen were chosen.", "person", id="chosen"),
        pytest.param("The room was built for 200.", "person", id="built-for"),
        pytest.param("Crates of tea have come in light. Insurers have paid out on 140 of them.", "crate", id="them-of-another-clause"),
        pytest.param("Cases in Florida eclipse the 600 mark.", "case", id="mark"),
        pytest.param("The agency lists the population of the town as 21,090.", "person", id="population"),
        pytest.param("It knocked the hopes of many. The index fell to 95.5.", "point", id="index"),
        pytest.param("The mills have rivals. It trimmed the workforce by about 200.", "worker", id="workforce"),
        pytest.param("The mills have rivals. In May its car sales rose to 9,000.", "car", id="sales-of-a-thing"),
        pytest.param("Veltrix plans to increase van sales to 9,000.", "van", id="plans-are-no-subject"),
        pytest.param("Millennials, numbering 75 million, are the largest generation.", "millennial", id="numbering"),
        pytest.param(
            "Ida Ott, an expert on defence affairs, noted that regular troop strength was around 166,000.",
            "person",
            id="not-of-an-apposition",
        ),
        pytest.param("These MPs could stay even if the others left, since 14 of them hold posts.", "MP", id="initials"),
    ],
)
def test_bare_numbers_count_what_was_spoken_of(text: str, unit: str | None) -> None:
    assert [figure.unit for figure in drafted(text)] == [unit]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("It covers 188 square kilometres. The union puts the figure at 240.", ("square kilometre", None), id="figure-put-at"),
        pytest.param("It sees growth of 5.2 per cent. In May it said 5.6.", ("percent", None), id="decimal"),
        pytest.param("It wants reporting within 10 days; rules now allow up to 60.", ("day", None), id="limit"),
        pytest.param("He cut the budget for monitors from 30 to eight.", ("monitor", None), id="from-to"),
        pytest.param("Melia offers $18.60 a share. The May bid was $15.75 for a share.", (None, "share"), id="price-of-about-its-size"),
        pytest.param("Melia offers $18.60 a share. The shares cost it $900 million.", (None, None), id="sum-of-another-size"),
        pytest.param(
            "The new limit is 80km/h. Lights went out. It was dark. She likes 80 on gravel.", ("kilometre", "hour"), id="same-number"
        ),
        pytest.param("It hurt 9 guests. The mayor spoke. It was late. Some 9 left.", ("person", None), id="a-small-number"),
        pytest.param("The airline lost €400 million. Officials found a billion for the bank.", ("EUR", None), id="millions-of-money"),
        pytest.param("The airline lost €400 million. Officials say a billion have fled.", ("official", None), id="millions-who-flee"),
    ],
)
def test_what_a_number_is_like_gives_its_unit_and_denominator(text: str, expected: tuple[str | None, str | None]) -> None:
    last = drafted(text)[-1]
    assert (last.unit, last.per) == expected


def test_the_same_verb_has_the_same_things() -> None:
    text = "San Pedro, which has a population of 769,025, had 1,317 homicides; Caracas, with a population of over 3.2 million, had 3,797."
    assert [figure.unit for figure in drafted(text)] == [None, None, None, "homicide"]


def test_what_a_change_in_per_cent_led_to_is_no_percentage() -> None:
    assert [(figure.value, figure.unit) for figure in grounded("Its index lost 1.1% to end at 334.20.")] == [("1.1", "percent")]


def test_a_number_of_persons_is_grounded_where_people_are_spoken_of() -> None:
    assert [figure.unit for figure in grounded("Most of those people have left. Of the 61, nobody wrote.")] == ["person"]
    assert grounded("It left. Of the 61, nobody wrote.") == []


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
