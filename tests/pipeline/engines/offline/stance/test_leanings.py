"""Sides that speakers lean to: the cues that are counted, and when a guess is made. The weights are fitted: only clear cases stand here."""

import pytest

from pipeline.engines.offline.stance.acts import acts
from pipeline.engines.offline.stance.issues import Issues
from pipeline.engines.offline.stance.leanings import can_lean, cues, leaning_sides, speakers, undecided, words
from pipeline.lexicons import load
from tests.pipeline.engines.offline.stories import story

TAX = "Wexmoor Council has proposed a ferry tax from April. The ferry tax would raise £3m.\n\n{}\n\nThe ferry has two decks."
AGAINST = "“It will hurt us and damage trade,” warned Lena Ott, a resident. “We will lose money and we should not pay for that harm.”"
FOR = "“It will bring safety and growth,” said Lena Ott, the council leader. “It will benefit us all.”"
NEITHER = "Lena Ott said that the ferry left at noon."


def leanings(words: str, taken: frozenset[str] = frozenset(), *, contested: bool = True) -> list[tuple[str, str, str]]:
    text = TAX.format(words)
    with story(text) as seen:
        issues = Issues(seen.parsed, "")
        sides = leaning_sides(undecided(seen.speeches, seen.names, issues, text, len(seen.parsed), taken, {}), issues, contested=contested)
        return [(side.holder, side.polarity, side.target) for side in sides]


def test_who_warns_of_harm_leans_against_the_topic() -> None:
    assert leanings(AGAINST) == [("Lena Ott", "opposes", "the ferry tax")]


def test_who_promises_good_leans_to_the_topic() -> None:
    assert leanings(FOR) == [("Lena Ott", "supports", "the ferry tax")]


def test_who_tells_a_fact_leans_to_no_side() -> None:
    assert leanings(NEITHER) == []


def test_where_nobody_takes_a_side_in_words_a_guess_is_surer() -> None:
    hint = "Lena Ott, a resident, said the ferry tax would hurt trade. She said that it was late."
    assert [holder for holder, _, _ in leanings(hint, contested=True)] == ["Lena Ott"]
    assert leanings(hint, contested=False) == []


def test_who_has_a_side_is_given_no_guess() -> None:
    assert leanings(AGAINST, frozenset({"Lena Ott"})) == []


@pytest.mark.parametrize(
    ("cue", "count"),
    [
        ("harm", 3.0),
        ("benefit", 0.0),
        ("negated", 1.0),
        ("quoted", 2.0),
        ("will", 2.0),
        ("we", 2.0),
        ("should", 1.0),
        ("warns", 1.0),
        ("sentences", 2.0),
        ("named", 1.0),
        ("outsider", 0.0),
        ("in office", 0.0),
        ("known issue", 1.0),
    ],
)
def test_cues_are_counted_in_all_that_somebody_says(cue: str, count: float) -> None:
    text = TAX.format(AGAINST)
    with story(text) as seen:
        (holder, said), *_ = speakers(seen.speeches, text).items()
        assert cues(holder, said, Issues(seen.parsed, ""), text, len(seen.parsed), 2).get(cue, 0.0) == count


def test_every_cue_has_a_weight() -> None:
    text = TAX.format(AGAINST)
    with story(text) as seen:
        (holder, said), *_ = speakers(seen.speeches, text).items()
        assert cues(holder, said, Issues(seen.parsed, ""), text, len(seen.parsed), 2).keys() <= load("leanings").table("weights").keys()


def test_words_of_judgement_are_one_sign_among_others() -> None:
    text = TAX.format(NEITHER)
    with story(text) as seen:
        issues = Issues(seen.parsed, "")
        (actor,) = undecided(seen.speeches, seen.names, issues, text, 9, (), {"Lena Ott": "opposes"})
        assert (actor.holder, actor.seen["judged opposes"], actor.seen["judged supports"]) == ("Lena Ott", 1.0, 0.0)


def test_what_is_said_and_what_somebody_is_are_words() -> None:
    text = TAX.format("“It will hurt us,” warned Lena Ott, a baker. Lena Ott marched to the pier.")
    with story(text) as seen:
        said = speakers([*seen.speeches, *acts(seen.parsed, seen.speeches, seen.names)], text)["Lena Ott"]
        found = words("Lena Ott", said, text)
        assert {"said hurt", "cue warn", "does march", "near baker"} <= found
        assert not any("lena" in word or "ott" in word.split() for word in found)


@pytest.mark.parametrize(("text", "sentences", "can"), [(TAX, 5, True), (TAX, 4, False), ("Lena Ott sang.", 9, False)])
def test_a_side_is_guessed_where_there_is_an_issue_and_enough_text(text: str, sentences: int, can: bool) -> None:
    with story(text) as seen:
        assert can_lean(Issues(seen.parsed, ""), sentences) is can


def test_a_question_that_nobody_can_answer_counts_for_its_asker() -> None:
    text = TAX.format("Lena Ott asked who would pay for it.")
    with story(text) as seen:
        said = speakers([*seen.speeches, *acts(seen.parsed, seen.speeches, seen.names)], text)["Lena Ott"]
        assert cues("Lena Ott", said, Issues(seen.parsed, ""), text, 9, 1)["asks who or why"] == 1.0


def test_nobody_is_for_a_shooting() -> None:
    text = (
        "A shooting at the ferry pier hurt nine people on Friday.\n\nThe shooting began at noon. Nobody knew of the shooting for long.\n\n"
    )
    with story(f"{text}{AGAINST}") as seen:
        assert Issues(seen.parsed, "").key == "shooting"
        assert not can_lean(Issues(seen.parsed, ""), len(seen.parsed))


@pytest.mark.parametrize("topic", [pytest.param("primary", id="gathering"), pytest.param("state", id="a-word-that-no-list-has")])
def test_nobody_is_for_what_is_no_issue(topic: str) -> None:
    text = f"The {topic} drew nine people on Friday.\n\nThe {topic} began at noon. Nobody knew of the {topic} for long.\n\n"
    with story(f"{text}{AGAINST}") as seen:
        assert Issues(seen.parsed, "").topic == f"the {topic}"
        assert not can_lean(Issues(seen.parsed, ""), len(seen.parsed))


def test_whoever_an_issue_is_against_is_not_for_it() -> None:
    """Whatever the words are that would lean Ott to the lawsuit, they lean the other to it alone."""
    good = "{0} said the lawsuit would bring jobs and help families. “It will help us all,” {0} said."
    text = "The lawsuit against Lena Ott opened on Friday. The lawsuit against Lena Ott drew a crowd.\n\n"
    text += f"{good.format('Lena Ott')}\n\n{good.format('Ida Roe')}"
    with story(text) as seen:
        issues = Issues(seen.parsed, "")
        sides = leaning_sides(undecided(seen.speeches, seen.names, issues, text, len(seen.parsed), (), {}), issues, contested=True)
        assert {side.holder: side.polarity for side in sides} == {"Lena Ott": "opposes", "Ida Roe": "supports"}
