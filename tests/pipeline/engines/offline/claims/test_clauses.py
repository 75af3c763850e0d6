"""Which clauses of a sentence stand apart, and of whom each is told."""

import pytest

from tests.pipeline.engines.offline.stories import statements


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "Lena Ott, who lost her seat by 12 votes, left the hall.",
            ["Lena Ott left the hall.", "Lena Ott lost her seat by 12 votes."],
            id="relative-clause",
        ),
        pytest.param(
            "The union won in May and it has been a joy to lead the port.",
            ["The union won in May.", "It has been a joy to lead the port."],
            id="it-of-nothing-before",
        ),
        pytest.param(
            "The union won in May and it was glad that somebody had come.",
            ["The union won in May.", "The union was glad that somebody had come."],
            id="it-that-feels",
        ),
        pytest.param(
            "The union won in May and it is likely to sell the port.",
            ["The union won in May.", "The union is likely to sell the port."],
            id="it-that-is-likely-to",
        ),
        pytest.param(
            "The union won in May, but it is clear lower fares mattered more.",
            ["The union won in May.", "It is clear lower fares mattered more."],
            id="it-is-clear-without-that",
        ),
        pytest.param(
            "The union won in May, and it was equally vital to the town that it shrank.",
            ["The union won in May.", "It was equally vital to the town that it shrank."],
            id="it-that-is-vital-to-somebody",
        ),
        pytest.param(
            "The union won in May, and it is expected that both mills will close.",
            ["The union won in May.", "It is expected that both mills will close."],
            id="it-is-expected",
        ),
        pytest.param(
            "The union won in May. It warned that it could be five years before the mill was ready.",
            ["The union won in May.", "It could be five years before the mill was ready."],
            id="it-could-be-years",
        ),
        pytest.param(
            "The union won in May. It was not until June that the mill was ready.",
            ["The union won in May.", "It was not until June that the mill was ready."],
            id="it-was-not-until",
        ),
        pytest.param(
            "The union said it was time for the mills to close.",
            ["It was time for the mills to close."],
            id="time-is-nobody",
        ),
        pytest.param(
            "Harrow & Lyle said it was calm about the fee, though it would ask shops for help.",
            ["Harrow & Lyle was calm about the fee.", "Harrow & Lyle would ask shops for help."],
            id="calm-is-the-firm",
        ),
        pytest.param(
            "Ida Ott could have scored two goals and put the game to bed early.",
            ["Ida Ott could have scored two goals.", "Ida Ott could have put the game to bed early."],
            id="could-have-both",
        ),
        pytest.param(
            "Ida Ott has unveiled a budget designed to raise spending but loosen the hold of oil.",
            ["Ida Ott has unveiled a budget designed to raise spending but loosen the hold of oil."],
            id="designed-to-do-both",
        ),
        pytest.param(
            "Ida Ott went on to become a judge, have a show on the radio and appear in several films.",
            ["Ida Ott went on to become a judge, have a show on the radio and appear in several films."],
            id="went-on-to-do-all",
        ),
        pytest.param(
            "The unions sued Wal-Mart in May. Wal-Mart opened the fight with adverts, using an open letter.",
            ["The unions sued Wal-Mart in May.", "Wal-Mart opened the fight with adverts.", "Wal-Mart used an open letter."],
            id="one-name-with-a-hyphen",
        ),
        pytest.param(
            "Rules limit pay to 150 times the minimum wage, which is $94.",
            ["Rules limit pay to 150 times the minimum wage.", "The minimum wage is $94."],
            id="clause-on-what-is-multiplied",
        ),
        pytest.param(  # the noun of "at which point" is not the one before it, and once ended the run
            "Saimaa Bank had counted 6,200 charges by 3pm, at which point it gave up counting by hand.",
            ["Saimaa Bank had counted 6,200 charges by 3pm.", "Saimaa Bank gave up counting by hand."],
            id="at-which-point",
        ),
        pytest.param(
            "The party ended a long rule, winning 92 seats in the house.",
            ["The party ended a long rule.", "The party won 92 seats in the house."],
            id="participle",
        ),
        pytest.param(
            "Profit fell to $3 million, while debt rose to $9 million.",
            ["Profit fell to $3 million.", "Debt rose to $9 million."],
            id="while",
        ),
        pytest.param(
            "The mill closed in May and the owners sold the land.",
            ["The mill closed in May.", "The owners sold the land."],
            id="joined-clauses",
        ),
        pytest.param(
            "The house put off a vote on a bill that would let miners work on titled land.",
            [
                "The house put off a vote on a bill that would let miners work on titled land.",
                "The bill would let miners work on titled land.",
            ],
            id="told-of-a-new-thing",
        ),
        pytest.param(
            "The talks ended at noon after the owners declined to pay for the dam.",
            ["The talks ended at noon after the owners declined to pay for the dam.", "The owners declined to pay for the dam."],
            id="told-after-after",
        ),
        pytest.param(
            "The mill closed in May, since the owners sold the land.", ["The mill closed in May.", "The owners sold the land."], id="since"
        ),
        pytest.param("The dam closed because the river fell.", ["The dam closed because the river fell."], id="because-stays"),
        pytest.param("The firm sold ships, trains and cars.", ["The firm sold ships, trains and cars."], id="list-of-nouns-stays"),
        pytest.param(
            'The levy would raise £140m and "put a price on what nobody can mend".',
            ["The levy would raise £140m.", 'The levy would "put a price on what nobody can mend".'],
            id="quoted-verb-that-shares-a-helper",
        ),
        pytest.param(
            "The bank took a decision that surprised most economists and exposed a deep rift.",
            [
                "The bank took a decision that surprised most economists and exposed a deep rift.",
                "The decision surprised most economists.",
                "The decision exposed a deep rift.",
            ],
            id="acts-of-a-that-clause",
        ),
        pytest.param(
            "The panel backed the fee, with Lena Ott, a critic, joining them.",
            ["The panel backed the fee, with Lena Ott, a critic, joining them."],
            id="participle-of-somebody-else",
        ),
    ],
)
def test_clauses_that_could_be_true_apart_are_split(text: str, expected: list[str]) -> None:
    assert statements(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "The market collapsed, wiping out her gains and throwing many out of work.",
            ["The market collapsed.", "The market wiped out her gains and threw many out of work."],
            id="joined-participles",
        ),
        pytest.param(
            "Isabelle and a client read the records, zeroing in on a family in Spain.",
            ["Isabelle and a client read the records.", "Isabelle and a client zeroed in on a family in Spain."],
            id="two-who-act",
        ),
        pytest.param(
            "Ida Ott closed the mills, leaving them with a bill.",
            ["Ida Ott closed the mills.", "Ida Ott left them with a bill."],
            id="others-are-left-it",
        ),
        pytest.param(
            "Ida Ott told the paper she would not seek a recount, conceding the race.",
            ["Ida Ott would not seek a recount.", "Ida Ott conceded the race."],
            id="not-conceding",
        ),
        pytest.param(
            "Ida Ott has a plan, contrasting her approach with Rowe’s.",
            ["Ida Ott has a plan.", "Ida Ott contrasts her approach with Rowe’s."],
            id="owner-of-what-goes-without-saying",
        ),
        pytest.param(
            "Ida Ott has won nine contests, providing her with a lead.",
            ["Ida Ott has won nine contests, providing her with a lead."],
            id="victory-provides",
        ),
    ],
)
def test_participles_are_told_of_who_acts(text: str, expected: list[str]) -> None:
    assert statements(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "It was late, said Lena Ott, former press secretary to Omar Field, who attended the event.",
            ["Lena Ott attended the event."],
            id="secretary-to-him-who",
        ),
        pytest.param(
            "Lena Ott, 30, of Raleigh, N.C., who was among those polled, left.",
            ["Lena Ott was among those polled."],
            id="of-a-place-who",
        ),
    ],
)
def test_relative_clauses_are_told_of_the_person(text: str, expected: list[str]) -> None:
    assert statements(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "The mill is open, though it’s unclear just when Spain last ran it.",
            ["The mill is open.", "It’s unclear just when Spain last ran it."],
            id="curved-it-is-unclear",
        ),
        pytest.param(
            "The mill isn’t open and the union doesn’t care.", ["The mill isn’t open.", "The union doesn’t care."], id="curved-not"
        ),
    ],
)
def test_clauses_with_curved_apostrophes_are_split(text: str, expected: list[str]) -> None:
    assert statements(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "The elders do not plan to leave, but use the man to win.",
            ["The elders do not plan to leave, but use the man to win."],
            id="but",
        ),
        pytest.param(
            "Ida Ott likened it to a plan that Spain solve the crisis, and pay for the wall.",
            ["Ida Ott likened it to a plan that Spain solve the crisis, and pay for the wall."],
            id="base-forms",
        ),
        pytest.param(
            "Almost a week after Ida Ott brought food to Spain, a paper called on her to resign.",
            ["Almost a week after Ida Ott brought food to Spain, a paper called on her to resign."],
            id="a-week-after",
        ),
        pytest.param(
            "Ida Ott is known for what awaits her in the weeks ahead.",
            ["Ida Ott is known for what awaits her in the weeks ahead."],
            id="with-what",
        ),
        pytest.param(
            "Paul Ott signed the law, as Omar Field did in May.", ["Paul Ott signed the law, as Omar Field did in May."], id="as-he-did"
        ),
        pytest.param("It falls to the court to rule on the law.", ["It falls to the court to rule on the law."], id="falls-to"),
    ],
)
def test_clauses_that_cannot_stand_apart_stay(text: str, expected: list[str]) -> None:
    assert statements(text) == expected


def test_clauses_with_in_which_are_said_of_their_noun() -> None:
    found = statements("The attack was linked to the shooting in May, in which two people were hurt.")
    assert "Two people were hurt in the shooting." in found


def test_who_behind_an_apposition_is_the_person() -> None:
    found = statements("It was late, said Lena Ott, an analyst at Northgate, who sold 300 shares.")
    assert "Lena Ott sold 300 shares." in found


def test_a_joint_without_a_finite_verb_before_it_is_no_cut() -> None:
    assert "Back will do." not in statements("Walking to the shops and back will do.")


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("But people fleeing war in May may need this town.", id="participle-on-the-subject"),
        pytest.param("The files have not been tampered with.", id="preposition-of-a-passive"),
        pytest.param("Voters were not lost in the process, which happened when the port changed.", id="what-happened"),
    ],
)
def test_clauses_that_say_one_thing_stay_whole(text: str) -> None:
    assert statements(text) == [text.removeprefix("But ").replace("people", "People", 1)]


def test_a_noun_with_a_participle_is_the_subject_of_the_clause_that_is_told() -> None:
    assert statements("Omar Field said that the claims made about him in May were lies.") == [
        "The claims made about Omar Field in May were lies."
    ]


def test_what_reports_suggest_goes_with_its_preposition() -> None:
    text = "Omar Field has been linked with the port, with reports claiming he is set to join it in May."
    assert statements(text) == ["Omar Field is set to join it in May.", "Omar Field has been linked with the port."]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "Lena Ott, the mother of Sean Ott, who died in the fire, is glad.",
            ["Lena Ott, the mother of Sean Ott, is glad.", "Sean Ott died in the fire."],
            id="the-one-who-died",
        ),
        pytest.param(
            "Lena Ott, the wife of Sean Ott, who was elected mayor, is glad.",
            ["Lena Ott, the wife of Sean Ott, is glad.", "Lena Ott was elected mayor."],
            id="the-one-who-was-elected",
        ),
        pytest.param(
            "They met at Terminal 5, where 200 people waited for a train.",
            ["They met at Terminal 5.", "200 people waited for a train at Terminal 5."],
            id="no-day",
        ),
        pytest.param("Lena Ott was ill and retired in May.", ["Lena Ott was ill.", "Lena Ott retired in May."], id="nobody-retires-her"),
        pytest.param(
            "The mayor gave three reasons for the closure of the hall in May:",
            ["The mayor gave three reasons for the closure of the hall in May."],
            id="what-is-told-before-a-colon",
        ),
        pytest.param(
            "The towers were on track and funded until May.",
            ["The towers were on track.", "The towers were funded until May."],
            id="the-second-shares-were",
        ),
        pytest.param(
            "Lena Ott was late and resigned in May.", ["Lena Ott was late.", "Lena Ott resigned in May."], id="an-act-shares-nothing"
        ),
        pytest.param("Between 400 and 500 people were hurt.", ["Between 400 and 500 people were hurt."], id="between"),
        pytest.param("(The law keeps Lena Ott off the ballot.)", ["The law keeps Lena Ott off the ballot."], id="in-brackets"),
        pytest.param(
            "They have come far since 1955, when the record was 400 metres, half of the new one.",
            ["They have come far since 1955.", "In 1955, the record was 400 metres, half of the new one."],
            id="the-time-before-parts",
        ),
        pytest.param("The new rooms of the hall include:\n\nA stage.", [], id="what-leads-on"),
    ],
)
def test_what_a_clause_keeps(text: str, expected: list[str]) -> None:
    assert statements(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "The deal was struck in May by ministers of the Coastal Union, which groups four states of the north.",
            ["The deal was struck in May by ministers of the Coastal Union.", "The Coastal Union groups four states of the north."],
            id="the-noun-that-agrees",
        ),
        pytest.param(
            "The council cut 400 jobs last year, which is bad for the town.",
            ["The council cut 400 jobs last year, which is bad for the town."],
            id="no-year-is-bad",
        ),
        pytest.param(
            "Lena Ott has good plans, which is good for the town.", ["Lena Ott has good plans, which is good for the town."], id="nobodys"
        ),
        pytest.param(
            "The mill has a wide reach, covering oil and gas in the north.",
            ["The mill has a wide reach.", "The mill covers oil and gas in the north."],
            id="what-goes-on-now",
        ),
        pytest.param(
            "The firm bought the old hall and users of it asked that it share files.",
            ["The firm bought the old hall.", "Users of it asked that it share files."],
            id="a-second-subject",
        ),
    ],
)
def test_of_whom_a_clause_tells(text: str, expected: list[str]) -> None:
    assert statements(text) == expected
