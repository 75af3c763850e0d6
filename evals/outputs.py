"""Outputs: one line of JSON per article and repeat, written the moment it is there, so that a kill loses nothing that was finished."""

import json
from collections.abc import Container, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from evals.gold_types import Gold, Record
from pipeline import Summary, Usage, errors


class Output(Record):
    """What an engine gave for one article: a summary, or the error that it failed with."""

    article: str
    content_hash: str
    repeat: int = 0
    summary: Summary | None = None
    error: str | None = None
    usage: Usage = Usage()
    elapsed_s: float = 0.0

    @property
    def key(self) -> tuple[str, int]:
        """Which article and repeat this is."""
        return self.article, self.repeat


def append(path: Path, output: Output) -> None:
    """Adds a line; it is on disk when this returns."""
    with path.open("a", encoding="utf-8") as file:
        file.write(output.model_dump_json() + "\n")


def read_outputs(path: Path, golds: Sequence[Gold], *, unfinished: bool = False) -> list[Output]:
    """The outputs of a file: lines of a run, or plain summaries made elsewhere (each with `schema_version`).

    golds: the articles that they are scored against. unfinished: a last line that was cut by a kill is left out.
    InputError, with file and line, for an article that gold lacks or that comes twice, another schema version, or no summary at all.
    """
    by_hash = {gold.article.content_hash: gold.name for gold in golds}
    outputs: dict[tuple[str, int], Output] = {}
    for number, line, last in _lines(path):
        try:
            output = _output(json.loads(line), by_hash, outputs)
        except json.JSONDecodeError as error:
            if last and unfinished:
                break
            raise errors.InputError(f"{path}:{number}: not JSON: {error.msg}.", "Outputs are JSON, one line each.") from None
        except (ValueError, ValidationError) as error:
            raise errors.InputError(f"{path}:{number}: {_first(error)}.") from None
        outputs[output.key] = output
    return list(outputs.values())


def _lines(path: Path) -> Iterator[tuple[int, str, bool]]:
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except OSError as error:
        raise errors.InputError(f"{path} cannot be read: {error.strerror}.") from None
    except UnicodeDecodeError as error:
        raise errors.InputError(f"{path} is not UTF-8 (byte {error.start}).") from None
    filled = [(number, line) for number, line in enumerate(lines, 1) if line.strip()]
    for place, (number, line) in enumerate(filled, 1):
        yield number, line, place == len(filled)


def _output(values: Any, by_hash: dict[str, str], taken: Container[tuple[str, int]]) -> Output:
    if not isinstance(values, dict):
        raise ValueError("a line is an object")  # noqa: TRY004 - the value is wrong, not its use
    if "schema_version" in values:
        values = {"summary": values}
    summary = values.get("summary")
    if isinstance(summary, dict):
        known = Summary.model_fields["schema_version"].default
        if summary.get("schema_version") != known:
            raise ValueError(f"schema_version {summary.get('schema_version')!r:.20} of the summary is not {known}")
        article = summary.get("article")
        values = {"content_hash": article.get("content_hash") if isinstance(article, dict) else None} | values
    name = by_hash.get(str(values.get("content_hash")))
    if name is None:
        raise ValueError(f"gold lacks this article (content_hash {str(values.get('content_hash'))[:12]})")
    output = Output.model_validate({**values, "article": name})
    if output.key in taken:
        raise ValueError(f"article {name} is given twice (repeat {output.repeat})")
    return output


def _first(error: Exception) -> str:
    if isinstance(error, ValidationError):
        detail = error.errors(include_url=False, include_input=False)[0]
        return f"{'.'.join(map(str, detail['loc']))}: {detail['msg']}"
    return str(error)


def drop_cut_line(path: Path) -> None:
    """Takes a last line that was cut by a kill off a file, so that the next one starts on a line of its own."""
    written = path.read_bytes()
    if written and not written.endswith(b"\n"):
        whole = written[: written.rfind(b"\n") + 1]
        path.write_bytes(whole)


def failures(outputs: Iterable[Output]) -> list[Output]:
    """The outputs that are errors."""
    return [output for output in outputs if output.summary is None]
