"""A whole run as one call: sources, engine, ledger and sink opened, run and closed. What `nutgraf ingest` is made of.

report = ingest(["news.jsonl"], "postgresql://db/news", Settings(engine="offline"))
"""

import asyncio
import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import chain
from pathlib import Path
from urllib.parse import urlsplit

from pipeline.engines import Engine, make_engine
from pipeline.errors import ConfigurationError
from pipeline.ingest.dead_letters import DeadLetters
from pipeline.ingest.flow import Event, Flow, Options, Report
from pipeline.ingest.items import Found, Item
from pipeline.ingest.ledger import Ledger
from pipeline.ingest.records import config_of
from pipeline.ingest.sinks import Sink, open_sink
from pipeline.ingest.sources import SourceOptions, check_sources, count_of, items_of
from pipeline.ingest.workers import Workers
from pipeline.settings import Settings

_NETWORK_JOBS = 16


def ingest(
    sources: Sequence[str],
    sink: str,
    settings: Settings,
    *,
    source_options: SourceOptions | None = None,
    options: Options | None = None,
    retry_failed: bool = False,
    ledger: Path | None = None,
    listen: Callable[[Event], None] = lambda _: None,
    started: Callable[[Flow], None] = lambda _: None,
) -> Report:
    """Summarizes every article of the sources into a sink, and says what came of it. Call it again to go on: nothing is done twice.

    sources, sink: as `nutgraf ingest` names them. source_options: how sources are read. options: how the run goes about it; without them
    as many articles at once as suits the engine. retry_failed: the dead letters first. ledger: in place of the one beside the sink. listen:
    told of every article. started: told of the flow once it runs, in its event loop; `flow.stop` ends it early.

    An article that fails is counted in the report and kept as a dead letter. Raises ConfigurationError before any work, SinkError where
    what was finished cannot be stored.
    """
    if settings.engine == "auto":
        raise ConfigurationError("The engine must be named, so that no stray key spends money.", "Use --engine offline or --engine openai.")
    if not sources and not retry_failed:
        raise ConfigurationError("No source was given.", "Name files or folders, - for standard input, or --retry-failed.")
    read = source_options or SourceOptions(max_bytes=settings.max_article_bytes)
    check_sources(sources, read)
    options = options or Options(jobs=default_jobs(settings))
    engine = make_engine(settings.model_copy(update={"processes": options.processes}) if settings.word_lists else settings)
    store = open_sink(sink)
    try:
        with Ledger(ledger_path(sink, ledger), store.name) as memory:
            run = _Run(sources, read, settings, options, retry_failed, listen, started)
            try:
                return asyncio.run(run.through(engine, store, memory))
            finally:
                memory.dead_letters.export(dead_letters_path(sink, ledger))
    finally:
        store.close()


def default_jobs(settings: Settings) -> int:
    """Articles at once where nobody says: the cores for rules, some more for an endpoint."""
    return os.cpu_count() or 1 if settings.engine == "offline" else _NETWORK_JOBS


def ledger_path(sink: str, named: Path | None = None) -> Path:
    """The ledger of a sink: the one that was named, else beside the sink, else (for a database) in the working folder."""
    if named:
        return named
    if "://" in sink:
        return Path(f"{Path(urlsplit(sink).path).name or 'nutgraf'}.ledger")
    return Path(f"{sink}.ledger")


def dead_letters_path(sink: str, named: Path | None = None) -> Path:
    """The file of the dead letters, beside the ledger."""
    path = ledger_path(sink, named)
    return path.with_name(f"{path.name.removesuffix('.ledger')}.failed.jsonl")


class _Run:
    """One run between opening and closing."""

    def __init__(
        self,
        sources: Sequence[str],
        read: SourceOptions,
        settings: Settings,
        options: Options,
        retry_failed: bool,
        listen: Callable[[Event], None],
        started: Callable[[Flow], None],
    ) -> None:
        self._sources = sources
        self._read = read
        self._settings = settings
        self._options = options
        self._retry_failed = retry_failed
        self._listen = listen
        self._started = started

    async def through(self, engine: Engine, sink: Sink, ledger: Ledger) -> Report:
        """Runs to the end or to a stop; cancelled, it keeps what was finished."""
        settings, options = self._settings, self._options
        async with Workers(settings, engine, options.processes) as workers:
            await _choose_model(engine)
            config = config_of(engine, settings.max_claims)
            flow = Flow(workers.outcome, ledger, sink, config, options, self._listen)
            workers.on_retry(partial(_retried, flow))
            # Without refresh, whatever is done is left alone; with it, what this very configuration made.
            read = replace(self._read, is_done=lambda id: ledger.knows(id, config if options.refresh else None))
            items = chain(_letters(ledger.dead_letters) if self._retry_failed else (), items_of(self._sources, read))
            counting = asyncio.create_task(_count(flow, self._sources, read))
            self._started(flow)
            try:
                await flow.run(items)
            except asyncio.CancelledError:
                flow.report.stopped = "interrupted"
            finally:
                counting.cancel()
            return flow.report


async def _choose_model(engine: Engine) -> None:
    """Where no model is named, the endpoint's only one is chosen now: which articles are stale depends on it."""
    if engine.name == "openai" and engine.model is None:
        from pipeline.engines.openai import OpenAIEngine  # noqa: PLC0415 - loaded already, where this engine is in use

        if isinstance(engine, OpenAIEngine):
            await engine.choose_model()


def _retried(flow: Flow, busy: bool) -> None:
    flow.report.retries += 1
    if busy:
        flow.report.busy += 1
        flow.slots.is_busy()


async def _count(flow: Flow, sources: Sequence[str], options: SourceOptions) -> None:
    """How many items there are, for the time that is left. Told only where counting is cheap: rows and files on this machine."""
    flow.report.total = await asyncio.to_thread(count_of, sources, options)


def _letters(letters: DeadLetters) -> Iterator[Item]:
    # A list: the table changes while the letters are tried, and the ledger belongs to another thread.
    return iter([Found(letter.where, letter.article) for letter in letters if letter.article])
