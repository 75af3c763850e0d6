"""What `nutgraf batch` does once its words are parsed."""

import asyncio
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal

from pydantic import SecretStr

from pipeline.article import Article
from pipeline.cli.exits import DONE, SOME_FAILED, say
from pipeline.cli.ingest_log import JsonLog, RunLog, TextLog
from pipeline.cli.ingest_run import exit_code, fields_of
from pipeline.engines.openai import OpenAIEngine
from pipeline.engines.openai.mailbox import PostTransport
from pipeline.engines.openai.retries import RetryPolicy
from pipeline.errors import AnswerPending, ConfigurationError, EndpointRefused, NutgrafError
from pipeline.ingest.batch.folder import BatchFolder, known_folder
from pipeline.ingest.batch.remote import ENDED, Remote
from pipeline.ingest.batch.results import Taken, take
from pipeline.ingest.flow import Flow, Options, Report
from pipeline.ingest.items import Found, Passed
from pipeline.ingest.job import dead_letters_path, ledger_path
from pipeline.ingest.ledger import Ledger, Standing
from pipeline.ingest.records import config_of
from pipeline.ingest.sinks import Sink, open_sink
from pipeline.ingest.sources import Form, SourceOptions, check_sources, items_of
from pipeline.settings import Settings
from pipeline.summarizer import Outcome, Summarizer

# What a folder keeps of the settings: all that decides about a question or its answer. The key is never kept.
_KEPT = (
    "model", "base_url", "prompt", "prompt_dir", "mode", "max_claims", "max_output_tokens", "max_requests", "max_tokens", "window_tokens",
    "temperature",
)  # fmt: skip
_TOLD_EVERY_S = 5.0


@dataclass(frozen=True)
class Preparation:
    """What `prepare` was asked for, apart from settings of the engine."""

    sources: tuple[str, ...]
    output: str | None = None
    form: Form | None = None
    fields: tuple[str, ...] = ()
    encoding: str = "utf-8"
    language: str | None = None
    allow_private: bool = False
    retry_failed: bool = False
    most_requests: int = 50_000


@dataclass(frozen=True)
class Collection:
    """What `collect` was asked for."""

    output: str
    results: tuple[Path, ...] = ()
    final: bool = False
    keep_text: bool = True
    max_failed: float = 0.0
    ledger: Path | None = None
    log_format: Literal["text", "json"] = "text"


def prepare(work: Path, request: Preparation, flags: dict[str, Any]) -> int:
    """Writes the questions about new articles, or those that got no good answer. Returns the exit code."""
    if request.retry_failed:
        with known_folder(work) as folder:
            asked = folder.ask_again()
        say(f"nutgraf batch prepare: {asked} requests are asked again")
        return DONE
    if not request.sources:
        raise ConfigurationError("No source was given.", "Name files or folders, - for standard input, or --retry-failed.")
    settings = Settings.load(engine="openai", **flags)
    if settings.model is None:
        raise ConfigurationError("No model was named.", "Name one by --model or NUTGRAF_MODEL: nobody is asked for it now.")
    options = SourceOptions(
        max_bytes=settings.max_article_bytes,
        form=request.form,
        fields=fields_of(request.fields),
        encoding=request.encoding,
        language=request.language,
        allow_private=request.allow_private,
    )
    check_sources(request.sources, options)
    with BatchFolder(work, most_requests=request.most_requests) as folder:
        folder.keep_settings({name: value for name, value in settings.model_dump(mode="json").items() if name in _KEPT})
        asyncio.run(_prepare(folder, request, settings, options))
        files = folder.to_submit
        progress = folder.progress
    say(f"nutgraf batch prepare: {progress.articles} articles, {sum(file.requests for file in files)} requests to submit")
    for file in files:
        print(file.path)
    return DONE


async def _prepare(folder: BatchFolder, request: Preparation, settings: Settings, options: SourceOptions) -> None:
    engine = _by_post(settings, folder)
    told_s = time.monotonic()
    config = config_of(engine, settings.max_claims)
    with _ledger_of(request.output) as ledger:
        async with _summarizer(engine, settings) as summarizer:
            options = replace(options, is_done=folder.knows)
            for count, item in enumerate(items_of(request.sources, options), start=1):
                if isinstance(item, Passed):
                    continue
                if isinstance(item, Found):
                    article = item.article
                    if folder.knows(article.id) or (ledger and ledger.standing(article, config) is Standing.DONE):
                        continue
                    # Of articles with the same text only the first is asked about: `collect` makes the others copies of it.
                    if not (folder.knows_text(article.content_hash) or (ledger and ledger.first_with_text(article))):
                        await summarizer.outcome(article)
                folder.add(item)
                if time.monotonic() - told_s > _TOLD_EVERY_S:
                    told_s = time.monotonic()
                    say(f"nutgraf batch prepare: {count} articles read")


@contextmanager
def _ledger_of(output: str | None) -> Iterator[Ledger | None]:
    """The ledger of a sink; None where there is none, so that nothing is done yet."""
    path = ledger_path(output) if output else None
    if output is None or path is None or not path.exists():
        yield None
        return
    sink = open_sink(output)
    try:
        with Ledger(path, sink.name) as ledger:
            yield ledger
    finally:
        sink.close()


def submit(work: Path) -> int:
    """Submits what is not submitted. Returns the exit code."""
    with known_folder(work) as folder:
        submitted = Remote(_settings_of(folder)).submit(folder, say)
    say(f"nutgraf batch submit: {submitted} batches started" if submitted else "nutgraf batch submit: nothing to submit")
    return DONE


def status(work: Path, every_s: float | None) -> int:
    """Prints a line per file. Returns DONE where every batch has ended. every_s: look that often until then; None looks once."""
    with known_folder(work) as folder:
        while True:
            if any(file.batch_id for file in folder.files()):
                Remote(_settings_of(folder)).refresh(folder)
            files = folder.files()
            ended = all(file.collected or file.state in ENDED for file in files)
            if ended or every_s is None:
                break
            say(f"nutgraf batch status: {sum(file.state in ENDED for file in files)} of {len(files)} batches have ended")
            time.sleep(every_s)
        for file in files:
            state = "collected" if file.collected else file.state
            print("  ".join(filter(None, (file.path.name, f"{file.requests} requests", state, file.batch_id, file.said))))
        progress = folder.progress
    failed = f", {progress.failed} of them failed" if progress.failed else ""
    say(f"nutgraf batch status: {progress.answered} of {progress.questions} requests answered{failed}")
    return DONE if ended else SOME_FAILED


def collect(work: Path, request: Collection) -> int:
    """Takes the answers, and makes summaries of them. Returns the exit code."""
    with known_folder(work, final=request.final) as folder:
        settings = _settings_of(folder)
        taken = _take_files(folder, request.results) if request.results else _download(folder, settings)
        say(f"nutgraf batch collect: {taken.good} answers taken, {taken.failed} failures" + _odd(taken))
        sink = open_sink(request.output)
        try:
            with Ledger(ledger_path(request.output, request.ledger), sink.name) as ledger:
                log: RunLog = JsonLog() if request.log_format == "json" else TextLog()
                report, further = asyncio.run(_collect(folder, request, settings, sink, ledger, log))
                letters = dead_letters_path(request.output, request.ledger)
                ledger.dead_letters.export(letters)
                log.end(report, str(letters) if len(ledger.dead_letters) else None)
        finally:
            sink.close()
    if further:
        say(f"nutgraf batch collect: {further} further requests; `nutgraf batch submit -w {work}`, or collect with --final")
    return DONE if report.pending and not report.tried else exit_code(report, request.max_failed)


async def _collect(
    folder: BatchFolder, request: Collection, settings: Settings, sink: Sink, ledger: Ledger, log: RunLog
) -> tuple[Report, int]:
    """What the run has done, and how many further questions it left."""
    further = 0
    pending: dict[str, AnswerPending] = {}
    engine = _by_post(settings, folder)
    async with _summarizer(engine, settings) as summarizer:
        options = Options(jobs=1, refresh=True, keep_text=request.keep_text)

        async def work(article: Article) -> Outcome:
            nonlocal further
            if waits := pending.get(article.content_hash):  # a copy of an article that waits, to be one of what that becomes
                return Outcome(article=article, error=waits)
            outcome = await summarizer.outcome(article)
            further += folder.keep_left(article.id)
            if isinstance(outcome.error, AnswerPending):
                pending[article.content_hash] = outcome.error
            return outcome.model_copy(update={"error": _own(outcome.error)})

        flow = Flow(work, ledger, sink, config_of(engine, settings.max_claims), options, log.event, hopeless=None)
        return await flow.run(folder.items()), further


def _own(error: NutgrafError | None) -> NutgrafError | None:
    """The error as one article's own: a refusal that came by post (an unknown model, a wrong key) must not keep the other answers back."""
    return EndpointRefused(error.cause, error.remedy) if isinstance(error, ConfigurationError) else error


def _download(folder: BatchFolder, settings: Settings) -> Taken:
    if not any(file.batch_id and not file.collected for file in folder.files()):
        return Taken()
    remote = Remote(settings)
    remote.refresh(folder)
    return remote.download(folder, say)


def _take_files(folder: BatchFolder, paths: tuple[Path, ...]) -> Taken:
    total = Taken()
    for path in paths:
        try:
            with path.open("rb") as lines:
                taken = take(folder, lines, str(path), say)
        except OSError as error:
            raise ConfigurationError(f"{path} cannot be read ({error.strerror}).", "Name a file of results.") from None
        for name, count in vars(taken).items():
            setattr(total, name, getattr(total, name) + count)
    for file in folder.to_submit:
        if not folder.unanswered(file.number):
            folder.note(file.number, state="answered", collected=True)
    return total


def _odd(taken: Taken) -> str:
    foreign = f", {taken.foreign} of other batches" if taken.foreign else ""
    return foreign + (f", {taken.broken} lines could not be read" if taken.broken else "")


def _settings_of(folder: BatchFolder) -> Settings:
    """The settings that the folder was prepared with, and the key of the environment."""
    kept = folder.settings
    if kept is None:
        raise ConfigurationError(f"{folder.path} was not prepared to the end.", "Run `nutgraf batch prepare` again.")
    return Settings.load(engine="openai").model_copy(update=Settings.load(**kept).model_dump(include=set(kept)))


def _by_post(settings: Settings, folder: BatchFolder) -> OpenAIEngine:
    """The engine whose questions go to the folder. No key is needed, and a failure that came by post is not tried again."""
    settings = settings.model_copy(update={"api_key": SecretStr("by post"), "cache_dir": None})
    return OpenAIEngine(settings, retry=RetryPolicy(total_s=0.0), transport=PostTransport(folder))


def _summarizer(engine: OpenAIEngine, settings: Settings) -> Summarizer:
    return Summarizer(engine, max_claims=settings.max_claims, max_requests=settings.max_requests, max_tokens=settings.max_tokens)
