"""Which unit is to be understood with a bare number: by where it stands, and by what it is like."""

from dataclasses import replace

import pytest

from pipeline.engines.offline.figures.counted import Told
from pipeline.engines.offline.figures.quantities import Quantity, quantity_of, size_of
from pipeline.engines.offline.figures.understood import Bare, Option, options, understood
from tests.pipeline.engines.offline.drafts import drafted
from tests.pipeline.engines.offline.stories import story


@pytest.mark.parametrize(
    ("text", "units"),
    [
        pytest.param("It had 58 days of cash in May, down from 131 in March.", ["day", "day"], id="down-from"),
        pytest.param("The two clinics have 74 and 49 beds.", ["bed", "bed"], id="noun-behind-the-next-number"),
        pytest.param("He got 14 years. The boat was built for 12.", ["year", "person"], id="built-for"),
        pytest.param("The ward had 94 patients in a hall built for 50.", ["patient", "patient"], id="built-for-those"),
        pytest.param("It moved 40 tonnes. A bus carrying 51 fell.", ["tonne", "person"], id="carrying"),
        pytest.param("It moved 40 tonnes. A bus carrying 51 pigs fell.", ["tonne", "pig"], id="carrying-things"),
        pytest.param("Of the 22 who spoke, all but three were against.", ["person", "person"], id="who"),
        pytest.param("Murder rose by 6%, a rate of 13 per 100,000.", ["percent", "person"], id="per-so-many-is-no-percentage"),
        pytest.param("The rate is 1.6 children a woman, down from 2.1.", ["child", "child"], id="things-in-decimals"),
        pytest.param("Gas rose to €31.40 in June. In May it had been 27.90.", ["EUR", "EUR"], id="decimals-of-money"),
        pytest.param("Turnout was 61 per cent on Sunday, against 58 in the first round.", ["percent", "percent"], id="against"),
        pytest.param("Of the 40 tenants, 25 signed, and the other 15 left.", ["tenant", "tenant", "tenant"], id="the-others"),
        pytest.param(
            "The ferry carries 300 passengers and costs £40 million; its rival cost 65 million.", ["passenger", "GBP", "GBP"], id="sum"
        ),
        pytest.param(
            "The ferry carries 300 passengers and costs £40 million; its rival carries 450.", ["passenger", "GBP", "passenger"], id="no-sum"
        ),
    ],
)
def test_what_the_text_leaves_to_be_understood(text: str, units: list[str]) -> None:
    with story(text) as seen:
        shown = [candidate.unit for candidate in seen.reading.candidates]
    assert [figure.unit or shown[figure.candidates[0] - 1] for figure in drafted(text)] == units


def bare(text: str) -> Bare:
    """The last number of a text as a bare one, with all the figures before it."""
    with story(text) as seen:
        by_id = {sentence.id: sentence for sentence in seen.parsed}
        found: list[Quantity] = []
        for candidate in seen.reading.candidates:
            quantity = quantity_of(candidate, by_id[candidate.sentence])
            assert quantity is not None
            found.append(quantity)
        told = [Told(one.sentence.id, one.unit, None, size_of(one.candidate), one) for one in found[:-1]]
        return Bare(found[-1], by_id.get(found[-1].sentence.id - 1), told, None)


def offered(text: str) -> dict[str, Option]:
    return options(bare(text))


def test_options_are_told_units_things_in_the_plural_and_people() -> None:
    found = offered("The mill paid £900 to the guards. Its nurses got 700.")
    assert set(found) == {"GBP", "guard", "nurse", "person"}
    assert "told" in found["GBP"].cues
    assert {"thing", "own subject"} <= set(found["nurse"].cues)
    assert "thing before" in found["guard"].cues


@pytest.mark.parametrize(
    ("text", "money"),
    [
        pytest.param("The mill lost £900. Some 700 have left.", False, id="plural-verb"),
        pytest.param("The mill lost £900. Some 700 has been paid.", True, id="singular-verb"),
    ],
)
def test_sums_take_a_verb_in_the_singular(text: str, money: bool) -> None:
    assert ("GBP" in offered(text)) is money


def test_a_unit_that_is_sure_goes_before_the_weights() -> None:
    number = bare("The mill lost £900 with its crates. It found 700.")
    assert understood(number, "crate") == ("crate", None)
    assert understood(number, None)[0] != "crate"


def test_a_unit_that_is_sure_must_fit_the_number() -> None:
    assert understood(bare("The mill lost £900. Some 700 have left."), "GBP")[0] != "GBP"


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        pytest.param("How they were chosen is unclear: thirteen came.", "person", id="who-acts"),
        pytest.param("It was late: he bought thirteen.", None, id="what-is-had"),
    ],
)
def test_where_nothing_was_spoken_of_people_act_and_things_are_had(text: str, unit: str | None) -> None:
    assert understood(bare(text), None)[0] == unit


def test_a_unit_that_reading_lends_is_one_more_option() -> None:
    number = replace(bare("The mill lost £900. It found 700."), lent=("crate", "day"))
    assert "lent" in options(number)["crate"].cues
    assert options(number)["crate"].per == "day"
