"""The ledger: what became of every article, and what is finished but not yet in the sink. SQLite, in WAL mode.

An article is known by its id and the hash of its text. Its states:

    failed       the last attempt failed; the next run tries again
    done         it has a summary
    duplicate    it is a copy of another article
    superseded   another text came under the same id; never done again

A finished summary is first kept here, in the outbox, in the same transaction as its state. From there it goes to the sink in batches: a
batch is planned (with the sink's mark before it), written, then struck out. After a kill at any moment the next run finds either a state
without summary (it is done again), or a summary in the outbox, or a planned batch, which it writes again under the same number.

One process holds a ledger at a time. Durable against the death of the process; a loss of power may cost the last moments, never its order.
"""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import Enum
from pathlib import Path
from types import TracebackType
from typing import NamedTuple, Self

from pipeline.article import Article
from pipeline.budget import Usage
from pipeline.errors import ConfigurationError, NutgrafError, SinkError
from pipeline.ingest import duplicates
from pipeline.ingest.dead_letters import TABLE as DEAD_LETTERS
from pipeline.ingest.dead_letters import DeadLetters

_VERSION = 1
_TABLES = f"""
CREATE TABLE meta(key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE articles(
  id TEXT NOT NULL, content_hash TEXT NOT NULL, config TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('failed', 'done', 'duplicate', 'superseded')),
  duplicate_of TEXT, attempts INTEGER NOT NULL, input INTEGER NOT NULL, output INTEGER NOT NULL, requests INTEGER NOT NULL,
  cost_usd REAL, changed_at TEXT NOT NULL, PRIMARY KEY (id, content_hash)
) WITHOUT ROWID;
CREATE INDEX articles_by_text ON articles(content_hash);
CREATE INDEX copies ON articles(duplicate_of) WHERE duplicate_of IS NOT NULL;
CREATE TABLE outbox(number INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL, line TEXT NOT NULL, batch INTEGER);
CREATE TABLE batches(number INTEGER PRIMARY KEY AUTOINCREMENT, mark TEXT NOT NULL);
CREATE TABLE replaced(id TEXT PRIMARY KEY) WITHOUT ROWID;
{DEAD_LETTERS};
{duplicates.TABLES}
"""


class Standing(Enum):
    """What the ledger says of an article that a source yields."""

    NEW = "new"
    FAILED = "failed"
    DONE = "done"
    STALE = "stale"


class Known(NamedTuple):
    """An article that a sink holds."""

    id: str
    content_hash: str
    config: str
    duplicate_of: str | None


@dataclass(frozen=True)
class Batch:
    """Lines for the sink. mark: the sink's mark before the batch."""

    number: int
    mark: str
    lines: tuple[str, ...]


class Ledger:
    """The ledger in the file `path`, for the sink of that name. ConfigurationError where it belongs to another, or is in use."""

    def __init__(self, path: Path, sink: str) -> None:
        self._path = path
        self._db = _opened(path)
        self._own(sink)
        self.dead_letters = DeadLetters(self._db)
        self._waiting = self._count("SELECT count(*) FROM outbox")
        self._near: duplicates.NearCopies | None = None

    @property
    def is_new(self) -> bool:
        """Whether it knows no article."""
        return not self._count("SELECT EXISTS (SELECT 1 FROM articles)")

    @property
    def has_delivered(self) -> bool:
        """Whether the sink should hold an article: one that is done and no longer waits."""
        query = "SELECT EXISTS (SELECT 1 FROM articles WHERE state IN ('done', 'duplicate') AND id NOT IN (SELECT id FROM outbox))"
        return bool(self._count(query))

    @property
    def waiting(self) -> int:
        """Summaries that are finished and not yet in the sink."""
        return self._waiting

    def adopt(self, known: Iterable[Known]) -> int:
        """Takes over what a sink already holds, so that it is not done again. Returns how many articles."""
        before = self._db.total_changes
        with self._transaction():
            self._db.executemany(
                "INSERT OR REPLACE INTO articles VALUES (?, ?, ?, ?, ?, 1, 0, 0, 0, NULL, ?)",
                ((*one[:3], "duplicate" if one.duplicate_of else "done", one.duplicate_of, _now()) for one in known),
            )
        return self._db.total_changes - before

    def standing(self, article: Article, config: str) -> Standing:
        """Whether the article is still to be done under this configuration."""
        row = self._db.execute(
            "SELECT state, config FROM articles WHERE id = ? AND content_hash = ?", (article.id, article.content_hash)
        ).fetchone()
        if row is None:
            return Standing.NEW
        state, made_by = row
        if state == "failed":
            return Standing.FAILED
        return Standing.DONE if made_by == config or state == "superseded" else Standing.STALE

    def knows(self, article_id: str, config: str | None = None) -> bool:
        """Whether the article with that id is done, under this configuration where one is given. May be asked from any thread."""
        query = "SELECT EXISTS (SELECT 1 FROM articles WHERE id = ? AND state IN ('done', 'duplicate') AND config = coalesce(?, config))"
        return bool(self._db.execute(query, (article_id, config)).fetchone()[0])

    def first_with_text(self, article: Article) -> str | None:
        """Id of the article that was summarized with exactly this text, under another id."""
        row = self._db.execute(
            "SELECT id FROM articles WHERE content_hash = ? AND state = 'done' AND id <> ? LIMIT 1", (article.content_hash, article.id)
        ).fetchone()
        return str(row[0]) if row else None

    def look_for_near_copies(self, threshold: float) -> None:
        """From now on `near_copy` finds articles that share so much of their text. ConfigurationError where it is no share."""
        self._near = duplicates.NearCopies(self._db, threshold)

    def near_copy(self, article: Article) -> str | None:
        """Id of the article of which this one is nearly a copy; None also where nobody looks for them."""
        return self._near.first(self._near.signature(article.text), article.id) if self._near else None

    def finish(self, article: Article, line: str, config: str, usage: Usage, duplicate_of: str | None = None) -> bool:
        """Keeps a finished record: its state and its line, in one transaction. Returns whether it replaces an earlier one."""
        with self._transaction():
            earlier = self._db.execute(
                "UPDATE articles SET state = 'superseded' WHERE id = ? AND state IN ('done', 'duplicate')", (article.id,)
            ).rowcount
            if earlier:
                self._db.execute("INSERT OR IGNORE INTO replaced VALUES (?)", (article.id,))
            self._set(article, "duplicate" if duplicate_of else "done", config, usage, duplicate_of)
            self._db.execute("INSERT INTO outbox(id, line) VALUES (?, ?)", (article.id, line))
            self.dead_letters.strike(article.id)
            if self._near and not duplicate_of:
                self._near.add(article.id, self._near.signature(article.text))
        self._waiting += 1
        return bool(earlier)

    def fail(self, article: Article, where: str, error: NutgrafError, config: str, usage: Usage) -> None:
        """Keeps a failure with its article. A summary that it has from before stays."""
        with self._transaction():
            has_summary = self._db.execute(
                "SELECT 1 FROM articles WHERE id = ? AND content_hash = ? AND state IN ('done', 'duplicate')",
                (article.id, article.content_hash),
            ).fetchone()
            if not has_summary:
                self._set(article, "failed", config, usage, None)
            self.dead_letters.put(article.id, where, error, article)

    def fail_unread(self, where: str, error: NutgrafError) -> None:
        """Keeps a failure that has no article."""
        with self._transaction():
            self.dead_letters.put(f"unread:{where}", where, error, None)

    def can_read(self, where: str) -> None:
        """A place that could not be read can be read now."""
        with self._transaction():
            self.dead_letters.strike(f"unread:{where}")

    def unfinished(self) -> Batch | None:
        """A batch that was planned and not struck out: it may be in the sink whole, in part, or not at all."""
        row = self._db.execute("SELECT number, mark FROM batches ORDER BY number LIMIT 1").fetchone()
        return Batch(row[0], row[1], self._lines(row[0])) if row else None

    def plan(self, limit: int, mark: str) -> Batch:
        """The next batch, of at most `limit` waiting lines. The unfinished one comes first."""
        with self._transaction():
            number = self._db.execute("INSERT INTO batches(mark) VALUES (?)", (mark,)).lastrowid or 0
            self._db.execute(
                "UPDATE outbox SET batch = ? WHERE number IN (SELECT number FROM outbox ORDER BY number LIMIT ?)", (number, limit)
            )
        return Batch(number, mark, self._lines(number))

    def strike(self, batch: Batch) -> None:
        """Strikes out a batch that the sink has taken."""
        with self._transaction():
            gone = self._db.execute("DELETE FROM outbox WHERE batch = ?", (batch.number,)).rowcount
            self._db.execute("DELETE FROM batches WHERE number = ?", (batch.number,))
        self._waiting -= gone

    def replaced(self) -> frozenset[str]:
        """Ids of articles of which the sink may hold an older row too."""
        return frozenset(row[0] for row in self._db.execute("SELECT id FROM replaced"))

    def settled(self) -> None:
        """The sink has dropped the older rows."""
        with self._transaction():
            self._db.execute("DELETE FROM replaced")

    def copies_of(self, article_id: str) -> list[str]:
        """Ids of the articles that point at this one as their first."""
        rows = self._db.execute("SELECT id FROM articles WHERE duplicate_of = ? AND state = 'duplicate'", (article_id,))
        return [row[0] for row in rows]

    def texts_of(self, article_id: str) -> list[str]:
        """Content hashes under which this id is known."""
        return [row[0] for row in self._db.execute("SELECT content_hash FROM articles WHERE id = ?", (article_id,))]

    def forget(self, ids: Iterable[str]) -> int:
        """Removes articles, waiting lines and dead letters included. Returns how many articles were known."""
        known = 0
        with self._transaction():
            for one in ids:
                rows = self._db.execute("DELETE FROM articles WHERE id = ?", (one,)).rowcount
                self._waiting -= self._db.execute("DELETE FROM outbox WHERE id = ?", (one,)).rowcount
                known += bool(self.dead_letters.strike(one) + rows)
                self._db.execute("DELETE FROM replaced WHERE id = ?", (one,))
                duplicates.forget(self._db, one)
        # What was deleted must not stay readable in the file's free pages or its log.
        self._db.execute("VACUUM")
        self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return known

    def counts(self) -> dict[str, int]:
        """Articles by state."""
        return dict(self._db.execute("SELECT state, count(*) FROM articles GROUP BY state"))

    def close(self) -> None:
        """Closes the file."""
        self._db.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def _set(self, article: Article, state: str, config: str, usage: Usage, duplicate_of: str | None) -> None:
        key = (article.id, article.content_hash)
        self._db.execute(
            "INSERT INTO articles VALUES (?, ?, ?, ?, ?, 1, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET config = excluded.config, "
            "state = excluded.state, duplicate_of = excluded.duplicate_of, attempts = attempts + 1, input = input + excluded.input, "
            "output = output + excluded.output, requests = requests + excluded.requests, "
            "cost_usd = coalesce(cost_usd + excluded.cost_usd, cost_usd, excluded.cost_usd), changed_at = excluded.changed_at",
            (*key, config, state, duplicate_of, usage.input, usage.output, usage.requests, usage.cost_usd, _now()),
        )

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        try:
            with self._db:
                yield
        except sqlite3.Error as error:
            raise SinkError(f"The ledger {self._path} cannot be written ({error}).", "Make room, and run again.") from error

    def _lines(self, batch: int) -> tuple[str, ...]:
        rows: Iterator[tuple[str]] = self._db.execute("SELECT line FROM outbox WHERE batch = ? ORDER BY number", (batch,))
        return tuple(row[0] for row in rows)

    def _count(self, query: str) -> int:
        return int(self._db.execute(query).fetchone()[0])

    def _own(self, sink: str) -> None:
        """Makes the tables of a new ledger; checks an old one."""
        version = self._count("PRAGMA user_version")
        if version == 0:
            with self._transaction():
                # One transaction (executescript would commit first): a kill must not leave half a schema.
                self._db.execute("BEGIN IMMEDIATE")
                for statement in filter(str.strip, _TABLES.split(";")):
                    self._db.execute(statement)
                self._db.execute("INSERT INTO meta VALUES ('sink', ?)", (sink,))
                self._db.execute(f"PRAGMA user_version = {_VERSION}")
            return
        if version > _VERSION:
            raise ConfigurationError(f"The ledger {self._path} was made by a newer version of Nutgraf.", "Update Nutgraf.")
        (owner,) = self._db.execute("SELECT value FROM meta WHERE key = 'sink'").fetchone()
        if owner != sink:
            raise ConfigurationError(f"The ledger {self._path} belongs to {owner}, not to {sink}.", "Name another one by --ledger.")


def _opened(path: Path) -> sqlite3.Connection:
    if not path.absolute().parent.is_dir():
        raise ConfigurationError(f"The folder of the ledger {path} does not exist.", "Make it first.")
    # Sources look into it from their own thread (`knows`); SQLite itself keeps concurrent calls apart.
    db = sqlite3.connect(path, timeout=1.0, isolation_level="IMMEDIATE", check_same_thread=False)
    try:
        db.execute("PRAGMA locking_mode = EXCLUSIVE")
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("PRAGMA synchronous = NORMAL")
        db.execute("BEGIN IMMEDIATE")
        db.commit()
    except sqlite3.OperationalError as error:
        db.close()
        if "locked" in str(error):
            raise ConfigurationError(f"The ledger {path} is in use by another run.", "Wait for it, or name another sink.") from None
        raise ConfigurationError(f"The ledger {path} cannot be opened ({error}).", "Check its place and permissions.") from None
    except sqlite3.DatabaseError:
        db.close()
        raise ConfigurationError(f"{path} is no ledger.", "Name another one by --ledger.") from None
    return db


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
