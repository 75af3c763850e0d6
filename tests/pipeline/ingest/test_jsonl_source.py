"""JSON lines -> articles: mapping, exact text, flat memory, and faults named by line and field."""

import gzip
import io
import json
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
import zstandard

from pipeline.errors import ArticleTooLarge, BadRecord, ConfigurationError, EmptyArticle, InputError, NotText
from pipeline.ingest.items import Found, Item, Unread
from pipeline.ingest.sources import SourceOptions, items_of
from pipeline.ingest.sources.jsonl import JsonLines


def rows(content: bytes | str, **how: Any) -> list[Item]:
    data = content.encode() if isinstance(content, str) else content
    return list(JsonLines(io.BytesIO(data), "news.jsonl", **{"max_bytes": 1000, **how}))


def one(content: bytes | str, **how: Any) -> Item:
    (item,) = rows(content, **how)
    return item


def test_all_known_fields_are_taken_and_others_left() -> None:
    row = {
        "id": "a",
        "title": "Ferries",
        "text": " Two\r\nlines.",
        "url": "https://example.org/a",
        "published_at": "2024-05-06T07:08:09+02:00",
        "byline": ["Mara Ellison", "Jo Quist"],
        "language": "en",
        "section": "Harbour",
    }
    item = one(json.dumps(row))
    assert isinstance(item, Found)
    article = item.article
    assert (item.where, article.id, article.text, article.byline) == ("news.jsonl:1", "a", " Two\r\nlines.", "Mara Ellison, Jo Quist")
    assert article.published_at
    assert article.published_at.isoformat() == "2024-05-06T07:08:09+02:00"


def test_fields_can_be_mapped_with_dots_for_nested_ones() -> None:
    row = {"uuid": 7, "content": {"body": "One."}, "meta.link": "https://example.org", "meta": {"by": "Mara"}}
    fields = {"id": "uuid", "text": "content.body", "url": "meta.link", "byline": "meta.by"}
    item = one(json.dumps(row), fields=fields)
    assert isinstance(item, Found)
    assert (item.article.id, item.article.text, item.article.url) == ("7", "One.", "https://example.org")
    assert item.article.byline == "Mara"


def test_an_id_is_made_where_none_is_given() -> None:
    item = one('{"text": "One."}')
    assert isinstance(item, Found)
    assert item.article.id == item.article.content_hash


@pytest.mark.parametrize(
    ("line", "error", "words"),
    [
        pytest.param("nonsense", BadRecord, "news.jsonl:1 is not JSON", id="no-json"),
        pytest.param('{"text": "a"', BadRecord, "news.jsonl:1 is not JSON", id="cut-off"),
        pytest.param("[1]", BadRecord, "is an array, not an object", id="array"),
        pytest.param("3", BadRecord, "is a number, not an object", id="number"),
        pytest.param('{"body": "a", "headline": "b"}', BadRecord, "no field text (it has: body, headline)", id="other-field"),
        pytest.param('{"text": null}', BadRecord, "no field text", id="null"),
        pytest.param('{"text": 3}', BadRecord, "text is a number, not a text", id="number-as-text"),
        pytest.param('{"text": " \\n"}', EmptyArticle, "text is empty", id="white-space"),
        pytest.param('{"text": "a", "title": 3}', BadRecord, "title", id="title-is-number"),
        pytest.param('{"text": "a\\u0000b"}', NotText, "a NUL at character 1", id="nul"),
        pytest.param('{"text": "a\\ud83d"}', NotText, "lone surrogate", id="surrogate"),
        pytest.param('{"text": "a", "title": "\\ud83d"}', NotText, "title holds half a character", id="surrogate-in-title"),
        pytest.param(b'{"text": "Caf\xe9"}', NotText, "byte 0xe9 at byte 13", id="latin-1"),
        pytest.param("[" * 100_000, ArticleTooLarge, "longer than 8,000 bytes", id="long-line"),
        pytest.param("[" * 7_000, BadRecord, "nobody can read", id="deep"),
        pytest.param(json.dumps({"text": "x" * 1001}), ArticleTooLarge, "text is larger than 1,000 bytes", id="long-text"),
    ],
)
def test_a_bad_row_is_named_with_line_and_field_and_the_next_one_is_read(line: str | bytes, error: type[InputError], words: str) -> None:
    data = line.encode() if isinstance(line, str) else line
    bad, good = rows(data + b'\n{"text": "One."}\n')
    assert isinstance(bad, Unread)
    assert isinstance(bad.error, error)
    assert words in bad.error.cause
    assert bad.error.remedy
    assert isinstance(good, Found)
    assert good.where == "news.jsonl:2"


def test_a_date_that_is_none_is_left_out_with_a_warning(caplog: pytest.LogCaptureFixture) -> None:
    found = rows('{"text": "One.", "published_at": "yesterday"}\n' * 20)
    assert all(isinstance(item, Found) and item.article.published_at is None for item in found)
    assert "news.jsonl:1: published_at is no date ('yesterday')" in caplog.messages[0]
    assert len(caplog.messages) == 5


def test_blank_lines_and_a_byte_order_mark_are_no_rows() -> None:
    found = rows(b'\xef\xbb\xbf{"text": "One."}\n\n  \n{"text": "Two."}')
    assert [item.where for item in found] == ["news.jsonl:1", "news.jsonl:4"]


@pytest.mark.parametrize("name", ["a.jsonl", "a.jsonl.gz", "a.jsonl.zst", "a.ndjson"])
def test_compressed_files_are_read_as_they_are(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    content = b'{"text": "One."}\n' * 3
    packed = {".gz": gzip.compress, ".zst": zstandard.ZstdCompressor().compress}.get(path.suffix, bytes)
    # Two members, as appending makes them.
    path.write_bytes(packed(content) + packed(content))
    assert len([item for item in items_of([str(path)], SourceOptions()) if isinstance(item, Found)]) == 6


@pytest.mark.parametrize("name", ["a.jsonl.gz", "a.jsonl.zst"])
def test_a_file_that_breaks_off_is_read_up_to_there_and_reported(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    content = b"".join(b'{"text": "%s."}\n' % sha256(b"%d" % number).hexdigest().encode() for number in range(20_000))
    packed = gzip.compress(content) if path.suffix == ".gz" else zstandard.ZstdCompressor().compress(content)
    path.write_bytes(packed[: len(packed) // 2])
    *found, last = items_of([str(path)], SourceOptions())
    assert isinstance(last, Unread)
    assert len(found) > 1000
    assert "breaks off after line" in last.error.cause


def test_folders_are_read_through_by_name_and_unknown_files_left(tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "b.txt").write_text("Two.", encoding="utf-8")
    (tmp_path / "a.jsonl").write_text('{"text": "One."}\n', encoding="utf-8")
    (tmp_path / "c.png").write_bytes(b"\x89PNG")
    (tmp_path / "e.txt").write_text("", encoding="utf-8")
    found = list(items_of([str(tmp_path)], SourceOptions()))
    assert [type(item).__name__ for item in found] == ["Found", "Found", "Unread"]
    assert [item.article.text for item in found if isinstance(item, Found)] == ["One.", "Two."]


def test_a_source_that_is_missing_or_unknown_is_named(tmp_path: Path) -> None:
    (missing,) = items_of([str(tmp_path / "none.jsonl")], SourceOptions())
    assert isinstance(missing, Unread)
    assert "no such file" in missing.error.cause
    (tmp_path / "empty").mkdir()
    (empty,) = items_of([str(tmp_path / "empty")], SourceOptions())
    assert isinstance(empty, Unread)
    with pytest.raises(ConfigurationError, match="cannot be told from its name"):
        list(items_of([str(tmp_path / "a.csv")], SourceOptions()))
    with pytest.raises(ConfigurationError, match="no field 'body'"):
        SourceOptions(fields={"body": "text"})


def test_the_language_of_the_run_is_for_articles_that_name_none(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"text": "One."}\n{"text": "Deux.", "language": "fr"}\n', encoding="utf-8")
    found = items_of([str(path)], SourceOptions(language="en"))
    assert [item.article.language for item in found if isinstance(item, Found)] == ["en", "fr"]
