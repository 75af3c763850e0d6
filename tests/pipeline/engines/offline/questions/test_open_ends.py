"""What a sentence leaves open by its words: the cues that are counted. The weights are fitted: only clear cases stand here."""

import pytest

from pipeline.draft import DraftQuestion
from pipeline.engines.offline.questions.open_ends import KINDS, RULE, cues, likely
from pipeline.lexicons import load
from tests.pipeline.engines.offline.stories import story

STORY = (
    "Wexmoor Council will close the ferry in April.\n\n"
    "Lena Ott said that 40 people used the ferry each day.\n\n"
    "Jo Roe, who runs the ferry, said that it was not 40 people but 90.\n\n"
    "The tribunal has not ruled on the appeal, and a hearing is expected on Monday.\n\n"
    "The ferry has two decks."
)


def seen_in(text: str, place: int, found: tuple[DraftQuestion, ...] = ()) -> dict[str, float]:
    with story(text) as seen:
        return list(cues(seen.parsed, seen.speeches, found))[place]


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        pytest.param(0, {"has NAME", "has DATE", "has close", "main will VB", "verb will", "down 0 of 5"}, id="words-and-forms"),
        pytest.param(1, {"has NUMBER", "speakers 1", "after another speaks", "after numbers", "after negated there"}, id="answered-after"),
        pytest.param(2, {"before another speaks", "before numbers", "before negated here", "speakers 1"}, id="answers-what-was-before"),
        pytest.param(3, {"verb has not", "has expect", "speakers 0", "near the end"}, id="narration"),
        pytest.param(4, {"last", "near the end", "after shares 0"}, id="end"),
    ],
)
def test_cues_of_a_sentence(place: int, expected: set[str]) -> None:
    assert expected <= seen_in(STORY, place).keys()


def test_names_numbers_and_dates_are_no_words() -> None:
    words = {cue for place in range(5) for cue in seen_in(STORY, place) if cue.startswith("has ")}
    assert not words & {"has lena", "has wexmoor", "has 40", "has 90", "has april", "has monday"}


def test_what_rules_found_is_a_cue_that_counts_more() -> None:
    question = DraftQuestion(kind="unresolved", question="Will it close?", sentences=(4,), rule="scheduled: expected on")
    found = seen_in(STORY, 3, (question,))
    assert {found[cue] for cue in ("rule unresolved", "rule unresolved scheduled", "rule unresolved ends")} == {RULE}
    assert not any(cue.startswith("rule") for cue in seen_in(STORY, 2, (question,)))


def test_the_model_weighs_each_kind_by_itself() -> None:
    with story(STORY) as seen:
        chances = likely(seen.parsed, seen.speeches, ())
    assert len(chances) == len(seen.parsed)
    assert all(set(one) == set(KINDS) and all(0 <= chance <= 1 for chance in one.values()) for one in chances)
    assert chances[3]["unresolved"] > max(chances[place]["unresolved"] for place in (1, 4))
    assert chances[2]["disputed"] > max(chances[place]["disputed"] for place in (0, 3, 4))


def test_weights_are_of_cues_that_are_counted() -> None:
    """A cue that is renamed in code and not in the data would silently count for nothing."""
    weights = load("open_ends").table("weights")
    shapes = {"has", "verb", "main", "quoted", "down", "length", "last", "near", "always", "speakers", "before", "after", "rule"}
    assert {name.split()[0] for name in weights} == shapes
    plain = {cue for place in range(5) for cue in seen_in(STORY, place) if not cue.startswith(("has ", "verb ", "main "))}
    assert plain <= weights.keys()
    assert all(len(worth) == len(KINDS) for worth in weights.values())
