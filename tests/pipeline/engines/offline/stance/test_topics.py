"""Which issue an article is about: what headline, lead and the rest share, in words that can be read."""

import pytest

from pipeline.engines.offline.stance.issues import Issues, as_spoken_of, find_topic
from pipeline.engines.offline.stance.naming import in_small_letters
from pipeline.engines.offline.stance.topics import Weighed, candidates, central
from pipeline.lexicons import load
from tests.pipeline.engines.offline.stories import Story, story

CLINIC = (
    "The health board will shut the night clinic at Tewbury in May. A tax on fuel was mentioned in passing.\n\n"
    "Residents said shutting the night clinic would cost lives. Nurses at the clinic marched on Monday.\n\n"
    "The board said the night clinic saw nine patients a week. It will decide in April."
)


def test_the_deed_of_headline_and_lead_is_the_topic() -> None:
    with story(CLINIC) as seen:
        assert "clinic" in find_topic(seen.parsed, "Night clinic to shut in May")
        assert "tax" not in find_topic(seen.parsed, "Night clinic to shut in May")


def test_of_few_sentences_the_rules_decide() -> None:
    text = "The council plans a harbour levy. The harbour levy would raise £3m."
    with story(text) as seen:
        found = Issues(seen.parsed, "Row over fees")
        assert found.topic == found.scene.ours


def _candidates(seen: Story) -> list[Weighed]:
    found = Issues(seen.parsed, "Night clinic to shut in May")
    return candidates(found.scene, found.words)


def test_what_rules_gave_is_weighed_with_the_likeliest_names() -> None:
    with story(CLINIC) as seen:
        found = _candidates(seen)
        assert [counted.get("ours") for _, counted in found] == [1.0, *[None] * (len(found) - 1)]
        expected = [counted["expected of 3"] for _, counted in found[1:]]
        assert expected == sorted(expected, reverse=True)


def test_most_cues_have_weights() -> None:
    with story(CLINIC) as seen:
        known = load("topics").table("weights").keys()
        assert {cue for _, counted in _candidates(seen) for cue in counted} <= known | {"as npadvmod", "as intj"}


def test_a_name_is_looked_for_in_the_whole_article_and_not_only_where_it_opens() -> None:
    text = (
        f"{CLINIC}\n\nIda Ott has run the shop beside it for ten years. She sells tea. Nobody counted the callers.\n\n"
        "Two wards in Marl were shut last year. In Roedale, Tom Ash said closing the night clinic for good was a mistake."
    )
    with story(text) as seen:
        assert any(candidate.text == "closing the night clinic" for candidate, _ in _candidates(seen))


def test_the_heaviest_candidate_is_central() -> None:
    with story(CLINIC) as seen:
        found = _candidates(seen)
        light = [(candidate, dict.fromkeys(counted, 0.0)) for candidate, counted in found]
        heavy = (light[-1][0], {"like the headline": 1.0})
        assert central([*light[:-1], heavy]) == heavy[0]
        assert central(light).token is None


@pytest.mark.parametrize("word", ["Residents", "Nurses", "Monday"])
def test_people_and_days_are_no_candidates(word: str) -> None:
    with story(CLINIC) as seen:
        texts = [candidate.text for candidate, _ in _candidates(seen)]
        assert not [text for text in texts if text.split()[-1] == word]


@pytest.mark.parametrize(
    ("headline", "expected"),
    [
        ("Board To Shut The Night Clinic", "board to shut the night clinic"),
        ("Night clinic to shut, says Tewbury mayor", "night clinic to shut, says Tewbury mayor"),
        ("Marlow clinic shuts", "Marlow clinic shuts"),
    ],
)
def test_capitals_of_headlines_that_the_body_has_not_go(headline: str, expected: str) -> None:
    with story(CLINIC) as seen:
        assert in_small_letters(headline, seen.parsed) == expected


def test_a_topic_that_is_somebodys_has_no_article_before_the_name() -> None:
    with story(
        "Ida Ott spoke. The Bar opposes Ida Ott’s proposal. Ida Ott’s proposal is late. The court likes the Bar’s proposal."
    ) as seen:
        assert as_spoken_of("the Ida Ott’s proposal", seen.parsed) == "Ida Ott’s proposal"
        assert as_spoken_of("the Bar’s proposal", seen.parsed) == "the Bar’s proposal"
