"""A fake endpoint, an engine that talks to it, and a draft that a model might give."""

import asyncio
from collections.abc import Callable, Coroutine, Iterator
from typing import Any, TypeAlias, TypeVar

import pytest

from pipeline.article import Article
from pipeline.draft import Draft
from pipeline.engines.openai import OpenAIEngine
from pipeline.engines.openai.retries import RetryPolicy
from pipeline.reading import Reading, read
from pipeline.settings import Settings
from tests.fakes.openai_server import FakeOpenAI

Result = TypeVar("Result")
MakeEngine: TypeAlias = Callable[..., OpenAIEngine]

TEXT = """The harbour board of Lindow raised mooring fees by 12 per cent on Friday.

“Nobody asked us,” said Mara Quist, who runs the fishing co-operative.

The board would not say when the new fees end.
"""


@pytest.fixture
def server() -> Iterator[FakeOpenAI]:
    with FakeOpenAI() as fake:
        yield fake


@pytest.fixture
def make_engine(server: FakeOpenAI) -> MakeEngine:
    """Makes an engine for the fake server; its retries wait for milliseconds. Settings by keyword."""

    def make(*, retry: RetryPolicy | None = None, **settings: Any) -> OpenAIEngine:
        given = Settings(**{"base_url": server.base_url, "model": "fake", **settings})
        quick = RetryPolicy(total_s=given.retry_total_s, unreachable_s=0.2, first_wait_s=0.001, longest_wait_s=0.01)
        return OpenAIEngine(given, retry=retry or quick)

    return make


@pytest.fixture
def short_reading() -> Reading:
    return read(Article(text=TEXT))


@pytest.fixture
def draft() -> Draft:
    """What a careful model says of TEXT."""
    return Draft.model_validate(
        {
            "gist": {"text": "The harbour board of Lindow raised mooring fees.", "sentences": [1]},
            "stance": {
                "topic": "higher mooring fees in Lindow",
                "article": "neutral",
                "positions": [{"holder": "Mara Quist", "target": "higher mooring fees in Lindow", "polarity": "opposes", "sentences": [2]}],
            },
            "claims": [
                {
                    "statement": "The harbour board of Lindow raised mooring fees by 12 per cent on Friday.",
                    "source": None,
                    "source_kind": "article",
                    "attribution": "narration",
                    "kind": "factual",
                    "salience": "core",
                    "sentences": [1],
                },
                {
                    "statement": "Nobody asked the fishing co-operative.",
                    "source": "Mara Quist",
                    "source_kind": "named",
                    "attribution": "direct",
                    "kind": "factual",
                    "salience": "core",
                    "sentences": [2],
                },
            ],
            "figures": [
                {"candidates": [1], "measures": "rise of mooring fees", "when": "on Friday", "source": None, "unit": None, "per": None}
            ],
            "open_questions": [{"kind": "unanswered", "question": "When do the new fees end?", "sentences": [3]}],
        }
    )


def run(work: Coroutine[Any, Any, Result], engine: OpenAIEngine | None = None) -> Result:
    """Runs a coroutine and closes the engine in the same loop."""

    async def whole() -> Result:
        try:
            return await work
        finally:
            if engine:
                await engine.aclose()

    return asyncio.run(whole())
