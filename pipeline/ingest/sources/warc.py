"""WARC files -> Articles: the HTML responses in them, one at a time."""

from collections.abc import Iterator
from typing import Any, BinaryIO

from pipeline.errors import ArticleTooLarge, BadRecord, InputError, MissingExtra
from pipeline.ingest.items import Found, Item, Unread
from pipeline.ingest.sources.compressed import is_damage
from pipeline.ingest.sources.html import article_of_page

_HTML = ("text/html", "application/xhtml+xml")


def warc_items(stream: BinaryIO, where: str, *, max_bytes: int) -> Iterator[Item]:
    """The articles of an archive; their id is the address that they were fetched from. Other records are passed over."""
    try:
        from warcio.archiveiterator import ArchiveIterator  # noqa: PLC0415 - an extra
        from warcio.exceptions import ArchiveLoadFailed  # noqa: PLC0415
    except ImportError:
        raise MissingExtra("WARC files need a library that is not installed.", "pip install 'nutgraf[ingest]'") from None
    count = 0
    try:
        for record in ArchiveIterator(stream):
            count += 1
            if _is_page(record):
                yield _item(record, where, max_bytes)
    except Exception as error:
        if not isinstance(error, ArchiveLoadFailed) and not is_damage(error):
            raise
        said = " ".join(str(error).split())[:120]
        yield Unread(f"{where}#{count + 1}", BadRecord(f"{where} breaks off after record {count} ({said}).", "Fetch the archive again."))


def _is_page(record: Any) -> bool:
    if record.rec_type != "response" or record.http_headers is None or record.http_headers.get_statuscode() != "200":
        return False
    return str(record.http_headers.get_header("Content-Type", "")).lower().startswith(_HTML)


def _item(record: Any, where: str, max_bytes: int) -> Item:
    url = str(record.rec_headers.get_header("WARC-Target-URI", "")).strip("<>")
    place = f"{where}#{url}"
    try:
        content = record.content_stream().read(max_bytes + 1)
        if len(content) > max_bytes:
            raise ArticleTooLarge(f"{place} is larger than {max_bytes:,} bytes.", "Raise NUTGRAF_MAX_ARTICLE_BYTES.")
        if getattr(record.raw_stream, "limit", 0):  # the library takes what is left of a record for the whole
            raise BadRecord(f"{place} is cut off.", "Fetch the archive again.")
        return Found(place, article_of_page(content, place, url=url or None, id=url or None))
    except InputError as error:
        return Unread(place, error)
