"""Text files and standard input -> Article, text exactly as stored (no newline translation)."""

import codecs
from pathlib import Path
from typing import BinaryIO

from pipeline.article import Article
from pipeline.errors import ArticleNotFound, ArticleTooLarge, EmptyArticle, NotText

_MARKS = {codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}


def read_file(path: Path, *, max_bytes: int, encoding: str = "utf-8") -> Article:
    """The article in a text file. Raises InputError: not there, a folder, too large, binary, not in the encoding, empty."""
    name = str(path)
    if path.is_dir():
        raise ArticleNotFound(f"{name} is a folder.", f"Name the files in it: {name}/*.txt")
    try:
        with path.open("rb") as file:
            return read_stream(file, path.name, name, max_bytes, encoding)
    except FileNotFoundError:
        raise ArticleNotFound(f"{name}: no such file.", "Check the path; - reads standard input.") from None
    except OSError as error:
        raise ArticleNotFound(f"{name} cannot be read: {error.strerror}.", "Check its permissions.") from error


def read_stdin(stream: BinaryIO, *, max_bytes: int, encoding: str = "utf-8") -> Article:
    """The article on standard input, under the same checks."""
    return read_stream(stream, None, "standard input", max_bytes, encoding)


def read_stream(stream: BinaryIO, source: str | None, where: str, max_bytes: int, encoding: str = "utf-8") -> Article:
    """The article in a stream, under the same checks. where: its name in errors."""
    content = stream.read(max_bytes + 1)
    if len(content) > max_bytes:
        raise ArticleTooLarge(f"{where} is larger than {max_bytes:,} bytes.", "Split it, or raise NUTGRAF_MAX_ARTICLE_BYTES.")
    text = _decoded(content, where, encoding)
    if not text.strip():
        raise EmptyArticle(f"{where} is empty.", "Give a text with at least one sentence.")
    return Article(text=text, source=source)


def _decoded(content: bytes, where: str, encoding: str) -> str:
    if encoding.lower() in ("utf-8", "utf8"):
        for mark, name in _MARKS.items():
            if content.startswith(mark):
                raise NotText(f"{where} is UTF-16, not UTF-8.", f"Convert it, or pass --encoding {name}.")
        encoding = "utf-8-sig"  # a byte order mark is no part of the text
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        byte = content[error.start]
        if b"\0" in content[:8192]:
            raise NotText(f"{where} looks binary (byte 0x{byte:02x} at {error.start}).", "Give plain text.") from None
        raise NotText(
            f"{where} is not valid {encoding.removesuffix('-sig').upper()}: byte 0x{byte:02x} at byte {error.start}.",
            "Convert it, or name its encoding, such as --encoding cp1252.",
        ) from None
    if "\0" in text:
        raise NotText(f"{where} looks binary (a NUL at character {text.index(chr(0))}).", "Give plain text.")
    return text
