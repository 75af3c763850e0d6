"""Addresses, feeds and archives as sources."""

import io
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from pipeline.cli.app import summarize_app
from pipeline.errors import BadRecord, FetchFailed, StubArticle
from pipeline.ingest.items import Found, Item, Passed, Unread
from pipeline.ingest.sources import SourceOptions, items_of
from pipeline.ingest.sources.web import feed_links, fetch_article
from tests.pipeline.ingest.pages import LINKED, PARAGRAPHS, Web, page

PRIVATE = SourceOptions(allow_private=True)

RSS = """<?xml version="1.0"?><rss version="2.0"><channel><title>The Lindow Post</title>
<item><title>Ferries</title><link>{url}/one</link><pubDate>Mon, 06 May 2024 07:08:09 GMT</pubDate><author>Ada Finch</author></item>
<item><title>Gone</title><link>/gone</link></item>
<item><title>No link</title></item>
<item><title>Ferries again</title><link>{url}/one</link></item>
</channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Post</title>
<entry><title>Ferries</title><link href="{url}/one"/><updated>2024-05-06T07:08:09Z</updated></entry></feed>"""


@pytest.fixture
def web(monkeypatch: pytest.MonkeyPatch) -> Iterator[Web]:
    monkeypatch.setattr("pipeline.ingest.sources.fetch.FetchLimits.pause_s", 0.0)
    with Web() as server:
        yield server


def found(items: Iterator[Item]) -> dict[str, Item]:
    return {item.where: item for item in items}


def test_pages_are_articles_whose_id_is_the_address_that_was_asked_for(web: Web) -> None:
    one = web.put("/one", page(linked=LINKED))
    two = web.put("/two", page(("The board met.",)))
    items = found(items_of([one, two, f"{web.url}/none"], PRIVATE))
    first = items[one]
    assert isinstance(first, Found)
    assert (first.article.id, first.article.url) == (one, "https://news.example/ferries")
    stub, none = items[two], items[f"{web.url}/none"]
    assert isinstance(stub, Unread)
    assert isinstance(stub.error, StubArticle)
    assert isinstance(none, Unread)
    assert isinstance(none.error, FetchFailed)


@pytest.mark.parametrize(("feed", "kind"), [(RSS, "application/rss+xml"), (RSS, "text/xml"), (ATOM, "application/atom+xml")])
def test_a_feed_is_its_entries(web: Web, feed: str, kind: str) -> None:
    web.put("/one", page().replace(b"<title>Ferries - The Post</title>", b""))
    url = web.put("/feed", feed.format(url=web.url).encode(), kind=kind)
    items = found(items_of([url], PRIVATE))
    one = items[f"{web.url}/one"]
    assert isinstance(one, Found)
    assert one.article.published_at
    assert one.article.published_at.isoformat() == "2024-05-06T07:08:09+00:00"
    if feed is RSS:
        assert isinstance(items[f"{web.url}/gone"], Unread)
    assert web.asked.count("/one") == 1


def test_a_feed_may_be_a_file(web: Web, tmp_path: Path) -> None:
    web.put("/one", page())
    (tmp_path / "a.rss").write_text(ATOM.format(url=web.url), encoding="utf-8")
    (item,) = items_of([str(tmp_path / "a.rss")], PRIVATE)
    assert isinstance(item, Found)


def test_a_list_of_addresses_may_be_a_file(web: Web, tmp_path: Path) -> None:
    (tmp_path / "a.urls").write_text(f"# today\n{web.put('/one', page())}\n\n{web.put('/two', page())}\n", encoding="utf-8")
    assert len([item for item in items_of([str(tmp_path / "a.urls")], PRIVATE) if isinstance(item, Found)]) == 2


def test_what_is_done_is_not_fetched_again(web: Web) -> None:
    one, two = web.put("/one", page()), web.put("/two", page())
    items = found(items_of([one, two], SourceOptions(allow_private=True, is_done=lambda id: id == one)))
    assert isinstance(items[one], Passed)
    assert isinstance(items[two], Found)
    assert "/one" not in web.asked


@pytest.mark.parametrize(
    "content",
    [b"", b"no feed", b"<html><body>no feed</body></html>", b"<rss", b'<!DOCTYPE a [<!ENTITY b "c">]><rss version="2.0">&b;</rss>'],
)
def test_what_is_no_feed_is_an_error_of_ours(content: bytes) -> None:
    from pipeline.errors import InputError

    with pytest.raises(InputError):
        feed_links(content, "a.rss")


def test_one_address_for_summarize(web: Web) -> None:
    article = fetch_article(web.put("/one", page()), max_bytes=1_000_000, allow_private=True)
    assert PARAGRAPHS[0] in article.text
    with pytest.raises(BadRecord, match="is a feed"):
        fetch_article(web.put("/feed", RSS.encode(), kind="application/rss+xml"), max_bytes=1_000_000, allow_private=True)


def archive(*records: tuple[str, bytes, str, str], packed: bool = True) -> bytes:
    """A WARC file of (address, content, media type, status) records, each with the request before it."""
    stream = io.BytesIO()
    writer = WARCWriter(stream, gzip=packed)
    writer.write_record(writer.create_warcinfo_record("a.warc", {"software": "test"}))
    for url, content, kind, status in records:
        asked = StatusAndHeaders("GET / HTTP/1.1", [("Host", "news.example")], is_http_request=True)
        writer.write_record(writer.create_warc_record(url, "request", http_headers=asked))
        answered = StatusAndHeaders(status, [("Content-Type", kind)], protocol="HTTP/1.1")
        writer.write_record(writer.create_warc_record(url, "response", payload=io.BytesIO(content), http_headers=answered))
    return stream.getvalue()


RECORDS = (
    ("https://news.example/one", page(linked=LINKED), "text/html; charset=utf-8", "200 OK"),
    ("https://news.example/logo", b"\x89PNG", "image/png", "200 OK"),
    ("https://news.example/gone", page(), "text/html", "404 Not Found"),
    ("https://news.example/stub", page(("The board met.",)), "text/html", "200 OK"),
)


@pytest.mark.parametrize(("name", "packed"), [("a.warc.gz", True), ("a.warc", False)])
def test_the_pages_of_an_archive(tmp_path: Path, name: str, packed: bool) -> None:
    (tmp_path / name).write_bytes(archive(*RECORDS, packed=packed))
    one, stub = items_of([str(tmp_path / name)], SourceOptions())
    assert isinstance(one, Found)
    assert (one.article.id, one.article.source) == ("https://news.example/one", "The Lindow Post")
    assert one.where.endswith(f"{name}#https://news.example/one")
    assert isinstance(stub, Unread)


def test_an_archive_that_breaks_off_is_read_up_to_there_and_reported(tmp_path: Path) -> None:
    whole = archive(RECORDS[0], RECORDS[0], RECORDS[0])
    (tmp_path / "a.warc.gz").write_bytes(whole[: len(whole) - 40] + b"\0" * 10)
    items = list(items_of([str(tmp_path / "a.warc.gz")], SourceOptions()))
    assert isinstance(items[0], Found)
    (tmp_path / "b.warc").write_bytes(b"no archive at all\r\n\r\n")
    (nothing,) = items_of([str(tmp_path / "b.warc")], SourceOptions())
    assert isinstance(nothing, Unread)


def test_summarize_takes_an_address_through_the_same_fetcher(web: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    url = web.put("/one", page())
    refused = CliRunner().invoke(summarize_app, ["--engine", "offline", "-f", "json", url])
    assert refused.exit_code == 3
    assert "no public address" in refused.stderr
    monkeypatch.setattr("pipeline.ingest.sources.fetch.is_public", lambda address: address == "127.0.0.1")
    done = CliRunner().invoke(summarize_app, ["--engine", "offline", "-f", "json", url])
    assert done.exit_code == 0, done.stderr
    assert json.loads(done.stdout)["article"]["id"] == url
