"""What a question that does not stand alone is about."""

import pytest

from pipeline.engines.offline.questions import questions
from tests.pipeline.engines.offline.stories import story


def drafted(text: str) -> list[tuple[str, tuple[int, ...]]]:
    with story(text) as seen:
        made, _ = questions(seen.reading, seen.parsed, seen.speeches, seen.made, seen.names, seen.measured)
        return [(question.question, question.sentences) for question in made]


@pytest.mark.parametrize(
    ("text", "question"),
    [
        pytest.param(
            "The Rovers have asked the tribunal to stop the vote. A ruling is expected by Monday.",
            "What will the ruling be, given that the Rovers have asked the tribunal to stop the vote?",
            id="the-sentence-before",
        ),
        pytest.param(
            "Lena Ott said the dam could not hold another flood. A decision is due in May.",
            "What will the decision be, given that Lena Ott says that the dam could not hold another flood?",
            id="what-somebody-said-before",
        ),
        pytest.param(
            "Her staff are looking at a separate case over rankings; no decision has been taken.",
            "What will the decision be, given that her staff are looking at a separate case over rankings?",
            id="the-same-sentence",
        ),
    ],
)
def test_a_thin_question_takes_what_its_passage_is_about(text: str, question: str) -> None:
    assert question in [words for words, _ in drafted(text)]


def test_what_it_takes_is_evidence_too() -> None:
    found = drafted("The Rovers have asked the tribunal to stop the vote. A ruling is expected by Monday.")
    assert [sentences for words, sentences in found if "ruling" in words] == [(1, 2)]


@pytest.mark.parametrize(
    ("text", "question"),
    [
        pytest.param(
            "The mill shut. The council will decide on the dam in May.", "Will the council decide on the dam in May?", id="stands"
        ),
        pytest.param("“We are sure of it,” Lena Ott said. A ruling is expected by Monday.", "What will the ruling be?", id="speaker"),
        pytest.param("A ruling is expected by Monday.", "What will the ruling be?", id="nothing-before"),
    ],
)
def test_no_context_where_none_is_needed_or_none_stands_alone(text: str, question: str) -> None:
    assert question in [words for words, _ in drafted(text)]


def test_several_speakers_say() -> None:
    questions = [words for words, _ in drafted("Officials said the dam could not hold another flood. A decision is expected by Monday.")]
    assert "What will the decision be, given that officials say that the dam could not hold another flood?" in questions


@pytest.mark.parametrize(
    ("text", "question"),
    [
        pytest.param(
            "The group said it would sell 38 clinics and that two hospitals would close. It did not name the clinics.",
            "Who are the clinics, given that the group would sell 38 clinics?",
            id="the-claim-on-what-is-asked-of",
        ),
        pytest.param(
            "The group said it would sell 38 clinics and that two hospitals would close. A ruling is expected by Monday.",
            "What will the ruling be, given that the group says that two hospitals would close?",
            id="else-the-last",
        ),
    ],
)
def test_of_the_sentence_before_the_claim_on_the_thing_is_told(text: str, question: str) -> None:
    assert question in [words for words, _ in drafted(text)]


# Long enough to weigh words in.
FERRY = (
    "Wexmoor Council will vote on the ferry in May.\n\nThe ferry carries 40 people a day.\n\nIt has run since 1931.\n\n"
    "The ferry has two decks and a bar.\n\n{}\n\nThe council has 21 members.\n\nIt meets on Mondays.\n\nThe weather was warm."
)


def test_a_question_takes_what_makes_it_likelier_to_be_a_readers() -> None:
    """Its own words would do by number ("repaid", "bank"), but they do not say what would be repaid."""
    text = FERRY.format(
        "The auditors found that the ferry’s debts had doubled to £4m. The minister would not say whether they would be repaid by a bank."
    )
    expected = "Would they be repaid by a bank, given that the auditors say that the ferry’s debts had doubled to £4m?"
    assert (expected, (5, 6)) in drafted(text)


def test_a_question_that_says_enough_stays_as_it_is() -> None:
    assert "Will Wexmoor Council vote on the ferry in May?" in [words for words, _ in drafted(FERRY.format("The fare is £2."))]


def test_what_only_was_asked_is_no_context() -> None:
    asked = "Ida Ott spoke of pumps. Asked whether the pumps were old and the dam weak, she would not say whether they would be repaired."
    questions = [words for words, _ in drafted(FERRY.format(asked))]
    assert any("repaired" in words for words in questions)
    assert not any("that asked" in words.lower() for words in questions)
