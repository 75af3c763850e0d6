"""Units: the names of currencies, shares and measures, and counted nouns."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Literal, NamedTuple, TypeAlias

from pipeline import lexicons
from pipeline.reading.numerals import Token, glued, tokens_of

Family: TypeAlias = Literal["money", "share", "measure", "count"]

HYPHENS = "-‑"
# A noun phrase after a number has at most this many words before its noun.
_MOST_MODIFIERS = 4


# Units that may be stated in two steps, the larger first.
LADDERS: tuple[Mapping[str, Fraction], ...] = (
    {"year": Fraction(12), "month": Fraction(1)},
    {"week": Fraction(7 * 86400), "day": Fraction(86400), "hour": Fraction(3600), "minute": Fraction(60), "second": Fraction(1)},
    {"foot": Fraction(12), "inch": Fraction(1)},
    {"stone": Fraction(224), "pound": Fraction(16), "ounce": Fraction(1)},
)


class Unit(NamedTuple):
    """A unit and where it ends (half-open, in tokens). `factor` brings the number to base units: a penny is 1/100 GBP."""

    last: int
    name: str
    family: Family
    factor: Fraction = Fraction(1)
    per: str | None = None


def currency_named(word: str) -> str | None:
    """The currency that a word names, or None."""
    found = phrases().get(word)
    return found.name if found is not None and found.family == "money" and found.factor == 1 else None


def unit_after(tokens: Sequence[Token], index: int, *, digits: bool, single: bool) -> Unit | None:
    """The unit that starts at a token, before counted nouns are looked for.

    digits: the number is in digits, so that "5 m" can be metres. single: the number is 1.
    """
    if digits and index < len(tokens) and glued(tokens, index) and tokens[index].text in {"C", "F"}:  # "15C"; "85c" is cents
        return Unit(index + 1, "degree Celsius" if tokens[index].text == "C" else "degree Fahrenheit", "measure")
    if index >= len(tokens):
        return None
    if tokens[index].text == "G" and glued(tokens, index):
        return None  # "4G networks"; grams are "4g"
    if tokens[index].text in "′″" and glued(tokens, index + 1):
        return None  # "2022′s"
    if digits and (cased := _units().table("cased").get(tokens[index].text)) is not None:
        return Unit(index + 1, cased, "measure")
    if (sign := signs_alone().get(tokens[index].text)) is not None and not _opens_amount(tokens, index):  # "10 $", "10€"
        return Unit(index + 1, sign, "money")
    if tokens[index].lower not in _first_words():
        return None
    for length in (5, 4, 3, 2, 1):  # "U.S. dollars" are five
        words, last = phrase_at(tokens, index, length)
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
        if words in {"second", "quarter"} and not single and not _after_hyphen(tokens, index) and "." not in tokens[index - 1].text:
            continue  # "10 second homes"; a "4.3 second dash" is timed
        return unit
    return None


# What may follow the symbol of a unit that a blank parts from its number; before a noun "m" is a million.
_BEHIND_SYMBOLS = frozenset(
    {"high", "long", "wide", "deep", "tall", "thick", "of", "and", "or", "to", "by", "x", "in", "from", "away", "above", "below", "per",
     "a", "apart", "each", "on", "at", "for", "with", "than", "but", "more", "across"}
)  # fmt: skip


def _is_symbol(tokens: Sequence[Token], index: int) -> bool:
    """ "12 m long", "5 g of salt", "down 68 p at 1,112 p": a symbol of SI or of pence, printed as such."""
    after = tokens[index + 1] if index + 1 < len(tokens) else None
    if [token.lower for token in tokens[index : index + 3]] == ["p", ".", "m"]:
        return False
    return tokens[index].text in {"m", "g", "l", "t", "p"} and (after is None or not after.is_word or after.lower in _BEHIND_SYMBOLS)


def _opens_amount(tokens: Sequence[Token], index: int) -> bool:
    """Whether a sign of money stands before a number of its own."""
    return index + 1 < len(tokens) and tokens[index + 1].is_digits and glued(tokens, index + 1)


@lexicons.cached
def signs_alone() -> Mapping[str, str]:
    """The signs of money that are no letters, with what they stand for."""
    return {sign: code for sign, code in _units().table("signs").items() if len(sign) == 1 and not sign.isalpha()}


def _after_hyphen(tokens: Sequence[Token], index: int) -> bool:
    return index > 0 and tokens[index - 1].text in HYPHENS


def phrase_at(tokens: Sequence[Token], index: int, length: int) -> tuple[str | None, int]:
    """So many words from a token, hyphens inside them left out, and where they end."""
    words: list[str] = []
    at = index
    while at < len(tokens) and len(words) < length:
        if tokens[at].text not in HYPHENS or not words:
            words.append(tokens[at].lower)
        at += 1
    return (" ".join(words), at) if len(words) == length else (None, index)


def _named(words: str, last: int) -> Unit | None:
    if (named := phrases().get(words)) is None:
        return None
    return named._replace(last=last)


@lexicons.cached
def phrases() -> Mapping[str, Unit]:
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
    for code in codes():
        add(code, Unit(0, code, "money"))
        add(f"m{code}", Unit(0, code, "money", Fraction(10**6)))  # "120 MEUR", as companies of the north report
    return phrases


@lexicons.cached
def _first_words() -> frozenset[str]:
    return frozenset(words.split(" ", 1)[0] for words in phrases())


def _key(spelling: str) -> str:
    return " ".join(token.lower for token in tokens_of(spelling, 0, len(spelling)) if token.text not in HYPHENS)


def _letter_before(tokens: Sequence[Token], at: int, first: int) -> str:
    """The "e-" of "e-mails", which are no mails; "" before other nouns."""
    letter, hyphen = at - 2, at - 1
    if letter < first or tokens[hyphen].text not in HYPHENS or len(tokens[letter].text) > 1 or not tokens[letter].text.isalpha():
        return ""
    return f"{tokens[letter].text}-" if glued(tokens, hyphen) and glued(tokens, at) else ""


def counted_noun(tokens: Sequence[Token], index: int, *, single: bool) -> Unit | None:
    """The noun that a number counts: the head of the phrase that starts at a token, singular.

    "metered customers of" counts customers, "wind farms in" farms, "people dead" people. None where no plural comes before the phrase ends.
    """
    at = index
    if at + 1 < len(tokens) and tokens[at].text in "‘“\"'" and tokens[at + 1].is_word:
        at += 1
    if at + 1 < len(tokens) and tokens[at].lower in _SIDING and tokens[at + 1].text[0].isupper():
        return None
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
        if word in boundaries() or word in {"ones", "others"} or word.endswith(_SHORTENED):  # of what was told before
            break
        plural = is_plural(word) or (len(word) > 2 and tokens[at].text[:-1].isupper() and tokens[at].text.endswith("s"))
        if single and modifiers == 0 and word.endswith(("ing", "ed")) and at + 1 < len(tokens) and may_be_noun(tokens[at + 1]):
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
            name = name.capitalize() if named else name
            best = Unit(at + 2 if closed else at + 1, f"{_letter_before(tokens, at, index)}{name}", "count")
            if at + 1 < len(tokens) and tokens[at + 1].text in HYPHENS:
                break
        at += 1
    return best


def is_other_number(tokens: Sequence[Token], at: int) -> bool:
    """ "down from 131 two years before": the years have a number of their own; in "15 two-bedroom homes" the homes have not."""
    words = lexicons.load("numerals")
    number = at < len(tokens) and (tokens[at].lower in words.table("ones") or tokens[at].lower in words.table("tens"))
    hyphened = at + 1 < len(tokens) and tokens[at + 1].text in HYPHENS
    return number and not hyphened and tokens[at].lower not in {"zero", "one"}


# Of a genitive, and of a verb drawn to the word before: "by seven who'd bought houses".
_SHORTENED = tuple(f"{mark}{verb}" for mark in "'’" for verb in ("s", "d", "ll", "ve", "re"))
# Before a name these are verbs: "449 back Clinton, while only 19 support Sanders".
_SIDING = frozenset({"back", "support", "oppose", "favor", "favour", "want", "prefer"})


def _goes_on(tokens: Sequence[Token], at: int) -> bool:
    """Whether a capitalised word is no noun yet but part of a name before one: the two first of "World Series race"."""
    after = tokens[at + 1 : at + 3]
    if not after or not after[0].is_word:
        return False
    if after[0].text[0].isupper():
        return len(after) == 2 and after[1].is_word
    return tokens[at - 1].text[:1].isupper() and may_be_noun(after[0])


def _joins_modifiers(tokens: Sequence[Token], at: int) -> bool:
    """Whether an "and" stands between two words before one plural."""
    return (
        tokens[at].lower == "and"
        and at + 2 < len(tokens)
        and may_be_noun(tokens[at + 1])
        and not is_plural(tokens[at + 1].lower)
        and tokens[at + 2].lower.endswith("s")
        and tokens[at + 2].lower not in boundaries()
        and is_plural(tokens[at + 2].lower)
    )


def may_be_noun(token: Token) -> bool:
    """Whether a word may be a noun: none of those that end a phrase, and no adverb."""
    return token.is_word and token.lower not in boundaries() and not token.lower.endswith("ly") and len(token.lower) > 2


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


@lexicons.cached
def _units() -> lexicons.Lexicon:
    return lexicons.load("units")


@lexicons.cached
def codes() -> frozenset[str]:
    """The ISO codes of currencies that are read."""
    return frozenset(_units().table("codes")["list"])


@lexicons.cached
def _plurals() -> Mapping[str, str]:
    return _units().table("plurals")


@lexicons.cached
def boundaries() -> frozenset[str]:
    """The words that end a noun phrase."""
    return frozenset(_units().table("boundaries")["words"])


@lexicons.cached
def _singular_words() -> frozenset[str]:
    return frozenset(_units().table("boundaries")["singular"])
