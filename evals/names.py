"""When two names mean the same actor, and two units the same unit."""

from collections.abc import Iterable
from functools import lru_cache

from evals.words import stem, tokens

_ARTICLES = frozenset({"a", "an", "the"})
# After one of these a name turns to something else: "Bank of Britain" is not Britain.
_LINKS = frozenset({"of", "for", "in", "at", "from", "to", "on", "and"})
# With one of these a unit is another unit: a square kilometre is no kilometre.
_OTHER_UNIT = frozenset(stem(word) for word in ("square", "cubic", "nautical", "light", "percentage", "basis", "per"))


def same_name(given: str | None, gold: str | None, aliases: Iterable[str] = ()) -> bool:
    """Whether `given` names the actor that gold calls by a name or an alias; nobody (None) is like nobody alone.

    Case, articles and possessives do not count. A shorter form counts where it ends in the same word ("Blinken", "Antony Blinken"),
    and no part of it was cut at "of" or the like. All else needs an alias: the scorer knows no geography.
    """
    if given is None or gold is None:
        return given is gold
    return any(_same(_parts(given), _parts(name)) for name in (gold, *aliases))


def same_unit(given: str | None, gold: str | None, aliases: Iterable[str] = ()) -> bool:
    """Whether two units are one: the same words, or the same counted noun with more said of it ("council member", "member")."""
    if given is None or gold is None:
        return given is gold
    ours = _unit(given)
    return any(_same_unit(ours, _unit(name)) for name in (gold, *aliases))


@lru_cache(maxsize=65_536)
def _parts(name: str) -> tuple[str, ...]:
    return tuple(word for word in (stem(token) for token in tokens(name)) if word not in _ARTICLES)


def _same(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    if a == b:
        return bool(a)
    short, long = sorted((a, b), key=len)
    if not short or short[-1] != long[-1] or not set(short) <= set(long):
        return False
    return len(short) > 1 or not _LINKS & set(long)


@lru_cache(maxsize=65_536)
def _unit(name: str) -> tuple[str, ...]:
    return tuple(
        word for token in tokens(name.replace("_", " ").replace("-", " ")) if (word := stem(token.replace(",", ""))) not in _ARTICLES
    )


def _same_unit(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    if not a or not b:
        return False
    return a == b or (a[-1] == b[-1] and not (set(a) ^ set(b)) & (_OTHER_UNIT | _LINKS) and (set(a) <= set(b) or set(b) <= set(a)))
