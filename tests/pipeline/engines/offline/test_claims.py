"""One proposition, one claim, in the sentence's own words; what says nothing makes none."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.engines.offline.claims import draft_claims
from pipeline.engines.offline.kinds import kind_of
from pipeline.engines.offline.statements import tidy
from tests.pipeline.engines.offline.stories import story


def statements(text: str) -> list[str]:
    with story(text) as seen:
        return [made.statement for made in seen.made]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "Lena Ott, who lost her seat by 12 votes, left the hall.",
            ["Lena Ott left the hall.", "Lena Ott lost her seat by 12 votes."],
            id="relative-clause",
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
        pytest.param("Lena Ott accused the firm of hiding the cost.", "The firm was hiding the cost.", id="accusation"),
        pytest.param("Lena Ott denied that the firm hid the cost.", "Lena Ott denied that the firm hid the cost.", id="denial"),
        pytest.param("Lena Ott called the bridge “a disgrace”.", "The bridge was “a disgrace”.", id="label"),
        pytest.param("Analysts expect profit to rise by a tenth.", "Profit will rise by a tenth.", id="expectation"),
        pytest.param("Lena Ott demanded that the fee be scrapped by June.", "The fee should be scrapped by June.", id="demand"),
        pytest.param("Lena Ott wants the fee scrapped by June.", "Lena Ott wants the fee scrapped by June.", id="wish-is-told"),
        pytest.param("The recording, she says, is still there.", "The recording is still there.", id="cue-within"),
        pytest.param("Hours after talks ended, shells hit the mill.", "Shells hit the mill.", id="hours-after"),
        pytest.param('"Somebody has to pay for that," Lena Ott said.', "Somebody has to pay for that.", id="ends-with-that"),
        pytest.param("Police put the number of dead at 94.", "The number of dead was 94.", id="estimate"),
        pytest.param("“I have read the plan twice,” Lena Ott said.", "Lena Ott has read the plan twice.", id="first-person"),
        pytest.param("Lena Ott said she might sell the mill.", "Lena Ott might sell the mill.", id="pronoun-and-hedge"),
        pytest.param("“The stress is local and it has peaked,” Lena Ott said.", "The stress has peaked.", id="it-is-the-subject-beside"),
        pytest.param("1. The mill was founded in 1915.", "The mill was founded in 1915.", id="numbered-note"),
        pytest.param(
            'Lena Ott has described the plan as "needless and ugly".', 'The plan was "needless and ugly".', id="label-in-straight-marks"
        ),
        pytest.param("Lena Ott said the fee was late and added that it was $3.", "The fee was late.", id="said-and-added"),
        pytest.param(
            "Veltrix Mining left. It was unclear whether the mill would close.",
            "It was unclear whether the mill would close.",
            id="empty-it",
        ),
        pytest.param(
            "Veltrix Mining left. It sold the mill for $3 million.", "Veltrix Mining sold the mill for $3 million.", id="it-is-a-firm"
        ),
    ],
)
def test_statements_stand_alone(text: str, expected: str) -> None:
    assert expected in statements(text)


def test_a_clause_that_was_said_last_week_stands_without_its_that() -> None:
    said = "A US official said last week that China was helping Russia undertake “its most ambitious expansion since the Soviet era”."
    assert statements(said) == ["China was helping Russia undertake “its most ambitious expansion since the Soviet era”."]


def test_clauses_with_in_which_are_said_of_their_noun() -> None:
    found = statements("The attack was linked to the shooting in May, in which two people were hurt.")
    assert "Two people were hurt in the shooting." in found


def test_who_behind_an_apposition_is_the_person() -> None:
    found = statements("It was late, said Lena Ott, an analyst at Northgate, who sold 300 shares.")
    assert "Lena Ott sold 300 shares." in found


def test_rumours_are_told_whole() -> None:
    assert statements("Whips are understood to have told rebels that they will lose the whip.") == [
        "Whips are understood to have told rebels that they will lose the whip."
    ]


def test_an_object_is_somebody_else_than_the_subject() -> None:
    found = statements("Mayor Omar Field died. Mayor Field’s family described him as “the kindest lad in town”.")
    assert "Omar Field was “the kindest lad in town”." in found


def test_a_count_is_a_claim_and_an_age_is_none() -> None:
    assert statements("Turnout was 43 per cent, officials said on Monday.") == ["Turnout was 43 per cent."]
    assert statements("Lena Ott is 42.") == []


def test_what_belongs_to_i_goes_with_the_name() -> None:
    assert statements("“I have seen it with my own eyes in Leeds,” said Lena Ott.") == ["Lena Ott has seen it with her own eyes in Leeds."]


def test_denial_of_that_says_what_is_denied() -> None:
    found = statements("Omar Field said the mill hid its debts. Lena Ott denied that.")
    assert "Lena Ott denied that the mill hid its debts." in found


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Why did the mill close?", id="question"),
        pytest.param("Welcome to our coverage of the strike.", id="page-talk"),
        pytest.param("It was so.", id="vague"),
        pytest.param("You open a wall and find a creek.", id="anybody"),
    ],
)
def test_what_claims_nothing_is_turned_down_with_its_rule(text: str) -> None:
    with story(f"{text} ") as seen:
        assert seen.made == []
        assert [refused.rule for refused in seen.turned_down] in (["question"], ["no-proposition"])


def test_attribution_alone_is_no_narration() -> None:
    assert statements("“The bridge is late,” Lena Ott said.") == ["The bridge is late."]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        pytest.param("The mill closed in May.", "factual", id="past"),
        pytest.param("The mill will close in May.", "forecast", id="will"),
        pytest.param("The council is due to vote on Friday.", "forecast", id="due-to"),
        pytest.param("Lena Ott said the mill should close.", "opinion", id="should"),
        pytest.param("Lena Ott said the plan was a disgrace.", "opinion", id="judgement"),
        pytest.param("Lena Ott would not say why.", "factual", id="refusal"),
        pytest.param("The court would have imposed ten years.", "factual", id="unreal"),
        pytest.param("Lena Ott said the mill lost $3 million.", "factual", id="reported-fact"),
        pytest.param("The mill will shed staff by June and close its yard by May.", "forecast forecast", id="second-verb-shares-will"),
    ],
)
def test_kinds(text: str, kind: str) -> None:
    with story(text) as seen:
        assert [kind_of(made) for made in seen.made] == kind.split()


def test_claims_carry_source_kind_attribution_and_rule() -> None:
    with story("Profit fell to $3 million. “It is a bad year for us,” Lena Ott said.") as seen:
        narrated, quoted = draft_claims(seen.made, range(len(seen.made)), frozenset({0}))
    assert (narrated.source, narrated.source_kind, narrated.attribution, narrated.salience) == (None, "article", "narration", "core")
    assert (quoted.source, quoted.source_kind, quoted.attribution, quoted.salience) == ("Lena Ott", "named", "direct", "supporting")
    assert narrated.rule == "narration"
    assert quoted.rule == "trailing-said"
    assert (narrated.sentences, quoted.sentences) == ((1,), (2,))


@pytest.mark.parametrize(
    ("clause", "sentence"),
    [
        pytest.param("but the mill closed ,", "The mill closed.", id="connective-and-comma"),
        pytest.param("Meanwhile, the mill closed", "The mill closed.", id="connective-before-comma"),
        pytest.param("so far the mill is open", "So far the mill is open.", id="so-far-stays"),
        pytest.param("the mill closed at a time when", "The mill closed.", id="loose-end"),
        pytest.param("“the mill closed", "The mill closed.", id="lone-mark"),
        pytest.param("the “old mill” closed", "The “old mill” closed.", id="pair-of-marks-stays"),
        ("The show ran in Spain. https://example.org/a1B", "The show ran in Spain."),
    ],
)
def test_tidy(clause: str, sentence: str) -> None:
    assert tidy(clause) == sentence


@settings(max_examples=200)
@given(st.text(max_size=80))
def test_tidy_never_raises_and_settles(text: str) -> None:
    assert tidy(tidy(text)).rstrip(".") in (tidy(text).rstrip("."), tidy(tidy(text)).rstrip("."))


def test_going_on_with_a_strike_is_no_speech() -> None:
    assert statements("Farmers spent a night in the open as agents continued their strike against the fee.") == [
        "Farmers spent a night in the open as agents continued their strike against the fee."
    ]


def test_comparing_chances_foresees_nothing() -> None:
    with story("People who walk are less likely to fall than those who sit.") as seen:
        assert [kind_of(made) for made in seen.made] == ["factual"]


def test_a_joint_without_a_finite_verb_before_it_is_no_cut() -> None:
    assert "Back will do." not in statements("Walking to the shops and back will do.")


def test_they_who_wrote_are_not_those_in_what_was_written() -> None:
    with story("The authors cautioned that the study was small. People may walk less because they are frail, they wrote.") as seen:
        assert [speech.source.name for speech in seen.speeches][-1] == "The authors"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Lena Ott said only that the mill was “weighing a sale.”", "The mill was “weighing a sale”.", id="said-only-that"),
        pytest.param(
            "Builders oppose the tariffs, which they say have added about $9 to the price of a home.",
            "The tariffs have added about $9 to the price of a home.",
            id="which-they-say",
        ),
        pytest.param(
            "Lena Ott called the increase “unjustified and unlawful,” and left.",
            "The increase was “unjustified and unlawful”.",
            id="adjectives",
        ),
        pytest.param(
            "Orion Mills said that it would lay off 12 workers and push back the opening.",
            "Orion Mills would push back the opening.",
            id="it-goes-on",
        ),
    ],
)
def test_more_that_is_said(text: str, expected: str) -> None:
    assert expected in statements(text)


def test_what_is_demanded_and_of_whom_is_said_in_whole_sentences() -> None:
    assert "The brewery should be shut." in statements("Lena Ott demanded that the brewery be shut.")
    assert "He was wanting to build on it." in statements("The trust accused him of wanting to build on it.")


def test_who_accepts_that_something_is_so_says_it() -> None:
    with story("Cobalt Mining accepts that the gate did not seal.") as seen:
        assert [(speech.source.name, made.statement) for made in seen.made if (speech := made.speech) is not None] == [
            ("Cobalt Mining", "The gate did not seal.")
        ]


@pytest.mark.parametrize(
    ("text", "statement"),
    [
        ("Lena Ott demanded that the supply be moved to the evening.", "The supply should be moved to the evening."),
        ("Lena Ott demanded that the route be closed to wooden boats.", "The route should be closed to wooden boats."),
        ("Lena Ott proposed that the fee be raised from £4 to £6.", "The fee should be raised from £4 to £6."),
    ],
)
def test_a_wish_keeps_where_a_thing_should_go(text: str, statement: str) -> None:
    assert statement in statements(text)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Then there are the shops.", id="leads-on"),
        pytest.param("There was one bright spot.", id="bright-spot"),
        pytest.param("The owner, Palmyre Marine, rejects that.", id="object-that-points"),
    ],
)
def test_what_only_leads_on_or_points_is_no_claim(text: str) -> None:
    assert statements(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("The paper workers' union called for the minister to step aside.", "The minister should step aside.", id="called-for"),
        pytest.param("Lawyers at Marlow House said they would sue.", "Lawyers at Marlow House would sue.", id="they-who-say"),
        pytest.param(
            "Commuter group Sakay accused the union of holding workers hostage.", "The union was holding workers hostage.", id="lost-gerund"
        ),
        pytest.param('Lena Ott said access would be "strictly limited".', 'Access would be "strictly limited".', id="lost-verb"),
    ],
)
def test_what_bodies_say_and_ask(text: str, expected: str) -> None:
    assert statements(text) == [expected]


def test_it_behind_and_that_is_whoever_speaks() -> None:
    said = statements("The Harbour Union said the promise was worthless and that it would fight the bid.")
    assert said == ["The promise was worthless.", "Harbour Union would fight the bid."]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "Ida Ott has a plan, contrasting her approach with Rowe’s.",
            ["Ida Ott has a plan.", "Ida Ott contrasted her approach with Rowe’s."],
            id="owner-of-what-goes-without-saying",
        ),
        pytest.param(
            "The ministry has not accused Spain of hiding the file.",
            ["The ministry has not accused Spain of hiding the file."],
            id="not-accused",
        ),
        pytest.param("The ministry accused Spain of being behind the hack.", ["Spain was behind the hack."], id="being"),
        pytest.param("Asked if he believed the mill had closed, Ott said the mill was open.", ["The mill was open."], id="asked-if"),
        pytest.param(
            "The elders do not plan to leave, but use the man to win.",
            ["The elders do not plan to leave, but use the man to win."],
            id="but",
        ),
        pytest.param(
            "Ida Ott has won nine contests, providing her with a lead.",
            ["Ida Ott has won nine contests, providing her with a lead."],
            id="victory-provides",
        ),
        pytest.param(
            "Ida Ott closed the mills, leaving them with a bill.",
            ["Ida Ott closed the mills.", "Ida Ott left them with a bill."],
            id="others-are-left-it",
        ),
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
        pytest.param("New polls showed Ida Ott taking a lead in Spain.", ["Ida Ott was taking a lead in Spain."], id="showed-taking"),
        pytest.param("Most members described themselves as liberals in May.", ["Most members were liberals in May."], id="themselves"),
        pytest.param(
            "Ida Ott told the paper she would not seek a recount, conceding the race.",
            ["Ida Ott would not seek a recount.", "Ida Ott conceded the race."],
            id="not-conceding",
        ),
        pytest.param("See live results of the vote in Spain here.", [], id="order-to-readers"),
        pytest.param("Close the old kilns in Spain for nine months.", ["Close the old kilns in Spain for nine months."], id="demand"),
        pytest.param(
            "Ida Ott spoke in Spain. She’s unconvinced that it works. She’d asked for help, and he said she’d go.",
            ["Ida Ott spoke in Spain.", "Ida Ott is unconvinced that it works.", "Ida Ott would go.", "Ida Ott had asked for help."],
            id="short-helpers",
        ),
        pytest.param(
            "Loyalty, Ida Ott noted, has long been a tenet of the party.", ["Loyalty has long been a tenet of the party."], id="comma"
        ),
        pytest.param("It falls to the court to rule on the law.", ["It falls to the court to rule on the law."], id="falls-to"),
        pytest.param(
            "He wrote about a group that calls itself Dawn.",
            ["He wrote about a group that calls itself Dawn."],
            id="itself",
        ),
        pytest.param("''The mill is open in May,'' the firm said.", ["The mill is open in May."], id="marks-of-two-apostrophes"),
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
        pytest.param("The team from Pasadena, Calif., won the cup.", ["The team from Pasadena, Calif., won the cup."], id="abbreviation"),
        pytest.param(
            "The mill is open, though it’s unclear just when Spain last ran it.",
            ["The mill is open.", "It’s unclear just when Spain last ran it."],
            id="curved-it-is-unclear",
        ),
        pytest.param(
            "The mill isn’t open and the union doesn’t care.", ["The mill isn’t open.", "The union doesn’t care."], id="curved-not"
        ),
        pytest.param(
            "“I am like a fool because I know the game and I’ve played it,” Paul Ott said.",
            ["Paul Ott is like a fool because he knows the game and he has played it."],
            id="further-i",
        ),
        pytest.param("“I would do it if I’m well,” Kiran Ott said.", ["Kiran Ott would do it if they are well."], id="further-i-of-either"),
        pytest.param(
            "“I think people say, ‘I won’t bring myself to vote’,” Paul Ott said.",
            ["Paul Ott thinks people say, ‘I won’t bring myself to vote’."],
            id="i-of-somebody-else",
        ),
        pytest.param(
            "Paul Ott argued that if Omar Field wins Spain will suffer and that he fears the same of Ed Marsh.",
            ["If Omar Field wins Spain will suffer.", "Paul Ott fears the same of Ed Marsh."],
            id="he-who-argues",
        ),
        pytest.param(
            "Ida Ott spoke in Spain. Asked what would follow if Mary Roe left, she said the mill would close.",
            ["Ida Ott spoke in Spain.", "The mill would close."],
            id="asked-about-another",
        ),
        pytest.param(
            "Paul Ott says if Spain won he’d be doing nothing more.",
            ["If Spain won Paul Ott would be doing nothing more."],
            id="he-would-be",
        ),
        pytest.param(
            "Ida Ott is known for what awaits her in the weeks ahead.",
            ["Ida Ott is known for what awaits her in the weeks ahead."],
            id="with-what",
        ),
        pytest.param(
            "Paul Ott signed the law, as Omar Field did in May.", ["Paul Ott signed the law, as Omar Field did in May."], id="as-he-did"
        ),
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
        pytest.param("Ida Ott called Omar Field a “special person.”", ["Omar Field was a “special person.”"], id="article-before-a-label"),
        pytest.param(
            "Projections suggest it would bring Spain $91 billion.", ["It would bring Spain $91 billion."], id="it-is-no-projections"
        ),
        pytest.param(
            "Aides to Ida Ott say she is shifting her tack in Spain.", ["She is shifting her tack in Spain."], id="she-is-not-several"
        ),
        pytest.param(
            "Leaders have been trying to change the tax for quite a while.",
            ["Leaders have been trying to change the tax for quite a while."],
            id="a-while",
        ),
        pytest.param("“That is my target for Spain,” Roy Ott said.", ["That is Roy Ott’s target for Spain."], id="my"),
        pytest.param("“Nobody knows Spain better than me,” Roy Ott said.", ["Nobody knows Spain better than Roy Ott."], id="me"),
        pytest.param(
            "“The people I see in Spain have lost my trust,” Roy Ott said.",
            ["The people Roy Ott sees in Spain have lost his trust."],
            id="i-inside",
        ),
        pytest.param("“My lords, Spain is a poor place,” Roy Ott said.", ["My lords, Spain is a poor place."], id="my-lords"),
        pytest.param("Roy Ott told me that my plan for Spain is off.", ["My plan for Spain is off."], id="me-of-somebody-else"),
        pytest.param(
            "Roy Ott left the party in Spain by saying he would sell it.",
            ["Roy Ott would sell it.", "Roy Ott left the party in Spain."],
            id="by-saying",
        ),
        pytest.param('<tweet id="76">Even for Roy Ott, this is pathetic.', [], id="markup"),
        pytest.param(
            "Roy Ott foresaw that one of the tests would be dealing with Spain.",
            ["One of the tests would be dealing with Spain."],
            id="would-be-dealing",
        ),
        pytest.param("Ida Ott says “the wind is at our backs” in Spain.", ["“The wind is at our backs” in Spain."], id="capital-in-marks"),
    ],
)
def test_frames_of_real_news(text: str, expected: list[str]) -> None:
    assert statements(text) == expected


def test_a_name_that_the_tagger_takes_for_a_verb_is_who_he_is() -> None:
    text = (
        "Donald Trump met Ted Cruz. Trump has won 758 delegates, compared to Cruz’s 538 and John Kasich’s 145, but his path is narrowing."
    )
    assert statements(text)[-1] == "Donald Trump’s path is narrowing."


def test_a_headline_in_capitals_and_a_quoted_place_make_no_names() -> None:
    headline = "Clinton Says Russians Hacked It, Calls Trump Remarks Troubling\n\n"
    with story(
        headline + "Hillary Clinton met Donald Trump. She said he was late. He put it down as “Wilayat Twitter”. Twitter said it was open."
    ) as seen:
        sources = [made.source.name for made in seen.made if made.source]
    assert sources == ["Hillary Clinton", "Twitter"]


def test_he_who_says_more_is_the_one_who_spoke() -> None:
    text = "Tom Rowe met Ed Marsh. Rowe, Marsh said, has made a zone. “So his supporters feel justified,” he said."
    with story(text) as seen:
        assert {made.source.name for made in seen.made if made.source} == {"Ed Marsh"}


def test_what_is_considered_as_something_is_not_called_so() -> None:
    assert "A run is an independent." not in statements("Ida Ott, considering a run as an independent, left the hall.")


def test_party_and_state_behind_a_name_are_nobody() -> None:
    with story("Sen. Bernie Sanders (I-Vt.) met Ed Marsh (R-Texas) in May.") as seen:
        assert "Vt" not in seen.names.persons()
        assert seen.names.full_name("Sanders") == "Bernie Sanders"


def test_reporting_from_somewhere_says_nothing() -> None:
    with story("Matthew Boyle has reported from every single debate in Spain.") as seen:
        assert [made.source for made in seen.made] == [None]
