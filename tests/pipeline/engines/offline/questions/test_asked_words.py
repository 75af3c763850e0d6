"""How likely a word around a passage is to be one that a reader asks with. The weights are fitted: only clear cases stand here."""

from pipeline.draft import DraftQuestion
from pipeline.engines.offline.questions.asked_words import Surroundings, likeness
from pipeline.lexicons import load
from tests.pipeline.engines.offline.stories import story

STORY = (
    "The council met on Monday.\n\n"
    "The auditors have sent the minister their report on the ferry.\n\n"
    "He did not say what he would do with it.\n\n"
    "“It is warm,” Ida Ott said.\n\n"
    "The ferry has two decks."
)
QUESTION = DraftQuestion(kind="unanswered", question="What would he do with it?", sentences=(3,), rule="refusal: not say")


def around(headline: str = "Ferry report goes to minister", topic: str = "the ferry") -> tuple[dict[str, set[str]], dict[str, float]]:
    with story(STORY) as seen:
        surroundings = Surroundings(seen.parsed, headline, topic)
        return surroundings.word_cues(QUESTION), surroundings.asked_words(QUESTION)


def test_cues_tell_where_a_word_stands() -> None:
    cues, _ = around()
    assert {"back 1", "back 1 NOUN", "back 1 unanswered", "headline", "in back 1+headline", "times 1", "word report"} <= cues["report"]
    assert {"back 2", "back 2 NOUN"} <= cues["council"]
    assert {"next", "next quoted"} <= cues["warm"]
    assert {"topic", "headline", "times 2"} <= cues["ferri"]
    assert "deck" not in cues


def test_words_of_the_question_count_by_its_kind_and_rule() -> None:
    with story(STORY) as seen:
        question = QUESTION.model_copy(update={"question": "Will the minister read the report?"})
        cues = Surroundings(seen.parsed, "", "").word_cues(question)
    assert {"asked", "asked unanswered", "asked refusal", "back 1"} <= cues["report"]
    assert "asked" not in cues["council"]


def test_what_the_sentence_before_names_is_likelier_than_days_and_what_is_said_after() -> None:
    _, chances = around()
    assert all(0 < chance < 1 for chance in chances.values())
    assert chances["report"] > max(chances["monday"], chances["warm"])


def test_a_question_with_likely_words_is_likelier_to_be_a_readers() -> None:
    chances = {"report": 0.6, "council": 0.1}
    assert likeness("The report?", chances) > likeness("The council?", chances) > likeness("The decks?", chances) > 0
    assert likeness("What will it be?", chances) == 0
    assert likeness("The report?", chances) > likeness("The report of the council that met on Monday?", chances)


def test_weights_are_of_cues_that_are_counted() -> None:
    """A cue that is renamed in code and not in the data would silently count for nothing."""
    weights = load("asked_words").table("weights")
    firsts = {"always", "asked", "back", "headline", "in", "last", "next", "passage", "times", "topic", "word"}
    assert {name.split()[0] for name in weights} == firsts
    cues, _ = around()
    own = {cue for found in cues.values() for cue in found if cue.startswith(("back", "last", "next")) and len(cue.split()) < 3}
    assert len(own & weights.keys()) > len(own) * 2 / 3
