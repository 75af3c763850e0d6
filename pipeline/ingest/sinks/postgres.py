"""PostgreSQL: one transaction per batch, in a schema of its own (`nutgraf`), so that no table of anybody else is touched."""

import logging
import re
from collections.abc import Callable, Collection, Iterator, Sequence
from typing import Any, TypeVar

from tenacity import Retrying, retry_if_exception_type, stop_after_delay, wait_exponential

from pipeline.errors import ConfigurationError, MissingExtra, SinkError
from pipeline.ingest.ledger import Known
from pipeline.ingest.sinks.tables import SCHEMA_VERSION, TABLES, Kind, Values, migrations, rows_of

try:
    import psycopg
except ImportError:
    raise MissingExtra("The PostgreSQL sink needs a library that is not installed.", "pip install 'nutgraf[postgres]'") from None

log = logging.getLogger(__name__)
Result = TypeVar("Result")

_TYPES: dict[Kind, str] = {
    "text": "text",
    "int": "bigint",
    "real": "double precision",
    "bool": "boolean",
    "time": "timestamptz",
    "json": "jsonb",
}
# Two runs that meet an empty database must not both make its tables. Any number will do, as long as it is always the same.
_LOCK = 7_019_442_119
# The escape for NUL, not the two characters backslash and u that an escaped backslash leaves.
_NUL_IN_JSON = re.compile(r"(?<!\\)((?:\\\\)*)\\u0000")


class PostgresSink:
    """Tables in a database. ConfigurationError where the URL is none, or a newer version of Nutgraf made the tables.

    retry_s: how long a lost connection is made again; a batch that is written again replaces its rows.
    """

    batch_rows = 256
    flush_s: float | None = 0.5

    def __init__(self, url: str, *, retry_s: float = 60.0) -> None:
        self._url = url
        self._retry_s = retry_s
        try:
            known = psycopg.conninfo.conninfo_to_dict(url)
        except psycopg.ProgrammingError as error:
            said = str(error).splitlines()[0]
            raise ConfigurationError(
                f"The URL of the sink cannot be read ({said}).", "It looks like postgresql://USER@HOST/DATABASE."
            ) from None
        self.name = f"postgresql://{known.get('host', 'localhost')}:{known.get('port', 5432)}/{known.get('dbname', '')}"
        self._connection: psycopg.Connection[Any] | None = None
        self._run(self._migrate, retry=False)

    def is_empty(self) -> bool:
        """Whether it holds no row."""
        return not self._run(lambda db: _first(db.execute("SELECT EXISTS (SELECT 1 FROM nutgraf.summaries)")))

    def known(self) -> Iterator[Known]:
        """The articles of its rows."""
        query = "SELECT article_id, content_hash, config, duplicate_of FROM nutgraf.summaries"
        return iter(self._run(lambda db: [Known(*row) for row in db.execute(query)]))

    def mark(self) -> str:
        """None is needed: a batch that is written again replaces its rows."""
        return ""

    def write(self, lines: Sequence[str], mark: str, *, again: bool) -> None:
        """Writes the rows of a batch in one transaction, in place of older ones of the same articles."""
        rows = rows_of(lines)
        self._run(lambda db: self._replace(db, rows))

    def settle(self, ids: Collection[str]) -> None:
        """Nothing to do: `write` has replaced them."""

    def forget(self, ids: Collection[str]) -> int:
        """Drops the rows of these articles."""
        return self._run(lambda db: self._delete(db, list(ids)))

    def close(self) -> None:
        """Closes the connection."""
        if self._connection:
            self._connection.close()

    def _replace(self, db: "psycopg.Connection[Any]", rows: dict[str, list[Values]]) -> None:
        self._delete(db, [row[0] for row in rows["summaries"]])
        with db.cursor() as cursor:
            for table, values in rows.items():
                places = ", ".join(["%s"] * len(TABLES[table]))
                cursor.executemany(f"INSERT INTO nutgraf.{table} VALUES ({places})", [_storable(table, row) for row in values])  # noqa: S608 - our own names

    def _delete(self, db: "psycopg.Connection[Any]", ids: list[str]) -> int:
        gone = 0
        for table in TABLES:
            gone = db.execute(f"DELETE FROM nutgraf.{table} WHERE article_id = ANY(%s)", (ids,)).rowcount  # noqa: S608 - our own names
        return gone

    def _migrate(self, db: "psycopg.Connection[Any]") -> None:
        db.execute("SELECT pg_advisory_xact_lock(%s)", (_LOCK,))
        db.execute("CREATE SCHEMA IF NOT EXISTS nutgraf")
        db.execute("CREATE TABLE IF NOT EXISTS nutgraf.schema_version (version bigint NOT NULL)")
        version = _first(db.execute("SELECT coalesce(max(version), 0) FROM nutgraf.schema_version"))
        if version > SCHEMA_VERSION:
            raise ConfigurationError(f"{self.name} has tables of a newer version of Nutgraf.", "Update Nutgraf, or name another database.")
        for statements in migrations(_TYPES, "nutgraf.")[version:]:
            for statement in statements:
                db.execute(statement.encode())
        if version < SCHEMA_VERSION:
            db.execute("DELETE FROM nutgraf.schema_version")
            db.execute("INSERT INTO nutgraf.schema_version VALUES (%s)", (SCHEMA_VERSION,))

    def _run(self, work: "Callable[[psycopg.Connection[Any]], Result]", *, retry: bool = True) -> Result:
        """The result of work in one transaction; again on a new connection where the old one is lost."""
        attempts = Retrying(
            retry=retry_if_exception_type(psycopg.OperationalError),
            wait=wait_exponential(multiplier=0.2, max=10),
            stop=stop_after_delay(self._retry_s if retry else 0),
            before_sleep=lambda state: log.warning("%s is lost, attempt %d", self.name, state.attempt_number),
            reraise=True,
        )
        try:
            result: Result = attempts(self._once, work)
        except psycopg.Error as error:
            said = str(error).splitlines()[0] if str(error) else type(error).__name__
            raise SinkError(
                f"{self.name} cannot be read or written ({said}).", "Check the server, and run again: nothing is lost."
            ) from None
        return result

    def _once(self, work: "Callable[[psycopg.Connection[Any]], Result]") -> Result:
        if self._connection is None or self._connection.closed:
            self._connection = psycopg.connect(self._url, connect_timeout=10, application_name="nutgraf")
        connection = self._connection
        try:
            with connection.transaction():
                result = work(connection)
        except psycopg.OperationalError:
            connection.close()
            raise
        return result


def _first(cursor: "psycopg.Cursor[Any]") -> Any:
    row = cursor.fetchone()
    return row[0] if row else None


def _storable(table: str, values: Values) -> Values:
    """PostgreSQL has no NUL in a text; where a model wrote one, the sign for "unreadable" takes its place, one character for one."""
    return tuple(
        _without_nul(value, column.kind) if isinstance(value, str) else value for value, column in zip(values, TABLES[table], strict=True)
    )


def _without_nul(text: str, kind: Kind) -> str:
    return _NUL_IN_JSON.sub(r"\1\\ufffd", text) if kind == "json" else text.replace("\0", "\ufffd")
