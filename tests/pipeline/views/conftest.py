"""A small summary that shows every kind of item."""

from datetime import UTC, datetime

import pytest

from pipeline.article import Article, Span
from pipeline.budget import Usage
from pipeline.summary import Claim, Dropped, Figure, Gist, OpenQuestion, Position, Provenance, Stance, Summary
from tests.conftest import ROOT

ARTICLE = Article(text=(ROOT / "tests/articles/ferry.txt").read_text(encoding="utf-8"), source="ferry.txt")


def quote(words: str) -> tuple[Span, ...]:
    start = ARTICLE.text.index(words)
    return (ARTICLE.span(start, start + len(words)),)


def make_summary(**changes: object) -> Summary:
    lead = quote("The harbour board voted on Monday to buy two electric ferries for US$61 million, against the advice of its own engineer.")
    parts: dict[str, object] = {
        "article": ARTICLE.info,
        "gist": Gist(text="The harbour board voted to buy two electric ferries.", evidence=lead),
        "stance": Stance(
            topic="buying electric ferries",
            article="neutral",
            positions=(Position(holder="harbour board", target="electric ferries", polarity="supports", evidence=lead),),
        ),
        "claims": (
            Claim(
                statement="The harbour board voted on Monday to buy two electric ferries for US$61 million.",
                source=None,
                source_kind="article",
                attribution="narration",
                kind="factual",
                salience="core",
                evidence=lead,
            ),
            Claim(
                statement="The old boats may not last another winter.",
                source="Mara Ellison",
                source_kind="named",
                attribution="direct",
                kind="forecast",
                salience="supporting",
                evidence=quote('"The old boats may not last another winter," said Mara Ellison, who chairs the board.'),
            ),
        ),
        "figures": (
            Figure(
                value="61000000",
                unit="USD",
                bound="exact",
                measures="price of two electric ferries",
                when="on Monday",
                evidence=quote("US$61 million"),
            ),
            Figure(
                value="70",
                unit="percent",
                bound="at_least",
                measures="passengers who wanted new ferries",
                source="Mara Ellison",
                evidence=quote("more than 70 per cent"),
            ),
        ),
        "open_questions": (
            OpenQuestion(kind="unanswered", question="What do the batteries cost?", evidence=quote("He refused to say what they cost.")),
        ),
        "dropped": (Dropped(part="claims", item={"statement": "The boats sank."}, reason="Sentence 99 does not exist."),),
        "provenance": Provenance(
            engine="offline", nutgraf_version="0.1.0", usage=Usage(), elapsed_s=0.25, created_at=datetime(2026, 1, 1, tzinfo=UTC)
        ),
    }
    return Summary(**{**parts, **changes})  # type: ignore[arg-type]


@pytest.fixture
def summary() -> Summary:
    return make_summary()
