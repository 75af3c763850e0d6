"""From items to a sink: many articles at once, each done exactly once, whatever happens in between.

    items -> ledger: is it to be done? -> a free place -> the engine -> ledger: finished, in its outbox -> batches -> sink

Nothing is drawn from the source while no place is free, or while the sink is far behind. Slow articles hold up nobody: places are given
out as they become free. The ledger is used in the event loop's thread, the sink in a thread of its own.
"""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Literal, TypeAlias, TypeVar

from pipeline.article import Article
from pipeline.budget import Usage
from pipeline.errors import (
    AnswerPending,
    ConfigurationError,
    EndpointRefused,
    EndpointUnavailable,
    EngineError,
    NutgrafError,
    SinkError,
    internal,
)
from pipeline.ingest.items import Found, Item, Passed, Unread
from pipeline.ingest.ledger import Ledger, Standing
from pipeline.ingest.limits import Rates, Slots
from pipeline.ingest.pull import Pull
from pipeline.ingest.records import Record, copy_of
from pipeline.ingest.sinks import Sink
from pipeline.summarizer import Outcome

log = logging.getLogger(__name__)
Result = TypeVar("Result")

StopReason: TypeAlias = Literal["interrupted", "budget", "endpoint"]
# The sink may lag this many batches behind before the source is held back.
_BATCHES_BEHIND = 8


@dataclass
class Report:
    """What a run has done so far. Times in seconds, money in US dollars.

    paid: articles that the engine was asked for. updated: done articles that replace an earlier summary. pending: articles whose questions
    a batch has not answered yet. retries: requests that were sent again. busy: those among them that the endpoint had no time for. total:
    items of the sources, once that is known.
    """

    read: int = 0
    done: int = 0
    duplicates: int = 0
    updated: int = 0
    skipped: int = 0
    stale: int = 0
    failed: int = 0
    pending: int = 0
    unread: int = 0
    engine_failures: int = 0
    paid: int = 0
    in_flight: int = 0
    waiting: int = 0
    retries: int = 0
    busy: int = 0
    total: int | None = None
    usage: Usage = field(default_factory=Usage)
    started: float = field(default_factory=time.monotonic)
    stopped: StopReason | None = None
    errors: dict[str, int] = field(default_factory=dict)

    @property
    def elapsed_s(self) -> float:
        """Since the start."""
        return time.monotonic() - self.started

    @property
    def left_s(self) -> float | None:
        """Seconds to the end at the pace so far, skipped items aside; None while that cannot be told."""
        if self.total is None or not self.tried or self.total < self.read:
            return None
        return self.elapsed_s / self.tried * (self.total - self.read + self.in_flight)

    @property
    def tried(self) -> int:
        """Articles of this run that came out as done, copy, failure or unreadable."""
        return self.done + self.duplicates + self.failed + self.unread

    @property
    def failed_share(self) -> float:
        """Failures, unreadable items included, as a share of what was tried."""
        return (self.failed + self.unread) / self.tried if self.tried else 0.0

    def count(self, error: NutgrafError) -> None:
        """Counts an error, by its type."""
        self.engine_failures += isinstance(error, EngineError)
        name = type(error).__name__
        self.errors[name] = self.errors.get(name, 0) + 1


@dataclass(frozen=True)
class Event:
    """Something that happened to one article or one place of a source."""

    kind: Literal["done", "duplicate", "failed", "unread", "skipped", "stale"]
    where: str
    article: Article | None = None
    error: NutgrafError | None = None
    usage: Usage | None = None
    first: str | None = None


@dataclass(frozen=True)
class Options:
    """How a run goes about it.

    jobs: articles in flight. processes: how many summarize once a run is long, see workers.py; a script that asks for more than one needs
    the usual `if __name__ == "__main__"`. refresh: does stale articles again. keep_text: sinks keep the text. find_copies: an article with
    the text of another one is not summarized again. near_copies: the share of their text from which two articles are copies; None looks for
    exact copies only. max_cost_usd: no new article is begun that would take the run over it. requests_per_minute, tokens_per_minute: see
    Rates.
    """

    jobs: int = 8
    processes: int = 1
    refresh: bool = False
    keep_text: bool = True
    find_copies: bool = True
    near_copies: float | None = None
    max_cost_usd: float | None = None
    requests_per_minute: int | None = None
    tokens_per_minute: int | None = None


class Flow:
    """One run.

    work: what becomes of an article; it raises no NutgrafError. config: see records.config_of. hopeless: so many failures of the endpoint
    in a row, and nothing else, stop the run, for the rest would fail too; None: no failure says anything of the rest.
    """

    def __init__(
        self,
        work: Callable[[Article], Awaitable[Outcome]],
        ledger: Ledger,
        sink: Sink,
        config: str,
        options: Options | None = None,
        listen: Callable[[Event], None] = lambda _: None,
        *,
        hopeless: int | None = 20,
    ) -> None:
        self._work = work
        self._ledger = ledger
        self._sink = sink
        self._config = config
        self._options = options or Options()
        self._listen = listen
        self._hopeless = hopeless
        self.report = Report()
        self.slots = Slots(self._options.jobs)
        self._rates = Rates(self._options.requests_per_minute, self._options.tokens_per_minute)
        if self._options.near_copies is not None:
            ledger.look_for_near_copies(self._options.near_copies)
        self._busy: dict[str, asyncio.Task[None]] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._unread = ledger.dead_letters.unread()
        self._in_a_row = 0
        self._fault: NutgrafError | None = None
        self._pull: Pull | None = None
        self._sink_thread = ThreadPoolExecutor(1, thread_name_prefix="nutgraf-sink")
        self._more = asyncio.Event()
        self._moved = asyncio.Event()
        self._drained = False

    async def run(self, items: Iterable[Item]) -> Report:
        """Runs to the end of the items, or until `stop`. Raises SinkError or ConfigurationError; what was finished is in the ledger."""
        try:
            await self._catch_up()
            delivery = asyncio.create_task(self._deliver())
            try:
                await self._draw(items)
                while self._tasks:
                    await asyncio.wait(self._tasks)
            finally:
                for task in self._tasks:
                    task.cancel()
                self._drained = True
                self._more.set()
                if not self._tasks:
                    await delivery
                delivery.cancel()
            if self._fault is None:
                await self._settle()
        finally:
            self._sink_thread.shutdown(wait=True)
        if self._fault:
            raise self._fault
        return self.report

    def stop(self, reason: StopReason) -> None:
        """No new articles; what is in flight is finished and stored."""
        self.report.stopped = self.report.stopped or reason
        if self._pull:
            self._pull.stop()
        self._moved.set()

    async def _draw(self, items: Iterable[Item]) -> None:
        self._pull = Pull(items)
        async for item in self._pull:
            self.report.read += 1
            if isinstance(item, Unread):
                self._failed_unread(item)
            elif isinstance(item, Passed):
                self.report.skipped += 1
            elif self._is_wanted(item):
                await self._room()
                await self._affordable()
                await self.slots.take()
                if self._stopping:
                    self.slots.free()
                    break
                self._begin(item)
            if self._stopping:
                break
        self._pull.stop()

    @property
    def _stopping(self) -> bool:
        return bool(self.report.stopped or self._fault)

    async def _room(self) -> None:
        """Waits until the sink has caught up."""
        while self._ledger.waiting > _BATCHES_BEHIND * self._sink.batch_rows and not self._stopping:
            self._moved.clear()
            await self._moved.wait()

    async def _affordable(self) -> None:
        """Waits until one more article keeps to the rates; stops the run where it would not keep to the budget of money."""
        while (self._over_budget() or self._rates.wait_s()) and not self._stopping:
            self._moved.clear()
            try:
                async with asyncio.timeout(self._rates.wait_s() or None):
                    await self._moved.wait()
            except TimeoutError:
                continue

    def _over_budget(self) -> bool:
        """Whether one more article, at the average price so far, would go over the budget of money."""
        limit = self._options.max_cost_usd
        if limit is None or (not self._tasks and not self.report.paid):
            return False
        if not self.report.paid:  # the first article tells the price
            return True
        spent = self.report.usage.cost_usd or 0.0
        over = spent + (len(self._tasks) + 1) * spent / self.report.paid > limit * (1 + 1e-9)
        if over and not self._tasks:
            self.stop("budget")
        return over

    def _is_wanted(self, item: Found) -> bool:
        if item.where in self._unread:
            self._ledger.can_read(item.where)
            self._unread.discard(item.where)
        standing = self._ledger.standing(item.article, self._config)
        if standing is Standing.DONE:
            self.report.skipped += 1
            self._listen(Event("skipped", item.where, item.article))
        elif standing is Standing.STALE and not self._options.refresh:
            self.report.stale += 1
            self._listen(Event("stale", item.where, item.article))
        else:
            return True
        return False

    def _begin(self, item: Found) -> None:
        # The same id, or the same text, is never in flight twice: the later one waits and then looks again.
        keys = (f"id:{item.article.id}", f"text:{item.article.content_hash}")
        before = {task for key in keys if (task := self._busy.get(key)) and not task.done()}
        task = asyncio.create_task(self._one(item, before))
        for key in keys:
            self._busy[key] = task
        self._tasks.add(task)
        self.report.in_flight = self._rates.in_flight = len(self._tasks)

        def ended(_: asyncio.Task[None]) -> None:
            self._tasks.discard(task)
            self.report.in_flight = self._rates.in_flight = len(self._tasks)
            self._moved.set()
            for key in keys:
                if self._busy.get(key) is task:
                    del self._busy[key]
            self.slots.free()

        task.add_done_callback(ended)

    async def _one(self, item: Found, before: set[asyncio.Task[None]]) -> None:
        try:
            if before:
                await asyncio.wait(before)
                if not self._is_wanted(item):
                    return
            if first := self._first_of(item.article):
                self._copied(item, first)
                return
            outcome, line = await self._outcome(item.article)
            if line and outcome.summary:
                # Not how long it took as seen from here: a process that is still starting is no slow endpoint.
                self.slots.went_well(outcome.summary.provenance.elapsed_s)
                self._finished(item, outcome, line)
            elif isinstance(outcome.error, AnswerPending):
                self.report.pending += 1
            else:
                self._failed(item, outcome)
        except NutgrafError as error:
            self._give_up(error)

    async def _outcome(self, article: Article) -> tuple[Outcome, str]:
        """What became of the article, and its line for the sink, or ""."""
        outcome = Outcome(article=article)
        try:
            outcome = await self._work(article)
            text = article.text if self._options.keep_text else None
            line = Record(article=article.info, config=self._config, text=text, summary=outcome.summary).line
        except Exception as error:  # a fault of ours must cost one article, not the run
            log.debug("%s", article.id, exc_info=error)
            return Outcome(article=article, error=internal(error), usage=outcome.usage), ""
        return outcome, line if outcome.summary else ""

    def _first_of(self, article: Article) -> str | None:
        if not self._options.find_copies:
            return None
        return self._ledger.first_with_text(article) or self._ledger.near_copy(article)

    def _copied(self, item: Found, first: str) -> None:
        record = copy_of(item.article, first, self._config, keep_text=self._options.keep_text)
        self._keep(item.article, record.line, Usage(), duplicate_of=first)
        self.report.duplicates += 1
        self._listen(Event("duplicate", item.where, item.article, first=first))

    def _finished(self, item: Found, outcome: Outcome, line: str) -> None:
        self._keep(item.article, line, outcome.usage)
        self.report.done += 1
        self._in_a_row = 0
        self._spent(outcome.usage)
        self._listen(Event("done", item.where, item.article, usage=outcome.usage))

    def _keep(self, article: Article, line: str, usage: Usage, duplicate_of: str | None = None) -> None:
        self.report.updated += self._ledger.finish(article, line, self._config, usage, duplicate_of)
        self.report.waiting = self._ledger.waiting
        self._more.set()

    def _failed(self, item: Found, outcome: Outcome) -> None:
        error = outcome.error or EngineError("The engine gave neither a summary nor an error.")
        if isinstance(error, ConfigurationError):  # it would be the same for every article
            raise error
        self._ledger.fail(item.article, item.where, error, self._config, outcome.usage)
        self.report.failed += 1
        self.report.count(error)
        self._spent(outcome.usage)
        self._listen(Event("failed", item.where, item.article, error, outcome.usage))
        # Exactly these types: an article that is too long for the model is refused too, and says nothing of the others.
        self._in_a_row = self._in_a_row + 1 if type(error) in (EndpointRefused, EndpointUnavailable) else 0
        if self._hopeless is not None and self._in_a_row >= self._hopeless:
            self.stop("endpoint")

    def _failed_unread(self, item: Unread) -> None:
        self._ledger.fail_unread(item.where, item.error)
        self.report.unread += 1
        self.report.count(item.error)
        self._listen(Event("unread", item.where, error=item.error))

    def _spent(self, usage: Usage) -> None:
        self._rates.spent(usage)
        self.report.usage = self.report.usage + usage
        self.report.paid += 1
        if self._options.max_cost_usd is not None and (usage.input or usage.output) and usage.cost_usd is None:
            raise ConfigurationError("The price of this model is unknown, so no --max-cost can be kept to.", "Leave it out.")

    def _give_up(self, error: NutgrafError) -> None:
        self._fault = self._fault or error
        if self._pull:
            self._pull.stop()
        self._moved.set()
        self._more.set()

    async def _deliver(self) -> None:
        """Moves what is finished to the sink, in batches, until everything is there."""
        try:
            while True:
                await self._full_batch()
                while self._ledger.waiting >= (1 if self._drained or self._sink.flush_s is not None else self._sink.batch_rows):
                    await self._deliver_batch()
                    if self._ledger.waiting < self._sink.batch_rows:
                        break
                if self._drained and not self._ledger.waiting:
                    return
        except NutgrafError as error:
            self._give_up(error)

    async def _full_batch(self) -> None:
        """Waits for a full batch, for the time that a sink may let pass, or for the end."""
        deadline: float | None = None
        while not self._drained and self._ledger.waiting < self._sink.batch_rows:
            self._more.clear()
            if self._ledger.waiting and deadline is None and self._sink.flush_s is not None:
                deadline = time.monotonic() + self._sink.flush_s
            try:
                async with asyncio.timeout(None if deadline is None else deadline - time.monotonic()):
                    await self._more.wait()
            except TimeoutError:
                return

    async def _deliver_batch(self) -> None:
        mark = await self._in_sink(self._sink.mark)
        batch = self._ledger.plan(self._sink.batch_rows, mark)
        await self._in_sink(lambda: self._sink.write(batch.lines, batch.mark, again=False))
        self._ledger.strike(batch)
        self.report.waiting = self._ledger.waiting
        self._moved.set()

    async def _catch_up(self) -> None:
        """Finishes what an earlier run left: its unfinished batch, and a sink that the ledger does not know."""
        if batch := self._ledger.unfinished():
            await self._in_sink(lambda: self._sink.write(batch.lines, batch.mark, again=True))
            self._ledger.strike(batch)
        is_empty = await self._in_sink(self._sink.is_empty)
        if is_empty and self._ledger.has_delivered:
            raise ConfigurationError(
                f"{self._sink.name} is empty, but its ledger knows of summaries in it.",
                "Restore it, or remove the ledger to start afresh.",
            )
        if not is_empty and self._ledger.is_new:
            adopted = self._ledger.adopt(await self._in_sink(lambda: list(self._sink.known())))
            log.info("%s holds %d articles already; they are not done again", self._sink.name, adopted)

    async def _settle(self) -> None:
        replaced = self._ledger.replaced()
        if replaced:
            await self._in_sink(lambda: self._sink.settle(replaced))
            self._ledger.settled()

    async def _in_sink(self, call: Callable[[], Result]) -> Result:
        try:
            return await asyncio.get_running_loop().run_in_executor(self._sink_thread, call)
        except NutgrafError:
            raise
        except OSError as error:
            raise SinkError(f"{self._sink.name}: {error}.", "Run again: nothing is lost.") from error
