"""Sentences that the parser takes apart in the wrong place, and that would be lost or told wrong: each with a near miss."""

import pytest

from tests.pipeline.engines.offline.stories import story


def _told(text: str) -> list[tuple[str | None, str]]:
    """Who says what in a text."""
    with story(text) as seen:
        return [(made.speech.source.name if made.speech else None, made.statement) for made in seen.made]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "Tests found the same strain in a tub bought in Peoria, Illinois, the Centers for Disease Control said.",
            [("Centers for Disease Control", "Tests found the same strain in a tub bought in Peoria, Illinois.")],
            id="speaker-behind-a-row-of-places",
        ),
        pytest.param(
            "Ida Ott said that people who got the vaccine fell ill.",
            [("Ida Ott", "People who got the vaccine fell ill.")],
            id="object-of-a-relative-clause",
        ),
        pytest.param(
            "Ida Ott said that people who got the vaccine were glad.",
            [("Ida Ott", "People who got the vaccine were glad.")],
            id="object-of-a-relative-clause-read-right",
        ),
        pytest.param(
            "The police union backs the new jobs, though its president, Sgt. Kip Radnor, said six officers were too few.",
            [("Kip Radnor", "Six officers were too few."), (None, "The police union backs the new jobs.")],
            id="speech-behind-a-contrast",
        ),
        pytest.param(
            "The levy is unlawful, the High Court ruled on Tuesday, in a judgment that the Garda warned could put trials at risk.",
            [("High Court", "The levy is unlawful."), ("Garda", "A judgment could put trials at risk.")],
            id="clause-on-the-judgment",
        ),
        pytest.param(
            "Ida Ott said that the dam was safe; that the town was not; and that the firm would sue.",
            [("Ida Ott", "The dam was safe."), ("Ida Ott", "The town was not."), ("Ida Ott", "The firm would sue.")],
            id="each-that-is-said",
        ),
        pytest.param(
            "The lights cost $61,000 last year, Deshler-Cole said; the council had no figure for the consultants.",
            [("Deshler-Cole", "The lights cost $61,000 last year."), (None, "The council had no figure for the consultants.")],
            id="what-stands-behind-a-semicolon",
        ),
        pytest.param(
            "The union has taken her side; its officer, Cal Dunstan, said that the wheel was old.",
            [("Cal Dunstan", "The wheel was old."), (None, "The union has taken her side.")],
            id="what-stands-before-a-semicolon",
        ),
        pytest.param(
            "Sales of alcohol-free beer climbed by more than a quarter, and now make up 7% of volumes.",
            [
                (None, "Sales of alcohol-free beer climbed by more than a quarter."),
                (None, "Sales of alcohol-free beer now make up 7% of volumes."),
            ],
            id="past-without-a-passive",
        ),
        pytest.param(
            "Two of the nine deputies of the Union rebelled on Friday.",
            [(None, "Two of the nine deputies of the Union rebelled on Friday.")],
            id="numeral-that-acts",
        ),
        pytest.param("A house built in 1920.", [], id="participle-that-is-none"),
        pytest.param("The lower house votes on 14 November.", [(None, "The lower house votes on 14 November.")], id="house-that-votes"),
        pytest.param("The church roof leaks in Cape Town.", [], id="no-such-house"),
        pytest.param(
            "Opposition lawmakers called the 72-hour limit unlawful.",
            [("Opposition lawmakers", "The 72-hour limit was unlawful.")],
            id="judged-thing",
        ),
        pytest.param(
            "Ministers call the threat of fines unhelpful.", [("Ministers", "The threat of fines is unhelpful.")], id="judgement-behind-it"
        ),
        pytest.param(
            "The charity Stepstone likes the cheap block but says that the third is brutal.",
            [("Stepstone", "The third is brutal."), (None, "The charity Stepstone likes the cheap block.")],
            id="name-taken-for-a-clause",
        ),
        pytest.param(
            "Treasury documents seen by the Ledger show that officials considered a levy of eight per cent.",
            [("Treasury documents", "Officials considered a levy of eight per cent.")],
            id="documents-seen-by-a-paper",
        ),
        pytest.param(
            "A study by the union found that admitting Nigeria would lift trade.",
            [("A study", "Admitting Nigeria would lift trade.")],
            id="gerund-that-acts",
        ),
        pytest.param(
            "The maker of the heater is under pressure to recall it after conceding that 31 houses had burnt.",
            [("The maker of the heater", "31 houses had burnt."), (None, "The maker of the heater is under pressure to recall it.")],
            id="who-is-under-pressure",
        ),
        pytest.param("The loan, Ida Ott said, is gone.", [("Ida Ott", "The loan is gone.")], id="speech-between-commas"),
        pytest.param(
            "The legal test, he reminded the court, was a gross failure to provide basic medical attention.",
            [("he", "The legal test was a gross failure to provide basic medical attention.")],
            id="reminder-between-commas",
        ),
        pytest.param(
            "The vaccine halved cases, the researchers reported on Tuesday.",
            [("the researchers", "The vaccine halved cases.")],
            id="reported-on-a-day",
        ),
        pytest.param(
            "Fares will not rise; a review of fares will report in June.",
            [(None, "Fares will not rise."), (None, "A review of fares will report in June.")],
            id="report-to-come",
        ),
    ],
)
def test_no_sentence_is_lost(text: str, expected: list[tuple[str | None, str]]) -> None:
    assert sorted(_told(text), key=str) == sorted(expected, key=str)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "Three of the party’s 14 lawmakers have said they will vote against it.",
            "Three of the party’s 14 lawmakers will vote against it.",
            id="numeral",
        ),
        pytest.param("Some 21 percent said they would not vote at all.", "Some 21 percent would not vote at all.", id="share"),
        pytest.param("Lawyers said they would sue.", "Lawyers would sue.", id="plural"),
        pytest.param("Reports said they had fled the city.", "They had fled the city.", id="texts-mean-others"),
    ],
)
def test_those_who_speak_are_they(text: str, expected: str) -> None:
    assert expected in [statement for _, statement in _told(text)]


@pytest.mark.parametrize(
    ("text", "source"),
    [
        pytest.param("Ogilvie Foods closed the plant. It said that the rent was high.", "Ogilvie Foods", id="firm-in-the-plural"),
        pytest.param("Democrats lost again. It said that the rent was high.", "it", id="party"),
        pytest.param("The fisheries minister, Hanus Dam Mikkelsen, said that the rent was high.", "Hanus Dam Mikkelsen", id="minister"),
        pytest.param("Its owner, the Dam Corporation, said that the rent was high.", "Dam Corporation", id="body"),
        pytest.param(
            "“They are not concerned with politics,” Fight for $15 organizing director Kendall Fells told Fox News.",
            "Kendall Fells",
            id="for-in-a-name",
        ),
        pytest.param("The MACC has confirmed that the rent was high.", "MACC", id="initials"),
        pytest.param(
            "The Centers for Crop Control and Prevention said that the rent was high.",
            "Centers for Crop Control and Prevention",
            id="joined-name",
        ),
    ],
)
def test_who_it_is_that_speaks(text: str, source: str) -> None:
    assert source in [who for who, _ in _told(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "About 600 candidates have come from Leeds to Ayr. They have hung cards on the gate.",
            "The candidates have hung cards on the gate.",
            id="number",
        ),
        pytest.param("Ida Ott is late. She has sold the mill.", "Ida Ott has sold the mill.", id="name"),
        pytest.param("The ministry is late. It has sold the mill.", "The ministry has sold the mill.", id="short-description"),
    ],
)
def test_a_description_leaves_its_numbers_where_they_stand(text: str, expected: str) -> None:
    """Grounding refuses a number that is not in the evidence, and with it the claim."""
    assert expected in [statement for _, statement in _told(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("The scheme will add 20p to the price of a drink.", "The scheme will add 20p to the price of a drink.", id="add"),
        pytest.param(
            "The council is considering whether to close the road.", "The council is considering whether to close the road.", id="consider"
        ),
    ],
)
def test_acts_by_verbs_of_speech_are_told(text: str, expected: str) -> None:
    assert [statement for _, statement in _told(text)] == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "The mayor, prosecutors said, took bribes; he hid the cash in Spain.",
            [("prosecutors", "The mayor took bribes."), ("prosecutors", "The mayor hid the cash in Spain.")],
            id="speech-goes-on-behind-a-semicolon",
        ),
        pytest.param(
            "Tickets bought by the TV show that closed last week were refunded.",
            [(None, "Tickets bought by the TV show that closed last week were refunded.")],
            id="show-that-closed",
        ),
        pytest.param(
            "Analysts started predicting prices would fall by June.", [("Analysts", "Prices would fall by June.")], id="started-predicting"
        ),
        pytest.param(
            "The bank said rates would rise; Ida Ott said pay would fall.",
            [("The bank", "Rates would rise."), ("Ida Ott", "Pay would fall.")],
            id="two-speakers",
        ),
        pytest.param("Climate talks in Paris.", [], id="caption"),
        pytest.param("Vaccines came in May. Half of parents said they were safe.", [(None, "Vaccines came in May.")], id="they-are-others"),
    ],
)
def test_what_only_looks_like_it_is_left_alone(text: str, expected: list[tuple[str | None, str]]) -> None:
    assert sorted(_told(text), key=str) == sorted(expected, key=str)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("The White House unveiled it on Monday. Senate Republicans rejected it. It said that the rent was high.", id="people"),
        pytest.param(
            "The White House unveiled it on Monday. Fire Services were called. It said that the rent was high.", id="one-body-before"
        ),
    ],
)
def test_it_is_one_body_rather_than_several(text: str) -> None:
    assert "White House" in [who for who, _ in _told(text)]
