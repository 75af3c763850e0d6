"""Who says what, and how. Each form of attribution, with near misses that are none."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.pipeline.engines.offline.stories import story


def heard(text: str) -> list[tuple[str, str, str]]:
    """Source, attribution and words of each speech."""
    with story(text) as seen:
        return [
            (
                speech.source.name,
                speech.attribution,
                " ".join(speech.sentence.doc[i].text for i in sorted(speech.tokens) if speech.sentence.doc[i].is_alpha),
            )
            for speech in seen.speeches
        ]


@pytest.mark.parametrize(
    ("text", "source", "how", "words"),
    [
        pytest.param("Lena Ott said that the bridge was late.", "Lena Ott", "indirect", "bridge was late", id="said-that"),
        pytest.param("Lena Ott said the bridge was late.", "Lena Ott", "indirect", "bridge was late", id="said"),
        pytest.param("The bridge was late, Lena Ott said.", "Lena Ott", "indirect", "bridge was late", id="trailing"),
        pytest.param("“The bridge is late,” said Lena Ott, who runs the port.", "Lena Ott", "direct", "bridge is late", id="inverted"),
        pytest.param("The bridge was “a disgrace”, Lena Ott said.", "Lena Ott", "mixed", "disgrace", id="mixed"),
        pytest.param("Lena Ott said: “The bridge is late.”", "Lena Ott", "direct", "bridge is late", id="colon"),
        pytest.param("According to Lena Ott, the bridge was late.", "Lena Ott", "indirect", "bridge was late", id="according-to"),
        pytest.param(
            "The bridge was late, according to a port source.", "a port source", "indirect", "bridge was late", id="trailing-according"
        ),
        pytest.param("The bridge, Lena Ott said, was late.", "Lena Ott", "indirect", "was late", id="parenthesis"),
        pytest.param("The bridge was late, as Lena Ott admitted.", "Lena Ott", "indirect", "bridge was late", id="as-she-admitted"),
        pytest.param(
            "A survey of 40 ports found that most bridges were late.", "A survey of 40 ports", "indirect", "most bridges", id="survey"
        ),
        pytest.param("Lena Ott accused the firm of hiding the cost.", "Lena Ott", "indirect", "hiding the cost", id="accused"),
        pytest.param("The firm was accused by Lena Ott of hiding the cost.", "Lena Ott", "indirect", "hiding the cost", id="accused-by"),
        pytest.param("Lena Ott denied that the bridge was late.", "Lena Ott", "indirect", "denied that the bridge was late", id="denied"),
        pytest.param("Lena Ott called the bridge “a disgrace”.", "Lena Ott", "mixed", "a disgrace", id="label"),
        pytest.param("Analysts expect profit to rise by a tenth.", "Analysts", "indirect", "profit to rise", id="expect"),
        pytest.param("A relief group put the number of dead at 94.", "A relief group", "indirect", "number of dead", id="put-at"),
        pytest.param(
            "The port later issued a statement saying it was closing the gate.", "The port", "indirect", "closing the gate", id="statement"
        ),
        pytest.param(
            "The firm entered the talks believing they would fail.", "The firm", "indirect", "they would fail", id="participle-on-a-thing"
        ),
        pytest.param("Firms are taking pains to say they are neutral.", "Firms", "indirect", "they are neutral", id="taking-pains"),
        pytest.param(
            "An official replied by saying the ships should be careful.",
            "An official",
            "indirect",
            "ships should be careful",
            id="by-saying",
        ),
        pytest.param(
            "Lena Ott argued that it would be dearer, “because nobody asked for it.”",
            "Lena Ott",
            "mixed",
            "dearer because nobody asked for it",
            id="quotation-goes-on-with-it",
        ),
        pytest.param(
            "Omar Field also said for the first time that some ships have been found and will be sold.",
            "Omar Field",
            "indirect",
            "some ships have been found and will be sold",
            id="time-before-that",
        ),
        pytest.param(
            "Lena Ott said closing it could cost jobs.", "Lena Ott", "indirect", "closing it could cost jobs", id="said-and-gerund"
        ),
        pytest.param(
            "In the 1990s, Lena Ott said, when she was poor, a boss invited her to lunch.",
            "Lena Ott",
            "indirect",
            "a boss invited her",
            id="when-is-no-question-here",
        ),
        pytest.param(
            "The club asked members: 1,409 teachers said they wanted a vote.",
            "1,409 teachers",
            "indirect",
            "they wanted a vote",
            id="clause-on-the-right",
        ),
        pytest.param(
            "But those who back her say the news has done harm.", "those who back her", "indirect", "news has done harm", id="those"
        ),
        pytest.param(
            "Holding signs against it, the protesters chanted “Shame on the port, shame on you.”",
            "the protesters",
            "direct",
            "Shame on the port",
            id="two-subjects",
        ),
        pytest.param("The court heard that the driver had slept.", "The court", "indirect", "driver had slept", id="court-heard"),
    ],
)
def test_forms_of_attribution(text: str, source: str, how: str, words: str) -> None:
    assert any(who == source and way == how and words in said for who, way, said in heard(text)), heard(text)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Lena Ott did not say whether the bridge was late.", id="negated"),
        pytest.param("Lena Ott declined to say why the bridge was late.", id="refused"),
        pytest.param("Lena Ott asked whether the bridge was late.", id="question"),
        pytest.param("Nobody in the hall shouted.", id="manner-without-a-quotation"),
        pytest.param("The bridge opened in June and closed in July.", id="narration"),
        pytest.param("The table shows its age.", id="thing-that-shows"),
        pytest.param("The trip suggests that Lena Ott is looking ahead.", id="thing-that-suggests"),
        pytest.param("Ports turn heads as they continue to rake in fees.", id="continue-to"),
        pytest.param("Lena Ott ran for mayor and declared herself a candidate in May.", id="declared-herself"),
        pytest.param("Prices are a lesser matter now as Lena Ott has maintained her lead.", id="as-she-has-kept-something"),
        pytest.param("The union spelled out its concerns as it commented on the rules.", id="as-it-commented-on"),
        pytest.param("In May the state turned, as voters responded to efforts to close the port.", id="as-they-responded-to"),
        pytest.param("All told, the group raised 4 million in February.", id="all-told"),
        pytest.param("A man who would say nothing about the senders agreed.", id="said-nothing"),
        pytest.param("Three names mentioned as likely heads are those of judges.", id="mentioned-as"),
    ],
)
def test_no_speech(text: str) -> None:
    assert heard(text) == []


@pytest.mark.parametrize(
    ("text", "sources"),
    [
        pytest.param("For Lena Ott, the ferry tax is a bribe.", ["Lena Ott"], id="judged"),
        pytest.param("For Lena Ott, 38% of ferry users are afraid.", [], id="counted"),
    ],
)
def test_what_is_so_for_somebody_is_theirs_and_what_is_counted_is_not(text: str, sources: list[str]) -> None:
    assert [source for source, _, _ in heard(text)] == sources


def test_said_according_to_a_paper_is_said_once() -> None:
    assert [who for who, _, _ in heard("“The bridge is late,” Lena Ott said, according to the Herald.")] == ["Lena Ott"]


def test_the_outermost_speaker_counts() -> None:
    assert heard("Lena Ott said Omar Field had promised that the bridge would open.") == [
        ("Lena Ott", "indirect", "Omar Field had promised that the bridge would open")
    ]


def test_trailing_said_ends_at_a_semicolon() -> None:
    said = heard("The bridge opened in June; the tunnel was late, Lena Ott said.")
    assert [words for _, _, words in said] == ["the tunnel was late"]


def test_reported_speech_goes_on_after_its_cue() -> None:
    said = heard("The bar would pay more, Lena Ott said, and the stand would stay without a roof.")
    assert "stand would stay without a roof" in said[0][2]


def test_an_act_beside_a_quotation_is_not_said() -> None:
    said = heard("“The bridge is late,” Lena Ott said, and went to look for the bus.")
    assert "bus" not in said[0][2]


def test_quotation_goes_on_over_sentences_and_paragraphs() -> None:
    text = "“The bridge is late,” Lena Ott said. “The tunnel is later.\n\n“Nobody is paid for it.”"
    assert [who for who, _, _ in heard(text)] == ["Lena Ott"] * 3


def test_speaker_may_follow_in_the_paragraph() -> None:
    assert [who for who, _, _ in heard("“The bridge is late. The tunnel is later,” Lena Ott said.")] == ["Lena Ott"] * 2


def test_turns_of_a_transcript() -> None:
    text = (
        "A bridge too late\n\nOmar Field leads the port. He is new.\n\nQ: Is the bridge late?\n\nA: The bridge is late by a year.\n\n"
        "Q: Why is that?\n\nA: The steel came late from the mill."
    )
    assert heard(text) == [
        ("Omar Field", "direct", "The bridge is late by a year"),
        ("Omar Field", "direct", "The steel came late from the mill"),
    ]


@pytest.mark.parametrize(
    ("opening", "closing", "who"),
    [
        pytest.param("The port is quiet.", "Omar Field leads the port. Lena Ott runs the mill.", "Omar Field", id="first-of-all-behind"),
        pytest.param("Lena Ott runs the mill.", "Omar Field leads the port.", "Lena Ott", id="before-the-first-turn"),
        pytest.param("Omar Field leads the port. Lena Ott runs the mill.", "The port is quiet.", "Lena Ott", id="last-before"),
    ],
)
def test_who_answers_is_named_last_before_the_first_turn_or_else_first_behind_it(opening: str, closing: str, who: str) -> None:
    turns = "Q: Is the bridge late?\n\nA: The bridge is late by a year.\n\nQ: Why is that?\n\nA: The steel came late from the mill."
    assert [source for source, _, _ in heard(f"A bridge too late\n\n{opening}\n\n{turns}\n\n{closing}")] == [who] * 2


def test_one_heading_with_a_colon_is_no_transcript() -> None:
    assert heard("Union: offer refused\n\nThe bridge opened on Monday.\n\nEmployers: offer final\n\nThe ferry closed.") == []


def test_signed_quotation_of_a_press_release() -> None:
    text = (
        "The bridge opened on Monday.\n\n“The bridge is a fine thing.” – Lena Ott, director\n\n"
        "The bridge cost $3 million and took two years."
    )
    assert heard(text) == [("Lena Ott", "direct", "The bridge is a fine thing")]


@settings(max_examples=25, deadline=None)
@given(st.text(alphabet="“”‘’\"'aA .,;:?!–-\n", max_size=200))
def test_odd_and_unbalanced_marks_never_raise(text: str) -> None:
    with story(f"Lena Ott said {text} the bridge was late.") as seen:
        for speech in seen.speeches:
            assert all(0 <= i < len(speech.sentence.doc) for i in speech.tokens)


def test_reported_speech_does_not_lend_its_speaker_to_the_next_quotation() -> None:
    said = heard("Residents said the alarm was late. “We got a text at nine. The water was in by then,” said Peter Adey.")
    assert [who for who, _, _ in said] == ["Residents", "Peter Adey", "Peter Adey"]


def test_a_denial_and_its_reason_are_two() -> None:
    said = heard("Veltrix Mining denied that jobs were at risk, saying staff would be moved.")
    assert [words for _, _, words in said] == ["Veltrix Mining denied that jobs were at risk", "staff would be moved"]


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("The ministry said in a statement that the road was unsafe.", "The ministry"),
        ("Lena Ott told the court in a letter that the road was unsafe.", "Lena Ott"),
    ],
)
def test_what_is_said_in_a_statement_is_said(text: str, source: str) -> None:
    with story(text) as seen:
        assert [(one.speech.source.name if one.speech else None, one.statement) for one in seen.made] == [(source, "The road was unsafe.")]


def test_a_name_and_a_colon_before_a_quotation() -> None:
    with story("Lena Ott, the mayor, opened the meeting.\n\nLena Ott: “The road is unsafe.”\n\nIts name: “The Long Road”.") as seen:
        assert [(one.source.name, one.attribution) for one in seen.speeches] == [("Lena Ott", "direct")]
