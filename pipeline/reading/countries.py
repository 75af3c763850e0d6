"""Which country a story is set in: ambiguous signs of money follow it."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cached_property
from itertools import chain, groupby

from pipeline import lexicons

# "KARACHI:", "PORT OF SPAIN, March 3 —": where a dateline may stand, in characters, and its words.
_DATELINES = 1_000
_CAPITALS = re.compile(r"\b[A-Z]{4,}(?: [A-Z]{4,})*\b")
# "CHARLOTTE, N.C. —" says more than names further down: it counts as often as so many of them.
_OPENING = re.compile(r"^[^\n–—]{3,60} [–—]", re.MULTILINE)
_SET_IN = 5
# "(£398m; $768m)"
_CONVERTED = re.compile(r"\([^()]{0,40}(?:[£€][^()]{0,40}\$|\$[^()]{0,40}[£€])")

# Dollars with and without letters that say whose they are.
_PREFIXED = re.compile(r"(?<![\w$])[A-Z][A-Za-z]{0,2}\$(?=\d)")
_BARE = re.compile(r"(?<![\w])\$(?=\d)")


_SHARED = frozenset({"lakh", "crore"})


class Countries:
    """Which country a story is set in, as far as ambiguous signs of money need it."""

    def __init__(self, text: str) -> None:
        self._text = text

    @cached_property
    def _counts(self) -> Counter[str]:
        # The first pages tell; a longer look would cost more than it finds.
        names, domains = _country_names(), _units().table("domains")
        named = (names[match.group()] for match in _country_pattern().finditer(self._text, 0, 20_000))
        linked = (domains[match[1]] for match in _domain_pattern().finditer(self._text, 0, 20_000))
        datelines = (words.title() for words in _CAPITALS.findall(self._text, 0, _DATELINES))
        counts = Counter(chain(named, linked, (names[place] for place in datelines if place in names)))
        if (opening := _OPENING.search(self._text, 0, _DATELINES)) is not None:
            counts.update({names[match.group()]: _SET_IN for match in _country_pattern().finditer(opening.group())})
        return counts

    @cached_property
    def _named(self) -> Counter[str]:
        """The countries without the words that several share: lakhs and crores are counted in Pakistan and Nepal as in India."""
        shared = sum(1 for match in _country_pattern().finditer(self._text, 0, 20_000) if match.group() in _SHARED)
        return self._counts - Counter({"INR": shared})

    @cached_property
    def _pounds_are_money(self) -> bool:
        sterling = sum(self._counts[code] for code in _units().table("choices")["£"])
        return "£" in self._text or sterling > self._counts["USD"] + self._counts["CAD"]

    @cached_property
    def _printed(self) -> str | None:
        """The currency whose prefix the article prints with most dollars ("A$11.40"): the bare ones beside them are the same."""
        signs = _units().table("signs")
        prefixes = (signs.get(match.group()) for match in _PREFIXED.finditer(self._text, 0, 20_000))
        prefixed = Counter(code for code in prefixes if code in _units().table("choices")["$"] and code != "USD")
        most = prefixed.most_common(1)
        return most[0][0] if most and most[0][1] > len(_BARE.findall(self._text, 0, 20_000)) else None

    def code(self, currency: str) -> str:
        """The ISO code that a sign or name stands for in this story; what is no ambiguous name comes back as it is."""
        if currency == "pound":  # of money where the story has any, else of weight
            return self.code("£") if self._pounds_are_money else "pound"
        choices: Sequence[str] | None = _units().table("choices").get(currency)
        if not choices:
            return currency
        if currency == "Rs" and (named := [code for code in choices if self._named[code]]):
            return max(named, key=lambda code: (self._named[code], -choices.index(code)))
        if currency in {"$", "¢"} and self._printed is not None:
            return self._printed
        best = max(choices, key=lambda code: (self._counts[code], -choices.index(code)))
        return "USD" if currency == "$" and self._is_abroad(best) else best

    def _is_abroad(self, code: str) -> bool:
        """Whether a story is set elsewhere than where a currency is used: there a bare "$" is no Canadian one.

        Another country is named more than twice as often, or the story goes round many; sums in brackets beside pounds or euros are
        mostly in US dollars.
        """
        own, all_ = self._counts[code], self._counts.total()
        others = max(self._counts.values(), default=0)
        return others > 2 * own or all_ > (2 if _CONVERTED.search(self._text) else 3) * own


@lexicons.cached
def _country_names() -> Mapping[str, str]:
    return {name: code for group in ("countries", "elsewhere") for code, names in _units().table(group).items() for name in names}


@lexicons.cached
def _country_pattern() -> re.Pattern[str]:
    # One branch for each first letter: a word is tried against the few names that share its own. The letter stands before the look
    # behind it, since only a pattern that starts with letters is searched for by them.
    names = groupby(sorted(_country_names()), key=lambda name: name[0])
    branches = "|".join(
        rf"{re.escape(letter)}(?<!\w{re.escape(letter)}){lexicons.alternation(name[1:] for name in own)}" for letter, own in names
    )
    return re.compile(rf"(?:{branches})(?!\w)")


@lexicons.cached
def _domain_pattern() -> re.Pattern[str]:
    return re.compile(rf"\.(?<=[a-z]\.)({'|'.join(_units().table('domains'))})(?!\.?\w)")


@lexicons.cached
def _units() -> lexicons.Lexicon:
    return lexicons.load("units")
