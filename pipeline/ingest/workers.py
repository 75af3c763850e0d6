"""Processes that summarize: a run is bound by the processor once one process cannot answer an endpoint as fast as the endpoint answers it.

The first articles of a run are summarized here, so that a short run starts no process (each loads its own engine: a second or two, and some
300 MB for the offline engine). Then each process keeps many articles in flight in an event loop of its own, and this one is left with
sources, ledger and sink. Articles and outcomes travel over pipes.
"""

import asyncio
import multiprocessing
import os
import threading
from collections.abc import Callable
from itertools import count
from multiprocessing.connection import Connection
from types import TracebackType
from typing import Self

from pipeline.article import Article
from pipeline.engines import Engine
from pipeline.errors import EngineError, internal
from pipeline.processes import without_interrupts
from pipeline.settings import Settings
from pipeline.summarizer import Outcome, Summarizer

# Articles of a run that are summarized in this process before any other is started.
FEW = 32
# Articles in flight that keep a process busy with an endpoint: at two seconds an answer and ten milliseconds of work.
_PER_PROCESS = 64
_SECONDS_TO_END = 5.0
# How often an article is begun whose process dies.
_TRIES = 2


def default_processes(settings: Settings, jobs: int) -> int:
    """Processes where nobody says: one for each core that has work to do. 1 is the one that runs."""
    cores = os.cpu_count() or 1
    if settings.engine == "offline":
        return min(cores, jobs)
    return max(1, min(cores, jobs // _PER_PROCESS)) if settings.engine == "openai" else 1


def summarizer_of(settings: Settings, engine: Engine | None = None) -> Summarizer:
    """The summarizer of a run. Money is counted for the whole run, not for one article."""
    return Summarizer.from_settings(settings.model_copy(update={"max_cost_usd": None}), engine)


class Workers:
    """Summarizes in this process first, then in `processes` others. Use it as a context manager.

    engine: the one of this process. settings: what the others make theirs from. few: articles before the others are started. A process that
    dies is replaced, and what it had in flight begun again, once. An engine with the user's word lists has processes of its own, so no
    others are started for it.
    """

    def __init__(self, settings: Settings, engine: Engine, processes: int, few: int = FEW) -> None:
        self._here = summarizer_of(settings, engine)
        self._settings = settings
        self._count = processes if processes > 1 and settings.word_lists is None else 0
        self._few = few
        self._begun = 0
        self._workers: list[_Worker] = []
        self._retried: Callable[[bool], None] = lambda busy: None

    def on_retry(self, retried: Callable[[bool], None]) -> None:
        """Has it told when a request will be sent again, and whether because the endpoint is busy."""
        self._retried = retried
        _tell_of_retries(self._here.engine, retried)

    async def outcome(self, article: Article) -> Outcome:
        """What becomes of one article; errors of ours are part of the outcome, not raised."""
        self._begun += 1
        if not self._count or self._begun <= self._few:
            return await self._here.outcome(article)
        for _ in range(_TRIES):
            try:
                return await self._least_busy().outcome(article)
            except OSError:  # it died; maybe of another article
                continue
        error = EngineError("The process that worked on the article ended before it was done.", "Check memory; the next run tries again.")
        return Outcome(article=article, error=error)

    def _least_busy(self) -> "_Worker":
        self._workers = [worker for worker in self._workers if worker.is_alive]
        while len(self._workers) < self._count:
            settings = self._settings.model_copy(update={"model": self._here.engine.model} if self._settings.engine == "openai" else {})
            self._workers.append(_Worker(settings, self._retried))
        return min(self._workers, key=lambda worker: worker.in_flight)

    async def aclose(self) -> None:
        """Ends the processes: at once where articles are still in flight, since nobody waits for them."""
        for worker in self._workers:
            await asyncio.to_thread(worker.end)
        await self._here.aclose()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        await self.aclose()


class _Worker:
    """One process, as this one sees it."""

    def __init__(self, settings: Settings, retried: Callable[[bool], None]) -> None:
        # Not fork: a forked child may inherit a lock of a thread that it has not.
        spawn = multiprocessing.get_context("spawn")
        self._pipe, theirs = spawn.Pipe()
        self._process = spawn.Process(target=_work, args=(theirs, settings), name="nutgraf-worker", daemon=True)
        with without_interrupts():
            self._process.start()
        theirs.close()
        self._retried = retried
        self._loop = asyncio.get_running_loop()
        self._numbers = count()
        self._waiting: dict[int, asyncio.Future[Outcome]] = {}
        threading.Thread(target=self._listen, name="nutgraf-worker", daemon=True).start()

    @property
    def is_alive(self) -> bool:
        """Whether the process runs."""
        return self._process.is_alive()

    @property
    def in_flight(self) -> int:
        """Articles that it has been given and not given back."""
        return len(self._waiting)

    async def outcome(self, article: Article) -> Outcome:
        """What becomes of an article. OSError where the process ends before that is known."""
        number = next(self._numbers)
        answer: asyncio.Future[Outcome] = self._loop.create_future()
        self._waiting[number] = answer
        try:
            self._pipe.send((number, article))
            return await answer
        finally:
            self._waiting.pop(number, None)

    def end(self) -> None:
        """Ends the process, and waits for its end."""
        if self._waiting or not self.is_alive:
            self._process.kill()
        else:
            self._pipe.send(None)
            self._process.join(_SECONDS_TO_END)
            self._process.kill()
        self._process.join()

    def _listen(self) -> None:
        """Hands on what the process says, in a thread of its own, until it ends."""
        try:
            while True:
                self._loop.call_soon_threadsafe(self._heard, *self._pipe.recv())
        except (EOFError, OSError):
            pass
        except RuntimeError:  # the loop is closed: nobody listens any more
            return
        try:
            self._loop.call_soon_threadsafe(self._ended)
        except RuntimeError:
            return

    def _heard(self, number: int | None, said: Outcome | bool) -> None:
        if isinstance(said, bool):
            self._retried(said)
        elif number is not None and (answer := self._waiting.get(number)) and not answer.done():
            answer.set_result(said)

    def _ended(self) -> None:
        for answer in self._waiting.values():
            if not answer.done():
                answer.set_exception(OSError("the process ended"))


def _work(pipe: Connection, settings: Settings) -> None:
    """What a process does: summarizes what it is sent, until the pipe is closed, be it by the death of who sends."""
    try:
        asyncio.run(_serve(pipe, settings))
    except (EOFError, OSError):
        os._exit(1)  # nobody is left to tell; threads that wait for the network must not hold it up


async def _serve(pipe: Connection, settings: Settings) -> None:
    async with summarizer_of(settings) as summarizer:
        _tell_of_retries(summarizer.engine, lambda busy: pipe.send((None, busy)))
        tasks: set[asyncio.Task[None]] = set()

        async def one(number: int, article: Article) -> None:
            try:
                outcome = await summarizer.outcome(article)
            except Exception as error:  # a fault of ours must cost one article, not the process with all that it has in flight
                outcome = Outcome(article=article, error=internal(error))
            # The rules behind the items are for --explain; a run does not keep them.
            pipe.send((number, outcome.model_copy(update={"rules": {}, "turned_down": ()})))

        async for number, article in _Received(pipe):
            task = asyncio.create_task(one(number, article))
            tasks.add(task)
            task.add_done_callback(tasks.discard)


class _Received:
    """What comes through a pipe, in the event loop, until None comes. EOFError where the pipe ends without."""

    def __init__(self, pipe: Connection) -> None:
        self._queue: asyncio.Queue[tuple[int, Article] | EOFError | None] = asyncio.Queue()
        self._loop = asyncio.get_running_loop()
        threading.Thread(target=self._listen, args=(pipe,), daemon=True).start()

    def _listen(self, pipe: Connection) -> None:
        try:
            while True:
                self._loop.call_soon_threadsafe(self._queue.put_nowait, pipe.recv())
        except (EOFError, OSError):
            self._loop.call_soon_threadsafe(self._queue.put_nowait, EOFError())

    def __aiter__(self) -> Self:
        return self

    async def __anext__(self) -> tuple[int, Article]:
        received = await self._queue.get()
        if isinstance(received, EOFError):
            raise received
        if received is None:
            raise StopAsyncIteration
        return received


def _tell_of_retries(engine: Engine, retried: Callable[[bool], None]) -> None:
    if engine.name == "openai":
        from pipeline.engines.openai import OpenAIEngine  # noqa: PLC0415 - loaded already, where this engine is in use

        if isinstance(engine, OpenAIEngine):
            engine.on_retry(retried)
