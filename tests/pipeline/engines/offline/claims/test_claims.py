"""One proposition, one claim, in the sentence's own words; what says nothing makes none."""

import pytest

from pipeline.engines.offline.claims import draft_claims
from pipeline.engines.offline.claims.kinds import kind_of
from tests.pipeline.engines.offline.stories import statements, story


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Lena Ott accused the firm of hiding the cost.", "The firm was hiding the cost.", id="accusation"),
        pytest.param("Lena Ott denied that the firm hid the cost.", "Lena Ott denied that the firm hid the cost.", id="denial"),
        pytest.param("Lena Ott called the bridge “a disgrace”.", "The bridge was “a disgrace”.", id="label"),
        pytest.param("Analysts expect profit to rise by a tenth.", "Profit will rise by a tenth.", id="expectation"),
        pytest.param("Lena Ott demanded that the fee be scrapped by June.", "The fee should be scrapped by June.", id="demand"),
        pytest.param("Lena Ott recommended that the firm should sell the port.", "The firm should sell the port.", id="should-once"),
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


def test_going_on_with_a_strike_is_no_speech() -> None:
    assert statements("Farmers spent a night in the open as agents continued their strike against the fee.") == [
        "Farmers spent a night in the open as agents continued their strike against the fee."
    ]


def test_comparing_chances_foresees_nothing() -> None:
    with story("People who walk are less likely to fall than those who sit.") as seen:
        assert [kind_of(made) for made in seen.made] == ["factual"]


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


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "The ministry has not accused Spain of hiding the file.",
            ["The ministry has not accused Spain of hiding the file."],
            id="not-accused",
        ),
        pytest.param("The ministry accused Spain of being behind the hack.", ["Spain was behind the hack."], id="being"),
        pytest.param("Most members described themselves as liberals in May.", ["Most members were liberals in May."], id="themselves"),
        pytest.param(
            "He wrote about a group that calls itself Dawn.",
            ["He wrote about a group that calls itself Dawn."],
            id="itself",
        ),
        pytest.param("Ida Ott called Omar Field a “special person.”", ["Omar Field was a “special person.”"], id="article-before-a-label"),
    ],
)
def test_accusations_and_labels(text: str, expected: list[str]) -> None:
    assert statements(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Asked if he believed the mill had closed, Ott said the mill was open.", ["The mill was open."], id="asked-if"),
        pytest.param("New polls showed Ida Ott taking a lead in Spain.", ["Ida Ott was taking a lead in Spain."], id="showed-taking"),
        pytest.param(
            "Roy Ott foresaw that one of the tests would be dealing with Spain.",
            ["One of the tests would be dealing with Spain."],
            id="would-be-dealing",
        ),
        pytest.param(
            "Roy Ott left the party in Spain by saying he would sell it.",
            ["Roy Ott would sell it.", "Roy Ott left the party in Spain."],
            id="by-saying",
        ),
    ],
)
def test_what_is_said_stands_without_its_cue(text: str, expected: list[str]) -> None:
    assert statements(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("See live results of the vote in Spain here.", [], id="order-to-readers"),
        pytest.param("Close the old kilns in Spain for nine months.", ["Close the old kilns in Spain for nine months."], id="demand"),
        pytest.param('<tweet id="76">Even for Roy Ott, this is pathetic.', [], id="markup"),
    ],
)
def test_what_a_page_says_to_its_readers_is_no_claim(text: str, expected: list[str]) -> None:
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


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        pytest.param("Lena Ott said she would like to see the mill repaired.", "opinion", id="would-like"),
        pytest.param("The union would rather lose the mill than sell it.", "factual", id="would-rather"),
        pytest.param("Lena Ott said the mill would lose money.", "forecast", id="would-lose"),
        pytest.param("The mill may be a den of rare bats.", "factual", id="may-be-now"),
        pytest.param("The mill may be able to reopen.", "forecast", id="may-be-able"),
        pytest.param("The owner may have known of the fire.", "factual", id="may-have-known"),
        pytest.param("Neither side would say how much the mill cost.", "factual", id="neither-would-say"),
    ],
)
def test_kinds_of_helpers(text: str, kind: str) -> None:
    with story(text) as seen:
        assert [kind_of(made) for made in seen.made] == [kind]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "Lena Ott urged growers not to plant late and to store what they had.",
            ["Growers should not plant late.", "Growers should store what they had."],
            id="two-things-are-asked-for",
        ),
        pytest.param("Lena Ott urged growers to plant early and store less.", ["Growers should plant early and store less."], id="one-to"),
        pytest.param(
            "Lena Ott said her players had been written off but never stopped running.",
            ["Lena Ott’s players had been written off.", "Lena Ott’s players never stopped running."],
            id="an-act-behind-a-passive",
        ),
        pytest.param(
            "Omar Roe had been searched and handed a list of rules.",
            ["Omar Roe had been searched.", "Omar Roe had been handed a list of rules."],
            id="a-passive-with-an-object",
        ),
        pytest.param(
            "Lena Ott said that 9% had turned the offer down and that turnout was 67%.",
            ["9% had turned the offer down.", "Turnout was 67%."],
            id="and-that",
        ),
        pytest.param(
            "“I told him: ‘Sir, we have bread in the oven,’” said Lena Ott.",
            ["Lena Ott told him: ‘Sir, we have bread in the oven’."],
            id="quoted-inside-a-quotation",
        ),
        pytest.param(
            "The question is not whether the mill will close but when.",
            ["The question is not whether the mill will close but when."],
            id="but-when",
        ),
        pytest.param("“Either she is, or he was,” said Lena Ott.", [], id="half-of-a-pair"),
        pytest.param("Neither vote on the mill was close.", ["Neither vote on the mill was close."], id="neither-of-two"),
    ],
)
def test_statements_are_whole(text: str, expected: list[str]) -> None:
    assert statements(text) == expected
