"""Questions by likelihood: the chances are given here, as the model would."""

from collections.abc import Mapping, Sequence

import pytest

from pipeline.draft import DraftQuestion
from pipeline.engines.offline.questions.contradictions import dilemma
from pipeline.engines.offline.questions.open_ends import KINDS
from pipeline.engines.offline.questions.weighing import weighed
from pipeline.labels import QuestionKind
from tests.pipeline.engines.offline.stories import story

STORY = (
    "Wexmoor Council voted for a ferry tax.\n\n"
    "Lena Ott said that 40 people had used the ferry on Sunday.\n\n"
    "Jo Roe said that 90 people had used the ferry.\n\n"
    "The union asked the court to stop the tax.\n\n"
    "Asked whether the ferry was safe, the council sent a leaflet."
)
RULED = DraftQuestion(kind="unresolved", question="Will the court stop the tax?", sentences=(4,), rule="scheduled: asked")


def asked(
    chances: Mapping[int, Mapping[QuestionKind, float]], found: Sequence[DraftQuestion] = (), text: str = STORY
) -> list[tuple[str, str, tuple[int, ...]]]:
    """The questions of the story, each with its kind and sentences, where sentences have these chances and others none."""
    with story(text) as seen:
        claims = {sentence.id: [made for made in seen.made if made.sentence.id == sentence.id] for sentence in seen.parsed}
        all_chances = [{**dict.fromkeys(KINDS, 0.0), **chances.get(place, {})} for place in range(len(seen.parsed))]
        questions, _ = weighed(found, seen.parsed, all_chances, claims, seen.names)
        return [(one.kind, one.question, one.sentences) for one in questions]


@pytest.mark.parametrize(("chance", "stays"), [(0.9, True), (0.01, False)])
def test_a_rules_question_stays_where_it_is_likely(chance: float, stays: bool) -> None:
    assert asked({3: {"unresolved": chance}}, [RULED]) == ([("unresolved", RULED.question, (4,))] if stays else [])


def test_what_is_turned_down_is_told_with_its_rule() -> None:
    """`summarize --explain` lists it."""
    with story(STORY) as seen:
        unlikely = [dict.fromkeys(KINDS, 0.01) for _ in seen.parsed]
        kept, refused = weighed([RULED], seen.parsed, unlikely, {}, seen.names)
        span = seen.parsed[3].sentence
    assert kept == []
    assert [(one.part, one.start, one.end, one.rule) for one in refused] == [
        ("open_questions", span.start, span.end, "unlikely: scheduled: asked")
    ]


def test_where_a_rule_has_asked_nothing_is_asked_again() -> None:
    assert len(asked({3: {"unresolved": 0.9}}, [RULED])) == 1
    assert len(asked({3: {"unresolved": 0.9, "unsupported": 0.9}}, [RULED])) == 2


def test_what_is_to_come_is_asked_with_what_the_passage_tells() -> None:
    assert asked({0: {"unresolved": 0.9}}) == [
        ("unresolved", "What will come of it, now that Wexmoor Council voted for a ferry tax?", (1,))
    ]


@pytest.mark.parametrize(
    ("text", "question"),
    [
        pytest.param(
            "Wexmoor Council put off a vote on a bill that would let ferries land on the old quay.",
            "What will come of it, now that Wexmoor Council put off a vote on a bill that would let ferries land on the old quay?",
            id="inside-another",
        ),
        pytest.param(
            "Wexmoor Council closed the old quay in May and the ferry firm sold its boats.",
            "What will come of it, now that Wexmoor Council closed the old quay in May and that the ferry firm sold its boats?",
            id="beside-another",
        ),
    ],
)
def test_what_stands_inside_another_claim_is_not_told_twice(text: str, question: str) -> None:
    assert asked({0: {"unresolved": 0.9}}, text=text) == [("unresolved", question, (1,))]


def test_a_passage_that_tells_little_takes_the_one_before() -> None:
    [(_, question, sentences)] = asked({3: {"unresolved": 0.9}})
    assert sentences == (3, 4)
    assert "90 people" in question and "asked the court" in question


@pytest.mark.parametrize("chances", [{1: 0.9, 2: 0.9}, {1: 0.2, 2: 0.9}, {1: 0.9, 2: 0.2}])
def test_two_accounts_are_asked_as_a_dilemma(chances: dict[int, float]) -> None:
    """One alone takes the likelier of its neighbours."""
    question = "Which is right, that 40 people had used the ferry on Sunday, or that 90 people had used the ferry?"
    assert asked({place: {"disputed": chance} for place, chance in chances.items()}) == [("disputed", question, (2, 3))]


def test_of_several_accounts_those_with_rival_numbers_are_asked() -> None:
    text = "The army said the rebels had shelled a camp and killed six people there. A nurse of the camp said the clinic had four bodies."
    with story(text) as seen:
        assert dilemma(seen.made).endswith("six people there, or that the clinic had four bodies?")


@pytest.mark.parametrize(("beside", "is_asked"), [(0.3, True), (0.01, False)])
def test_one_likely_side_needs_another(beside: float, is_asked: bool) -> None:
    assert bool(asked({1: {"disputed": 0.5}, 2: {"disputed": beside}})) is is_asked


def test_of_accounts_of_different_things_the_first_is_asked_of_itself() -> None:
    with story("Lena Ott said the ferry was safe. Jo Roe said a buyer had called.") as seen:
        assert dilemma(seen.made) == "Is it true that the ferry was safe?"


def test_an_indirect_question_is_asked_itself() -> None:
    assert asked({4: {"unanswered": 0.9}})[0][1] == "Was the ferry safe?"


def test_nothing_is_asked_where_nothing_is_likely() -> None:
    assert asked({place: dict.fromkeys(KINDS, 0.2) for place in range(5)}) == []


def test_what_a_claim_says_will_come_is_asked_itself() -> None:
    text = STORY.replace("The union asked the court to stop the tax.", "The court will hear the union on Monday.")
    assert asked({3: {"unresolved": 0.9}}, text=text) == [("unresolved", "Will the court hear the union on Monday?", (3, 4))]


def test_one_account_alone_is_asked_of_itself() -> None:
    text = STORY.replace("Jo Roe said that 90 people", "She said that 90 people")
    assert asked({1: {"disputed": 0.9}, 2: {"disputed": 0.9}}, text=text) == [
        ("disputed", "Had 40 people used the ferry on Sunday?", (2, 3))
    ]


@pytest.mark.parametrize(
    "told", ["The crowd could not see the ferry in the dark.", "The ferry may have been sold in May.", "The court would sit for hours."]
)
def test_what_was_is_not_asked_as_if_it_were_to_come(told: str) -> None:
    text = STORY.replace("The union asked the court to stop the tax.", told)
    ((_, question, _),) = asked({3: {"unresolved": 0.9}}, text=text)
    assert question.startswith("What will come of it, now that ")
