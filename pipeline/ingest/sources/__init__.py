"""Where articles come from; each source is a module that yields items: an article, or an InputError that names what was wrong and where."""

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Literal, TypeAlias, get_args

from pipeline.errors import ArticleNotFound, ArticleTooLarge, ConfigurationError, InputError
from pipeline.ingest.items import Found, Item, Unread
from pipeline.ingest.sources.compressed import decompressed, open_compressed
from pipeline.ingest.sources.files import read_stream
from pipeline.ingest.sources.jsonl import FIELDS, JsonLines

if TYPE_CHECKING:
    from pipeline.ingest.sources.web import Link

Form: TypeAlias = Literal["jsonl", "text", "html", "warc", "feed", "urls"]

_SUFFIXES: Mapping[str, Form] = {
    **{".jsonl": "jsonl", ".ndjson": "jsonl", ".txt": "text", ".text": "text", ".html": "html", ".htm": "html", ".xhtml": "html"},
    **{".warc": "warc", ".rss": "feed", ".atom": "feed", ".urls": "urls"},
}
_COMPRESSED = frozenset({".gz", ".zst", ".zstd"})
_MOST_COUNTED_BYTES = 4_000_000_000


@dataclass(frozen=True)
class SourceOptions:
    """How sources are read.

    form: what they hold, where their names do not tell. fields: see JsonLines. language: of articles that name none. allow_private: fetch
    from addresses that are not public. is_done: ids of articles that need not be fetched again.
    """

    max_bytes: int = 10_000_000
    form: Form | None = None
    fields: Mapping[str, str] = field(default_factory=dict)
    encoding: str = "utf-8"
    language: str | None = None
    allow_private: bool = False
    is_done: Callable[[str], bool] = lambda _: False

    def __post_init__(self) -> None:
        if unknown := set(self.fields) - set(FIELDS):
            raise ConfigurationError(f"There is no field {min(unknown)!r}.", f"Choose among: {', '.join(FIELDS)}.")


def items_of(sources: Sequence[str], options: SourceOptions) -> Iterator[Item]:
    """The items of all sources: first what is on this machine, one source after the other, then addresses, several hosts at once.

    A source that cannot be read is an item with its error.
    """
    local = [source for source in sources if not is_url(source)]
    for source in local:
        try:
            for item in _items(source, options):
                yield _in_language(item, options.language)
        except InputError as error:
            yield Unread(source, error)
    for item in _web((source for source in sources if is_url(source)), options):
        yield _in_language(item, options.language)


def check_sources(sources: Sequence[str], options: SourceOptions) -> None:
    """ConfigurationError where it cannot be told what a source holds: better before the work than in the middle of it."""
    for source in sources:
        if not is_url(source) and not Path(source).is_dir():
            form_of(source, options)


def count_of(sources: Sequence[str], options: SourceOptions) -> int | None:
    """How many items the sources hold, for a guess at the time that is left; None where telling would mean to read them.

    Counted are lines of rows and files of folders on this machine, up to a size that takes a second or two.
    """
    files: list[Path] = []
    for source in sources:
        path = Path(source)
        if is_url(source) or not path.exists():
            return None
        files += [one for one in path.rglob("*") if one.is_file() and (options.form or _is_known(one))] if path.is_dir() else [path]
    forms = [(file, form_of(str(file), options)) for file in files]
    rows = [file for file, form in forms if form == "jsonl"]
    if any(form not in ("jsonl", "text", "html") for _, form in forms) or any(file.suffix in _COMPRESSED for file in rows):
        return None
    if sum(file.stat().st_size for file in rows) > _MOST_COUNTED_BYTES:
        return None
    return len(files) - len(rows) + sum(_lines_in(file) for file in rows)


def _lines_in(path: Path) -> int:
    with path.open("rb") as file:
        return sum(block.count(b"\n") for block in iter(lambda: file.read(1 << 20), b""))


def is_url(source: str) -> bool:
    """Whether a source is an address of the web."""
    return source.startswith(("http://", "https://"))


def form_of(name: str, options: SourceOptions) -> Form:
    """What a source holds: as it was told, else by its suffix. ConfigurationError where neither tells."""
    path = Path(name)
    suffix = Path(path.stem).suffix if path.suffix in _COMPRESSED else path.suffix
    form = options.form or _SUFFIXES.get(suffix.lower())
    if form is None and name == "-":
        return "jsonl"
    if form is None:
        raise ConfigurationError(f"{name}: what it holds cannot be told from its name.", f"Say it by --from: {', '.join(get_args(Form))}.")
    return form


def _items(source: str, options: SourceOptions) -> Iterator[Item]:
    if source == "-":
        return _READERS[form_of(source, options)](decompressed(sys.stdin.buffer), "standard input", None, options)
    path = Path(source)
    if path.is_dir():
        return _folder(path, options)
    return _file(path, options)


def _folder(folder: Path, options: SourceOptions) -> Iterator[Item]:
    """The files of a folder and those below it, by name; what no reader knows is left alone."""
    files = [path for path in sorted(folder.rglob("*")) if path.is_file() and not path.name.startswith(".")]
    known = [path for path in files if options.form or _is_known(path)]
    if not known:
        raise ArticleNotFound(f"{folder} holds no file that can be read.", f"Known are: {', '.join(_SUFFIXES)}; or say it by --from.")
    for path in known:
        try:
            yield from _file(path, options)
        except InputError as error:
            yield Unread(str(path), error)


def _is_known(path: Path) -> bool:
    suffix = Path(path.stem).suffix if path.suffix in _COMPRESSED else path.suffix
    return suffix.lower() in _SUFFIXES


def _file(path: Path, options: SourceOptions) -> Iterator[Item]:
    form = form_of(str(path), options)
    # Each record of an archive is packed on its own, and its reader needs to see where one ends.
    with open_compressed(path, keep_gzip=form == "warc") as stream:
        yield from _READERS[form](stream, str(path), path.name, options)


def _jsonl(stream: BinaryIO, where: str, source: str | None, options: SourceOptions) -> Iterator[Item]:
    return iter(JsonLines(stream, where, max_bytes=options.max_bytes, fields=options.fields, source=source))


def _text(stream: BinaryIO, where: str, source: str | None, options: SourceOptions) -> Iterator[Item]:
    yield Found(where, read_stream(stream, source, where, max_bytes=options.max_bytes, encoding=options.encoding))


def _html(stream: BinaryIO, where: str, source: str | None, options: SourceOptions) -> Iterator[Item]:
    from pipeline.ingest.sources.html import article_of_page  # noqa: PLC0415 - brings an extra

    yield Found(where, article_of_page(_content(stream, where, options), where, fallback={"source": source}))


def _warc(stream: BinaryIO, where: str, source: str | None, options: SourceOptions) -> Iterator[Item]:
    from pipeline.ingest.sources.warc import warc_items  # noqa: PLC0415 - brings an extra

    return warc_items(stream, where, max_bytes=options.max_bytes)


def _feed(stream: BinaryIO, where: str, source: str | None, options: SourceOptions) -> Iterator[Item]:
    from pipeline.ingest.sources.web import feed_links  # noqa: PLC0415 - brings an extra

    return _web(feed_links(_content(stream, where, options), where), options)


def _urls(stream: BinaryIO, where: str, source: str | None, options: SourceOptions) -> Iterator[Item]:
    """A list of addresses, one per line; lines that start with # are remarks."""
    lines = (line.decode("utf-8", "replace").strip() for line in stream)
    return _web((line for line in lines if line and not line.startswith("#")), options)


def _web(links: "Iterable[str | Link]", options: SourceOptions) -> Iterator[Item]:
    first = next(iter_links := iter(links), None)
    if first is None:
        return
    from pipeline.ingest.sources.fetch import Fetcher, FetchLimits  # noqa: PLC0415 - only where something is fetched
    from pipeline.ingest.sources.web import web_items  # noqa: PLC0415 - as above

    with Fetcher(FetchLimits(max_bytes=options.max_bytes, allow_private=options.allow_private)) as fetcher:
        yield from web_items(chain([first], iter_links), fetcher, options.is_done)


def _content(stream: BinaryIO, where: str, options: SourceOptions) -> bytes:
    content = stream.read(options.max_bytes + 1)
    if len(content) > options.max_bytes:
        raise ArticleTooLarge(f"{where} is larger than {options.max_bytes:,} bytes.", "Raise NUTGRAF_MAX_ARTICLE_BYTES.")
    return content


def _in_language(item: Item, language: str | None) -> Item:
    if language is None or not isinstance(item, Found) or item.article.language:
        return item
    return Found(item.where, item.article.model_copy(update={"language": language}))


_READERS: Mapping[Form, Callable[[BinaryIO, str, str | None, SourceOptions], Iterator[Item]]] = {
    "jsonl": _jsonl,
    "text": _text,
    "html": _html,
    "warc": _warc,
    "feed": _feed,
    "urls": _urls,
}
