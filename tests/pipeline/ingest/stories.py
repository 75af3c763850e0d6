"""Articles by number, the same beginning for all, so that one draft fits each; and what it takes to ingest them."""

import json
import re
from collections.abc import Awaitable, Callable, Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

from pipeline.article import Article
from pipeline.budget import Usage
from pipeline.errors import NutgrafError
from pipeline.grounding import Grounded, ground
from pipeline.ingest.items import Found, Item
from pipeline.ingest.ledger import Known
from pipeline.ingest.records import Record, record_of
from pipeline.reading import read
from pipeline.summarizer import Outcome
from pipeline.summary import Provenance, Summary
from pipeline.version import __version__
from tests.drafts import FERRY, full_draft

_NUMBER = re.compile(r"The story has the number (\d+)\.")
CREATED = "2024-05-06T07:08:09Z"


def story(number: int, **fields: Any) -> Article:
    """The ferry article with a last sentence of its own."""
    return Article(**{"id": f"story-{number}", "text": f"{FERRY.text}\n\nThe story has the number {number}.", "title": "Ferries", **fields})


def number_in(text: str) -> int:
    """The number of the story whose text this holds."""
    (found,) = _NUMBER.findall(text)
    return int(found)


def write_jsonl(path: Path, articles: Iterable[Article]) -> Path:
    """The articles as rows of a source."""
    rows = (article.model_dump(mode="json", exclude={"content_hash"}) for article in articles)
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def items(articles: Iterable[Article]) -> Iterator[Item]:
    """The articles as a source yields them."""
    return (Found(f"source:{place}", article) for place, article in enumerate(articles, start=1))


@lru_cache
def _grounded() -> Grounded:
    """The stories differ only at their end, so their spans are the same."""
    result = ground(read(story(0)), full_draft())
    assert not result.failures
    return result


def summary_of(article: Article) -> Summary:
    """What an engine would make of it; always the same."""
    result = _grounded()
    return Summary(
        article=article.info,
        gist=result.gist,
        stance=result.stance,
        claims=result.claims,
        figures=result.figures,
        open_questions=result.open_questions,
        provenance=Provenance(
            engine="test",
            model="m",
            nutgraf_version=__version__,
            usage=Usage(input=100, output=50, requests=1, cost_usd=0.01),
            elapsed_s=1.5,
            created_at=CREATED,  # type: ignore[arg-type] # pydantic reads it
        ),
    )


def record(number: int, config: str = "c1", **fields: Any) -> Record:
    """The record of a story."""
    article = story(number, **fields)
    return Record(article=article.info, config=config, text=article.text, summary=summary_of(article))


def known(of: Record) -> Known:
    """What a ledger is told of a record."""
    return Known(of.article.id, of.article.content_hash, of.config, of.duplicate_of)


def records_in(path: Path) -> list[Record]:
    """The records of a sink of JSON lines."""
    return [record_of(line) for line in path.read_text(encoding="utf-8").splitlines()]


class Worker:
    """Stands for summarizer and engine: counts what it is asked for, fails where it is told to."""

    def __init__(self, fails: dict[str, NutgrafError] | None = None, wait: Callable[[Article], Awaitable[None]] | None = None) -> None:
        self.fails = fails or {}
        self.asked: list[str] = []
        self.at_once = 0
        self.most_at_once = 0
        self._wait = wait

    async def __call__(self, article: Article) -> Outcome:
        self.asked.append(article.id)
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        try:
            if self._wait:
                await self._wait(article)
        finally:
            self.at_once -= 1
        usage = Usage(input=100, output=50, requests=1, cost_usd=0.01)
        if error := self.fails.get(article.id):
            return Outcome(article=article, error=error, usage=usage)
        return Outcome(article=article, summary=summary_of(article), usage=usage)
