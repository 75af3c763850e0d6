"""Where summaries are kept. Siblings under one protocol; chosen by suffix or by the scheme of a URL.

A sink takes lines (see records.py) in batches. A batch is on disk when `write` returns, or not at all, or in part where the
process died; the ledger then has it written again, the same lines with the mark that the sink gave before them, and the sink sees to it
that every line is there once.
"""

from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import Protocol

from pipeline.errors import ConfigurationError
from pipeline.ingest.ledger import Known

__all__ = ["Sink", "open_sink"]


class Sink(Protocol):
    """Keeps summaries. Called from one thread at a time. All methods raise SinkError where the place cannot be read or written.

    name: who it is, without secrets; the ledger remembers it. batch_rows: rows that are best written at once. flush_s: the longest time in
    seconds that a finished summary waits for a full batch; None waits for the end of the run.
    """

    name: str
    batch_rows: int
    flush_s: float | None

    def is_empty(self) -> bool:
        """Whether it holds no row."""
        ...

    def known(self) -> Iterator[Known]:
        """What it holds, for a ledger that knows nothing."""
        ...

    def mark(self) -> str:
        """Where the next batch will begin, in the sink's own words."""
        ...

    def write(self, lines: Sequence[str], mark: str, *, again: bool) -> None:
        """Writes a batch; a row takes the place of an older one of the same article, now or in `settle`. again: it was begun before."""
        ...

    def settle(self, ids: Collection[str]) -> None:
        """Drops all but the newest row of these articles."""
        ...

    def forget(self, ids: Collection[str]) -> int:
        """Drops the rows of these articles. Returns how many articles were there."""
        ...

    def close(self) -> None:
        """Lets go of files and connections."""
        ...


def open_sink(target: str) -> Sink:
    """The sink for a path or URL. Raises ConfigurationError, MissingExtra where its library is not installed, SinkError.

    Sinks are imported only here and only when they are used: each brings a library of its own.
    """
    if target.startswith(("postgresql://", "postgres://")):
        from pipeline.ingest.sinks.postgres import PostgresSink  # noqa: PLC0415 - psycopg

        return PostgresSink(target)
    path = Path(target)
    if not path.absolute().parent.is_dir():
        raise ConfigurationError(f"-o {target}: the folder {path.absolute().parent} does not exist.", "Make it first.")
    match path.suffix:
        case ".jsonl" | ".ndjson":
            from pipeline.ingest.sinks.jsonl import JsonlSink  # noqa: PLC0415

            return JsonlSink(path)
        case ".sqlite" | ".sqlite3" | ".db":
            from pipeline.ingest.sinks.sqlite import SqliteSink  # noqa: PLC0415

            return SqliteSink(path)
        case ".parquet":
            from pipeline.ingest.sinks.parquet import ParquetSink  # noqa: PLC0415 - pyarrow

            return ParquetSink(path)
    raise ConfigurationError(
        f"-o {target}: there is no sink for that name.", "Use NAME.jsonl, NAME.sqlite, NAME.parquet, or postgresql://USER@HOST/DATABASE."
    )
