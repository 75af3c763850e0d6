"""Articles that failed, each with its error, the number of attempts, and the article itself, so that it can be tried again.

They are a table of the ledger, written in the same transaction as the article's state; `export` writes them as JSON lines for people.
"""

import json
import os
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from pipeline.article import Article
from pipeline.errors import NutgrafError

TABLE = """
CREATE TABLE dead_letters(
  key TEXT PRIMARY KEY, place TEXT NOT NULL, error TEXT NOT NULL, cause TEXT NOT NULL, remedy TEXT NOT NULL,
  attempts INTEGER NOT NULL, failed_at TEXT NOT NULL, article TEXT
) WITHOUT ROWID
"""


@dataclass(frozen=True)
class DeadLetter:
    """A failure. `where` is its place in the source; `article` is None where it could not be read."""

    where: str
    error: str
    cause: str
    remedy: str
    attempts: int
    failed_at: str
    article: Article | None

    @property
    def line(self) -> str:
        """The letter as one line of JSON."""
        article = self.article.model_dump(mode="json") if self.article else None
        return json.dumps({**vars(self), "article": article}, ensure_ascii=False)


class DeadLetters:
    """The dead letters of a ledger. Whoever changes them holds a transaction."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def put(self, key: str, where: str, error: NutgrafError, article: Article | None) -> None:
        """Keeps a failure; one more attempt where it is known."""
        held = article.model_dump_json() if article else None
        self._db.execute(
            "INSERT INTO dead_letters VALUES (?, ?, ?, ?, ?, 1, ?, ?) ON CONFLICT DO UPDATE SET place = excluded.place, "
            "error = excluded.error, cause = excluded.cause, remedy = excluded.remedy, attempts = attempts + 1, "
            "failed_at = excluded.failed_at, article = excluded.article",
            (key, where, type(error).__name__, error.cause, error.remedy, datetime.now(UTC).isoformat(timespec="seconds"), held),
        )

    def strike(self, key: str) -> int:
        """Removes one. Returns 1, or 0 where there is none."""
        return self._db.execute("DELETE FROM dead_letters WHERE key = ?", (key,)).rowcount

    def unread(self) -> set[str]:
        """Places that could not be read."""
        return {row[0] for row in self._db.execute("SELECT place FROM dead_letters WHERE article IS NULL")}

    def __len__(self) -> int:
        return int(self._db.execute("SELECT count(*) FROM dead_letters").fetchone()[0])

    def __iter__(self) -> Iterator[DeadLetter]:
        """One after the other by key; the table may change meanwhile."""
        last = ""
        query = "SELECT key, place, error, cause, remedy, attempts, failed_at, article FROM dead_letters WHERE key > ? ORDER BY key LIMIT 1"
        while row := self._db.execute(query, (last,)).fetchone():
            last, where, error, cause, remedy, attempts, failed_at, held = row
            article = Article.model_validate_json(held) if held else None
            yield DeadLetter(where, error, cause, remedy, attempts, failed_at, article)

    def export(self, path: Path) -> None:
        """Writes them to a file of JSON lines, whole or not at all; no file where there are none."""
        if not len(self):
            path.unlink(missing_ok=True)
            return
        part = path.with_name(f".{path.name}.part")
        with part.open("w", encoding="utf-8", newline="\n") as file:
            file.writelines(f"{letter.line}\n" for letter in self)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
