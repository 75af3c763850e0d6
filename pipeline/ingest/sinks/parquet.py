"""Parquet: a folder with a folder per table, a file per batch. Any engine reads it:

    duckdb -c "SELECT * FROM 'out.parquet/figures/*.parquet' WHERE unit = 'USD'"

A file is written beside its place and moved there; that of `summaries` comes last, so where it is, the batch is whole.
"""

import os
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import Any

from pipeline.errors import ConfigurationError, MissingExtra, SinkError
from pipeline.ingest.ledger import Known
from pipeline.ingest.sinks.tables import SCHEMA_VERSION, TABLES, Kind, Values, rows_of

try:
    import pyarrow as pa
    import pyarrow.compute as pc
    import pyarrow.parquet as pq
except ImportError:
    raise MissingExtra("The Parquet sink needs a library that is not installed.", "pip install 'nutgraf[parquet]'") from None

_TYPES: dict[Kind, Any] = {
    "text": pa.string(),
    "int": pa.int64(),
    "real": pa.float64(),
    "bool": pa.bool_(),
    "time": pa.timestamp("us", tz="UTC"),
    "json": pa.string(),
}
_VERSION_KEY = b"nutgraf_schema"
SCHEMAS = {
    table: pa.schema([(column.name, _TYPES[column.kind]) for column in columns], metadata={_VERSION_KEY: str(SCHEMA_VERSION)})
    for table, columns in TABLES.items()
}


class ParquetSink:
    """A folder of tables. A later file's row of an article stands for earlier ones until they are dropped at the end of the run."""

    # Files of some megabytes: many small ones are slow to read. Until a file is full its rows wait in the ledger.
    batch_rows = 5_000
    flush_s: float | None = None

    def __init__(self, path: Path) -> None:
        self._path = path
        self.name = str(path.absolute())
        if path.is_file():
            raise ConfigurationError(f"{path} is a file; the Parquet sink is a folder of tables.", "Name another place.")
        try:
            for table in TABLES:
                (path / table).mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise SinkError(f"{path} cannot be written ({error.strerror}).", "Check its place and permissions.") from None
        for part in self._parts("summaries")[-1:]:
            if int((pq.read_schema(part).metadata or {}).get(_VERSION_KEY, b"0")) > SCHEMA_VERSION:
                raise ConfigurationError(f"{path} has tables of a newer version of Nutgraf.", "Update Nutgraf, or name another folder.")

    def is_empty(self) -> bool:
        """Whether it holds no row."""
        return not any(pq.read_metadata(part).num_rows for part in self._parts("summaries"))

    def known(self) -> Iterator[Known]:
        """The articles of its rows."""
        for part in self._parts("summaries"):
            columns = pq.read_table(part, columns=["article_id", "content_hash", "config", "duplicate_of"]).to_pydict()
            yield from map(Known, columns["article_id"], columns["content_hash"], columns["config"], columns["duplicate_of"])

    def mark(self) -> str:
        """The number of the next file."""
        numbers = [int(part.stem.removeprefix("part-")) for part in self._parts("summaries")]
        return str(max(numbers, default=0) + 1)

    def write(self, lines: Sequence[str], mark: str, *, again: bool) -> None:
        """Writes a file per table, named by the mark: written again, they replace themselves."""
        for table, rows in rows_of(lines).items():
            self._store(self._path / table / f"part-{int(mark):09d}.parquet", _table(table, rows))

    def settle(self, ids: Collection[str]) -> None:
        """Drops the rows of these articles from all files but the newest that has them."""
        held = {part.name: self._ids(part) & set(ids) for part in self._parts("summaries")}
        newer: set[str] = set()
        for name in sorted(held, reverse=True):
            self._drop(name, held[name] & newer)
            newer |= held[name]

    def forget(self, ids: Collection[str]) -> int:
        """Drops the rows of these articles from all files."""
        gone: set[str] = set()
        for part in self._parts("summaries"):
            here = self._ids(part) & set(ids)
            self._drop(part.name, here)
            gone |= here
        return len(gone)

    def close(self) -> None:
        """Nothing is held open."""

    def _parts(self, table: str) -> list[Path]:
        return sorted((self._path / table).glob("part-*.parquet"))

    def _ids(self, part: Path) -> set[str]:
        return set(pq.read_table(part, columns=["article_id"])["article_id"].to_pylist())

    def _drop(self, name: str, ids: set[str]) -> None:
        if not ids:
            return
        for table in TABLES:
            part = self._path / table / name
            whole = pq.read_table(part)
            self._store(part, whole.filter(pc.invert(pc.is_in(whole["article_id"], value_set=pa.array(sorted(ids))))))

    def _store(self, place: Path, table: Any) -> None:
        part = place.with_name(f".{place.name}.part")
        try:
            with part.open("wb") as file:
                pq.write_table(table, file, compression="zstd")
                file.flush()
                os.fsync(file.fileno())
            part.replace(place)
        except OSError as error:
            part.unlink(missing_ok=True)
            raise SinkError(
                f"{place} cannot be written ({error.strerror or error}).", "Make room, and run again: nothing is lost."
            ) from None


def _table(name: str, rows: Sequence[Values]) -> Any:
    columns = list(zip(*rows, strict=True)) or [()] * len(TABLES[name])
    return pa.table([pa.array(values, type=kind) for values, kind in zip(columns, SCHEMAS[name].types, strict=True)], schema=SCHEMAS[name])
