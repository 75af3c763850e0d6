"""Numerals: digits and number words to exact values.

text2num (PyPI) was tried for the words: it gives floats, reads "half a million" as a million and "three and a half million" as two numbers,
and knows no dozen, lakh or fraction; the composition below is short and exact.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from functools import partial
from typing import Literal, NamedTuple, TypeAlias

from pipeline import lexicons
from pipeline.reading.vocabulary import MONTHS, figure_words

Kind: TypeAlias = Literal["digits", "words", "fraction", "multiple", "ordinal", "vague"]

_TOKEN = re.compile(
    r"[a-zA-Z]++(?=[ .,-])|[^\W\d_¼-¾⅐-⅞]+(?:['’][^\W\d_]+)*"  # the first finds most words, and is a quarter faster than the second
    r"|(?<![\w.])\.\d+(?![\d.])|\d{1,3}(?:[\u00a0\u202f ]\d{3})+(?!\d|s\b)(?:\.\d+)?|\d+(?:[.,'’]\d+)*"  # .5, 940 000, 9,40,000
    r"|\S"
)
# More digits than any figure of the news: read as a name (serial and account numbers), and never as a cost in time.
_MOST_DIGITS = 30
_MOST_DECIMALS = 6


class Token(NamedTuple):
    """A word, a run of digits, or a sign, with its place in the text."""

    start: int
    end: int
    text: str
    lower: str

    @property
    def is_digits(self) -> bool:
        """Whether it is a number in digits."""
        return self.text[0].isdecimal() or (self.text[0] == "." and len(self.text) > 1)

    @property
    def is_word(self) -> bool:
        """Whether it is made of letters."""
        return self.text[0].isalpha()


class Numeral(NamedTuple):
    """A number and the tokens that state it: `first` to `last`, half-open. `power` is the magnitude inside its value ("million")."""

    first: int
    last: int
    value: Fraction
    kind: Kind
    power: Fraction = Fraction(1)


# What Token(*row) does, without a call of Python for each.
_as_token: Callable[[tuple[int, int, str, str]], Token] = partial(tuple.__new__, Token)
# What may be several numbers in one run: groups behind blanks, and short ones behind commas.
_MAY_BE_SEVERAL = re.compile(r"\d \d{3}|,\d{1,2},\d{1,2}(?!\d)")
_LISTED = re.compile(r"\d{1,2}(?:,\d{1,2}){2,}")


def tokens_of(text: str, start: int, end: int) -> list[Token]:
    """The tokens of a stretch of text."""
    rows = [(match.start(), match.end(), word := match.group(), word.lower()) for match in _TOKEN.finditer(text, start, end)]
    tokens = list(map(_as_token, rows))
    return list(_regrouped(tokens)) if _MAY_BE_SEVERAL.search(text, start, end) else tokens


def _regrouped(tokens: Sequence[Token]) -> Iterator[Token]:
    """Blanks inside a run of digits group it by thousands; in "On May 12 300 people" they do not. "22,24,26" are three numbers."""
    for index, token in enumerate(tokens):
        if (" " in token.text and index and MONTHS.fullmatch(tokens[index - 1].lower)) or _LISTED.fullmatch(token.text):
            yield from (
                Token(token.start + part.start(), token.start + part.end(), part[0], part[0]) for part in _PART.finditer(token.text)
            )
        else:
            yield token


_PART = re.compile(r"[^\s,]+|,")


def glued(tokens: Sequence[Token], index: int) -> bool:
    """Whether nothing stands between a token and the one before."""
    return index > 0 and index < len(tokens) and tokens[index - 1].end == tokens[index].start


def numerals_of(tokens: Sequence[Token]) -> Iterator[Numeral]:
    """Every numeral and number word, in order, none inside another."""
    starters = number_words()
    last = 0
    # Unpacked, since this looks at every token: most of them start nothing.
    starts = [place for place, (_, _, text, lower) in enumerate(tokens) if lower in starters or text[0].isdecimal() or text[0] == "."]
    for index in starts:
        if index >= last and (numeral := _numeral(tokens, index)) is not None:
            yield numeral
            last = numeral.last


def _numeral(tokens: Sequence[Token], index: int) -> Numeral | None:
    token = tokens[index]
    if token.is_digits:
        return _with_power(tokens, _digits(tokens, index))
    if token.text in _table("vulgar"):
        return _with_power(tokens, Numeral(index, index + 1, _table("vulgar")[token.text], "fraction"))
    return _words(tokens, index) if token.is_word else None


def _digits(tokens: Sequence[Token], index: int) -> Numeral:
    """Digits, with a fraction behind them: "2 1/2", "2½", "3/4"."""
    value = digits_value(tokens[index].text)
    numeral = Numeral(index, index + 1, value, "digits")
    if _is_ratio(tokens, index):
        return Numeral(index, index + 3, value / digits_value(tokens[index + 2].text), "fraction")
    after = index + 1
    if after < len(tokens) and tokens[after].text in _table("vulgar"):
        return numeral._replace(last=after + 1, value=value + _table("vulgar")[tokens[after].text])
    if after < len(tokens) and tokens[after].is_digits and not glued(tokens, after) and _is_ratio(tokens, after):
        part = digits_value(tokens[after].text) / digits_value(tokens[after + 2].text)
        return numeral._replace(last=after + 3, value=value + part) if part < 1 else numeral
    return numeral


def _is_ratio(tokens: Sequence[Token], index: int) -> bool:
    """ "3/4", but not "12/03/2024", "24/7" or "9/11"."""
    parts = tokens[index : index + 4]
    if len(parts) < 3 or parts[1].text not in "/⁄" or not parts[2].is_digits or not (glued(tokens, index + 1) and glued(tokens, index + 2)):
        return False
    if (len(parts) > 3 and parts[3].text == "/") or (index > 0 and tokens[index - 1].text == "/"):
        return False
    over, under = digits_value(parts[0].text), digits_value(parts[2].text)
    return 0 < over < under <= 1000 and (under in _UNDER or parts[1].text == "⁄") and len(parts[0].text) <= 2


# What fractions are printed of with a plain slash, which dates and names have too.
_UNDER = frozenset({2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 16, 20, 100, 1000})


def digits_value(digits: str) -> Fraction:
    """The value of digits with separators: "9,40,000", "940 000", "1.5", "1.234.567", "1'000".

    A comma before anything but three digits at the end is a decimal comma ("2,5").
    """
    if digits.isdecimal() and len(digits) <= _MOST_DIGITS:
        return Fraction(int(digits))
    plain = re.sub(r"['’ \u00a0\u202f]", "", digits)
    if len(plain) > _MOST_DIGITS:
        plain = plain[:_MOST_DIGITS].rstrip(".,")
    if plain.count(".") > 1:  # 1.234.567,89
        whole, _, cents = plain.partition(",")
        return Fraction(whole.replace(".", "") + (f".{cents}" if cents.isdecimal() else ""))
    whole, _, rest = plain.partition(".")
    if "," in rest:  # 1.234,56
        thousands, _, cents = rest.partition(",")
        return Fraction(f"{whole.replace(',', '')}{thousands}.{cents.replace(',', '')}")
    *groups, last = whole.split(",")
    if len(groups) == 1 and len(last) != 3 and not rest:
        return Fraction(f"{groups[0]}.{last}")
    return Fraction(whole.replace(",", "") + (f".{rest}" if rest else ""))


def _words(tokens: Sequence[Token], index: int) -> Numeral | None:
    word = tokens[index].lower
    if word in {"a", "an"}:
        return _after_article(tokens, index)
    if word in _table("multiples"):
        return Numeral(index, index + 1, _table("multiples")[word], "multiple")
    if word == "once" and index + 1 < len(tokens) and tokens[index + 1].lower in {"a", "an", "every", "per"}:
        return Numeral(index, index + 1, Fraction(1), "multiple")
    cardinal = _cardinal(tokens, index)
    if cardinal is not None:
        return _cardinal_and_part(tokens, _decimals(tokens, cardinal))
    part = _part(word)
    if part is not None and word not in {"fourth", "halve", "halves"} and not _is_counted_quarter(tokens, index):
        return _part_of_power(tokens, Numeral(index, index + 1, part, "fraction" if word in {"half", "quarter"} else "ordinal"))
    if word in _table("ordinals"):
        return Numeral(index, index + 1, _table("ordinals")[word], "ordinal")
    if word in _table("vague"):
        return _vague(tokens, index)
    if word in _table("powers"):
        return _with_power(tokens, Numeral(index, index + 1, _table("powers")[word], "words", _table("powers")[word]))
    if word in _table("batches") and word != "score":
        return Numeral(index, index + 1, _table("batches")[word], "words")
    return None


def _vague(tokens: Sequence[Token], index: int) -> Numeral:
    """ "tens of thousands" is one number without a number."""
    last = index + 1
    while last + 1 < len(tokens) and tokens[last].lower == "of" and tokens[last + 1].lower in _table("vague"):
        last += 2
    value = Fraction(1)
    for token in tokens[index:last:2]:
        value *= _table("vague")[token.lower]
    return Numeral(index, last, value, "vague")


def _after_article(tokens: Sequence[Token], index: int) -> Numeral | None:
    """ "a hundred and six", "a dozen", "a third", "a half", "a couple of hundred"; not "a car"."""
    at = index + 1
    if at >= len(tokens):
        return None
    word = tokens[at].lower
    if word not in number_words() and word != "couple":  # nearly always
        return None
    if word in _table("powers") and (cardinal := _cardinal(tokens, index)) is not None:
        return _tail(tokens, cardinal)
    if word == "dozen":
        return _with_power(tokens, Numeral(index, at, Fraction(1), "words"))
    if word == "couple":
        return _couple(tokens, index)
    part = _part(word)
    ranked = word not in {"half", "quarter"} and at + 2 < len(tokens) and tokens[at + 1].text in {"-", "‑"} and glued(tokens, at + 1)
    if part is not None and not word.endswith("s") and not ranked:  # "a third-quarter profit", "a fourth-grade class"
        return _part_of_power(tokens, Numeral(index, at + 1, part, "fraction"))
    return None


def _couple(tokens: Sequence[Token], index: int) -> Numeral:
    """ "a couple of hundred" is 200; a couple of anything else is vague."""
    at = index + 2
    if at < len(tokens) and tokens[at].lower == "of":
        at += 1
    if at < len(tokens) and (tokens[at].lower in _table("powers") or tokens[at].lower in _table("batches")):
        return _with_power(tokens, Numeral(index, at, Fraction(2), "words"))
    return Numeral(index, index + 2, Fraction(2), "vague")


def _cardinal(tokens: Sequence[Token], index: int) -> Numeral | None:
    """ "three", "forty-two", "one hundred and twenty-three thousand": groups under a thousand, each with its power."""
    total, power, at = Fraction(0), None, index
    while True:
        group = _group(tokens, at)
        if group is None:
            break
        value, last = group
        step = _table("powers").get(tokens[last].lower) if last < len(tokens) else None
        if step is not None and step > 100 and (power is None or step < power):
            total, power, last = total + value * step, step, last + 1
        elif power is None or value < power:
            total += value
            power = power or Fraction(1)
            at = last
            break
        else:
            break
        at = last
        if power <= 1:
            break
        at = _past_and(tokens, at)
    if power is None:
        return None
    while tokens[at - 1].lower in {"and", ","}:
        at -= 1
    last_power = _table("powers").get(tokens[at - 1].lower, Fraction(1))
    return _with_power(tokens, Numeral(index, at, total, "words", max(power, last_power)))


def _decimals(tokens: Sequence[Token], numeral: Numeral) -> Numeral:
    """ "two point five million"."""
    at = numeral.last
    if at >= len(tokens) or tokens[at].lower != "point" or numeral.power > 1:
        return numeral
    digits = ""
    for token in tokens[at + 1 : at + 1 + _MOST_DECIMALS]:
        digit = _table("ones").get(token.lower)
        if digit is None or digit > 9:
            break
        digits += str(digit)
    if not digits:
        return numeral
    spoken = numeral._replace(last=at + 1 + len(digits), value=numeral.value + Fraction(int(digits), 10 ** len(digits)))
    return _with_power(tokens, spoken)


def _past_and(tokens: Sequence[Token], at: int) -> int:
    """Past the "and" inside a number, where a number follows."""
    return at + 1 if at + 1 < len(tokens) and tokens[at].lower == "and" and _group(tokens, at + 1) is not None else at


def _group(tokens: Sequence[Token], index: int) -> tuple[Fraction, int] | None:
    """A number under a thousand and where it ends."""
    if index + 1 < len(tokens) and tokens[index].lower in {"a", "an"} and tokens[index + 1].lower in _table("powers"):
        small: tuple[Fraction, int] | None = (Fraction(1), index + 1)
    else:
        small = _small(tokens, index)
    if small is None:
        return None
    value, at = small
    if at < len(tokens) and tokens[at].lower == "hundred" and value < 100:
        value, at = value * 100, at + 1
        rest = _small(tokens, at + 1) if at + 1 < len(tokens) and tokens[at].lower == "and" else _small(tokens, at)
        if rest is not None:
            value, at = value + rest[0], rest[1]
    return value, at


def _small(tokens: Sequence[Token], index: int) -> tuple[Fraction, int] | None:
    """A number under a hundred and where it ends: "forty", "forty-two", "forty two"."""
    if index >= len(tokens):
        return None
    word = tokens[index].lower
    if word in _table("ones"):
        return _table("ones")[word], index + 1
    if word not in _table("tens"):
        return None
    value, at = _table("tens")[word], index + 1
    beyond = at + 1 if at < len(tokens) and tokens[at].text in {"-", "‑"} else at
    unit = _table("ones").get(tokens[beyond].lower) if beyond < len(tokens) else None
    return (value + unit, beyond + 1) if unit is not None and 1 <= unit <= 9 else (value, at)


def _cardinal_and_part(tokens: Sequence[Token], numeral: Numeral) -> Numeral:
    """What may follow a cardinal: "two-thirds", "three and a half million", "one and three-quarters", "twenty-first"."""
    at = numeral.last
    beyond = at + 1 if at < len(tokens) and tokens[at].text in {"-", "‑"} else at
    if beyond < len(tokens):
        word = tokens[beyond].lower
        part = _part(word) if not _is_quarters_of_year(tokens, numeral, beyond) else None
        if part is not None and (numeral.value == 1) != word.endswith(("s", "halves")) and numeral.value < 100:
            return _part_of_power(tokens, Numeral(numeral.first, beyond + 1, numeral.value * part, "fraction"))
        order = _table("ordinals").get(word) or (1 / part if part is not None else None)
        if order is not None and numeral.value >= 20 and order < 20 and not word.endswith("s"):
            return Numeral(numeral.first, beyond + 1, numeral.value + order, "ordinal")
    return _tail(tokens, numeral)


def _is_quarters_of_year(tokens: Sequence[Token], numeral: Numeral, at: int) -> bool:
    """ "It stayed there for two quarters": of a year. "two quarters of the pie" and "three quarters" are parts of a whole."""
    after = tokens[at + 1].lower if at + 1 < len(tokens) else ""
    return tokens[at].lower == "quarters" and at == numeral.last and numeral.value != 3 and after != "of"


def _is_counted_quarter(tokens: Sequence[Token], index: int) -> bool:
    """The quarters of "for two quarters", which are no number of their own."""
    return index > 0 and tokens[index].lower == "quarters" and tokens[index - 1].lower in {**_table("ones"), **_table("tens")}


def _tail(tokens: Sequence[Token], numeral: Numeral) -> Numeral:
    """ "… and a half", "-and-a-half", "… and three-quarters", and a power after it."""
    at = numeral.last
    words = [token for token in tokens[at : at + 6] if token.text not in {"-", "‑"}]
    if len(words) < 2 or words[0].lower != "and":
        return numeral
    if (
        words[1].lower in {"a", "one"}
        and len(words) > 2
        and (part := _part(words[2].lower)) is not None
        and not words[2].lower.endswith("s")
    ):
        last_word = words[2]
    elif len(words) > 2 and words[1].lower == "three" and words[2].lower == "quarters":
        part, last_word = Fraction(3, 4), words[2]
    elif words[1].lower == "half":
        part, last_word = Fraction(1, 2), words[1]
    else:
        return numeral
    if numeral.power > 1:
        part *= numeral.power
    elif numeral.value >= 100:
        return numeral
    last = next(i for i in range(at, len(tokens)) if tokens[i] is last_word) + 1
    return _with_power(tokens, numeral._replace(last=last, value=numeral.value + part))


def _part_of_power(tokens: Sequence[Token], numeral: Numeral) -> Numeral:
    """ "half a million", "a quarter of a million", "half a dozen", "half million", "a half-dozen"."""
    at = numeral.last
    near = at + 1 if at + 1 < len(tokens) and tokens[at].text in {"-", "‑"} and glued(tokens, at) else at
    of_row = numeral.kind == "ordinal"  # "the fifth billion-dollar deal"
    if (
        not of_row
        and near < len(tokens)
        and (factor := _table("powers").get(tokens[near].lower) or _dozen(tokens[near])) is not None
        and factor != 100
    ):
        return Numeral(numeral.first, near + 1, numeral.value * factor, "words", factor)
    if (of := _past_hyphen(tokens, at)) < len(tokens) and tokens[of].lower == "of":  # "a quarter-of-a-million" too
        at = of + 1
    one = _past_hyphen(tokens, at)
    if one + 1 < len(tokens) and tokens[one].lower in {"a", "one"}:
        last = _past_hyphen(tokens, one + 1)
        factor = _table("powers").get(tokens[last].lower) or _table("batches").get(tokens[last].lower)
        if factor is not None:
            return Numeral(numeral.first, last + 1, numeral.value * factor, "words", factor)
    return numeral


def _past_hyphen(tokens: Sequence[Token], at: int) -> int:
    """The place behind a hyphen that joins two words, else the same place."""
    joins = at + 1 < len(tokens) and tokens[at].text in {"-", "‑"} and glued(tokens, at) and glued(tokens, at + 1)
    return at + 1 if joins else at


def _dozen(token: Token) -> Fraction | None:
    return _table("batches")["dozen"] if token.lower == "dozen" else None


def _with_power(tokens: Sequence[Token], numeral: Numeral) -> Numeral:
    """The numeral with the magnitude after it: "61 billion", "3.2million", "2,200-crore", "two dozen", "$12m"."""
    at = numeral.last
    value, power = numeral.value, numeral.power
    while at < len(tokens):
        beyond = at + 1 if tokens[at].text in {"-", "‑"} and at + 1 < len(tokens) and glued(tokens, at) else at
        word = tokens[beyond].lower
        factor = _table("powers").get(word) or (_table("batches").get(word) if word == "dozen" else None)
        if factor is None and beyond == at and numeral.kind == "digits" and power == 1:
            factor = _short_power(tokens, numeral, at)
        if factor is None or (power > 1 and factor < power):
            break
        value, power, at = value * factor, power * factor, beyond + 1
    return numeral._replace(last=at, value=value, power=power)


def _short_power(tokens: Sequence[Token], numeral: Numeral, at: int) -> Fraction | None:
    """ "12m", "28bn", "5k": one letter counts only beside money or before what is counted, since "30m" may be metres."""
    text = tokens[at].text
    factor = _table("short_powers").get(text.lower())
    if factor is None:
        return None
    if len(text) == 1 or text.lower() == "mm":
        if not glued(tokens, at) and (len(text) == 1 or not text.isupper()):
            return None
        money = (numeral.first > 0 and _is_money_sign(tokens[numeral.first - 1])) or _is_money_name(tokens, at + 1)
        if text.lower() == "k":
            return factor if glued(tokens, at) else None
        if text.lower() == "m":
            if not money and (_is_race(tokens, at) or ("," in tokens[at - 1].text and not _counts(tokens, at + 1))):
                return None  # "the 10,000m": nobody counts ten thousand millions
            return factor if money or text == "M" or _counts(tokens, at + 1) or _is_no_length(tokens, at) else None
        return factor if money or (text == "B" and glued(tokens, at)) else None
    return factor if glued(tokens, at) or text.lower() in {"mn", "bn", "tn", "trn", "mln", "bln"} else None


def _is_money_name(tokens: Sequence[Token], at: int) -> bool:
    """ "154m naira"; "100m won" may be a race that somebody won."""
    word = tokens[at].lower if at < len(tokens) else ""
    return word != "won" and word in lexicons.load("units").table("currencies")


def _is_money_sign(token: Token) -> bool:
    return token.text in "$£€¥₹₦₽₩₱₪฿₫₺₴₵¢" or token.lower in {"rs", "r", "rm"}


def _is_race(tokens: Sequence[Token], at: int) -> bool:
    """ "200m titles": no titles by the million."""
    behind = tokens[at + 1].lower if at + 1 < len(tokens) else ""
    return tokens[at - 1].text in figure_words("races", "lengths") and behind in figure_words("races")


def _counts(tokens: Sequence[Token], at: int) -> bool:
    """Whether a noun in the plural follows, maybe after another word: what "95m" counts."""
    words = tokens[at : at + 2]
    return any(word.is_word and len(word.lower) > 3 and (word.lower.endswith("s") or word.lower == "people") for word in words)


def _is_no_length(tokens: Sequence[Token], at: int) -> bool:
    """ "rose to 3.4m": an amount that stands alone, in a sentence without words of length. "A 30m wall" is a length."""
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    alone = after is None or not after.text[0].isalnum() or after.lower in _AFTER_AMOUNTS
    return (
        alone
        and after is not None
        and after.text not in "-‑/x×"
        and not any(token.lower in _lengths() for token in tokens[max(0, at - _NEAR) : at + _NEAR])
    )


# How many tokens from an amount a word of length still says what it is.
_NEAR = 12
_AFTER_AMOUNTS = frozenset(
    {"in", "by", "from", "a", "last", "this", "and", "but", "as", "on", "over", "after", "since", "more", "compared", "for"}
)


@lexicons.cached
def _lengths() -> frozenset[str]:
    return lexicons.load("numerals").words("lengths")


def _part(word: str) -> Fraction | None:
    """The value of "third" or "thirds"."""
    parts = _table("parts")
    of = parts.get(word) or (parts.get(word[:-1]) if word.endswith("s") else None)
    return 1 / of if of is not None else None


@lexicons.cached
def number_words() -> frozenset[str]:
    """Every word that a number may start with; nearly all words of a text are not among them."""
    groups = ("ones", "tens", "powers", "batches", "parts", "ordinals", "multiples", "vague")
    words = {word for group in groups for word in _table(group)} | {f"{word}s" for word in _table("parts")}
    return frozenset(words | {"a", "an", "once"} | set(_table("vulgar")))


@lexicons.cached
def _table(group: str) -> dict[str, Fraction]:
    return {word: Fraction(value) for word, value in lexicons.load("numerals").table(group).items()}
