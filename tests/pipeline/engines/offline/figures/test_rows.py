"""Amounts in a row share the clause of the first; each has its own name or phrase. Each form with a near miss beside it."""

import pytest

from tests.pipeline.engines.offline.drafts import measured


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "The Liberals won 12 seats, the Tories 9.", ["seats that the Liberals won", "seats that the Tories won"], id="subject"
        ),
        pytest.param(
            "Spain got 37% of the votes, Ott 30%.", ["share of the votes that Spain got", "share of the votes that Ott got"], id="share"
        ),
        pytest.param(
            "Spain was chosen by 37% of voters, Ott by 30%.",
            ["share of voters by which Spain was chosen", "share of voters by which Ott was chosen"],
            id="behind-a-preposition",
        ),
        pytest.param("Spain grew by 2 per cent, Italy by 1 per cent.", ["growth in Spain", "growth in Italy"], id="change"),
        pytest.param(
            "The survey had Spain on 44 per cent, Ott on 33 per cent.",
            ["share on which the survey had Spain", "share on which the survey had Ott"],
            id="object-instead-of-the-subject",
        ),
        pytest.param(
            "Spain grew by 2 per cent, a rise of 1 per cent.", ["growth in Spain", "rise that Spain grew"], id="apposition-is-no-subject"
        ),
        pytest.param("Spain grew by 2 per cent, last year by 1 per cent.", ["growth in Spain", "growth in Spain"], id="time-is-no-subject"),
        pytest.param(
            "The fire killed 12 people in Leeds and 4 in York.",
            ["people that the fire killed in Leeds", "people that the fire killed in York"],
            id="place",
        ),
        pytest.param(
            "Ford cut 300 jobs in Ohio, 200 in Texas and 100 in Iowa.",
            ["jobs that Ford cut in Ohio", "jobs that Ford cut in Texas", "jobs that Ford cut in Iowa"],
            id="three-places",
        ),
        pytest.param(
            "The firm will pay $44 for advising Salix, and $32 for helping Omnicare sell itself.",
            ["payments of the firm for advising Salix", "payments of the firm for helping Omnicare sell itself"],
            id="purpose",
        ),
        pytest.param("Turnout was 40 per cent in Leeds and 30 per cent in York.", ["Turnout in Leeds", "Turnout in York"], id="of-a-level"),
        pytest.param("Fares rose from £2 to £3 and from £4 to £6.", ["fares", "fares", "fares", "fares"], id="ends-of-changes"),
        pytest.param(
            "The fire killed 12 people in Leeds and 4 cows in York.",
            ["people in Leeds that the fire killed", "cows in York that the fire killed"],
            id="other-things",
        ),
    ],
)
def test_each_amount_of_a_row_is_told_apart(text: str, expected: list[str]) -> None:
    assert measured(text) == expected
