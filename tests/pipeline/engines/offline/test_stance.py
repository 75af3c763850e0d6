"""Who is for and against what: verbs, votes, labels, duties; negation turns a side round; the article's own voice."""

import pytest

from pipeline.engines.offline.issues import find_topic
from pipeline.engines.offline.stance import stance
from tests.pipeline.engines.offline.stories import story


def sides(text: str) -> list[tuple[str, str, str]]:
    with story(text) as seen:
        return [
            (side.holder, side.polarity, side.target) for side in stance(seen.reading, seen.parsed, seen.speeches, seen.names).positions
        ]


@pytest.mark.parametrize(
    ("text", "holder", "polarity", "word"),
    [
        pytest.param("Lena Ott backed the ferry tax.", "Lena Ott", "supports", "tax", id="support"),
        pytest.param("Lena Ott condemned the ferry tax.", "Lena Ott", "opposes", "tax", id="oppose"),
        pytest.param("Hungary voted against the ferry tax.", "Hungary", "opposes", "tax", id="vote-against"),
        pytest.param("Lena Ott called for a ferry tax.", "Lena Ott", "supports", "tax", id="call-for"),
        pytest.param("Lena Ott urged Europe to raise the ferry tax.", "Lena Ott", "supports", "tax", id="urge"),
        pytest.param("Lena Ott wants the ferry tax scrapped.", "Lena Ott", "opposes", "tax", id="undoing"),
        pytest.param("Lena Ott refused to back the ferry tax.", "Lena Ott", "opposes", "tax", id="refused-to-back"),
        pytest.param("Lena Ott does not support the ferry tax.", "Lena Ott", "opposes", "tax", id="negated-support"),
        pytest.param("Lena Ott refused to condemn the ferry tax.", "Lena Ott", "neutral", "tax", id="refused-to-condemn"),
        pytest.param("Lena Ott called the ferry tax “a sweetener”.", "Lena Ott", "opposes", "tax", id="label"),
        pytest.param("Lena Ott said the ferry tax should be scrapped.", "Lena Ott", "opposes", "tax", id="should-go"),
        pytest.param("Lena Ott accused the firm of hiding costs.", "Lena Ott", "opposes", "hiding", id="accused"),
        pytest.param("A spokesman for Veltrix Mining condemned the ferry tax.", "Veltrix Mining", "opposes", "tax", id="spokesman"),
    ],
)
def test_sides_are_taken(text: str, holder: str, polarity: str, word: str) -> None:
    assert any(who == holder and way == polarity and word in target for who, way, target in sides(text)), sides(text)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Lena Ott did not condemn the ferry tax.", id="not-against-is-no-side"),
        pytest.param("The council voted 6-3 for the ferry tax.", id="voting-body"),
        pytest.param("Lena Ott disputed the number.", id="quarrel-over-a-number"),
        pytest.param("The law calls for a recount.", id="thing"),
        pytest.param("Lena Ott opened the ferry.", id="no-side"),
    ],
)
def test_no_side_is_taken(text: str) -> None:
    assert sides(text) == []


def test_a_capital_is_its_country_where_the_article_names_it() -> None:
    assert sides("The United States met Europe. Washington backed the ferry tax.")[0][0] == "United States"
    assert sides("Washington backed the ferry tax.")[0][0] == "Washington"


def test_both_sides_of_one_target_are_mixed() -> None:
    found = sides("Lena Ott backed the ferry tax in May. Lena Ott condemned the ferry tax in June.")
    assert [polarity for _, polarity, _ in found] == ["mixed"]


@pytest.mark.parametrize(
    ("text", "voice"),
    [
        pytest.param("The council approved a dam. Critics called it “a disgrace”.", "neutral", id="report"),
        pytest.param(
            "The mill opens on Monday. “We are proud,” Lena Ott said.\n\nNotes to editors\n\nThe mill was built in 1915.",
            "supportive",
            id="release",
        ),
        pytest.param(
            "I was wrong about the dam. I said it was safe. My town knows better: it is a dangerous failure. We should close it. "
            "The council must stop lying, and I should say so. I have read its reckless plan.",
            "critical",
            id="column",
        ),
    ],
)
def test_the_articles_own_voice(text: str, voice: str) -> None:
    with story(text) as seen:
        assert stance(seen.reading, seen.parsed, seen.speeches, seen.names).article == voice


def test_topic_is_the_issue_that_headline_and_text_share() -> None:
    with story("The ferry tax passed on Monday. The ferry tax will cost riders $3 a year. Shops welcomed the ferry tax.") as seen:
        assert find_topic(seen.parsed, "Riders angry over ferry tax") == "the ferry tax"


def test_wanting_what_the_topic_names_is_being_for_it() -> None:
    text = "The closure of the library would save $3 a year. The council wants to close it. The closure is planned for May."
    assert ("council", "supports") in [(holder.removeprefix("the ").removeprefix("The "), way) for holder, way, _ in sides(text)]
