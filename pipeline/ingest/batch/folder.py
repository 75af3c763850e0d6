"""The folder of a batch: its articles, the questions in files as the Batch API wants them, and the answers that came.

    FOLDER/batch.sqlite            articles, ids of questions with their answers, files with their states
    FOLDER/requests-0001.jsonl     questions: {"custom_id", "method", "url", "body"}, one a line

A line is written first and counted in the same transaction as its article, so that after a kill the file is cut back to what counts.
"""

import hashlib
import json
import sqlite3
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Self

from pipeline import errors
from pipeline.article import Article
from pipeline.engines.openai.mailbox import Posted
from pipeline.errors import ConfigurationError, InputError, SinkError
from pipeline.ingest.items import Found, Item, Unread

# Limits of the Batch API for one file of requests (reference of "Create batch": 50,000 requests, 200 MB).
MOST_REQUESTS, MOST_BYTES = 50_000, 200_000_000
CHAT_PATH: Final = "/v1/chat/completions"

_VERSION = 1
_TABLES = """
CREATE TABLE meta(key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE articles(number INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT UNIQUE, content_hash TEXT, place TEXT NOT NULL, article TEXT,
  error TEXT);
CREATE INDEX articles_by_text ON articles(content_hash);
CREATE TABLE questions(id TEXT PRIMARY KEY, article_id TEXT NOT NULL, file INTEGER NOT NULL, status INTEGER, answer TEXT) WITHOUT ROWID;
CREATE INDEX questions_of_file ON questions(file);
CREATE INDEX questions_of_article ON questions(article_id);
CREATE TABLE files(number INTEGER PRIMARY KEY, requests INTEGER NOT NULL, bytes INTEGER NOT NULL, is_closed INTEGER NOT NULL,
  file_id TEXT, batch_id TEXT, state TEXT NOT NULL, collected INTEGER NOT NULL DEFAULT 0, said TEXT NOT NULL DEFAULT '');
"""


@dataclass(frozen=True)
class RequestFile:
    """A file of questions. state: of its batch at the provider, "prepared" before it is submitted. said: what the provider said of it."""

    number: int
    path: Path
    requests: int
    bytes: int
    file_id: str | None
    batch_id: str | None
    state: str
    collected: bool
    said: str


@dataclass(frozen=True)
class Progress:
    """How many articles and questions there are, and how many of the questions are answered, well or not."""

    articles: int
    questions: int
    answered: int
    failed: int


class BatchFolder:
    """The folder `path`, made where there is none. ConfigurationError where it is no folder of a batch, or in use.

    most_requests, most_bytes: of one file. final: no question waits any more; one without an answer counts as not answered (HTTP 504).
    """

    def __init__(self, path: Path, *, most_requests: int = MOST_REQUESTS, most_bytes: int = MOST_BYTES, final: bool = False) -> None:
        self.path = path
        self._most_requests = most_requests
        self._most_bytes = most_bytes
        self._final = final
        self._db = _opened(path / "batch.sqlite")
        self._left: dict[str, str] = {}
        self._cut_back()

    # Meta

    @property
    def settings(self) -> dict[str, Any] | None:
        """The settings that the questions were made with; None before `prepare`."""
        row = self._db.execute("SELECT value FROM meta WHERE key = 'settings'").fetchone()
        return dict(json.loads(row[0])) if row else None

    def keep_settings(self, settings: dict[str, Any]) -> None:
        """Keeps them. ConfigurationError where the folder was prepared with others: its answers would not fit."""
        text = json.dumps(settings, sort_keys=True)
        known = self.settings
        if known is not None and json.dumps(known, sort_keys=True) != text:
            other = sorted(name for name in {*known, *settings} if known.get(name) != settings.get(name))
            raise ConfigurationError(
                f"The folder {self.path} was prepared with other settings ({', '.join(other)}).",
                "Name another folder, or the same settings.",
            )
        with self._transaction():
            self._db.execute("INSERT OR REPLACE INTO meta VALUES ('settings', ?)", (text,))

    @property
    def progress(self) -> Progress:
        """How far it is."""
        articles = self._db.execute("SELECT count(*) FROM articles").fetchone()[0]
        row = self._db.execute("SELECT count(*), count(status), coalesce(sum(status <> 200), 0) FROM questions").fetchone()
        return Progress(articles, *row)

    # Articles

    def knows(self, article_id: str) -> bool:
        """Whether the article with this id is in the folder."""
        return bool(self._db.execute("SELECT EXISTS (SELECT 1 FROM articles WHERE id = ?)", (article_id,)).fetchone()[0])

    def knows_text(self, content_hash: str) -> bool:
        """Whether an article with this text is in the folder."""
        return bool(self._db.execute("SELECT EXISTS (SELECT 1 FROM articles WHERE content_hash = ?)", (content_hash,)).fetchone()[0])

    def add(self, item: Found | Unread) -> None:
        """Keeps an article with the questions that were left about it, or a place that cannot be read."""
        article = item.article if isinstance(item, Found) else None
        error = item.error if isinstance(item, Unread) else None
        held = article.model_dump_json() if article else None
        fault = json.dumps([type(error).__name__, error.cause, error.remedy]) if error else None
        if article:
            self.keep_left(article.id)
        with self._transaction():
            self._db.execute(
                "INSERT OR IGNORE INTO articles(id, content_hash, place, article, error) VALUES (?, ?, ?, ?, ?)",
                (article.id if article else None, article.content_hash if article else None, item.where, held, fault),
            )

    def forget(self, ids: Collection[str]) -> int:
        """Removes articles with the questions about them and the answers. Returns how many were known. What was uploaded stays uploaded."""
        questions = {row[0] for one in ids for row in self._db.execute("SELECT id FROM questions WHERE article_id = ?", (one,))}
        # The files first: a death in between leaves a folder that still knows what to remove.
        for file in self.files() if questions else ():
            self._strike(file, questions)
        with self._transaction():
            known = sum(self._db.execute("DELETE FROM articles WHERE id = ?", (one,)).rowcount for one in ids)
            self._db.executemany("DELETE FROM questions WHERE id = ?", ((question,) for question in questions))
        # What was deleted must not stay readable in the file's free pages or its log.
        self._db.execute("VACUUM")
        self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return known

    def items(self) -> Iterator[Item]:
        """All that was added, in order; faults of reading come again as what they were."""
        last = 0
        query = "SELECT number, place, article, error FROM articles WHERE number > ? ORDER BY number LIMIT 1"
        while row := self._db.execute(query, (last,)).fetchone():
            last, place, held, fault = row
            if held is not None:
                yield Found(place, Article.model_validate_json(held))
            else:
                kind, cause, remedy = json.loads(fault)
                made = getattr(errors, kind, InputError)
                yield Unread(place, made(cause, remedy))

    # The mailbox

    def answer_to(self, question: str) -> Posted | None:
        """The answer to a question; None where it is still to come."""
        row = self._db.execute("SELECT status, answer FROM questions WHERE id = ?", (question,)).fetchone()
        if row and row[0] is not None:
            return Posted(*row)
        return Posted(504, error_body("The batch ended without an answer to this question.")) if self._final else None

    def leave(self, question: str, body: str) -> None:
        """Keeps a question for the next file; one that is in a file already stays there."""
        if not self._db.execute("SELECT EXISTS (SELECT 1 FROM questions WHERE id = ?)", (question,)).fetchone()[0]:
            self._left[question] = body

    def keep_left(self, article_id: str) -> int:
        """Writes the questions that were left about an article into files. Returns how many there were."""
        left, self._left = self._left, {}
        for question, body in left.items():
            self._write(question, article_id, body)
        return len(left)

    def put_answer(self, question: str, status: int, body: str) -> bool:
        """Keeps an answer. Returns whether the question is one of this folder's. A good answer is not replaced by a bad one.

        The question's file takes no more questions: somebody has worked through it.
        """
        with self._transaction():
            known = self._db.execute("SELECT status, file FROM questions WHERE id = ?", (question,)).fetchone()
            if known and known[0] != 200:
                self._db.execute("UPDATE questions SET status = ?, answer = ? WHERE id = ?", (status, body, question))
                self._db.execute("UPDATE files SET is_closed = 1 WHERE number = ? AND NOT is_closed", (known[1],))
        return known is not None

    def unanswered(self, number: int) -> list[str]:
        """Ids of the questions of a file that have no answer."""
        return [row[0] for row in self._db.execute("SELECT id FROM questions WHERE file = ? AND status IS NULL", (number,))]

    def ask_again(self) -> int:
        """Puts the questions that got a bad answer into new files. Returns how many."""
        rows = self._db.execute("SELECT id, article_id, file FROM questions WHERE status <> 200").fetchall()
        failed = {(question, file): article_id for question, article_id, file in rows}
        for number in sorted({file for _, file in failed}):
            for question, body in self._lines(number):
                if (question, number) in failed:
                    self._write(question, failed[question, number], body)
        return len(failed)

    # Files

    def files(self) -> list[RequestFile]:
        """The files of questions, in order."""
        rows = self._db.execute(
            "SELECT number, requests, bytes, file_id, batch_id, state, collected, said FROM files WHERE requests > 0 ORDER BY number"
        )
        return [
            RequestFile(number, self._path(number), requests, size, file_id, batch_id, state, bool(collected), said)
            for number, requests, size, file_id, batch_id, state, collected, said in rows
        ]

    @property
    def to_submit(self) -> list[RequestFile]:
        """The files that no batch was made of, and that nobody else has answered."""
        return [file for file in self.files() if file.batch_id is None and not file.collected]

    def note(
        self,
        number: int,
        *,
        file_id: str | None = None,
        batch_id: str | None = None,
        state: str | None = None,
        said: str | None = None,
        collected: bool | None = None,
    ) -> None:
        """Keeps what is known of a file now; None is nothing new. It takes no more questions."""
        with self._transaction():
            self._db.execute(
                "UPDATE files SET file_id = coalesce(?, file_id), batch_id = coalesce(?, batch_id), state = coalesce(?, state), "
                "said = coalesce(?, said), collected = coalesce(?, collected), is_closed = 1 WHERE number = ?",
                (file_id, batch_id, state, said, collected, number),
            )

    def digest(self, number: int) -> str:
        """sha256 of a file, in hexadecimal: by it a batch is known again that was made before a kill."""
        with self._path(number).open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()

    def close(self) -> None:
        """Closes the folder."""
        self._db.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def _path(self, number: int) -> Path:
        return self.path / f"requests-{number:04}.jsonl"

    def _write(self, question: str, article_id: str, body: str) -> None:
        line = f'{{"custom_id":"{question}","method":"POST","url":"{CHAT_PATH}","body":{body}}}\n'.encode()
        number, size = self._open_file(len(line))
        with self._path(number).open("ab") as file:
            file.write(line)
        with self._transaction():
            self._db.execute("INSERT OR REPLACE INTO questions(id, article_id, file) VALUES (?, ?, ?)", (question, article_id, number))
            self._db.execute("UPDATE files SET requests = requests + 1, bytes = ? WHERE number = ?", (size + len(line), number))

    def _open_file(self, more: int) -> tuple[int, int]:
        """Number and size of the file that takes the next line."""
        row = self._db.execute("SELECT number, requests, bytes, is_closed FROM files ORDER BY number DESC LIMIT 1").fetchone()
        if row and not row[3] and row[1] < self._most_requests and (row[2] + more <= self._most_bytes or not row[1]):
            return row[0], row[2]
        number = (row[0] if row else 0) + 1
        with self._transaction():
            self._db.execute("INSERT INTO files(number, requests, bytes, is_closed, state) VALUES (?, 0, 0, 0, 'prepared')", (number,))
        return number, 0

    def _strike(self, file: RequestFile, questions: Collection[str]) -> None:
        """Takes questions out of a file. One that was uploaded and made no batch yet is uploaded again."""
        kept = struck = 0
        fresh = file.path.with_suffix(".new")
        with file.path.open("rb") as old, fresh.open("wb") as new:
            for line in old:
                if json.loads(line)["custom_id"] in questions:
                    struck += 1
                else:
                    kept += 1
                    new.write(line)
        if not struck:
            fresh.unlink()
            return
        size = fresh.stat().st_size
        fresh.replace(file.path)
        with self._transaction():
            self._db.execute(
                "UPDATE files SET requests = ?, bytes = ?, file_id = iif(batch_id IS NULL, NULL, file_id) WHERE number = ?",
                (kept, size, file.number),
            )

    def _cut_back(self) -> None:
        """Cuts the open file back to what is counted: a kill may have left a line, or half of one."""
        for number, size in self._db.execute("SELECT number, bytes FROM files WHERE NOT is_closed").fetchall():
            if self._path(number).exists() and self._path(number).stat().st_size > size:
                with self._path(number).open("r+b") as file:
                    file.truncate(size)

    def _lines(self, number: int) -> Iterable[tuple[str, str]]:
        with self._path(number).open(encoding="utf-8") as file:
            for line in file:
                row = json.loads(line)
                yield row["custom_id"], line[line.index('"body":') + 7 : -2]

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        try:
            with self._db:
                yield
        except sqlite3.Error as error:
            raise SinkError(f"The folder {self.path} cannot be written ({error}).", "Make room, and run again.") from error


@contextmanager
def known_folder(work: Path, *, final: bool = False) -> Iterator[BatchFolder]:
    """The folder `work`, closed at the end. ConfigurationError where none was prepared there."""
    if not (work / "batch.sqlite").exists():
        raise ConfigurationError(f"{work} is no folder of a batch.", "Make it by `nutgraf batch prepare SOURCE... -w FOLDER --model NAME`.")
    with BatchFolder(work, final=final) as folder:
        yield folder


def error_body(message: str) -> str:
    """The body of an answer that failed, as OpenAI words it."""
    return json.dumps({"error": {"message": message, "type": "batch", "param": None, "code": None}})


def _opened(path: Path) -> sqlite3.Connection:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        db = sqlite3.connect(path, timeout=1.0, check_same_thread=False)
        db.execute("PRAGMA locking_mode = EXCLUSIVE")
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("PRAGMA synchronous = NORMAL")
        if db.execute("PRAGMA user_version").fetchone()[0] == 0:
            db.executescript(f"BEGIN IMMEDIATE; {_TABLES} PRAGMA user_version = {_VERSION}; COMMIT;")
    except (sqlite3.Error, OSError) as error:
        raise ConfigurationError(
            f"{path.parent} cannot be used as the folder of a batch ({error}).", "Name another one by --work."
        ) from None
    return db
