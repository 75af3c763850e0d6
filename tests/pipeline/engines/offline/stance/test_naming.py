"""The name of the issue at the centre says which issue it is."""

import pytest

from pipeline.engines.offline.stance.issues import find_topic
from tests.pipeline.engines.offline.stories import story


def topic(text: str, headline: str = "") -> str:
    with story(text) as seen:
        return find_topic(seen.parsed, headline)


@pytest.mark.parametrize(
    ("text", "headline", "name"),
    [
        pytest.param(
            "A bill postponing the village polls cleared a panel. The bill is late.",
            "",
            "the bill postponing the village polls",
            id="what-a-bill-does",
        ),
        pytest.param(
            "Lena Ott vetoed a bill that would have let a pipeline cross private land. The bill had passed.",
            "",
            "the bill letting a pipeline cross private land",
            id="what-a-bill-would-have-done",
        ),
        pytest.param("Nurses in Leeds began a strike. The strike is about pay.", "", "the strike by nurses in Leeds", id="who-strikes"),
        pytest.param(
            "Villagers have sued Veltrix Copper. The lawsuit was filed in May.", "", "the lawsuit against Veltrix Copper", id="who-is-sued"
        ),
        pytest.param(
            "Pupils will lock up their phones. The board adopted the ban on Monday. The ban starts in May.",
            "Board votes to lock up phones",
            "the ban on phones",
            id="what-the-headline-speaks-of",
        ),
        pytest.param(
            "Shops in Tewbury fear the levy. The levy starts in May. Tewbury is poor.", "", "the levy in Tewbury", id="where-it-is"
        ),
        pytest.param(
            "Farmers fear the tax. The tax would hit oil production. Production of oil is falling.",
            "Farmers fear tax on production",
            "the tax on production",
            id="headline-with-on",
        ),
        pytest.param(
            "Farmers fear the levy. The levy would hit cotton production. Production is falling.",
            "Farmers fear levy production",
            "the levy production",
            id="noun-right-behind-it-in-the-headline",
        ),
        pytest.param(
            "Farmers fear the lease. The lease would let a firm dig. Many fear mining.",
            "Mining lease nears decision",
            "the mining lease",
            id="with-the-word-of-the-headline",
        ),
    ],
)
def test_a_bare_name_takes_what_tells_it_apart(text: str, headline: str, name: str) -> None:
    assert topic(text, headline) == name


def test_a_day_a_sum_and_an_aside_tell_no_issue_apart() -> None:
    assert topic("Shops fear the levy of Rs 12 a kilogram. The levy starts on Monday. The levy, long overdue, was signed.") == "the levy"


def test_where_something_is_and_what_inquires_into_it_are_no_issue() -> None:
    assert "homes" in topic("Plans for 400 homes at a quarry were rejected. The homes would fill the lane.")
    text = (
        "Brussels opened an investigation into the takeover of Veltrix Mining. The takeover would raise prices. The investigation is long."
    )
    assert topic(text, "Brussels opens probe of Veltrix takeover") == "the takeover of Veltrix Mining"


def test_an_act_in_passing_is_no_issue() -> None:
    assert "takeover" not in topic(
        "When Lena Ott bought the cinema, she promised calm. Neighbours oppose her licence. The licence is for 4am."
    )
