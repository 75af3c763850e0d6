"""Participles stay in their clause where its subject is not who acts, or nothing was done."""

import pytest

from tests.pipeline.engines.offline.stories import statements


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("The child spent the winter in bed, leading to a loss of strength.", id="the-event-led-to-it"),
        pytest.param("Cheaper boats were sold to the town, enabling its people to fish.", id="the-sale-enabled-it"),
        pytest.param("The vote is to be held in May, selecting one flag out of four.", id="to-be-held"),
        pytest.param("The order requires members to sign a contract, agreeing to work without pay.", id="the-members-agree"),
        pytest.param("The party would pay for scrapping fees, providing free care and keeping taxes down.", id="one-of-a-list"),
        pytest.param("Lena Ott adored gardens, particularly planting them for friends.", id="an-example"),
        pytest.param("Selling homes, providing care and keeping taxes down is hard.", id="a-participle-opens"),
        pytest.param("The mill forecast 900 pupils joining within a decade, bringing in £2m in fees.", id="foretold-of-others"),
        pytest.param("Growth is tipped to reach 4% this year, dipping to 3% in May.", id="tipped-to"),
        pytest.param("The dam was shut because its gate may not hold in frost, risking more floods.", id="may-not"),
        pytest.param("The auditor has read 400 contracts, dating back to 1993.", id="said-of-the-object"),
        pytest.param("It lost a case in March, costing it a year of sales.", id="it-is-harmed"),
        pytest.param("As well as profiting from sales, gangs can use the sites to steal names.", id="as-well-as"),
    ],
)
def test_what_the_subject_did_not_do_is_not_told_of_it(text: str) -> None:
    assert statements(text) == [text]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "The firm confirmed it was selling the mill, prompting unions to plan a strike.",
            ["The firm was selling the mill, prompting unions to plan a strike."],
            id="beside-speech",
        ),
        pytest.param(
            "According to the Port Times, quoting an army paper, the ships have left the harbour.",
            ["The ships have left the harbour."],
            id="of-the-source",
        ),
    ],
)
def test_what_came_of_speech_is_not_told_of_the_speaker(text: str, expected: list[str]) -> None:
    assert statements(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "The county will keep the ground, leasing it to Covena for 99 years.",
            ["The county will keep the ground.", "The county will lease it to Covena for 99 years."],
            id="it-is-the-object",
        ),
        pytest.param(
            "Lena Ott is a judge in Leeds, winning the post in 2012.",
            ["Lena Ott is a judge in Leeds.", "Lena Ott won the post in 2012."],
            id="a-past-beside-a-present",
        ),
        pytest.param(
            "Lena Ott left the court in May, lying to police about the crash.",
            ["Lena Ott left the court in May.", "Lena Ott lied to police about the crash."],
            id="lied-and-not-lay",
        ),
        pytest.param(
            "The mother left the court, taking him home to Leeds.",
            ["The mother left the court.", "The mother took him home to Leeds."],
            id="she-takes-him",
        ),
        pytest.param(
            "Lena Ott tried to flee from the court, injuring two officers.",
            ["Lena Ott tried to flee from the court.", "Lena Ott injured two officers."],
            id="what-was-tried-was-done",
        ),
        pytest.param(
            "Lena Ott opened the evening, singing a song with the mayor.",
            ["Lena Ott opened the evening.", "Lena Ott sang a song with the mayor."],
            id="an-irregular-past",
        ),
    ],
)
def test_what_the_subject_did_is_told_of_it(text: str, expected: list[str]) -> None:
    assert statements(text) == expected
