"""What `nutgraf ingest` does once its words are parsed: open, run, say how it went."""

import asyncio
import signal
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, Literal

from pipeline.cli.exits import DONE, ENGINE_FAILED, INTERRUPTED, NO_INPUT, SOME_FAILED, STOPPED, say
from pipeline.cli.ingest_log import JsonLog, RunLog, TextLog
from pipeline.errors import ConfigurationError
from pipeline.ingest import job
from pipeline.ingest.flow import Flow, Options, Report
from pipeline.ingest.job import dead_letters_path, default_jobs, ledger_path
from pipeline.ingest.ledger import Ledger
from pipeline.ingest.sinks import open_sink
from pipeline.ingest.sources import Form, SourceOptions
from pipeline.ingest.workers import default_processes
from pipeline.settings import Settings

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
    processes: int | None = None
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
    if not request.output:
        raise ConfigurationError("No sink was given.", "Name one, such as -o summaries.jsonl.")
    options = SourceOptions(
        max_bytes=settings.max_article_bytes,
        form=request.form,
        fields=fields_of(request.fields),
        encoding=request.encoding,
        language=request.language,
        allow_private=request.allow_private,
    )
    jobs = request.jobs or default_jobs(settings)
    processes = request.processes or default_processes(settings, jobs)
    names = [field.name for field in fields(Options) if field.name not in {"jobs", "processes"}]
    how = Options(jobs=jobs, processes=processes, **{name: getattr(request, name) for name in names})
    log = _Log(JsonLog() if request.log_format == "json" else TextLog())
    try:
        report = job.ingest(
            request.sources,
            request.output,
            settings,
            source_options=options,
            options=how,
            retry_failed=request.retry_failed,
            ledger=request.ledger,
            listen=log.told.event,
            started=log.started,
        )
    except BaseException:
        log.told.abandon()
        raise
    letters = dead_letters_path(request.output, request.ledger)
    log.told.end(report, str(letters) if letters.exists() else None)
    return exit_code(report, request.max_failed)


class _Log:
    """What is said while a run goes on, and what its signals do."""

    def __init__(self, told: RunLog) -> None:
        self.told = told
        self._ticking: asyncio.Task[None] | None = None

    def started(self, flow: Flow) -> None:
        """The first Ctrl-C (or termination) finishes what is in flight, the second aborts."""
        loop, task = asyncio.get_running_loop(), asyncio.current_task()

        def stop() -> None:
            if flow.report.stopped == "interrupted" and task:
                self.told.say("aborted; what was finished is kept, what was in flight is done again by the next run")
                task.cancel()
                return
            self.told.say(f"stopping: {flow.report.in_flight} articles in flight are finished first; once more aborts")
            flow.stop("interrupted")

        for number in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(number, stop)
        self._ticking = asyncio.create_task(self._tick(flow))

    async def _tick(self, flow: Flow) -> None:
        while True:
            await asyncio.sleep(_TICK_S)
            self.told.tick(flow.report)


def forget(ids: tuple[str, ...], output: str, ledger_file: Path | None, cache_dir: Path | None, work: Path | None) -> int:
    """Removes articles, and the copies that point at them. Returns 3 where none is known."""
    path = ledger_path(output, ledger_file)
    if not path.exists():
        if in_batch := _forget_in_batch(set(ids), work):  # not collected yet
            say(f"nutgraf forget: {in_batch} articles of the batch {work} removed")
            return DONE
        raise ConfigurationError(f"There is no ledger {path}.", "Name the sink of an earlier run, or its ledger by --ledger.")
    sink = open_sink(output)
    try:
        with Ledger(path, sink.name) as ledger:
            if batch := ledger.unfinished():
                sink.write(batch.lines, batch.mark, again=True)
                ledger.strike(batch)
            copies = {copy for one in ids for copy in ledger.copies_of(one)} - set(ids)
            gone = {*ids, *copies}
            in_batch = _forget_in_batch(gone, work)
            answers = _forget_answers({text for one in gone for text in ledger.texts_of(one)}, cache_dir)
            # The sink first: a death in between leaves a ledger that still knows what to remove.
            in_sink = sink.forget(gone)
            known = ledger.forget(gone)
            ledger.dead_letters.export(dead_letters_path(output, ledger_file))
    finally:
        sink.close()
    kept = (f"; {answers} kept answers" if answers else "") + (f"; {in_batch} articles of the batch {work}" if in_batch else "")
    say(f"nutgraf forget: {known} articles removed ({len(copies)} of them copies), {in_sink} of them from {sink.name}{kept}")
    return DONE if known or in_sink or in_batch else NO_INPUT


def _forget_in_batch(ids: set[str], work: Path | None) -> int:
    if work is None:
        return 0
    from pipeline.ingest.batch.folder import known_folder  # noqa: PLC0415 - openai is loaded only where there is a batch

    with known_folder(work) as folder:
        return folder.forget(ids)


def _forget_answers(hashes: set[str], cache_dir: Path | None) -> int:
    folder = Settings.load(cache_dir=cache_dir).cache_dir
    if folder is None or not folder.is_dir():
        return 0
    from pipeline.engines.openai.cache import ResponseCache  # noqa: PLC0415 - openai is loaded only where answers are kept

    return sum(ResponseCache(folder).forget(text) for text in hashes)


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
