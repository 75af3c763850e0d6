"""JSON lines -> Articles: one at a time, in flat memory, each fault with its line and field."""

import json
import logging
from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO

from pydantic import ValidationError

from pipeline.article import Article
from pipeline.errors import ArticleTooLarge, BadRecord, EmptyArticle, InputError, NotText
from pipeline.ingest.items import Found, Item, Unread
from pipeline.ingest.sources.compressed import is_damage

log = logging.getLogger(__name__)

FIELDS = ("id", "text", "title", "url", "source", "byline", "published_at", "language")

# A character may be written as six ("\\u00e9"), and a row has more than its text.
_LINE_FACTOR = 8
_SKIP_BYTES = 1 << 20
_WARNINGS = 5


class JsonLines:
    """Rows of a stream as articles.

    where: the name of the stream. max_bytes: largest article. fields: our field name -> the row's, with dots for nested ones; what is not
    mapped has our own name. source: of articles that name none.
    """

    def __init__(
        self, stream: BinaryIO, where: str, *, max_bytes: int, fields: Mapping[str, str] | None = None, source: str | None = None
    ) -> None:
        self._stream = stream
        self._where = where
        self._max_bytes = max_bytes
        self._paths = {name: (fields or {}).get(name, name) for name in FIELDS}
        self._source = source
        self._warnings = 0

    def __iter__(self) -> Iterator[Item]:
        number = 0
        try:
            for number, line in enumerate(self._lines(), start=1):
                if line is None or line.strip():
                    yield self._item(line, number)
        except Exception as error:
            if not is_damage(error):
                raise
            said = f"{self._where} breaks off after line {number} ({error})."
            yield Unread(f"{self._where}:{number + 1}", BadRecord(said, "Fetch the file again; what came before is done."))

    def _lines(self) -> Iterator[bytes | None]:
        """The lines; None for one that is too long, which is never held whole."""
        limit = self._max_bytes * _LINE_FACTOR
        while line := self._stream.readline(limit + 1):
            if len(line) <= limit:
                yield line
                continue
            while line and not line.endswith(b"\n"):
                line = self._stream.readline(_SKIP_BYTES)
            yield None

    def _item(self, line: bytes | None, number: int) -> Item:
        where = f"{self._where}:{number}"
        try:
            if line is None:
                raise ArticleTooLarge(
                    f"{where} is longer than {self._max_bytes * _LINE_FACTOR:,} bytes.", "Raise NUTGRAF_MAX_ARTICLE_BYTES."
                )
            return Found(where, self.article(_decoded(line, where, first=number == 1), where))
        except InputError as error:
            return Unread(where, error)

    def article(self, row: Any, where: str) -> Article:
        """A row as an article. Raises InputError, naming the place and the field."""
        if not isinstance(row, dict):
            raise BadRecord(f"{where} is {_kind(row)}, not an object.", 'Each line is one article: {"text": "..."}.')
        values = {name: _value(row, path) for name, path in self._paths.items()}
        text = self._text(values.pop("text"), row, where)
        given = {name: _known(name, value, where) for name, value in values.items() if value not in (None, "")}
        given.setdefault("source", self._source)
        return self._made(text, given, where)

    def _made(self, text: str, given: dict[str, Any], where: str) -> Article:
        try:
            return Article(text=text, **given)
        except ValidationError as error:
            fault = error.errors()[0]
            name = str(fault["loc"][0]) if fault["loc"] else "row"
            if name != "published_at":
                raise BadRecord(f"{where}: {self._paths.get(name, name)}: {fault['msg']}.", "Mend the row.") from None
        self._warn(f"{where}: {self._paths['published_at']} is no date ({str(given['published_at'])[:40]!r}); it is left out")
        return Article(text=text, **{**given, "published_at": None})

    def _text(self, text: Any, row: dict[str, Any], where: str) -> str:
        path = self._paths["text"]
        if text is None:
            has = ", ".join(list(row)[:8]) or "nothing"
            raise BadRecord(f"{where} has no field {path} (it has: {has}).", "Name the field of the text: --field text=NAME.")
        if not isinstance(text, str):
            raise BadRecord(f"{where}: {path} is {_kind(text)}, not a text.", "Name the field of the text: --field text=NAME.")
        if not text.strip():
            raise EmptyArticle(f"{where}: {path} is empty.", "Give a text with at least one sentence.")
        _check_characters(text, path, where)
        if len(text.encode()) > self._max_bytes:
            raise ArticleTooLarge(f"{where}: {path} is larger than {self._max_bytes:,} bytes.", "Raise NUTGRAF_MAX_ARTICLE_BYTES.")
        return text

    def _warn(self, message: str) -> None:
        self._warnings += 1
        if self._warnings <= _WARNINGS:
            log.warning("%s%s", message, " (further ones are not reported)" if self._warnings == _WARNINGS else "")


def _decoded(line: bytes, where: str, *, first: bool) -> Any:
    try:
        text = line.decode("utf-8-sig" if first else "utf-8")
    except UnicodeDecodeError as error:
        byte = line[error.start]
        raise NotText(f"{where} is not valid UTF-8: byte 0x{byte:02x} at byte {error.start}.", "JSON lines are UTF-8.") from None
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise BadRecord(f"{where} is not JSON: {error.msg} at character {error.pos}.", "Each line is one JSON object.") from None
    except (RecursionError, ValueError):  # nested thousands of times; a number of thousands of digits
        raise BadRecord(f"{where} is JSON that nobody can read.", "Each line is one flat JSON object.") from None


def _value(row: dict[str, Any], path: str) -> Any:
    """The value at a path: the key itself, else step by step at its dots."""
    if path in row:
        return row[path]
    value: Any = row
    for step in path.split("."):
        value = value.get(step) if isinstance(value, dict) else None
    return value


def _known(name: str, value: Any, where: str) -> Any:
    if name == "id" and isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    if name == "byline" and isinstance(value, list) and all(isinstance(author, str) for author in value):
        value = ", ".join(value)
    if isinstance(value, str):
        _check_characters(value, name, where)
    return value


def _check_characters(text: str, name: str, where: str) -> None:
    """JSON can write what no text holds: NUL, and halves of surrogate pairs."""
    if "\0" in text:
        raise NotText(f"{where}: {name} holds a NUL at character {text.index(chr(0))}.", "Give plain text.")
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise NotText(f"{where}: {name} holds half a character (a lone surrogate) at {error.start}.", "Mend the encoding.") from None


def _kind(value: Any) -> str:
    kinds = {
        dict: "an object",
        list: "an array",
        str: "a text",
        bool: "a truth value",
        int: "a number",
        float: "a number",
        type(None): "null",
    }
    return kinds[type(value)]
