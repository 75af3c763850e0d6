"""Addresses and feeds -> Articles: several hosts at once, each host politely."""

from calendar import timegm
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urljoin

from pipeline.article import Article
from pipeline.errors import BadRecord, EmptyArticle, InputError, MissingExtra
from pipeline.ingest.items import Found, Item, Passed, Unread
from pipeline.ingest.sources.fetch import Fetcher, FetchLimits, Page
from pipeline.ingest.sources.html import article_of_page
from pipeline.ingest.sources.stubs import check_whole

_AT_ONCE = 8


@dataclass(frozen=True)
class Link:
    """An address to fetch, and what a feed says about it."""

    url: str
    known: Mapping[str, Any] = field(default_factory=dict)


def fetch_article(url: str, *, max_bytes: int, allow_private: bool = False) -> Article:
    """The article at an address. Raises InputError."""
    with Fetcher(FetchLimits(max_bytes=max_bytes, allow_private=allow_private)) as fetcher:
        page = fetcher.fetch(url)
        if page.is_feed:
            raise BadRecord(f"{url} is a feed, not an article.", "Use nutgraf ingest for feeds.")
        return _article(page, Link(url))


def web_items(links: Iterable[str | Link], fetcher: Fetcher, is_done: Callable[[str], bool]) -> Iterator[Item]:
    """The articles at addresses and behind feeds. is_done: ids that need not be fetched again; an article's id is its address."""
    with ThreadPoolExecutor(_AT_ONCE, thread_name_prefix="nutgraf-fetch") as pool:
        waiting = (Link(link) if isinstance(link, str) else link for link in links)
        running: set[Future[Item | list[Link]]] = set()
        queue: list[Link] = []
        try:
            while True:
                while len(running) < 2 * _AT_ONCE and (link := queue.pop(0) if queue else next(waiting, None)):
                    if is_done(link.url):
                        yield Passed(link.url)
                    else:
                        running.add(pool.submit(_fetched, link, fetcher))
                if not running:
                    return
                done, running = wait(running, return_when=FIRST_COMPLETED)
                for future in done:
                    found = future.result()
                    if isinstance(found, list):
                        queue += found
                    else:
                        yield found
        finally:
            for future in running:
                future.cancel()


def _fetched(link: Link, fetcher: Fetcher) -> Item | list[Link]:
    """The article at a link; for a feed its links."""
    try:
        page = fetcher.fetch(link.url)
        if page.is_feed and not link.known:
            return feed_links(page.content, page.url)
        return Found(link.url, _article(page, link))
    except InputError as error:
        return Unread(link.url, error)


def _article(page: Page, link: Link) -> Article:
    if page.kind == "text/plain":
        text = page.content.decode("utf-8", "replace").replace("\0", "\ufffd").strip()
        check_whole(text, text, link.url)
        return Article(text=text, id=link.url, url=page.url, **link.known)
    return article_of_page(page.content, link.url, url=page.url, id=link.url, fallback=link.known)


def feed_links(content: bytes, where: str) -> list[Link]:
    """The entries of an RSS or Atom feed that lead somewhere. Raises BadRecord where it is none, EmptyArticle where it has none."""
    try:
        import feedparser  # noqa: PLC0415 - an extra
    except ImportError:
        raise MissingExtra("Feeds need a library that is not installed.", "pip install 'nutgraf[ingest]'") from None
    feed = feedparser.parse(content, sanitize_html=False)
    if not feed.get("version"):
        raise BadRecord(f"{where} is no feed that can be read ({type(feed.get('bozo_exception')).__name__}).", "Check what it holds.")
    source = _text(feed.feed.get("title"))
    links = [_link(entry, where, source) for entry in feed.entries if isinstance(entry.get("link"), str)]
    if not links:
        raise EmptyArticle(f"{where} is a feed without entries.", "Check what it holds, or try again later.")
    return list({link.url: link for link in reversed(links)}.values())[::-1]


def _link(entry: Any, where: str, source: str | None) -> Link:
    parsed = entry.get("published_parsed") or entry.get("updated_parsed")
    known = {
        "title": _text(entry.get("title")),
        "byline": _text(entry.get("author")),
        "published_at": datetime.fromtimestamp(timegm(parsed), UTC) if parsed else None,
        "source": source,
    }
    return Link(urljoin(where, entry["link"]), {name: value for name, value in known.items() if value is not None})


def _text(value: Any) -> str | None:
    return (" ".join(value.split()) or None) if isinstance(value, str) and "\0" not in value else None
