"""HTML -> Article: the text through trafilatura, what is known about it from schema.org JSON-LD first, then from the page's other marks."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pipeline.article import Article
from pipeline.errors import BadRecord, EmptyArticle, MissingExtra
from pipeline.ingest.sources.stubs import check_whole

# Types of schema.org that describe a text of news; a page may describe much else (a site, an organisation, a video).
_ARTICLE_TYPES = frozenset(
    {"newsarticle", "article", "reportagenewsarticle", "analysisnewsarticle", "backgroundnewsarticle", "opinionnewsarticle"}
    | {"reviewnewsarticle", "askpublicnewsarticle", "liveblogposting", "blogposting", "report", "satiricalarticle"}
)
_CONTROL = re.compile("[\0\ud800-\udfff]")

_CHARSET = re.compile(rb"""charset\s*=\s*["']?\s*([\w-]+)""", re.IGNORECASE)
_LATIN = frozenset({b"iso-8859-1", b"iso8859-1", b"latin1", b"latin-1", b"us-ascii", b"ascii"})


@dataclass(frozen=True)
class PageInfo:
    """What a page says about its article."""

    title: str | None = None
    byline: str | None = None
    published_at: datetime | None = None
    language: str | None = None
    url: str | None = None
    source: str | None = None
    is_free: bool | None = None


def article_of_page(
    content: bytes, where: str, *, url: str | None = None, id: str | None = None, fallback: Mapping[str, Any] | None = None
) -> Article:
    """The article of a page. Raises StubArticle, BadRecord (no HTML), EmptyArticle (no text in it), MissingExtra.

    url: where the page comes from; its own canonical address counts more. fallback: fields that a feed knows.
    """
    try:
        import trafilatura  # noqa: PLC0415 - an extra, and slow to load
    except ImportError:
        raise MissingExtra("HTML needs a library that is not installed.", "pip install 'nutgraf[ingest]'") from None
    tree = _tree(content, where)
    info = _from_json_ld(tree)
    visible = " ".join(_visible(tree))
    canonical = _canonical(tree, url)
    page: Any = None
    try:
        page = trafilatura.bare_extraction(tree, url=url, include_comments=False, with_metadata=True)
    except Exception as error:  # whatever a hostile page provokes in a foreign library
        raise BadRecord(f"{where} cannot be read as a page ({type(error).__name__}).", "Save its text instead.") from None
    text = _CONTROL.sub("\ufffd", (page.text or "").strip()) if page else ""
    check_whole(text, visible, where, is_free=info.is_free)
    if not text:
        raise EmptyArticle(f"{where} has no text of an article in it.", "Check what the page holds.")
    given = {
        "title": info.title or _clean(page.title),
        "byline": info.byline or _clean(page.author),
        "published_at": info.published_at or _date(page.date),
        "language": info.language or _language(tree),
        "url": info.url or canonical or url,
        "source": info.source or _clean(page.sitename),
    }
    known = {name: value for name, value in (fallback or {}).items() if given.get(name) is None}
    return Article(text=text, id=id or "", **{**given, **known})


def _tree(content: bytes, where: str) -> Any:
    from trafilatura import load_html  # noqa: PLC0415 - see above

    try:
        tree = load_html(_decoded(content))
    except Exception as error:  # lxml on hostile bytes
        raise BadRecord(f"{where} cannot be read as HTML ({type(error).__name__}).", "Check what it holds.") from None
    if tree is None:
        raise BadRecord(f"{where} is no HTML.", "Check what it holds, or say it by --from.")
    return tree


def _decoded(content: bytes) -> bytes | str:
    """What says that it is Latin-1 or ASCII is Windows-1252, as browsers read it (WHATWG, Encoding); the rest is told by the library."""
    declared = _CHARSET.search(content[:2_000])
    return content.decode("cp1252", "replace") if declared and declared[1].lower() in _LATIN else content


def _visible(tree: Any) -> Iterator[str]:
    for text in tree.xpath("//body//text()[not(ancestor::script or ancestor::style or ancestor::noscript or ancestor::template)]"):
        if words := " ".join(text.split()):
            yield words


def _from_json_ld(tree: Any) -> PageInfo:
    """What the first description of an article says. Broken JSON is passed over: half the web has some."""
    for script in tree.xpath('//script[contains(translate(@type, "LDJSON", "ldjson"), "ld+json")]'):
        try:
            described = json.loads((script.text or "").strip().removeprefix("<!--").removesuffix("-->"), strict=False)
        except (ValueError, RecursionError):
            continue
        for node in _nodes(described):
            if _types(node) & _ARTICLE_TYPES:
                return _info(node)
    return PageInfo()


def _nodes(value: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    """The objects in a description, the outer ones first."""
    if isinstance(value, list):
        for inner in value:
            yield from _nodes(inner, depth + 1)
    elif isinstance(value, dict) and depth < 8:  # descriptions nest two or three deep
        yield value
        for name in ("@graph", "mainEntity", "mainEntityOfPage", "itemListElement"):
            yield from _nodes(value.get(name), depth + 1)


def _types(node: dict[str, Any]) -> set[str]:
    kinds = node.get("@type")
    return {str(kind).rpartition("/")[2].lower() for kind in (kinds if isinstance(kinds, list) else [kinds])}


def _info(node: dict[str, Any]) -> PageInfo:
    names = [_name(author) for author in _listed(node.get("author"))]
    free = node.get("isAccessibleForFree")
    return PageInfo(
        title=_clean(node.get("headline")) or _clean(node.get("name")),
        byline=", ".join(name for name in names if name) or None,
        published_at=_date(node.get("datePublished")) or _date(node.get("dateCreated")),
        language=_tag(_name(node.get("inLanguage"))),
        url=_address(node.get("url")) or _address(node.get("mainEntityOfPage")),
        source=_name(next(iter(_listed(node.get("publisher"))), None)),
        is_free=None if free is None else str(free).lower() not in {"false", "no", "0"},
    )


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _name(value: Any) -> str | None:
    return _clean(value.get("name") or value.get("alternateName")) if isinstance(value, dict) else _clean(value)


def _address(value: Any) -> str | None:
    address = value.get("@id") if isinstance(value, dict) else value
    return address if isinstance(address, str) and address.startswith(("http://", "https://")) and len(address) < 2_000 else None


def _clean(value: Any) -> str | None:
    """A text on one line; None for anything else."""
    return (" ".join(_CONTROL.sub("\ufffd", value).split()) or None) if isinstance(value, str) else None


def _date(value: Any) -> datetime | None:
    if not isinstance(value, str):
        return None
    try:
        return datetime.fromisoformat(value.strip())
    except ValueError:
        return None


def _tag(value: str | None) -> str | None:
    """A language tag; None for what is none, such as "English"."""
    return value if value and re.fullmatch(r"[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8})*", value) else None


def _language(tree: Any) -> str | None:
    return _tag(_clean(tree.get("lang")) or next(map(_clean, tree.xpath("//html/@lang")), None))


def _canonical(tree: Any, url: str | None) -> str | None:
    from urllib.parse import urljoin  # noqa: PLC0415 - only here

    for address in tree.xpath('//link[@rel="canonical"]/@href | //meta[@property="og:url"]/@content'):
        if full := _address(urljoin(url or "", address.strip())):
            return full
    return None
