"""Pages -> articles: the text without what stands around it, what the page says of itself, and stubs told apart."""

import contextlib
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from pipeline.errors import BadRecord, InputError, StubArticle
from pipeline.ingest.items import Found
from pipeline.ingest.sources import SourceOptions, items_of
from pipeline.ingest.sources.html import article_of_page
from tests.pipeline.ingest.pages import LINKED, PARAGRAPHS, page

LONG = PARAGRAPHS * 3


def test_the_text_is_the_article_without_what_stands_around_it() -> None:
    article = article_of_page(page(), "a.html")
    assert [paragraph in article.text for paragraph in PARAGRAPHS] == [True] * 4
    assert "Sport" not in article.text
    assert "rights reserved" not in article.text


def test_what_schema_org_says_comes_first() -> None:
    article = article_of_page(page(linked=LINKED), "a.html", url="https://news.example/ferries?from=feed")
    assert (article.title, article.byline, article.language) == ("Board backs &amp; buys ferries", "Ada Finch, Bo Reed", "en-GB")
    assert (article.url, article.source) == ("https://news.example/ferries", "The Lindow Post")
    assert article.published_at == datetime(2024, 5, 6, 5, 8, 9, tzinfo=UTC)


def test_other_marks_stand_in_where_schema_org_is_silent() -> None:
    head = '<link rel="canonical" href="/ferries"><meta property="article:published_time" content="2024-05-06">'
    article = article_of_page(page(head=head), "a.html", url="https://news.example/x")
    assert article.url == "https://news.example/ferries"
    assert article.language == "en"
    assert article.title
    assert article.published_at
    assert article.published_at.date().isoformat() == "2024-05-06"


@pytest.mark.parametrize(
    "linked",
    [
        "{broken",
        "[]",
        "null",
        '"text"',
        "[" * 5000,
        {"@type": None},
        {"@type": "NewsArticle", "author": [None, 3, {}], "headline": 7},
        "<!-- {} -->",
    ],
)
def test_a_broken_description_costs_nothing_but_itself(linked: Any) -> None:
    assert article_of_page(page(linked=linked), "a.html").text


def test_a_feed_fills_in_what_the_page_does_not_say() -> None:
    bare = page().replace(b"<title>Ferries - The Post</title>", b"").replace(b"<h1>Board backs ferries</h1>", b"")
    article = article_of_page(bare, "a.html", fallback={"byline": "From the feed", "language": "fr"})
    assert article.byline == "From the feed"
    assert article.language == "en"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        pytest.param(
            page(PARAGRAPHS[:1], after="<div><p>Subscribe to continue reading.</p></div>"), "a teaser before a paywall", id="paywall"
        ),
        pytest.param(
            page(PARAGRAPHS[:2], linked={"@type": "NewsArticle", "isAccessibleForFree": "False"}), "not free", id="says-so-itself"
        ),
        pytest.param(
            page(("Before you continue, we and our partners store and/or access information on a device.",)), "a consent page", id="consent"
        ),
        pytest.param(page(("Just a moment. Verify you are human by completing the action below.",)), "a check for robots", id="robot"),
        pytest.param(
            page(("Sorry, the page you are looking for has moved or never was.",)), "a page that says that it is not there", id="404"
        ),
        pytest.param(page(("The board met.",)), "too short", id="short"),
    ],
)
def test_stubs_are_told_apart(content: bytes, words: str) -> None:
    with pytest.raises(StubArticle) as raised:
        article_of_page(content, "a.html")
    assert words in raised.value.cause
    assert raised.value.remedy


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(
            page((*LONG, "The ferry company asks travellers to accept cookies on its site, and to subscribe to continue reading.")),
            id="about-it",
        ),
        pytest.param(page(LONG, after="<div>Already a subscriber? We value your privacy.</div>"), id="around-it"),
        pytest.param(page(LONG, linked={"@type": "NewsArticle", "isAccessibleForFree": False}), id="whole-though-not-free"),
        pytest.param(page((PARAGRAPHS[0], PARAGRAPHS[3])), id="brief"),
    ],
)
def test_an_article_that_looks_a_little_like_a_stub_is_none(content: bytes) -> None:
    assert article_of_page(content, "a.html").text


@pytest.mark.parametrize("content", [b"", b"\0\0\0", b"\x89PNG\r\n\x1a\n" + b"\0" * 100, b"<html></html>", b"<" * 10_000, b"plain words"])
def test_what_is_no_page_is_an_error_of_ours(content: bytes) -> None:
    with pytest.raises(InputError) as raised:
        article_of_page(content, "a.html")
    assert "a.html" in str(raised.value)


def test_deep_nesting_does_no_harm() -> None:
    deep = b"<div>" * 20_000 + PARAGRAPHS[0].encode() + b"</div>" * 20_000
    with contextlib.suppress(InputError):
        article_of_page(deep, "a.html")


def test_html_files_are_a_source(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes(page())
    (tmp_path / "b.htm").write_bytes(page(("The board met.",)))
    found, stub = items_of([str(tmp_path)], SourceOptions())
    assert isinstance(found, Found)
    assert found.article.source
    assert not isinstance(stub, Found)


def test_markup_in_the_text_stays_text() -> None:
    article = article_of_page(page((*PARAGRAPHS, "A tag is written &lt;script&gt;alert(1)&lt;/script&gt; in HTML.")), "a.html")
    assert "<script>alert(1)</script>" in article.text


def test_a_wrong_charset_does_not_break_the_text() -> None:
    content = page().replace(b"utf-8", b"iso-8859-1").decode().encode("cp1252")
    article = article_of_page(content, "a.html")
    assert "“More than 70 per cent" in article.text


def test_nothing_is_not_a_page() -> None:
    with pytest.raises(BadRecord):
        article_of_page(b"", "a.html")
