"""Units: currencies, shares, measures, counted nouns, and what a rate is per."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from fractions import Fraction
from functools import cached_property
from itertools import chain, groupby
from typing import Literal, NamedTuple, TypeAlias

from pipeline import lexicons
from pipeline.reading.numerals import Token, glued, tokens_of

Family: TypeAlias = Literal["money", "share", "measure", "count"]

HYPHENS = "-‑"
# A noun phrase after a number has at most this many words before its noun.
_MOST_MODIFIERS = 4


class Unit(NamedTuple):
    """A unit and where it ends (half-open, in tokens). `factor` brings the number to base units: a penny is 1/100 GBP."""

    last: int
    name: str
    family: Family
    factor: Fraction = Fraction(1)
    per: str | None = None


# "KARACHI:", "PORT OF SPAIN, March 3 —": where a dateline may stand, in characters, and its words.
_DATELINES = 1_000
_CAPITALS = re.compile(r"\b[A-Z]{4,}(?: [A-Z]{4,})*\b")


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
        return Counter(chain(named, linked, (names[place] for place in datelines if place in names)))

    @cached_property
    def _pounds_are_money(self) -> bool:
        sterling = sum(self._counts[code] for code in _units().table("choices")["£"])
        return "£" in self._text or sterling > self._counts["USD"] + self._counts["CAD"]

    def code(self, currency: str) -> str:
        """The ISO code that a sign or name stands for in this story; what is no ambiguous name comes back as it is."""
        if currency == "pound":  # of money where the story has any, else of weight
            return self.code("£") if self._pounds_are_money else "pound"
        choices: Sequence[str] | None = _units().table("choices").get(currency)
        if not choices:
            return currency
        return max(choices, key=lambda code: (self._counts[code], -choices.index(code)))


def currency_named(word: str) -> str | None:
    """The currency that a word names, or None."""
    found = _phrases().get(word)
    return found.name if found is not None and found.family == "money" and found.factor == 1 else None


def money_before(tokens: Sequence[Token], index: int) -> tuple[int, str] | None:
    """The sign or code before an amount: where it starts, and the currency as printed ("US$", "Rs", "EUR")."""
    at = index
    if at >= 2 and tokens[at - 1].text == "." and tokens[at - 2].text in {"Rs", "Sh", "Rp"}:
        at -= 1
    if not at or tokens[at - 1].text not in _sign_ends():
        return None
    signs = _units().table("signs")
    for length in (3, 2, 1):
        first = at - length
        if first < 0 or not (all(glued(tokens, i) for i in range(first + 1, at)) or _is_spaced_sign(tokens, first, at)):
            continue
        sign = "".join(token.text for token in tokens[first:at])
        code = signs.get(sign) or next((code for code in (sign, sign.removesuffix("$").upper()) if code in _codes()), None)
        if code is None or (sign.isalpha() and glued(tokens, first) and tokens[first - 1].text not in "([“\"'‘–—-/"):
            continue
        if sign == "US" and not (index + 1 < len(tokens) and tokens[index + 1].lower in {"¢", "c", "cents"}):
            continue
        if len(sign) == 1 and sign.isalpha() and not _looks_like_money(tokens, index):
            continue
        return first, code
    return None


def _is_spaced_sign(tokens: Sequence[Token], first: int, last: int) -> bool:
    """ "US $5 million", "C $16.4": the letters of a sign with a blank behind them; not "in the US $5 million was spent"."""
    return (
        last - first == 2
        and tokens[last - 1].text == "$"
        and tokens[first].text.isupper()
        and not (first and tokens[first - 1].lower == "the")
    )


@lexicons.cached
def _sign_ends() -> frozenset[str]:
    """The last tokens of the signs and codes of money: after most words no sign need be looked for."""
    return frozenset(tokens_of(sign, 0, len(sign))[-1].text for sign in {*_units().table("signs"), *_codes()})


def _looks_like_money(tokens: Sequence[Token], index: int) -> bool:
    """ "R500 million" and "R1,200", not "N95" or "K2": a letter is a sign of money only before an amount with a magnitude or separator."""
    if not glued(tokens, index):
        return False
    letter = tokens[index - 1].text
    places = [at for at in range(1, len(tokens)) if tokens[at].is_digits and tokens[at - 1].text == letter and glued(tokens, at)]
    return any(_is_sum(tokens, at) for at in (index, *places))


def _is_sum(tokens: Sequence[Token], index: int) -> bool:
    """Whether a number has a magnitude, a separator, or a denominator: "500 million", "1,200", "945 a litre"."""
    powers = lexicons.load("numerals")
    after = tokens[index + 1].lower if index + 1 < len(tokens) else ""
    large = after in powers.table("powers") or after in powers.table("short_powers")
    rate = after in {"a", "an", "per"} and _noun_of_rate(tokens, index + 2, any_noun=False, family="money") is not None
    return large or rate or "," in tokens[index].text or "." in tokens[index].text


def unit_after(tokens: Sequence[Token], index: int, *, digits: bool, single: bool) -> Unit | None:
    """The unit that starts at a token, before counted nouns are looked for.

    digits: the number is in digits, so that "5 m" can be metres. single: the number is 1.
    """
    if digits and index < len(tokens) and glued(tokens, index) and tokens[index].text in {"C", "F"}:  # "15C"; "85c" is cents
        return Unit(index + 1, "degree Celsius" if tokens[index].text == "C" else "degree Fahrenheit", "measure")
    if index >= len(tokens):
        return None
    if (sign := _signs_alone().get(tokens[index].text)) is not None and not _opens_amount(tokens, index):  # "10 $", "10€"
        return Unit(index + 1, sign, "money")
    if tokens[index].lower not in _first_words():
        return None
    for length in (4, 3, 2, 1):
        words, last = _phrase(tokens, index, length)
        if words is None:
            continue
        unit = _named(words, last)
        if any(token.is_digits and not glued(tokens, at) for at, token in enumerate(tokens[index:last], index)):
            continue  # "m2" is no "m 2"
        if unit is None or (len(words) <= 2 and words.isalpha() and not digits):
            continue
        if length == 1 and unit.family == "money" and words in _units().table("codes")["words"] and tokens[index].text.islower():
            continue  # "88 all out" has no Albanian lek
        stands_apart = not (glued(tokens, index) and tokens[index - 1].is_digits)
        if (len(words) == 1 or words == "in") and words.isalpha() and stands_apart and not _is_symbol(tokens, index):
            continue
        if words in {"second", "quarter"} and not single and not _after_hyphen(tokens, index):
            continue
        return unit
    return None


# What may follow the symbol of a unit that a blank parts from its number; before a noun "m" is a million.
_BEHIND_SYMBOLS = frozenset(
    {"high", "long", "wide", "deep", "tall", "thick", "of", "and", "or", "to", "by", "x", "in", "from", "away", "above", "below", "per",
     "a", "apart", "each", "on", "at", "for", "with", "than", "but", "more", "across"}
)  # fmt: skip


def _is_symbol(tokens: Sequence[Token], index: int) -> bool:
    """ "12 m long", "5 g of salt": a symbol of SI, printed as such."""
    after = tokens[index + 1] if index + 1 < len(tokens) else None
    return tokens[index].text in {"m", "g", "l", "t"} and (after is None or not after.is_word or after.lower in _BEHIND_SYMBOLS)


def _opens_amount(tokens: Sequence[Token], index: int) -> bool:
    """Whether a sign of money stands before a number of its own."""
    return index + 1 < len(tokens) and tokens[index + 1].is_digits and glued(tokens, index + 1)


@lexicons.cached
def _signs_alone() -> Mapping[str, str]:
    """The signs of money that are no letters, with what they stand for."""
    return {sign: code for sign, code in _units().table("signs").items() if len(sign) == 1 and not sign.isalpha()}


def _after_hyphen(tokens: Sequence[Token], index: int) -> bool:
    return index > 0 and tokens[index - 1].text in HYPHENS


def _phrase(tokens: Sequence[Token], index: int, length: int) -> tuple[str | None, int]:
    """So many words from a token, hyphens inside them left out, and where they end."""
    words: list[str] = []
    at = index
    while at < len(tokens) and len(words) < length:
        if tokens[at].text not in HYPHENS or not words:
            words.append(tokens[at].lower)
        at += 1
    return (" ".join(words), at) if len(words) == length else (None, index)


def _named(words: str, last: int) -> Unit | None:
    if (named := _phrases().get(words)) is None:
        return None
    return named._replace(last=last)


@lexicons.cached
def _phrases() -> Mapping[str, Unit]:
    """Every spelling, as its words joined by blanks, with its unit."""
    units = _units()
    phrases: dict[str, Unit] = {}

    def add(spelling: str, unit: Unit) -> None:
        phrases.setdefault(_key(spelling), unit)

    for family, group in (("share", "shares"), ("measure", "measures")):
        for name, spellings in units.table(group).items():
            for spelling in spellings:
                add(spelling, Unit(0, name, "share" if family == "share" else "measure"))
    for spelling, (what, time) in units.table("rates").items():
        add(spelling, Unit(0, what, "measure", per=time))
    for spelling, (many, what) in units.table("spans").items():
        add(spelling, Unit(0, what, "measure", Fraction(many)))
    for group, factor in (("currencies", Fraction(1)), ("cents", Fraction(1, 100))):
        for name, code in units.table(group).items():
            for spelling in (name, f"{name}s") if len(name) > 1 else (name,):
                add(spelling, Unit(0, code, "money", factor))
    for code in _codes():
        add(code, Unit(0, code, "money"))
        add(f"m{code}", Unit(0, code, "money", Fraction(10**6)))  # "120 MEUR", as companies of the north report
    return phrases


@lexicons.cached
def _first_words() -> frozenset[str]:
    return frozenset(words.split(" ", 1)[0] for words in _phrases())


def _key(spelling: str) -> str:
    return " ".join(token.lower for token in tokens_of(spelling, 0, len(spelling)) if token.text not in HYPHENS)


def counted_noun(tokens: Sequence[Token], index: int, *, single: bool) -> Unit | None:
    """The noun that a number counts: the head of the phrase that starts at a token, singular.

    "metered customers of" counts customers, "wind farms in" farms, "people dead" people. None where no plural comes before the phrase ends.
    """
    at = index
    if at + 1 < len(tokens) and tokens[at].text in "‘“\"'" and tokens[at + 1].is_word:
        at += 1
    best: Unit | None = None
    for modifiers in range(_MOST_MODIFIERS + 1):
        while at < len(tokens) and tokens[at].text in HYPHENS and glued(tokens, at):
            at += 1
        if at >= len(tokens) or not tokens[at].is_word:
            break
        word = tokens[at].lower
        if modifiers and best is None and _joins_modifiers(tokens, at):
            at += 1  # "63 chain and estuary ferries"
            continue
        if word in _boundaries() or word == "ones" or word.endswith(("'s", "’s")):
            break
        plural = is_plural(word) or (len(word) > 2 and tokens[at].text[:-1].isupper() and tokens[at].text.endswith("s"))
        if single and modifiers == 0 and word.endswith(("ing", "ed")) and at + 1 < len(tokens) and _may_be_noun(tokens[at + 1]):
            index = at = at + 1  # "one working parent"
            word, plural = tokens[at].lower, is_plural(tokens[at].lower)
        if best is not None and (single or not (plural and word.endswith("s"))):  # "people dead": the noun was people
            break
        if best is not None and tokens[at - 1].lower == "people" and not word.endswith(("ers", "ors")):
            break  # "a town of 30,000 people needs"; "people smugglers" are counted
        if single and best is None and tokens[at].text[0].isupper() and modifiers < _MOST_MODIFIERS and _goes_on(tokens, at):
            at += 1  # "one World Series race"
            continue
        if plural or (single and (modifiers == 0 or tokens[index].text[0].isupper())):
            closed = at + 1 < len(tokens) and tokens[at + 1].text in "’”\"'" and tokens[index].text in "‘“\"'"
            text = tokens[at].text
            name = text[:-1] if text[:-1].isupper() and text.endswith("s") else singular(word)
            named = (
                tokens[at].text[0].isupper() and at > index - 1 and tokens[at].text[1:].islower() and tokens[index - 1].text[:1].islower()
            )
            best = Unit(at + 2 if closed else at + 1, name.capitalize() if named else name, "count")
            if at + 1 < len(tokens) and tokens[at + 1].text in HYPHENS:
                break
        at += 1
    return best


def _goes_on(tokens: Sequence[Token], at: int) -> bool:
    """Whether a capitalised word is no noun yet but part of a name before one: the two first of "World Series race"."""
    after = tokens[at + 1 : at + 3]
    if not after or not after[0].is_word:
        return False
    if after[0].text[0].isupper():
        return len(after) == 2 and after[1].is_word
    return tokens[at - 1].text[:1].isupper() and _may_be_noun(after[0])


def _joins_modifiers(tokens: Sequence[Token], at: int) -> bool:
    """Whether an "and" stands between two words before one plural."""
    return (
        tokens[at].lower == "and"
        and at + 2 < len(tokens)
        and _may_be_noun(tokens[at + 1])
        and not is_plural(tokens[at + 1].lower)
        and tokens[at + 2].lower.endswith("s")
        and tokens[at + 2].lower not in _boundaries()
        and is_plural(tokens[at + 2].lower)
    )


def _may_be_noun(token: Token) -> bool:
    return token.is_word and token.lower not in _boundaries() and not token.lower.endswith("ly") and len(token.lower) > 2


def is_plural(word: str) -> bool:
    """Whether a lower-case word looks like a noun in the plural."""
    if word in _plurals():
        return True
    if word in _singular_words() or len(word) < 4:
        return False
    if word.endswith("is"):  # "Israelis", "taxis"; not "crisis", "arthritis"
        return not word.endswith(("sis", "itis"))
    return (word.endswith("s") and not word.endswith(("ss", "us", "ous"))) or word.endswith(("men", "women", "children", "people"))


def singular(word: str) -> str:
    """The singular of a lower-case plural; other words come back as they are."""
    if (known := _plurals().get(word)) is not None:
        return known
    for plural, one in (("women", "woman"), ("men", "man"), ("children", "child")):
        if word.endswith(plural):
            return word.removesuffix(plural) + one
    if not is_plural(word):
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes", "zzes")):
        return word[:-2]
    return word[:-1]


def per_after(tokens: Sequence[Token], index: int, family: Family | None) -> tuple[int, str | None]:
    """The denominator that starts at a token, and where it ends: "a barrel", "per 100,000 people", "for every litre".

    After "a" and "an" only the nouns of the lexicon make a rate, since "gave five people a prize" is none.
    "each" ends a span without a name.
    """
    names: list[str] = []
    at = index
    while (found := _one_per(tokens, at, family)) is not None:
        at, name = found
        names.append(name)
    if not names and at < len(tokens) and tokens[at].lower in {"each", "apiece"} and family == "money":
        return at + 1, None
    return at, " per ".join(names) or None


# What most often stands behind an amount, and opens no denominator.
_NO_RATES = frozenset({",", ".", ")", "(", "of", "and", "”", "'", "’", "-", "–", ";", "said", "who", "that", "was", "were", "is", "are"})


def _one_per(tokens: Sequence[Token], index: int, family: Family | None) -> tuple[int, str] | None:
    at = index
    while at < len(tokens) and tokens[at].text in HYPHENS and glued(tokens, at):
        at += 1
    words = [token.lower for token in tokens[at : at + 2]]
    if not words or words[0] in _NO_RATES:
        return None
    adverbs = _units().table("adverbs")
    if " ".join(words) in adverbs:
        return at + 2, adverbs[" ".join(words)]
    if words[0] in adverbs and (family != "count" or at == index):
        describes = family is None and len(words) > 1 and (words[1] in {"and", "or"} or _may_be_noun(tokens[at + 1]))
        return None if describes else (at + 1, adverbs[words[0]])  # "640 hourly and 85 salaried workers"
    if words[0] in {"a", "an"}:
        after = tokens[at + 2].lower if at + 2 < len(tokens) else ""
        if after in {"ago", "earlier", "later"} or (after in {"before", "after", "on", "prior"} and family != "money"):
            return None  # "2.9 per cent a year earlier"
        return _noun_of_rate(tokens, at + 1, any_noun=False, family=family) or (_priced(tokens, at + 1) if family == "money" else None)
    if family in {"money", None} and len(words) > 1 and words[0] in {"to", "against", "for"} and words[1] == "the" and at + 2 < len(tokens):
        currency = _phrases().get(tokens[at + 2].lower)  # "N1,612 to the dollar"
        return (at + 3, tokens[at + 2].lower) if currency is not None and currency.family == "money" and at == index else None
    if len(words) > 1 and words[0] in {"for", "in", "on"} and words[1] in {"a", "an"}:
        return _per_phrase(tokens, at, family)
    if words == ["every", "single"]:
        return _noun_of_rate(tokens, at + 2, any_noun=False, family=family)
    if words[0] in {"per", "every", "/"}:
        return _noun_of_rate(tokens, at + 1, any_noun=words[0] != "every" or family == "money", family=family)
    if len(words) > 1 and words[0] in {"for", "from", "in", "to", "on", "by"} and words[1] in {"every", "each"}:
        whole = at + 2 < len(tokens) and (tokens[at + 2].is_digits or tokens[at + 2].lower in lexicons.load("numerals").table("ones"))
        return None if whole else _noun_of_rate(tokens, at + 2, any_noun=True, family=family)
    return None


def _priced(tokens: Sequence[Token], index: int) -> tuple[int, str] | None:
    """ "$900 a load last month": any noun prices a sum where its phrase ends with it; "$900 a source said" does not."""
    if index >= len(tokens) or not _may_be_noun(tokens[index]) or is_plural(tokens[index].lower):
        return None
    after = tokens[index + 1] if index + 1 < len(tokens) else None
    return (index + 1, tokens[index].lower) if after is None or not after.text.isalnum() or after.lower in _AFTER_PRICES else None


_AFTER_PRICES = frozenset(
    {"in", "last", "this", "now", "and", "or", "but", "to", "from", "for", "at", "on", "before", "after", "since", "when", "if"}
)
# What a day is like makes it no other unit; what it is for does ("a school day").
_LIKE = frozenset(
    {"good", "bad", "busy", "quiet", "normal", "typical", "average", "usual", "ordinary", "slow", "wet", "dry", "hot", "cold"}
)
_FOR = frozenset({"school", "working", "trading", "match"})
_SERVICES = frozenset({"trip", "ride", "journey", "visit", "ticket", "night", "dose", "litre", "liter", "kilo", "seat", "plate"})


def _per_phrase(tokens: Sequence[Token], index: int, family: Family | None) -> tuple[int, str] | None:
    """ "900 shillings on a good day", "31 times in a school day", "twice in a week", "Rs 310 for a trip"."""
    link, at = tokens[index].lower, index + 2
    words = [token.lower for token in tokens[at : at + 2]]
    if not words:
        return None
    if link == "for":
        return (at + 1, words[0]) if family == "money" and words[0] in _SERVICES else None
    modifier = words[0] if len(words) > 1 and words[0] in _LIKE | _FOR else ""
    noun, last = (words[1], at + 2) if modifier else (words[0], at + 1)
    if link == "on":
        fits = noun == "weekday" or (noun in {"day", "night"} and modifier != "")
    else:
        # "12 dead in a day" is a total; only how often a thing happens is a rate so.
        often = index > 0 and tokens[index - 1].lower in {"times", "once", "twice", "thrice"}
        fits = family == "count" and often and noun in _units().table("denominators")["time"]
    return (last, f"{modifier} {noun}" if modifier in _FOR else noun) if fits and family in {"money", "count"} else None


# Of these a count is spread over ("13 bales a hectare"), and nobody gives them away.
_AREAS = frozenset({"hectare", "acre", "square kilometre", "square mile"})


def _noun_of_rate(tokens: Sequence[Token], index: int, *, any_noun: bool, family: Family | None) -> tuple[int, str] | None:
    at = index
    while at < len(tokens) and tokens[at].text in HYPHENS and glued(tokens, at):
        at += 1
    if at >= len(tokens):
        return None
    times, goods = (frozenset(words) for words in _units().table("denominators").values())
    if any_noun and tokens[at].is_digits:
        noun = counted_noun(tokens, at + 1, single=False)
        named = unit_after(tokens, at + 1, digits=True, single=False)
        last = noun.last if noun else named.last if named else at + 1
        return last, " ".join(token.text for token in tokens[at:last])
    for length in (3, 2, 1):
        words, last = _phrase(tokens, at, length)
        if words is None:
            continue
        measure = _phrases().get(words)
        compound = family == "money" and length > 1 and measure is not None and measure.family == "measure"  # "a megawatt hour"
        if words in times or compound or (words in goods and (family != "count" or words in _AREAS)):
            return last, measure.name if measure is not None and measure.family == "measure" and measure.factor == 1 else singular(words)
        if any_noun and measure is not None and measure.family != "share" and len(words) > 1:
            return last, measure.name if measure.family == "measure" else singular(words)
    if any_noun and tokens[at].is_word and tokens[at].lower not in _boundaries():
        return at + 1, singular(tokens[at].lower)
    return None


@lexicons.cached
def _units() -> lexicons.Lexicon:
    return lexicons.load("units")


@lexicons.cached
def _codes() -> frozenset[str]:
    return frozenset(_units().table("codes")["list"])


@lexicons.cached
def _plurals() -> Mapping[str, str]:
    return _units().table("plurals")


@lexicons.cached
def _boundaries() -> frozenset[str]:
    return frozenset(_units().table("boundaries")["words"])


@lexicons.cached
def _singular_words() -> frozenset[str]:
    return frozenset(_units().table("boundaries")["singular"])


@lexicons.cached
def _country_names() -> Mapping[str, str]:
    return {name: code for code, names in _units().table("countries").items() for name in names}


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
