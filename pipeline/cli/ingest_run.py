"""What `nutgraf ingest` does once its words are parsed: open, run, say how it went."""

import asyncio
import os
import signal
from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from itertools import chain
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit

from pipeline.cli.exits import DONE, ENGINE_FAILED, INTERRUPTED, NO_INPUT, SOME_FAILED, STOPPED, say
from pipeline.cli.ingest_log import JsonLog, RunLog, TextLog
from pipeline.engines import Engine, make_engine
from pipeline.errors import ConfigurationError
from pipeline.ingest.dead_letters import DeadLetters
from pipeline.ingest.flow import Flow, Options, Report
from pipeline.ingest.items import Found, Item
from pipeline.ingest.ledger import Ledger
from pipeline.ingest.records import config_of
from pipeline.ingest.sinks import Sink, open_sink
from pipeline.ingest.sources import Form, SourceOptions, check_sources, count_of, items_of
from pipeline.settings import Settings
from pipeline.summarizer import Summarizer

_NETWORK_JOBS = 16
_TICK_S = 0.5


@dataclass(frozen=True)
class Request:
    """What the user asked for, apart from settings of the engine."""

    sources: tuple[str, ...]
    output: str | None
    form: Form | None = None
    fields: tuple[str, ...] = ()
    encoding: str = "utf-8"
    language: str | None = None
    allow_private: bool = False
    jobs: int | None = None
    refresh: bool = False
    retry_failed: bool = False
    max_failed: float = 0.0
    keep_text: bool = True
    find_copies: bool = True
    near_copies: float | None = None
    max_cost_usd: float | None = None
    requests_per_minute: int | None = None
    tokens_per_minute: int | None = None
    ledger: Path | None = None
    log_format: Literal["text", "json"] = "text"


def ingest(request: Request, flags: dict[str, Any]) -> int:
    """Runs to the end or to a stop. Returns the exit code; raises ConfigurationError before any work."""
    settings = Settings.load(**flags)
    if settings.engine == "auto":
        raise ConfigurationError("The engine must be named, so that no stray key spends money.", "Use --engine offline or --engine openai.")
    if not request.output:
        raise ConfigurationError("No sink was given.", "Name one, such as -o summaries.jsonl.")
    if not request.sources and not request.retry_failed:
        raise ConfigurationError("No source was given.", "Name files or folders, - for standard input, or --retry-failed.")
    options = SourceOptions(
        max_bytes=settings.max_article_bytes,
        form=request.form,
        fields=fields_of(request.fields),
        encoding=request.encoding,
        language=request.language,
        allow_private=request.allow_private,
    )
    check_sources(request.sources, options)
    engine = make_engine(settings)
    sink = open_sink(request.output)
    try:
        with Ledger(ledger_path(request.output, request.ledger), sink.name) as ledger:
            log: RunLog = JsonLog() if request.log_format == "json" else TextLog()
            report = asyncio.run(_run(request, settings, options, engine, sink, ledger, log))
            letters = dead_letters_path(request.output, request.ledger)
            ledger.dead_letters.export(letters)
            log.end(report, str(letters) if len(ledger.dead_letters) else None)
    finally:
        sink.close()
    return exit_code(report, request.max_failed)


async def _run(
    request: Request, settings: Settings, options: SourceOptions, engine: Engine, sink: Sink, ledger: Ledger, log: RunLog
) -> Report:
    limits = {"max_claims": settings.max_claims, "max_requests": settings.max_requests, "max_tokens": settings.max_tokens}
    async with Summarizer(engine, **limits) as summarizer:  # type: ignore[arg-type] # max_tokens alone may be None
        await _choose_model(engine)
        config = config_of(engine, settings.max_claims)
        jobs = request.jobs or (os.cpu_count() or 1 if settings.engine == "offline" else _NETWORK_JOBS)
        names = [field.name for field in fields(Options) if field.name != "jobs"]
        how = Options(jobs=jobs, **{name: getattr(request, name) for name in names})
        flow = Flow(summarizer.outcome, ledger, sink, config, how, log.event)
        # Without --refresh, whatever is done is left alone; with it, what this very configuration made.
        _tell_when_busy(engine, flow)
        options = replace(options, is_done=lambda id: ledger.knows(id, config if request.refresh else None))
        items = chain(_letters(ledger.dead_letters) if request.retry_failed else (), items_of(request.sources, options))
        _on_signals(flow, log)
        ticking = asyncio.create_task(_tick(flow, log))
        counting = asyncio.create_task(_count(flow, request.sources, options))
        try:
            await flow.run(items)
        except asyncio.CancelledError:
            log.say("aborted; what was finished is kept, what was in flight is done again by the next run")
            flow.report.stopped = "interrupted"
        finally:
            ticking.cancel()
            counting.cancel()
        return flow.report


async def _choose_model(engine: Engine) -> None:
    """Where no model is named, the endpoint's only one is chosen now: which articles are stale depends on it."""
    if engine.name == "openai" and engine.model is None:
        from pipeline.engines.openai import OpenAIEngine  # noqa: PLC0415 - loaded already, where this engine is in use

        if isinstance(engine, OpenAIEngine):
            await engine.choose_model()


def _tell_when_busy(engine: Engine, flow: Flow) -> None:
    if engine.name == "openai":
        from pipeline.engines.openai import OpenAIEngine  # noqa: PLC0415 - as above

        if isinstance(engine, OpenAIEngine):

            def busy() -> None:
                flow.report.busy += 1
                flow.slots.is_busy()

            engine.on_busy(busy)


async def _tick(flow: Flow, log: RunLog) -> None:
    while True:
        await asyncio.sleep(_TICK_S)
        log.tick(flow.report)


async def _count(flow: Flow, sources: tuple[str, ...], options: SourceOptions) -> None:
    """How many items there are, for the time that is left. Told only where counting is cheap: rows and files on this machine."""
    flow.report.total = await asyncio.to_thread(count_of, sources, options)


def _on_signals(flow: Flow, log: RunLog) -> None:
    """The first Ctrl-C (or termination) finishes what is in flight, the second aborts."""
    loop, task = asyncio.get_running_loop(), asyncio.current_task()

    def stop() -> None:
        if flow.report.stopped == "interrupted" and task:
            task.cancel()
            return
        log.say(f"stopping: {flow.report.in_flight} articles in flight are finished first; once more aborts")
        flow.stop("interrupted")

    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop)


def _letters(letters: DeadLetters) -> Iterator[Item]:
    # A list: the table changes while the letters are tried, and the ledger belongs to another thread.
    return iter([Found(letter.where, letter.article) for letter in letters if letter.article])


def forget(ids: tuple[str, ...], output: str, ledger_file: Path | None, cache_dir: Path | None) -> int:
    """Removes articles, and the copies that point at them. Returns 3 where none is known."""
    path = ledger_path(output, ledger_file)
    if not path.exists():
        raise ConfigurationError(f"There is no ledger {path}.", "Name the sink of an earlier run, or its ledger by --ledger.")
    sink = open_sink(output)
    try:
        with Ledger(path, sink.name) as ledger:
            if batch := ledger.unfinished():
                sink.write(batch.lines, batch.mark, again=True)
                ledger.strike(batch)
            copies = {copy for one in ids for copy in ledger.copies_of(one)} - set(ids)
            gone = {*ids, *copies}
            answers = _forget_answers({text for one in gone for text in ledger.texts_of(one)}, cache_dir)
            # The sink first: a death in between leaves a ledger that still knows what to remove.
            in_sink = sink.forget(gone)
            known = ledger.forget(gone)
            ledger.dead_letters.export(dead_letters_path(output, ledger_file))
    finally:
        sink.close()
    kept = f"; {answers} kept answers" if answers else ""
    say(f"nutgraf forget: {known} articles removed ({len(copies)} of them copies), {in_sink} of them from {sink.name}{kept}")
    return DONE if known or in_sink else NO_INPUT


def _forget_answers(hashes: set[str], cache_dir: Path | None) -> int:
    folder = Settings.load(cache_dir=cache_dir).cache_dir
    if folder is None or not folder.is_dir():
        return 0
    from pipeline.engines.openai.cache import ResponseCache  # noqa: PLC0415 - openai is loaded only where answers are kept

    return sum(ResponseCache(folder).forget(text) for text in hashes)


def ledger_path(output: str, named: Path | None) -> Path:
    """The ledger of a sink: the one that was named, else beside the sink, else (for a database) in the working folder."""
    if named:
        return named
    if "://" in output:
        return Path(f"{Path(urlsplit(output).path).name or 'nutgraf'}.ledger")
    return Path(f"{output}.ledger")


def dead_letters_path(output: str, named: Path | None) -> Path:
    """The file of the dead letters, beside the ledger."""
    path = ledger_path(output, named)
    return path.with_name(f"{path.name.removesuffix('.ledger')}.failed.jsonl")


def exit_code(report: Report, max_failed: float) -> int:
    """Exit code of a run, see the command's help."""
    if report.stopped == "interrupted":
        return INTERRUPTED
    failed = report.failed + report.unread
    if failed and not (report.done or report.duplicates or report.skipped or report.stale):
        return ENGINE_FAILED if report.engine_failures else NO_INPUT
    if report.stopped == "budget":
        return STOPPED
    if report.stopped == "endpoint" or report.failed_share > max_failed:
        return SOME_FAILED
    return DONE


def fields_of(words: tuple[str, ...]) -> dict[str, str]:
    """Fields of a row by name, from words such as text=body. ConfigurationError where one is none."""
    fields: dict[str, str] = {}
    for word in words:
        name, equals, path = word.partition("=")
        if not equals or not path:
            raise ConfigurationError(f"--field {word} is not NAME=PATH.", "It looks like --field text=body.")
        fields[name] = path
    return fields
