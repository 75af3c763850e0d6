"""The time of a figure: of its own clause, verbatim; not of another clause, nor of the saying."""

import pytest

from tests.pipeline.engines.offline.drafts import drafted


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("The port lost 40 jobs in 2019.", ["in 2019"], id="year"),
        pytest.param("The port lost 40 jobs in 2005-6.", ["in 2005-6"], id="year-with-one-digit-of-the-next"),
        pytest.param("The port lost 40 jobs last month.", ["last month"], id="last-month"),
        pytest.param("On Saturday the port lost 40 jobs.", ["On Saturday"], id="opening"),
        pytest.param("The port lost 40 jobs by noon.", ["by noon"], id="noon"),
        pytest.param("The port lost 40 jobs in the first half of 2023.", ["in the first half of 2023"], id="half-of-a-year"),
        pytest.param("The port lost 40 jobs between May and August.", ["between May and August"], id="months"),
        pytest.param("The port lost 40 jobs within five years.", ["within five years", None], id="stretch"),
        pytest.param("The port, which opened in 1950, lost 40 jobs.", [None], id="another-clause"),
        pytest.param("The port lost 40 jobs.", [None], id="none"),
        pytest.param("Tuesday’s vote cost 40 jobs.", [None], id="owned-time"),
        pytest.param("The port lost 40 jobs on the same day.", [None], id="same-day"),
        pytest.param("During the festive season the port lost 40 jobs.", ["During the festive season"], id="during-an-adjective"),
        pytest.param("The port lost 40 jobs during the average Cup show.", ["during the average Cup show"], id="during-to-the-noun"),
        pytest.param("The port lost 40 jobs during the strike.", ["during the strike"], id="during-a-noun"),
        pytest.param("The port saw a 9% rise in February sales.", ["February"], id="month-of-a-noun"),
        pytest.param("The port lost 40 jobs in February.", ["in February"], id="month"),
        pytest.param("The port has lost 40 jobs since the strike began.", ["since the strike began"], id="since-an-event"),
        pytest.param(
            "The port has cut pay and closed 40 docks since it opened in May.", ["since it opened in May"], id="since-of-joined-verbs"
        ),
        pytest.param("The port lost 40 jobs since it could not pay.", [None], id="since-gives-a-reason"),
        pytest.param("The port now has 40 jobs.", ["now"], id="now"),
        pytest.param("The port can keep 40 jobs now that it pays.", [None], id="now-that"),
        pytest.param("The port lost 40 jobs after the 2001 Labour landslide.", ["after the 2001 Labour landslide"], id="after-an-event"),
        pytest.param("After 2001 the port lost 40 jobs.", ["After 2001"], id="after-a-year"),
        pytest.param("The port recalled 40 boats from the 2004 model year.", [None], id="model-year"),
        pytest.param("The port lost 40 jobs, down from the previous year.", [None], id="compared-with-a-year"),
        pytest.param("The port lost 9% for the first time in 20 years.", [None, None], id="first-in-years"),
        pytest.param("Every month the port loses 40 jobs.", [None], id="how-often-is-no-time"),
    ],
)
def test_time_of_the_clause(text: str, expected: list[str | None]) -> None:
    assert [figure.when for figure in drafted(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("The port said on Monday that it lost 40 jobs in May.", ["in May"], id="said-on-monday"),
        pytest.param("The port said on Monday that it lost 40 jobs.", [None], id="only-said-on-monday"),
        pytest.param(
            "The port reported a profit of £4 million for the year to 31 March 2024.", ["for the year to 31 March 2024"], id="period"
        ),
    ],
)
def test_time_of_saying_is_not_the_time_of_the_figure(text: str, expected: list[str | None]) -> None:
    assert [figure.when for figure in drafted(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Crowds fell from 16,000 in 2018 to 11,000 this season.", ["in 2018", "this season"], id="each-its-own"),
        pytest.param("Growers got £310 a tonne in May, against £365 a year earlier.", ["in May", "a year earlier"], id="comparison"),
        pytest.param("On Saturday the club bid £5 million, up from £3 million.", ["On Saturday", None], id="earlier-bid"),
        pytest.param("In May the port cut 40 jobs and lost 12 ships.", ["In May", "In May"], id="joined-verbs"),
        pytest.param("The port shut two of its three docks in May.", ["in May", None], id="what-was-there-before"),
    ],
)
def test_times_are_shared_out_among_figures(text: str, expected: list[str | None]) -> None:
    assert [figure.when for figure in drafted(text)] == expected
