"""Who says what, form by form of attribution, as claims have it."""

import pytest

from tests.pipeline.engines.offline.stories import story


def said(text: str) -> list[tuple[str | None, str]]:
    """Each claim with its source; None for the article's own voice."""
    with story(text) as seen:
        return [(made.source.name if made.source else None, made.statement) for made in seen.made]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("The EU said the dam is old.", [("EU", "The dam is old.")], id="initials"),
        pytest.param('"The dam is old," Tuohy told the court.', [("Tuohy", "The dam is old.")], id="name-that-ends-as-an-adverb"),
        pytest.param(
            '"The dam is leaking badly," said roofer Shane Ott.',
            [("Shane Ott", "The dam is leaking badly.")],
            id="role-that-looks-like-a-verb",
        ),
        pytest.param(
            "The Vintners' and Caterers' Alliance said the dam is old.",
            [("Vintners' and Caterers' Alliance", "The dam is old.")],
            id="two-owners-of-a-body",
        ),
        pytest.param(
            "Community Libraries Now, a charity for readers, said the dam is old.",
            [("Community Libraries Now", "The dam is old.")],
            id="name-that-ends-in-an-adverb",
        ),
        pytest.param(
            "The Harbour Trust, which owns the building that the library rents, said the dam is old.",
            [("Harbour Trust", "The dam is old.")],
            id="clause-before-the-cue",
        ),
        pytest.param(
            "Gambling charity Shelter called the dam a sick joke.", [("Shelter", "The dam was a sick joke.")], id="act-hung-on-a-name"
        ),
        pytest.param(
            "The firm says shifts would grow, that no driver would lose pay, and that the dam is old.",
            [("The firm", "Shifts would grow."), ("The firm", "No driver would lose pay."), ("The firm", "The dam is old.")],
            id="three-that-clauses",
        ),
        pytest.param(
            "Lena Ott told the court that the dam was sold, after officials gave her the returns.",
            [("Lena Ott", "The dam was sold."), ("Lena Ott", "Officials gave Lena Ott the returns.")],
            id="circumstances-told",
        ),
        pytest.param("Lena Ott has let it be known that the dam is old.", [("Lena Ott", "The dam is old.")], id="let-it-be-known"),
        pytest.param("Lena Ott put it to her that the dam is old.", [("Lena Ott", "The dam is old.")], id="put-it-to"),
        pytest.param('"The dam is old," Lena Ott was quoted as saying.', [("Lena Ott", "The dam is old.")], id="quoted-as-saying"),
        pytest.param("Lena Ott was quoted as saying that the dam is old.", [("Lena Ott", "The dam is old.")], id="quoted-as-saying-that"),
        pytest.param("Lena Ott went on to say that the dam is old.", [("Lena Ott", "The dam is old.")], id="went-on-to-say"),
        pytest.param("The case made by Lena Ott is that the dam is old.", [("Lena Ott", "The dam is old.")], id="case-made-by"),
        pytest.param(
            "The federation has renewed its demand that the dam be sold.",
            [("The federation", "The dam should be sold.")],
            id="renewed-demand",
        ),
        pytest.param("The dam is old, according to the UN.", [("UN", "The dam is old.")], id="initials-behind"),
        pytest.param("The WHO said the dam is old.", [("WHO", "The dam is old.")], id="initials-that-spell-a-word"),
        pytest.param("Some said the dam is old.", [("Some", "The dam is old.")], id="some"),
        pytest.param("One of them, Omar Field, said the dam is old.", [("Omar Field", "The dam is old.")], id="one-of-them"),
        pytest.param(
            "Lena Ott urged the council to open its books.", [("Lena Ott", "The council should open its books.")], id="urged-somebody"
        ),
        pytest.param(
            "Lena Ott called on the council to open its books.", [("Lena Ott", "The council should open its books.")], id="called-on"
        ),
        pytest.param(
            "Lena Ott said she would stay, but that ratepayers had spent enough on the ground.",
            [("Lena Ott", "Lena Ott would stay."), ("Lena Ott", "Ratepayers had spent enough on the ground.")],
            id="but-that",
        ),
        pytest.param(
            "The rule is old, Lena Ott pointed out, and the mill will ignore it.",
            [("Lena Ott", "The rule is old."), ("Lena Ott", "The mill will ignore it.")],
            id="goes-on-after-an-inserted-cue",
        ),
        pytest.param(
            "Grandmother Lena Ott, lighting a candle by the gate, said the dam is old.",
            [("Lena Ott", "The dam is old.")],
            id="aside-that-takes-the-subject",
        ),
        pytest.param("Lena Ott, asked about the dam, said the dam is old.", [("Lena Ott", "The dam is old.")], id="asked-before-the-cue"),
        pytest.param(
            "In the village of La Fortune, Orson Vark remembered the smell and said the dam was old.",
            [("Orson Vark", "The dam was old."), (None, "In the village of La Fortune, Orson Vark remembered the smell.")],
            id="name-behind-a-place",
        ),
        pytest.param(
            "Minister Lena Ott told a briefing that commuters had the right to choose who drove them.",
            [("Lena Ott", "Commuters had the right to choose who drove them.")],
            id="told-an-audience-that",
        ),
        pytest.param(
            "Lena Ott wrote in a note of the sale that she plans to use the money.",
            [("Lena Ott", "Lena Ott plans to use the money.")],
            id="that-behind-a-phrase",
        ),
        pytest.param(
            "“I no longer recognize my party,” Lena Ott said.",
            [("Lena Ott", "Lena Ott no longer recognizes her party.")],
            id="I-no-longer",
        ),
        pytest.param("Lena Ott said she’d wait for a boss.", [("Lena Ott", "Lena Ott would wait for a boss.")], id="contraction"),
        pytest.param("Lena Ott said a good jockey needed two.", [("Lena Ott", "A good jockey needed two.")], id="past-that-looks-passive"),
        pytest.param(
            "Its largest one, the Dutch fund Zonnelicht, indicated that the dam is old.",
            [("Zonnelicht", "The dam is old.")],
            id="kind-and-name-beside-the-subject",
        ),
        pytest.param("Lena Ott lamented that the dam is old.", [("Lena Ott", "The dam is old.")], id="manner-with-a-clause"),
        pytest.param(
            "Chile expelled 1,140 people in 2024, government data show.",
            [("government data", "Chile expelled 1,140 people in 2024.")],
            id="data-show",
        ),
        pytest.param(
            "Lena Ott accused the mill of having hidden its debts.", [("Lena Ott", "The mill had hidden its debts.")], id="of-having"
        ),
        pytest.param("Lena Ott described the offer as “an insult”.", [("Lena Ott", "The offer was “an insult”.")], id="described-as"),
        pytest.param(
            "The mill will be sold in May, Lena Ott was quoted as saying by the agency.",
            [("Lena Ott", "The mill will be sold in May.")],
            id="was-quoted-as-saying-behind-it",
        ),
        pytest.param(
            "A number of investors have said that it undervalues the mill.",
            [("A number of investors", "It undervalues the mill.")],
            id="a-number-of-them-is-no-it",
        ),
        pytest.param("The mill considered that the charges were late.", [("The mill", "The charges were late.")], id="considers-that"),
        pytest.param("The mill considers the charges unfounded.", [("The mill", "The charges are unfounded.")], id="considers"),
        pytest.param(
            "The Growers' Federation put the cost of the cuts at £14m to £19m a year.",
            [("Growers' Federation", "The cost of the cuts was £14m to £19m a year.")],
            id="put-at-a-range",
        ),
        pytest.param("Lena Ott disputes the figure.", [("Lena Ott", "Lena Ott disputes the figure.")], id="disputes"),
        pytest.param("The mill expects to cut 90 jobs.", [("The mill", "The mill expects to cut 90 jobs.")], id="expects-to"),
        pytest.param(
            "The institute found no change in the water.", [("The institute", "The institute found no change in the water.")], id="no"
        ),
        pytest.param(
            "A wall of water swept through the town, carrying away around 300 houses, police said.",
            [("police", "A wall of water swept through the town."), ("police", "A wall of water carried away around 300 houses.")],
            id="a-verb-hung-on-its-subject",
        ),
        pytest.param(
            "The war has killed 9,000 people and driven others from their homes, the UN said.",
            [("UN", "The war has killed 9,000 people."), ("UN", "The war has driven others from their homes.")],
            id="shared-has",
        ),
        pytest.param(
            "Omar Field told the meeting he understood the fears.", [("Omar Field", "Omar Field understood the fears.")], id="told-somebody"
        ),
        pytest.param(
            "Lena Ott runs the mill. By her estimate, the wall will cost €3 million.",
            [(None, "Lena Ott runs the mill."), ("Lena Ott", "The wall will cost €3 million.")],
            id="by-her-estimate",
        ),
        pytest.param("Irish Water's view is that the dam is old.", [("Irish Water", "The dam is old.")], id="view"),
        pytest.param(
            "Lena Ott runs the mill. For Lena Ott, the new scheme is a bribe.",
            [(None, "Lena Ott runs the mill."), ("Lena Ott", "The new scheme is a bribe.")],
            id="for-somebody",
        ),
        pytest.param(
            "The police do not believe the driver was at fault.",
            [("The police", "The police do not believe the driver was at fault.")],
            id="not-believed",
        ),
        pytest.param(
            "The aircraft, a senior official told this newspaper, had been flagged for a leak.",
            [("a senior official", "The aircraft had been flagged for a leak.")],
            id="inserted-behind-the-subject",
        ),
        pytest.param(
            "Its smaller rival Penmarrow said the charge is old.", [("Penmarrow", "The charge is old.")], id="what-it-is-and-its-name"
        ),
        pytest.param(
            "Records at the companies registry give its address as a flat in Kilifi.",
            [("Records at the companies registry", "Records at the companies registry give its address as a flat in Kilifi.")],
            id="records-give",
        ),
        pytest.param(
            "Bo Roe urged caution. The firms expect rates to fall, though they warned that fuel would cost more.",
            [(None, "Bo Roe urged caution."), ("The firms", "Rates will fall."), ("The firms", "Fuel would cost more.")],
            id="they-in-one-sentence",
        ),
        pytest.param(
            "In the governor's words, the old market was a trap.", [("the governor", "The old market was a trap.")], id="in-somebodys-words"
        ),
        pytest.param(
            "The inquiry heard from Anton Kruger that three dockets had gone missing.",
            [("Anton Kruger", "Three dockets had gone missing.")],
            id="heard-from",
        ),
        pytest.param(
            "Omar Field said the mill had promised a raise in May. The company disputes this.",
            [
                ("Omar Field", "The mill had promised a raise in May."),
                ("The company", "The company disputes that the mill had promised a raise in May."),
            ],
            id="disputes-this",
        ),
        pytest.param(
            "The team flew out without its captain, Omar Field, whose passport expired in July.",
            [(None, "The team flew out without its captain, Omar Field."), (None, "Omar Field’s passport expired in July.")],
            id="whose",
        ),
        pytest.param(
            "Eskom expects to burn more diesel, Lindiwe Mabaso said, and does not foresee cuts.",
            [("Lindiwe Mabaso", "Eskom expects to burn more diesel."), ("Lindiwe Mabaso", "Eskom does not foresee cuts.")],
            id="goes-on-with-the-same-subject",
        ),
        pytest.param(
            "Lena Ott acknowledged that the district had undercounted absences for two years but disputed that anyone had been told to.",
            [
                ("Lena Ott", "The district had undercounted absences for two years."),
                ("Lena Ott", "Lena Ott disputed that anyone had been told to."),
            ],
            id="but-disputed",
        ),
        pytest.param(
            "Governor Ida Rowe vetoed the bill, calling it “a solution in search of a problem”.",
            [("Ida Rowe", "The bill is “a solution in search of a problem”."), (None, "Governor Ida Rowe vetoed the bill.")],
            id="calling-it",
        ),
        pytest.param(
            "Per the club's website, the goalkeeper has been released.",
            [("the club's website", "The goalkeeper has been released.")],
            id="per",
        ),
        pytest.param(
            "Investigators suspect the driver had been on watch for 19 hours.",
            [("Investigators", "The driver had been on watch for 19 hours.")],
            id="suspect",
        ),
        pytest.param(
            "By her own estimate, Lena Ott has answered 9,000 calls.",
            [("Lena Ott", "Lena Ott has answered 9,000 calls.")],
            id="by-her-estimate-before-her-name",
        ),
        pytest.param(
            "The committee faulted the plan to hand over the port for 30 years, describing the terms as lopsided.",
            [("The committee", "The terms are lopsided."), (None, "The committee faulted the plan to hand over the port for 30 years.")],
            id="participle-of-the-main-verb",
        ),
        pytest.param("The IMF sees the economy growing this year.", [("IMF", "The economy will grow this year.")], id="sees"),
        pytest.param(
            "The mill called the claim “gossip” and called for £600.",
            [("The mill", "The claim was “gossip”."), ("The mill", "The mill called for £600.")],
            id="joined-call",
        ),
        pytest.param("If voters agree, the school would open in May.", [(None, "If voters agree, the school would open in May.")], id="if"),
        pytest.param(
            "A second low could form by Thursday, bringing up to 180 millimetres of rain, the bureau said.",
            [
                ("the bureau", "A second low could form by Thursday."),
                ("the bureau", "A second low could bring up to 180 millimetres of rain."),
            ],
            id="participle-under-could",
        ),
    ],
)
def test_sources_and_what_they_say(text: str, expected: list[tuple[str | None, str]]) -> None:
    assert said(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("The mill asked for more time.", id="asked-for"),
        pytest.param("Police found two bodies in the river.", id="found-things"),
        pytest.param("The plan calls for 40 homes.", id="plans-call"),
        pytest.param("The pair claimed the doubles title.", id="claimed-a-title"),
        pytest.param("Lorries are charged according to the number of axles.", id="according-to-a-measure"),
        pytest.param("Firefighters saw flames rising from the roof.", id="saw-with-their-eyes"),
        pytest.param("Maria Roe is not believed to have been injured in the crash.", id="not-believed-of-somebody"),
        pytest.param("The minister pressed the button to open the bridge.", id="pressed-a-button"),
        pytest.param("The film “Who Killed Anna?” opened on Friday in Cannes to good reviews.", id="title-that-asks"),
    ],
)
def test_acts_are_the_articles_to_tell(text: str) -> None:
    assert [source for source, _ in said(text)] == [None]


def test_a_question_in_quotation_marks_claims_nothing() -> None:
    assert said("Omar Field runs the mill. “Is it sugar that will pay the fees?” he asked.") == [(None, "Omar Field runs the mill.")]


def test_what_is_mine_is_not_a_mine() -> None:
    assert ("Omar Field", "Omar Field has got nothing against a mine.") in said("“I have got nothing against a mine,” Omar Field said.")


def test_he_is_not_several() -> None:
    assert said("Investigators said he had been on watch for 19 hours.") == [("Investigators", "He had been on watch for 19 hours.")]


def test_a_speaker_inside_what_was_taken_out_of_a_speech_is_left_alone() -> None:
    assert said("She said the board backed a plan, which she, who had said that it was late, said was vital.")


def test_an_inserted_report_says_the_whole_sentence() -> None:
    found = said("The dam, the report said, was unsafe and should be closed.")
    assert {source for source, _ in found} == {"the report"}
    assert any("unsafe" in statement for _, statement in found)


def test_whoever_meets_somebody_asks_the_questions() -> None:
    intro = "Noreen Tallis has spent years as inspector. Conor Devane met her in her office."
    turns = [
        "Q: Are you glad?",
        "A: The dam is leaking.",
        "Q: The officers are fond of the scanners.",
        "A: The dam must go.",
        "Q: And then?",
        "A: I rest.",
    ]
    found = said("\n\n".join([intro, *turns]))
    assert ("Noreen Tallis", "The dam is leaking.") in found
    assert (None, "The officers are fond of the scanners.") in found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "Two of the crew spoke to Lena Ott. One said she had been told to keep quiet.",
            ("One", "One had been told to keep quiet."),
            id="one-of-many-is-not-the-one-named",
        ),
        pytest.param(
            "Judge Lena Ott left. A nurse said she had been told to keep quiet.",
            ("A nurse", "A nurse had been told to keep quiet."),
            id="a-nurse-may-be-she",
        ),
        pytest.param("Nobody said the dam was safe.", (None, "Nobody said the dam was safe."), id="said-by-nobody"),
        pytest.param(
            "Neither Tamar nor its backers would say how much the dam cost.",
            (None, "Neither Tamar nor its backers would say how much the dam cost."),
            id="neither-would-say",
        ),
        pytest.param("Labour, however, said the dam is old.", ("Labour", "The dam is old."), id="a-name-that-could-be-a-cry"),
        pytest.param(
            "Mayor Lena Ott, who votes on the dam, denied that it is old.",
            (None, "Mayor Lena Ott votes on the dam."),
            id="who-denies-it-says-no-more",
        ),
        pytest.param("Mayor Lena Ott left. Her office said the dam is old.", ("Lena Ott’s office", "The dam is old."), id="whose-office"),
        pytest.param("An office opened. Its office said the dam is old.", ("Its office", "The dam is old."), id="nobody-knows-whose"),
        pytest.param(
            "A survey of rainfall shows it would have burst in March.",
            ("A survey of rainfall", "It would have burst in March."),
            id="no-tally-bursts",
        ),
        pytest.param(
            "Mr Omar Roe is a donor. His spokesman said he would give no more to the dam.",
            ("Omar Roe’s spokesman", "Omar Roe would give no more to the dam."),
            id="a-spokesman-speaks-of-his-client",
        ),
        pytest.param(
            "Mr Omar Roe is a donor. His spokesman said the dam was old. He said he would visit the dam.",
            ("Omar Roe’s spokesman", "The dam was old."),
            id="a-spokesman-says-it",
        ),
    ],
)
def test_who_is_meant_and_who_says_it(text: str, expected: tuple[str | None, str]) -> None:
    assert expected in said(text)
