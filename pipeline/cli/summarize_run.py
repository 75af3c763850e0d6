"""What `summarize` does once its words are parsed: load, stream, print in the order of the inputs."""

import asyncio
import os
import sys
import traceback
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from pipeline.article import Article
from pipeline.cli.exits import code_of_batch, say
from pipeline.cli.results import Results
from pipeline.engines import choose
from pipeline.errors import ConfigurationError, NutgrafError
from pipeline.ingest.sources import is_url
from pipeline.ingest.sources.files import read_file, read_stdin
from pipeline.settings import Settings
from pipeline.summarizer import Summarizer

# A model answers in seconds and the network idles meanwhile; eight at once is polite to any endpoint.
_NETWORK_JOBS = 8
# Starting a process and loading its model takes as long as some fifteen articles.
_ARTICLES_PER_PROCESS = 15


@dataclass(frozen=True)
class Request:
    """What the user asked for, apart from settings of the engine."""

    articles: tuple[str, ...]
    format: Literal["text", "json", "jsonl", "markdown", "html"] = "text"
    output: str | None = None
    jobs: int | None = None
    encoding: str = "utf-8"
    language: str | None = None
    explain: bool = False


@dataclass
class _Batch:
    """The articles of one run, loaded one by one as the summarizer asks for them."""

    request: Request
    settings: Settings
    places: dict[int, int] = field(default_factory=dict)
    unread: list[tuple[int, NutgrafError]] = field(default_factory=list)

    def articles(self) -> Iterator[Article]:
        for place, name in enumerate(self.request.articles):
            try:
                article = self._load(name)
            except NutgrafError as error:
                self.unread.append((place, error))
            else:
                self.places[id(article)] = place
                yield article

    def _load(self, name: str) -> Article:
        if is_url(name):
            from pipeline.ingest.sources.web import fetch_article  # noqa: PLC0415 - brings an extra

            return fetch_article(name, max_bytes=self.settings.max_article_bytes)
        limits: dict[str, Any] = {"max_bytes": self.settings.max_article_bytes, "encoding": self.request.encoding}
        article = read_stdin(sys.stdin.buffer, **limits) if name == "-" else read_file(Path(name), **limits)
        return article.model_copy(update={"language": self.request.language}) if self.request.language else article


def print_version() -> None:
    """The version on stdout."""
    from pipeline.version import __version__  # noqa: PLC0415 - one line of output

    print(f"nutgraf {__version__}")


def print_schema() -> None:
    """The JSON Schema of Summary on stdout."""
    from pipeline.summary import SCHEMA_FILE  # noqa: PLC0415 - one file

    print(SCHEMA_FILE.read_text(encoding="utf-8"), end="")


def summarize(request: Request, flags: dict[str, Any], *, no_cache: bool, dry_run: bool, debug: bool) -> int:
    """Summarizes the articles of the request. Returns the exit code; raises ConfigurationError before any work."""
    settings = Settings.load(**flags)
    if no_cache:
        settings = settings.model_copy(update={"cache_dir": None})
    if not request.articles:
        raise ConfigurationError("No article was given.", "Name text files, or - for standard input.")
    _check_encoding(request.encoding)
    if dry_run:
        return _dry_run(request, settings)
    name, why = choose(settings)
    if settings.engine == "auto":
        say(f"summarize: engine {name}, since {why}")
    jobs = request.jobs or (os.cpu_count() or 1 if name == "offline" else _NETWORK_JOBS)
    if name == "offline":
        settings = settings.model_copy(update={"processes": max(1, min(jobs, len(request.articles) // _ARTICLES_PER_PROCESS))})
    summarizer = Summarizer.from_settings(settings)
    with Results(request.format, request.output, request.articles, explain=request.explain) as results:
        return asyncio.run(_stream(_Batch(request, settings), summarizer, results, jobs, debug=debug))


async def _stream(batch: _Batch, summarizer: Summarizer, results: Results, jobs: int, *, debug: bool) -> int:
    errors: list[NutgrafError] = []

    def failed(place: int, error: NutgrafError) -> None:
        errors.append(error)
        say(_named(batch.request.articles[place], error))
        if debug:
            traceback.print_exception(error)
        results.skip(place)

    def report_unread() -> None:
        for place, error in batch.unread:
            failed(place, error)
        batch.unread.clear()

    async with summarizer:
        async for outcome in summarizer.stream(batch.articles(), jobs=jobs):
            report_unread()
            place = batch.places.pop(id(outcome.article))
            if outcome.error:
                failed(place, outcome.error)
            else:
                results.add(place, outcome)
    report_unread()
    return code_of_batch(errors, len(batch.request.articles))


def _named(name: str, error: NutgrafError) -> str:
    """The line for one article; errors of reading name it already."""
    where = "standard input" if name == "-" else name
    return f"summarize: {error}" if error.cause.startswith(where) else f"summarize: {where}: {error}"


def _dry_run(request: Request, settings: Settings) -> int:
    """Prints the request body that would be sent for each article, as JSON lines or indented JSON."""
    import json  # noqa: PLC0415 - only here

    from pipeline.engines.openai.request import request_bodies  # noqa: PLC0415 - the prompt and its templates
    from pipeline.reading import read  # noqa: PLC0415 - as above

    if settings.engine == "offline":
        raise ConfigurationError("The offline engine sends nothing.", "Use --dry-run with --engine openai.")
    batch = _Batch(request, settings)
    for article in batch.articles():
        for body in request_bodies(read(article), settings):
            if body.get("model") is None:
                # Only the endpoint knows which model it has, and a dry run asks nobody.
                del body["model"]
            print(json.dumps(body, ensure_ascii=False, indent=None if request.format == "jsonl" else 2))
    for place, error in batch.unread:
        say(_named(request.articles[place], error))
    return code_of_batch([error for _, error in batch.unread], len(request.articles))


def _check_encoding(encoding: str) -> None:
    try:
        "".encode(encoding)
    except LookupError:
        raise ConfigurationError(f"There is no encoding {encoding!r}.", "Name one that Python knows, such as utf-8 or cp1252.") from None
