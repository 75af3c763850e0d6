"""Near copies: syndicated versions of a story are found, other stories on the same subject are not."""

import asyncio
import random
import sqlite3
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.article import Article
from pipeline.errors import ConfigurationError
from pipeline.ingest.duplicates import TABLES, NearCopies, forget
from pipeline.ingest.flow import Flow, Options
from pipeline.ingest.ledger import Ledger
from pipeline.ingest.sinks.jsonl import JsonlSink
from tests.pipeline.ingest.pages import PARAGRAPHS
from tests.pipeline.ingest.stories import Worker, items, records_in

_CHANCE = random.Random(1)
STORY = "\n\n".join(
    [*PARAGRAPHS, *(" ".join(f"word{_CHANCE.randrange(500)}" for _ in range(40)) + "." for _ in range(10))],
)


def near(threshold: float = 0.8) -> NearCopies:
    db = sqlite3.connect(":memory:")
    db.executescript(TABLES)
    return NearCopies(db, threshold)


@pytest.mark.parametrize(
    ("other", "found"),
    [
        pytest.param(STORY, True, id="same"),
        pytest.param(f"By Our Correspondent\n\n{STORY}", True, id="byline"),
        pytest.param(STORY.replace("\n\n", "\n").upper(), True, id="layout-and-case"),
        pytest.param(STORY.replace("Jo Quist", "Joanna Quist", 1), True, id="light-edit"),
        pytest.param(STORY[: len(STORY) // 2], False, id="cut-in-half"),
        pytest.param("\n\n".join(reversed(PARAGRAPHS)) + " But this is another story with other words in it." * 8, False, id="other-story"),
        pytest.param("", False, id="empty"),
    ],
)
def test_what_is_nearly_a_copy(other: str, found: bool) -> None:
    copies = near()
    copies.add("first", copies.signature(STORY))
    assert copies.first(copies.signature(other), "second") == ("first" if found else None)


def test_the_estimate_is_close_to_the_true_share() -> None:
    copies = near()
    words = [f"w{number}" for number in range(1000)]
    one, other = " ".join(words), " ".join(words[200:])
    # 796 of 996 sequences in common.
    assert copies.share(copies.signature(one), copies.signature(other)) == pytest.approx(796 / 996, abs=0.12)


def test_an_article_is_no_copy_of_itself_and_what_is_forgotten_is_no_first() -> None:
    copies = near()
    copies.add("first", copies.signature(STORY))
    assert copies.first(copies.signature(STORY), "first") is None
    forget(copies._db, "first")
    assert copies.first(copies.signature(STORY), "second") is None


@settings(max_examples=50, deadline=None)
@given(st.text(max_size=200))
def test_every_text_has_a_signature_and_is_like_itself(text: str) -> None:
    copies = near(1.0)
    copies.add("first", copies.signature(text))
    assert copies.first(copies.signature(text), "second") == "first"


@pytest.mark.parametrize("threshold", [-1, 0, 0.4, 1.1])
def test_a_threshold_is_a_share(threshold: float) -> None:
    with pytest.raises(ConfigurationError, match="between"):
        near(threshold)


def test_a_run_points_near_copies_at_the_first_and_remembers_them(tmp_path: Path) -> None:
    first = Article(id="first", text=STORY)
    second = Article(id="second", text=f"By Our Correspondent\n\n{STORY}")
    third = Article(id="third", text=f"{STORY}\n\nReporting by A. Finch")
    sink = JsonlSink(tmp_path / "out.jsonl")
    worker = Worker()
    for batch in ([first, second], [third]):
        with Ledger(tmp_path / "ledger", sink.name) as ledger:
            flow = Flow(worker, ledger, sink, "c", Options(jobs=1, near_copies=0.8))
            asyncio.run(flow.run(items(batch)))
    assert worker.asked == ["first"]
    assert {record.article.id: record.duplicate_of for record in records_in(tmp_path / "out.jsonl")} == {
        "first": None,
        "second": "first",
        "third": "first",
    }
