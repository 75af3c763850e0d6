"""Phrases that can stand elsewhere: pronouns resolved, asides gone, nothing left hanging."""

import pytest

from pipeline.engines.offline.claims.referents import Referents
from tests.pipeline.engines.offline.drafts import measured
from tests.pipeline.engines.offline.stories import story


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("The sums were small. They averaged £900.", ["sums"], id="they"),
        pytest.param("“I waited 35 minutes,” said Lena Ott.", ["time that Lena Ott waited"], id="i"),
        pytest.param("“My farm lost 35 cows,” said Lena Ott.", ["cows that Lena Ott’s farm lost"], id="my"),
        pytest.param("The league, which polled its 17 clubs, was silent.", ["clubs that league polled"], id="its"),
        pytest.param("Growers, which got £40 in May, left.", ["money that growers got"], id="which"),
        pytest.param(
            "Travellers whose flights were delayed by three hours sued.", ["time that travellers’ flights were delayed"], id="whose"
        ),
    ],
)
def test_who_is_meant(text: str, expected: list[str]) -> None:
    assert measured(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("The old bridge over the river closed.", "old bridge over the river", id="restrictive"),
        pytest.param("The old bridge, a relic of 1900, closed.", "old bridge", id="apposition"),
        pytest.param("The bridge, which was old, closed.", "bridge", id="aside"),
        pytest.param("The 40 bridges closed.", "bridges", id="number"),
    ],
)
def test_phrases_of_subjects(text: str, expected: str) -> None:
    with story(text) as seen:
        sentence = seen.parsed[0]
        subject = next(token for token in sentence.doc if token.dep_ == "nsubj" and token.head.head.i == token.head.i)
        assert Referents(seen.parsed, seen.speeches, seen.names).phrase(subject, sentence) == expected


def test_results_belong_to_the_company() -> None:
    story_of_results = "Halden Foods Ltd reported a fall in sales on Monday. Net profit fell 12 per cent."
    assert measured(story_of_results) == ["fall in Halden Foods Ltd’s net profit"]
    assert measured("Halden Foods Ltd opened a port on Monday. Net profit fell 12 per cent.") == ["fall in net profit"]
