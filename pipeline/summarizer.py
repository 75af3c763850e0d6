"""The whole flow on one screen: Article -> Reading -> Draft -> Summary; one article, or many at once."""

import asyncio
import logging
import time
from collections.abc import AsyncIterator, Coroutine, Iterable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeVar

from pydantic import ConfigDict, Field

from pipeline.article import Article, Frozen
from pipeline.budget import Budget, Usage
from pipeline.draft import TurnedDown
from pipeline.engines import Engine, make_engine
from pipeline.errors import AnswerPending, EmptyArticle, EngineError, InputError, NutgrafError
from pipeline.grounding import Grounded, ground
from pipeline.lexicons import extended
from pipeline.reading import read
from pipeline.settings import Settings
from pipeline.summary import Claim, Dropped, Provenance, Summary
from pipeline.version import __version__

log = logging.getLogger(__name__)
Result = TypeVar("Result")


class Outcome(Frozen):
    """What became of one article: a summary or an error, and what it cost either way."""

    model_config = ConfigDict(frozen=True, arbitrary_types_allowed=True)

    article: Article
    summary: Summary | None = None
    error: NutgrafError | None = None
    usage: Usage = Usage()
    rules: dict[str, str] = Field(default_factory=dict, description="Item id -> rule that made it (offline engine).")
    turned_down: tuple[TurnedDown, ...] = Field(default=(), description="Candidates that the offline engine refused.")


class Summarizer:
    """Summarizes articles with one engine.

    engine: what drafts; the offline engine where none is given. max_claims: claims in a summary, core first; 0 means all (the rest is in
    `omitted`). max_requests, max_tokens, max_cost_usd: what one article may use (see Budget). word_lists: folder with your additions to the
    lexicons.

    Use it as a context manager, sync or async, or call `close()`: an engine may hold connections or a child process.
    """

    def __init__(
        self,
        engine: Engine | None = None,
        *,
        max_claims: int = 12,
        max_requests: int = 12,
        max_tokens: int | None = None,
        max_cost_usd: float | None = None,
        word_lists: Path | None = None,
    ) -> None:
        if engine is None:
            from pipeline.engines.offline import OfflineEngine  # noqa: PLC0415 - spaCy is loaded only where it is used

            engine = OfflineEngine(word_lists=word_lists)
        self.engine: Engine = engine
        self.max_claims = max_claims
        self.max_requests = max_requests
        self.max_tokens = max_tokens
        self.max_cost_usd = max_cost_usd
        self.word_lists = word_lists
        self._loop: _Loop | None = None

    @classmethod
    def from_settings(cls, settings: Settings, engine: Engine | None = None) -> Self:
        """The summarizer that the settings describe, or their limits around an engine of yours. Raises ConfigurationError."""
        return cls(
            engine or make_engine(settings),
            max_claims=settings.max_claims,
            max_requests=settings.max_requests,
            max_tokens=settings.max_tokens,
            max_cost_usd=settings.max_cost_usd,
            word_lists=settings.word_lists,
        )

    async def asummarize(self, article: Article) -> Summary:
        """The summary of an article. Raises EngineError or InputError."""
        outcome = await self.outcome(article)
        if outcome.summary is None:
            raise outcome.error or EngineError("The engine gave neither a summary nor an error.")
        return outcome.summary

    def summarize(self, article: Article) -> Summary:
        """The same from synchronous code; works inside a running event loop too (it then blocks that loop)."""
        return self._run(self.asummarize(article))

    async def stream(self, articles: Iterable[Article] | AsyncIterator[Article], *, jobs: int = 8) -> AsyncIterator[Outcome]:
        """Outcomes as they finish, at most `jobs` articles in flight; articles are drawn only as places become free.

        An article that fails is an Outcome with its error; the others go on.
        """
        if jobs < 1:
            raise ValueError("jobs must be at least 1")
        source = _async_iterator(articles)
        running: set[asyncio.Task[Outcome]] = set()
        drained = False
        try:
            while running or not drained:
                while not drained and len(running) < jobs:
                    try:
                        article = await anext(source)
                    except StopAsyncIteration:
                        drained = True
                    else:
                        running.add(asyncio.create_task(self.outcome(article)))
                if running:
                    done, running = await asyncio.wait(running, return_when=asyncio.FIRST_COMPLETED)
                    for task in done:
                        yield task.result()
        finally:
            for task in running:
                task.cancel()
            await asyncio.gather(*running, return_exceptions=True)

    async def outcome(self, article: Article) -> Outcome:
        """What becomes of one article; errors of ours are part of the outcome, not raised."""
        if not isinstance(article, Article):
            raise InputError(f"A {type(article).__name__} is no Article.", "Wrap the text: Article(text=...).")
        budget = Budget(self.max_requests, self.max_tokens, self.max_cost_usd)
        try:
            return await self._summarize(article, budget)
        except NutgrafError as error:
            return Outcome(article=article, error=error, usage=budget.spent)

    async def _summarize(self, article: Article, budget: Budget) -> Outcome:
        started = time.perf_counter()
        with extended(self.word_lists):
            return await self._outcome(article, budget, started)

    async def _outcome(self, article: Article, budget: Budget, started: float) -> Outcome:
        reading = read(article)
        if not reading.sentences:
            raise EmptyArticle(*_no_body(article))
        answer = await self.engine.draft(reading, budget)
        result = ground(reading, answer.draft)
        if result.failures and self.engine.can_revise:  # once; what was right stays
            try:
                fixes = await self.engine.revise(reading, answer.draft, result.failures, budget)
            except AnswerPending:
                raise
            except EngineError as error:
                log.warning("The revision failed, round one stands: %s", error)
            else:
                result = ground(reading, answer.draft.with_fixes(fixes))
        lost = tuple(Dropped(part=item.part, item=item.item, reason=item.reason) for item in answer.lost)
        summary = self._summary(article, result, lost, budget.spent, time.perf_counter() - started)
        return Outcome(article=article, summary=summary, usage=budget.spent, rules=result.rules, turned_down=answer.turned_down)

    def _summary(self, article: Article, result: Grounded, lost: tuple[Dropped, ...], usage: Usage, elapsed_s: float) -> Summary:
        kept, omitted = _cut(result.claims, self.max_claims)
        return Summary(
            article=article.info,
            gist=result.gist,
            stance=result.stance,
            claims=kept,
            figures=result.figures,
            open_questions=result.open_questions,
            dropped=(*result.dropped, *lost),
            omitted=omitted,
            provenance=Provenance(
                engine=self.engine.name,
                model=self.engine.model,
                prompt=self.engine.prompt,
                nutgraf_version=__version__,
                usage=usage,
                elapsed_s=round(elapsed_s, 4),
                created_at=datetime.now(UTC),
            ),
        )

    async def aclose(self) -> None:
        """Lets go of what the engine holds."""
        await self.engine.aclose()

    def close(self) -> None:
        """The same from synchronous code."""
        self._run(self.aclose())
        if self._loop:
            self._loop.stop()
            self._loop = None

    def _run(self, work: Coroutine[Any, Any, Result]) -> Result:
        # One loop for all sync calls: a client's open connections belong to the loop that made them.
        if self._loop is None:
            self._loop = _Loop()
        return self._loop.run(work)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        await self.aclose()


class _Loop:
    """An event loop in a thread of its own."""

    def __init__(self) -> None:
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="nutgraf")
        self._runner = self._thread.submit(asyncio.Runner).result()

    def run(self, work: Coroutine[Any, Any, Result]) -> Result:
        return self._thread.submit(self._runner.run, work).result()

    def stop(self) -> None:
        self._thread.submit(self._runner.close).result()
        self._thread.shutdown()


def _cut(claims: tuple[Claim, ...], max_claims: int) -> tuple[tuple[Claim, ...], tuple[Claim, ...]]:
    """The claims that the summary holds, and those beyond the limit."""
    limit = max_claims or len(claims)
    return claims[:limit], claims[limit:]


def _no_body(article: Article) -> tuple[str, str]:
    if not article.text.strip():
        return "The article is empty.", "Give a text with at least one sentence."
    return (
        "The article has no body: every line looks like furniture (headers, captions, share lines).",
        "Check that the text of the article was extracted, not only the page around it.",
    )


async def _async_iterator(articles: Iterable[Article] | AsyncIterator[Article]) -> AsyncIterator[Article]:
    if isinstance(articles, AsyncIterator):
        async for article in articles:
            yield article
    else:
        for article in articles:
            yield article
