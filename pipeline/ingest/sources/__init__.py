"""Where articles come from; each source is a module that yields items: an article, or an InputError that names what was wrong and where."""

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, TypeAlias, get_args

from pipeline.errors import ArticleNotFound, ConfigurationError, InputError
from pipeline.ingest.items import Found, Item, Unread
from pipeline.ingest.sources.compressed import decompressed, open_compressed
from pipeline.ingest.sources.files import read_file
from pipeline.ingest.sources.jsonl import FIELDS, JsonLines

Form: TypeAlias = Literal["jsonl", "text"]

_SUFFIXES: Mapping[str, Form] = {".jsonl": "jsonl", ".ndjson": "jsonl", ".txt": "text", ".text": "text"}
_COMPRESSED = frozenset({".gz", ".zst", ".zstd"})


@dataclass(frozen=True)
class SourceOptions:
    """How sources are read. form: what they hold, where their names do not tell. fields: see JsonLines. language: of all articles."""

    max_bytes: int = 10_000_000
    form: Form | None = None
    fields: Mapping[str, str] = field(default_factory=dict)
    encoding: str = "utf-8"
    language: str | None = None

    def __post_init__(self) -> None:
        if unknown := set(self.fields) - set(FIELDS):
            raise ConfigurationError(f"There is no field {min(unknown)!r}.", f"Choose among: {', '.join(FIELDS)}.")


def items_of(sources: Sequence[str], options: SourceOptions) -> Iterator[Item]:
    """The items of all sources, one source after the other. A source that cannot be read is an item with its error."""
    for source in sources:
        try:
            for item in _items(source, options):
                yield _in_language(item, options.language)
        except InputError as error:
            yield Unread(source, error)


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
        stream = decompressed(sys.stdin.buffer)
        return iter(JsonLines(stream, "standard input", max_bytes=options.max_bytes, fields=options.fields))
    path = Path(source)
    if path.is_dir():
        return _folder(path, options)
    return _READERS[form_of(source, options)](path, options)


def _folder(folder: Path, options: SourceOptions) -> Iterator[Item]:
    """The files of a folder and those below it, by name; what no reader knows is left alone."""
    files = [path for path in sorted(folder.rglob("*")) if path.is_file() and not path.name.startswith(".")]
    known = [path for path in files if options.form or _SUFFIXES.get(path.suffix.lower())]
    if not known:
        raise ArticleNotFound(f"{folder} holds no file that can be read.", f"Known are: {', '.join(_SUFFIXES)}; or say it by --from.")
    for path in known:
        yield from _READERS[form_of(str(path), options)](path, options)


def _jsonl(path: Path, options: SourceOptions) -> Iterator[Item]:
    if not path.exists():
        raise ArticleNotFound(f"{path}: no such file.", "Check the path; - reads standard input.")
    with open_compressed(path) as stream:
        yield from JsonLines(stream, str(path), max_bytes=options.max_bytes, fields=options.fields, source=path.name)


def _text(path: Path, options: SourceOptions) -> Iterator[Item]:
    try:
        yield Found(str(path), read_file(path, max_bytes=options.max_bytes, encoding=options.encoding))
    except InputError as error:
        yield Unread(str(path), error)


def _in_language(item: Item, language: str | None) -> Item:
    if language is None or isinstance(item, Unread) or item.article.language:
        return item
    return Found(item.where, item.article.model_copy(update={"language": language}))


_READERS: Mapping[Form, Callable[[Path, SourceOptions], Iterator[Item]]] = {"jsonl": _jsonl, "text": _text}
