"""SQLite: one transaction per batch, on disk when `write` returns."""

import sqlite3
from collections.abc import Callable, Collection, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar

from pipeline.errors import ConfigurationError, SinkError
from pipeline.ingest.ledger import Known
from pipeline.ingest.sinks.tables import SCHEMA_VERSION, TABLES, Kind, Values, migrations, rows_of

Result = TypeVar("Result")

_TYPES: dict[Kind, str] = {"text": "TEXT", "int": "INTEGER", "real": "REAL", "bool": "INTEGER", "time": "TEXT", "json": "TEXT"}


class SqliteSink:
    """A database in a file. ConfigurationError where it is none, or a newer version of Nutgraf made it."""

    batch_rows = 256
    flush_s: float | None = 0.5

    def __init__(self, path: Path) -> None:
        self._path = path
        self.name = str(path.absolute())
        try:
            # Opened in one thread, used in another, never in two at once.
            self._db = sqlite3.connect(path, timeout=30, isolation_level=None, check_same_thread=False)
            self._db.execute("PRAGMA journal_mode = WAL")
            self._db.execute("PRAGMA synchronous = FULL")
            self._migrate()
        except sqlite3.OperationalError as error:
            raise SinkError(f"{path} cannot be opened ({error}).", "Check its place and permissions.") from None
        except sqlite3.DatabaseError:
            raise ConfigurationError(f"{path} is no SQLite database.", "Name another file.") from None

    def is_empty(self) -> bool:
        """Whether it holds no row."""
        return not self._run(lambda: self._db.execute("SELECT EXISTS (SELECT 1 FROM summaries)").fetchone()[0])

    def known(self) -> Iterator[Known]:
        """The articles of its rows."""
        rows = self._run(lambda: self._db.execute("SELECT article_id, content_hash, config, duplicate_of FROM summaries"))
        return (Known(*row) for row in rows)

    def mark(self) -> str:
        """None is needed: a batch that is written again replaces its rows."""
        return ""

    def write(self, lines: Sequence[str], mark: str, *, again: bool) -> None:
        """Writes the rows of a batch in one transaction, in place of older ones of the same articles."""
        rows = rows_of(lines)
        self._in_transaction(lambda: self._replace(rows))

    def settle(self, ids: Collection[str]) -> None:
        """Nothing to do: `write` has replaced them."""

    def forget(self, ids: Collection[str]) -> int:
        """Drops the rows of these articles, and what is left of them in the file."""

        def drop() -> int:
            return self._delete([(one,) for one in ids])

        gone = self._in_transaction(drop)
        if gone:
            self._run(lambda: self._db.execute("VACUUM"))
            self._run(lambda: self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall())
        return gone

    def close(self) -> None:
        """Closes the file."""
        self._db.close()

    def _replace(self, rows: dict[str, list[Values]]) -> None:
        self._delete([(row[0],) for row in rows["summaries"]])
        for table, values in rows.items():
            places = ", ".join("?" * len(TABLES[table]))
            self._db.executemany(f"INSERT INTO {table} VALUES ({places})", map(_plain, values))  # noqa: S608 - our own names

    def _delete(self, ids: list[tuple[str]]) -> int:
        for table in TABLES:
            gone = self._db.executemany(f"DELETE FROM {table} WHERE article_id = ?", ids).rowcount  # noqa: S608 - our own names
        return gone

    def _migrate(self) -> None:
        (version,) = self._db.execute("PRAGMA user_version").fetchone()
        if version > SCHEMA_VERSION:
            raise ConfigurationError(f"{self._path} has tables of a newer version of Nutgraf.", "Update Nutgraf, or name another file.")

        def step() -> None:
            for statements in migrations(_TYPES)[version:]:
                for statement in statements:
                    self._db.execute(statement)
            self._db.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")

        if version < SCHEMA_VERSION:
            self._in_transaction(step)

    def _in_transaction(self, work: Callable[[], Result]) -> Result:
        def whole() -> Result:
            self._db.execute("BEGIN IMMEDIATE")
            try:
                result = work()
            except BaseException:
                self._db.execute("ROLLBACK")
                raise
            self._db.execute("COMMIT")
            return result

        return self._run(whole)

    def _run(self, work: Callable[[], Result]) -> Result:
        try:
            return work()
        except sqlite3.Error as error:
            raise SinkError(f"{self._path} cannot be read or written ({error}).", "Run again: nothing is lost.") from error


def _plain(values: Values) -> tuple[Any, ...]:
    return tuple(value.isoformat() if isinstance(value, datetime) else value for value in values)
