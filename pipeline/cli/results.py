"""Where summaries go: stdout, a file or a folder, always in the order of the inputs, however they finish."""

import json
import os
import stat
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Self, TextIO

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from pipeline.article import Article
from pipeline.cli.exits import say
from pipeline.errors import ConfigurationError
from pipeline.summarizer import Outcome
from pipeline.summary import Summary
from pipeline.views.html import IndexRow, html_view, index_row, index_view
from pipeline.views.markdown import markdown_view
from pipeline.views.text import text_view

_STDOUT = "-"
_SUFFIX = {"text": ".txt", "json": ".json", "jsonl": ".jsonl", "markdown": ".md", "html": ".html"}
_INDEX, _NOT_THE_INDEX = "index.html", "index-article.html"
# Wider lines are hard to read, and a pipe has no width at all.
_WIDTH = 80


class Results:
    """Takes outcomes as they finish and writes them in the order of the inputs. A context manager: progress is shown on a terminal."""

    def __init__(self, format: str, output: str | None, names: Sequence[str], *, explain: bool = False) -> None:
        self._format = format
        self._names = names
        self._explain = explain
        self._folder = _folder(output, format, len(names))
        # Links are followed: what they point at is written, not the link replaced.
        self._file = Path(output).resolve() if output and output != _STDOUT and not self._folder else None
        _refuse_inputs(names, self._folder, self._file, _SUFFIX[format])
        self._waiting: dict[int, Outcome | None] = {}
        self._next = 0
        self._written = 0
        self._index: list[IndexRow] = []
        self._stream: TextIO = sys.stdout
        self._part: Path | None = None
        self._opened: TextIO | None = None
        self._progress = Progress(
            TextColumn("summarizing"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeRemainingColumn(),
            console=Console(stderr=True),
            transient=True,
            # On a terminal the results themselves show how far it is.
            disable=len(names) < 2 or not sys.stderr.isatty() or (output is None and sys.stdout.isatty()),
        )
        self._task = self._progress.add_task("", total=len(names))

    def __enter__(self) -> Self:
        if self._folder:
            self._folder.mkdir(parents=True, exist_ok=True)
        elif self._file and self._file.exists() and not self._file.is_file():
            self._stream = self._opened = self._file.open("w", encoding="utf-8", newline="\n")  # a pipe or a device
        elif self._file:
            # Written beside its place and moved there at the end: a failed run never leaves half a file.
            handle, name = tempfile.mkstemp(dir=self._file.absolute().parent, prefix=f".{self._file.name}.")
            self._part = Path(name)
            self._stream = os.fdopen(handle, "w", encoding="utf-8", newline="\n")
        self._progress.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._progress.stop()
        if self._folder and self._index and kind is None:
            (self._folder / _INDEX).write_text(index_view(self._index), encoding="utf-8")
        if self._format == "json" and len(self._names) > 1 and not self._folder and kind is None:
            self._stream.write("\n]\n" if self._written else "[]\n")
        if self._part and self._file:
            self._stream.close()
            self._settle(self._part, self._file, whole=kind is None)
        elif self._opened:
            self._opened.close()
        else:
            self._stream.flush()

    def _settle(self, part: Path, file: Path, *, whole: bool) -> None:
        """Moves what was written to its place; of a run that was stopped, finished lines are kept beside it."""
        part.chmod(stat.S_IMODE(file.stat().st_mode) if file.exists() else 0o666 & ~_umask())
        if whole and self._written:
            part.replace(file)
        elif self._written and self._format == "jsonl":
            kept = file.with_name(f"{file.name}.partial")
            part.replace(kept)
            say(f"summarize: stopped; {self._written} finished summaries are in {kept}")
        else:
            part.unlink()

    def add(self, place: int, outcome: Outcome) -> None:
        """The outcome of the input at this place."""
        self._waiting[place] = outcome
        self._write_ready()

    def skip(self, place: int) -> None:
        """The input at this place has no summary."""
        self._waiting[place] = None
        self._write_ready()

    def _write_ready(self) -> None:
        while self._next in self._waiting:
            outcome = self._waiting.pop(self._next)
            if outcome and outcome.summary:
                self._write(self._next, outcome.article, outcome.summary)
                if self._explain:
                    _explain(outcome)
            self._next += 1
            self._progress.advance(self._task)

    def _write(self, place: int, article: Article, summary: Summary) -> None:
        if self._folder:
            target = self._folder / f"{_stem(self._names, place)}{_SUFFIX[self._format]}"
            if target.name == _INDEX and len(self._names) > 1:
                target = target.with_name(_NOT_THE_INDEX)
            with target.open("w", encoding="utf-8", newline="\n") as stream:
                self._render(stream, article, summary, alone=True)
            if self._format == "html" and len(self._names) > 1:
                self._index.append(index_row(target.name, article, summary))
        else:
            self._render(self._stream, article, summary, alone=len(self._names) == 1)
        self._written += 1

    def _render(self, stream: TextIO, article: Article, summary: Summary, *, alone: bool) -> None:
        if self._format == "json":
            if not alone:
                stream.write(",\n" if self._written else "[\n")
            stream.write(json.dumps(summary.model_dump(mode="json"), ensure_ascii=False, indent=2))
            stream.write("\n" if alone else "")
        elif self._format == "jsonl":
            stream.write(summary.model_dump_json() + "\n")
        elif self._format == "html":
            stream.write(html_view(article, summary))
        elif self._format == "markdown":
            stream.write(("" if alone or not self._written else "\n---\n\n") + markdown_view(summary))
        else:
            console = Console(file=stream, width=None if stream.isatty() else _WIDTH, highlight=False, soft_wrap=False)
            if not alone:
                console.rule(summary.article.source or summary.article.id[:12])
            console.print(text_view(summary))


def _explain(outcome: Outcome) -> None:
    """Which rule made each item, and which candidates were turned down."""
    text = outcome.article.text
    for item_id, rule in outcome.rules.items():
        say(f"{item_id}  {rule}")
    for refused in outcome.turned_down:
        say(f"turned down ({refused.part}): “{text[refused.start : refused.end]}”  {refused.rule}")


def _refuse_inputs(names: Sequence[str], folder: Path | None, file: Path | None, suffix: str) -> None:
    """ConfigurationError where a result would be written over an article."""
    inputs = {Path(name).resolve() for name in names if name != "-"}
    targets = [(folder / f"{_stem(names, place)}{suffix}").resolve() for place in range(len(names))] if folder else [file] if file else []
    for target in targets:
        if target in inputs:
            raise ConfigurationError(f"-o would write the summary over the article {target}.", "Name another file or folder.")


def _folder(named: str | None, format: str, count: int) -> Path | None:
    """The folder that -o names, or None where it names one file."""
    if not named or named == _STDOUT:
        if format == "html" and count > 1:
            raise ConfigurationError("--format html makes a page for each article.", "Name a folder for them by -o.")
        return None
    output = Path(named)
    # A path forgets the / at its end, so that is looked for before.
    if output.is_dir() or (named.endswith(("/", os.sep)) and not output.exists()):
        return output
    if count > 1 and format != "jsonl":
        if output.suffix or output.exists():
            raise ConfigurationError(f"-o {output} is one file for {count} articles.", "Name a folder, or use --format jsonl.")
        return output
    if not output.absolute().parent.is_dir():
        raise ConfigurationError(f"-o {output}: the folder {output.absolute().parent} does not exist.", "Make it first.")
    return None


def _stem(names: Sequence[str], place: int) -> str:
    """The file name of a result: the input's, numbered where two inputs share it."""
    stems = ["stdin" if name == "-" else Path(name).stem for name in names]
    stem = stems[place]
    return stem if stems.count(stem) == 1 else f"{stem}-{stems[: place + 1].count(stem)}"


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
