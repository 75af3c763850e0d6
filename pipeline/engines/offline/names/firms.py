"""Which of a story's bodies "the company", "the bank" or "the airline" may stand for: one whose kind fits, else none."""

from collections import Counter
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass

from pipeline.lexicons import load

_NAMES = load("names")
_FIRMS, _PUBLIC = _NAMES.words("firms"), _NAMES.words("public")
_ANY_FIRM = _NAMES.words("any_firm")
_COUNTRIES, _CAPITALS = _NAMES.words("countries"), frozenset(_NAMES.table("capitals"))
# A relief group or a charity is no company.
_UNPAID = frozenset({"group", "charity"})
_SMALL = frozenset({"of", "and", "&", "plc"})
# A story is about one body where that is named this many times as often as any other.
_LEAD = 2


@dataclass(frozen=True, slots=True)
class Firms:
    """The names of a story that may be a firm's, how often each occurs, and what the story calls them."""

    counts: Mapping[str, int]
    kinds: Mapping[str, Set[str]]

    def fitting(self, noun: str) -> list[str]:
        """Names that the story introduced by the noun or that have it in them; for "the company" by any noun for a firm."""
        wanted = {noun} | (_FIRMS - _UNPAID if noun in _ANY_FIRM else frozenset())
        return [name for name in self.counts if self._kinds_of(name) & wanted]

    def only(self, noun: str) -> str | None:
        """The body that the story is about, unless something says that it is of another kind."""
        stems: Counter[str] = Counter()
        for name, count in self.counts.items():
            stems[name.split(maxsplit=1)[0]] += count
        ranked = stems.most_common(2)
        if not ranked or (len(ranked) > 1 and ranked[0][1] < _LEAD * ranked[1][1]):
            return None
        name = max((name for name in self.counts if name.split(maxsplit=1)[0] == ranked[0][0]), key=len)
        kinds = self._kinds_of(name) & _FIRMS
        if noun in kinds:
            return name
        return None if kinds & _UNPAID or (kinds - _ANY_FIRM and noun not in _ANY_FIRM) else name

    def _kinds_of(self, name: str) -> set[str]:
        """A longer and a shorter form of one name share their kinds."""
        first = name.split(maxsplit=1)[0]
        return {kind for other, kinds in self.kinds.items() if other.split(maxsplit=1)[0] == first for kind in kinds}


def may_be_firm(name: str) -> bool:
    """Whether all words are a name's, and none shows a public body or a country."""
    words = name.split()
    return (
        bool(words)
        and all(word[0].isupper() or word in _SMALL for word in words)
        and not any(word.lower() in _PUBLIC for word in words)
        and name.lower() not in _COUNTRIES | _CAPITALS
    )


def firms(mentions: Iterable[tuple[str, Set[str], bool]]) -> Firms:
    """From all mentions of bodies: the name, the nouns beside it, and whether it is where something is ("in Leeds")."""
    counts: Counter[str] = Counter()
    kinds: dict[str, set[str]] = {}
    places: set[str] = set()
    for name, nouns, place in mentions:
        counts[name] += 1
        kinds.setdefault(name, set()).update(nouns, name.lower().split())
        if place:
            places.add(name)
    called = {name for name, nouns in kinds.items() if nouns & _FIRMS}
    kept = {name: count for name, count in counts.items() if may_be_firm(name) and (name in called or name not in places)}
    return Firms(kept, {name: kinds[name] for name in kept})
