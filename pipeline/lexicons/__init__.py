"""Word lists as TOML, one file per subject, each group with a comment that says why it is there.

A user adds words without touching code: a folder with a file of the same name and groups of the same names, passed as `extra`, or in use
inside `with extended(folder):`. Lists grow by the user's entries; tables are updated by them.
"""

import re
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache, wraps
from importlib import resources
from pathlib import Path
from types import MappingProxyType
from typing import Any, ParamSpec, TypeAlias, TypeVar, cast

from pipeline.errors import ConfigurationError

P = ParamSpec("P")
T = TypeVar("T")

_FOLDER: ContextVar[Path | None] = ContextVar("folder of the user's lexicons", default=None)


class Lexicon:
    """The groups of one file: lists of words or phrases, and tables from word to label."""

    def __init__(self, name: str, groups: Mapping[str, Any]) -> None:
        self.name = name
        self._groups = groups

    def words(self, group: str) -> frozenset[str]:
        """The words of a list. KeyError where there is no such group."""
        return frozenset(self._groups[group])

    def table(self, group: str) -> Mapping[str, Any]:
        """A table from word to label. KeyError where there is no such group."""
        return MappingProxyType(self._groups[group])

    def pattern(self, group: str) -> str:
        """A regular expression that matches any entry of a list or any key of a table, longest first."""
        return alternation(self._groups[group])


def alternation(phrases: Iterable[str]) -> str:
    """A regular expression for any of the phrases, longest first; a blank matches any run of blanks and tabs.

    Phrases share their beginnings (a trie), so that a text is not compared with each of hundreds of them at every place.
    """
    trie: _Trie = {}
    for phrase in phrases:
        node = trie
        for letter in _BLANKS.sub(" ", phrase):
            node = node.setdefault(letter, {})
        node[_END] = {}
    return f"(?:{_alternatives(trie)})"


_Trie: TypeAlias = "dict[str, _Trie]"
_BLANKS = re.compile(r" +")
_END = ""


def _alternatives(node: _Trie) -> str:
    """What can follow at a place of the trie, as one expression."""
    ways = [_letter(letter) + _alternatives(rest) for letter, rest in sorted(node.items()) if letter != _END]
    if not ways:
        return ""
    together = ways[0] if len(ways) == 1 and _END not in node else f"(?:{'|'.join(ways)})"
    return f"{together}?" if _END in node else together


def _letter(letter: str) -> str:
    return r"[ \t\u00a0\u202f]+" if letter == " " else re.escape(letter)


def load(name: str, extra: Path | None = None) -> Lexicon:
    """The lexicon with that name, read once. `extra` is a folder with the user's additions; the one in use where None.

    ConfigurationError where the user's file is not TOML, or has a group that the shipped file lacks or that is of another kind.
    """
    return _loaded(name, extra or _FOLDER.get())


@contextmanager
def extended(folder: Path | None) -> Iterator[None]:
    """Inside, every lexicon has the additions of a folder; None leaves all as it is."""
    token = _FOLDER.set(folder or _FOLDER.get())
    try:
        yield
    finally:
        _FOLDER.reset(token)


def cached(build: Callable[P, T]) -> Callable[P, T]:
    """Keeps what a function builds from lexicons, for each folder of additions apart. Arguments are positional and hashable."""
    unfoldered: Callable[..., T] = build
    kept = cache(lambda _folder, *args: unfoldered(*args))

    @wraps(build)
    def once(*args: Any) -> T:  # no **kwargs: an empty one would be made on every call, of which an article makes hundreds
        return kept(_FOLDER.get(), *args)

    return cast("Callable[P, T]", once)


@cache
def _loaded(name: str, extra: Path | None) -> Lexicon:
    shipped = tomllib.loads((resources.files(__package__) / f"{name}.toml").read_text(encoding="utf-8"))
    if extra is not None and (added := extra / f"{name}.toml").is_file():
        _add(shipped, _parsed(added), added)
    return Lexicon(name, shipped)


def _parsed(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ConfigurationError(f"{file}: {error}.", "Mend the file, or leave the folder out.") from error


def _add(groups: dict[str, Any], additions: dict[str, Any], file: Path) -> None:
    for group, entries in additions.items():
        if group not in groups:
            raise ConfigurationError(f"{file}: unknown group {group!r}.", f"Known groups: {', '.join(groups)}.")
        groups[group] = _joined(groups[group], entries, f"{file}: group {group!r}")


def _joined(shipped: Any, added: Any, where: str) -> Any:
    """Lists one after the other; tables key by key, lists inside them too."""
    if isinstance(shipped, list) and isinstance(added, list):
        return [*shipped, *added]
    if isinstance(shipped, dict) and isinstance(added, dict):
        both = {
            key: _joined(shipped[key], value, f"{where}, {key!r}") for key, value in added.items() if isinstance(shipped.get(key), list)
        }
        return {**shipped, **added, **both}
    kind = "table" if isinstance(added, dict) else "list"
    raise ConfigurationError(f"{where} is not a {kind}.", "Write it as the shipped file does.")
