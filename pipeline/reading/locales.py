"""Other languages than English: which one, where its sentences end, and its figure candidates.

Separators, months, large numbers and measures come from CLDR by babel, for every language that it has; lexicons/locales.toml adds what
the news of some languages writes otherwise. The grammar is smaller than that of English: `[bound] [money] number [power] [unit] [bound]`
and ranges of two; a counted noun is left to the engine (`unit` None), and is then checked against the sentence.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from babel import Locale, UnknownLocaleError
from babel.units import format_unit

from pipeline import lexicons
from pipeline.article import Article
from pipeline.exact import exact
from pipeline.labels import Bound, CandidateHint
from pipeline.reading.countries import Countries
from pipeline.reading.figures import FigureCandidate
from pipeline.reading.sentences import Sentence

# As many characters as tell a language.
_SAMPLE = 3_000
# Least share of the commonest words in a text of that language; in another it is rarely above a twentieth.
_LEAST_SHARE = 0.15
_FEWEST_WORDS = 8
# More digits than any figure of the news has.
_MOST_DIGITS = 30
_BLANKS = " \u00a0\u202f\u2009"
_SCRIPTS = (
    ("ja", re.compile("[\u3040-\u30ff]")),
    ("zh", re.compile("[\u3400-\u4dbf\u4e00-\u9fff]")),
    ("hi", re.compile("[\u0900-\u097f]")),
    ("ar", re.compile("[\u0600-\u06ff]")),
    ("ko", re.compile("[\uac00-\ud7af]")),
    ("ru", re.compile("[\u0400-\u04ff]")),
)
_OTHER_SCRIPT = re.compile("[\u0400-\u06ff\u0900-\u097f\u3040-\ud7af]")
_REVERSED = re.compile(r"(?:^|\s)[»›]\w", re.MULTILINE)
_SPACED_CLOSER = re.compile(f"(?<=[.!?…])[{_BLANKS}]»")
_UNSPACED = frozenset({"zh", "ja", "th", "lo", "km", "my"})
_BOUNDS: tuple[Bound, ...] = ("at_least", "at_most", "approx")


def language_of(article: Article) -> str:
    """The language in which an article is read: its tag where it has one, else told by script and commonest words; "en" in doubt."""
    if article.language:
        return article.language.replace("_", "-").lower()
    sample = article.text[:_SAMPLE]
    return (_by_script(sample) if _OTHER_SCRIPT.search(sample) else None) or _by_words(sample)


def _by_script(sample: str) -> str | None:
    letters = sum(map(str.isalpha, sample)) or 1
    for language, script in _SCRIPTS:
        if len(script.findall(sample)) > (0.1 if language == "ja" else 0.4) * letters:
            return language
    return None


def _by_words(sample: str) -> str:
    # A third of the sample tells English from other languages nearly always.
    for part in (sample[: _SAMPLE // 3], sample):
        words = re.findall(r"[^\W\d_]+", part.lower())
        if len(words) < _FEWEST_WORDS:
            return "en"
        counts = Counter(words)
        shares = {language: sum(counts[word] for word in common & counts.keys()) / len(words) for language, common in _common().items()}
        best = max(shares, key=lambda language: shares[language])
        if best == "en" and shares["en"] > 2 * max(share for language, share in shares.items() if language != "en"):
            return "en"
    return best if shares[best] >= _LEAST_SHARE and shares[best] > 1.5 * shares["en"] else "en"


@lexicons.cached
def _common() -> Mapping[str, frozenset[str]]:
    own = lexicons.load("locales")
    return {"en": lexicons.load("language").words("common")} | {
        language: frozenset(own.table(language)["common"]) for language in ("de", "fr", "es")
    }


def grammar_of(language: str) -> "Grammar | None":
    """The grammar of a language; None for English, and for a tag that CLDR does not know: both are read as English."""
    return None if language.partition("-")[0] == "en" else _grammar(language)


@lexicons.cached
def _grammar(language: str) -> "Grammar | None":
    try:
        locale = Locale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError):
        base = language.partition("-")[0]
        return _grammar(base) if base != language else None
    return Grammar(locale, _lexicon(locale.language))


def _lexicon(language: str) -> Mapping[str, Any]:
    try:
        return lexicons.load("locales").table(language)
    except KeyError:
        return {}


@dataclass
class _Amount:
    """A number while it is being read; offsets in the text."""

    start: int
    end: int
    number_start: int
    number_end: int
    value: Fraction
    hint: CandidateHint = "figure"
    rule: str = ""
    power: Fraction = Fraction(1)
    unit: str | None = None
    bound: Bound = "exact"
    high: Fraction | None = None


class Grammar:
    """How numbers are written in one language."""

    def __init__(self, locale: Locale, lexicon: Mapping[str, Any]) -> None:
        self.language = locale.language
        self._spaced = locale.language not in _UNSPACED
        symbols = locale.number_symbols["latn"]
        self._decimal, group = symbols["decimal"], symbols["group"]
        self._groups = {group, *_BLANKS, "’", "'"} if self._decimal == "," or group in _BLANKS or group == "’" else {group}
        self._abbreviations = tuple(lexicon.get("abbreviations", ()))
        self._before_ordinals = frozenset(lexicon.get("before_ordinals", ()))
        self._months = _months(locale)
        self._powers = self._words(_powers(locale) | {word: Fraction(value) for word, value in lexicon.get("powers", {}).items()})
        units = lexicons.load("units")
        self._signs = dict(units.table("signs")) | {code: code for code in units.table("codes")["list"]}
        self._units = self._words(
            _measures(locale)
            | {code: code for code in units.table("codes")["list"]}
            | _currency_signs()
            | lexicon.get("money", {})
            | lexicon.get("units", {})
        )
        self._before = self._words(_phrases(lexicon.get("before", {})))
        self._after = self._words(_phrases(lexicon.get("after", {})))
        self._hints = self._words(lexicon.get("hints", {}))
        self._hints_before = self._words(lexicon.get("hints_before", {}))
        self._of = self._words(dict.fromkeys(lexicon.get("of", ()), True))
        self._to = self._words(dict.fromkeys([*lexicon.get("to", ()), "-", "–", "—", "~", "～"], True))
        self._ordinals = self._words(dict.fromkeys([*lexicon.get("ordinals", ())], True))
        self._numbers = {word: Fraction(value) for word, value in lexicon.get("numbers", {}).items()}
        self._number = self._pattern()

    def plain(self, text: str) -> str:
        """The text with its marks of quotation as English has them, each where it was: "»Ja!« Er" and "« Oui ! » Il" end a sentence too."""
        if not self._spaced:  # no blank tells on which side of “ it stands, which closes in German
            return text.translate({ord("“"): "「", ord("”"): "」"})
        if _REVERSED.search(text):
            text = text.translate({ord("»"): "„", ord("«"): "”", ord("›"): "‚", ord("‹"): "’"})
        return _SPACED_CLOSER.sub("»»", text)

    def joined(self, text: str, sentences: Iterable[Sentence]) -> tuple[Sentence, ...]:
        """The sentences, those made one that were cut after an abbreviation or an ordinal of a date: "am 12. März", "5 Mio. Euro"."""
        whole: list[Sentence] = []
        for sentence in sentences:
            last = whole[-1] if whole else None
            if last and last.paragraph == sentence.paragraph and self._goes_on(text, last, sentence):
                whole[-1] = last.model_copy(update={"end": sentence.end})
            else:
                whole.append(sentence)
        return tuple(sentence.model_copy(update={"id": number}) for number, sentence in enumerate(whole, 1))

    def _goes_on(self, text: str, sentence: Sentence, after: Sentence) -> bool:
        words = text[sentence.start : sentence.end].split()
        if words[-1] in self._abbreviations or " ".join(words[-2:]) in self._abbreviations:
            return True
        if not re.fullmatch(r"\(?\d{1,2}\.", words[-1]):
            return False
        return self._months.match(text, after.start) is not None or (len(words) > 1 and words[-2].lower() in self._before_ordinals)

    def candidates_of(self, text: str, sentences: Iterable[Sentence]) -> tuple[FigureCandidate, ...]:
        """The figure candidates of the sentences, numbered through."""
        countries = Countries(text)
        found = ((sentence, amount) for sentence in sentences for amount in self._amounts(text, sentence))
        return tuple(_candidate(number, sentence, amount, countries) for number, (sentence, amount) in enumerate(found, 1))

    def _amounts(self, text: str, sentence: Sentence) -> list[_Amount]:
        amounts: list[_Amount] = []
        at = sentence.start
        while match := self._number.search(text, at, sentence.end):
            amount = self._amount(text, match, amounts[-1].end if amounts else sentence.start, sentence.end)
            if amount is None:
                at = match.end()
                continue
            at = amount.end
            if amounts and self._is_range(text, amounts[-1], amount):
                _widen(amounts[-1], amount)
            else:
                amounts.append(amount)
        return amounts

    def _amount(self, text: str, match: re.Match[str], since: int, until: int) -> _Amount | None:
        value = self._value(match)
        amount = _Amount(match.start(), match.end(), match.start(), match.end(), value)
        self._hint(text, match, amount, since, until)
        if amount.hint != "figure":
            return amount
        self._read_power(text, amount, until)
        self._read_money_before(text, amount, since)
        self._read_unit(text, amount, until)
        if match.lastgroup == "han" and len(match.group()) == 1 and amount.unit is None and amount.power == 1:
            return None
        self._read_bounds(text, amount, since, until)
        return amount

    def _value(self, match: re.Match[str]) -> Fraction:
        written = match.group()
        if match.lastgroup == "word":
            return self._numbers[written.lower()]
        if match.lastgroup == "han":
            return _han_value(written)
        plain = "".join(str(unicodedata.digit(char)) if char.isdigit() else char for char in written)
        return self._digits_value(plain.replace("٬", "").replace("٫", self._decimal))

    def _digits_value(self, written: str) -> Fraction:
        """The value of digits: by the separators of the language where they fit, else by the other ones ("3.5" in Spanish)."""
        whole, sign, rest = written.partition(self._decimal)
        groups = re.split("[" + re.escape("".join(self._groups)) + "]", whole)
        if all(part.isdecimal() for part in groups) and len(groups[-1]) <= 3 + 30 * (len(groups) == 1) and (rest.isdecimal() or not sign):
            grouped = all(len(part) in {2, 3} for part in groups[1:-1]) and (len(groups) == 1 or len(groups[-1]) == 3)
            if grouped:
                return Fraction("".join(groups)[:_MOST_DIGITS] + (f".{rest[:_MOST_DIGITS]}" if rest else ""))
        parts = re.split(r"\D", written)
        if len(parts) == 2:
            return Fraction(f"{parts[0][:_MOST_DIGITS]}.{parts[1][:_MOST_DIGITS]}")
        return Fraction(parts[0][:_MOST_DIGITS])

    def _hint(self, text: str, match: re.Match[str], amount: _Amount, since: int, until: int) -> None:
        """What says that a number is no figure: a letter before it, a month or a word of time beside it, the form of a date or a year."""
        before, after, digits = text[max(since, match.start() - 2) : match.start()], text[match.end() : until], match.group()
        found: CandidateHint | None = None
        if match.lastgroup == "digits" and re.search(r"[A-Za-z][-‑]?$", before) and not self._signs.get(before[-1:]):
            found = "name"
        elif re.match(r":\d\d", after) or re.search(r"\d:$", before):
            found = "time"
        elif (
            self._months.match(text, _past_blanks(text, self._past_day(text, match.end()), until), until)
            or self._month_before(text, match, since)
            or re.fullmatch(r"\d{1,2}[./]\d{1,2}[./](?:\d\d){1,2}", digits)
            or re.match(r"/\d", after)
            or re.search(r"\d/$", before)
        ):
            found = "date"
        elif ((hint := self._match(self._hints, text, match.end(), until)) and match.lastgroup != "word") or (
            hint := self._match_before(self._hints_before, text, match.start(), since)
        ):
            found = hint[0]
        elif self._is_ordinal(text, match, until):
            found = "ordinal"
        elif self._is_year(text, digits, match, until):
            found = "date"
        if found:
            amount.hint, amount.rule = found, "beside the number"

    def _past_day(self, text: str, at: int) -> int:
        """Past the "." or the ending of a day, and "de": "12. März", "1er mars", "12 de marzo"."""
        ending = re.compile(r"(?:\.|er|º|ª)?[ \u00a0]?(?:de )?").match(text, at)
        return ending.end() if ending else at

    def _month_before(self, text: str, match: re.Match[str], since: int) -> bool:
        """ "März 2024", "marzo de 2024": a year after a month."""
        if not re.fullmatch(r"\d{4}", match.group()):
            return False
        words = text[max(since, match.start() - 24) : match.start()].split()
        return any(self._months.fullmatch(word) for word in words[-2:])

    def _is_ordinal(self, text: str, match: re.Match[str], until: int) -> bool:
        if match.lastgroup != "digits":
            return False
        if (
            self.language in _DOTTED_ORDINALS
            and re.match(r"\.[ \u00a0]\w", text[match.end() : match.end() + 3])
            and match.end() + 2 < until
        ):
            return len(match.group()) <= 2
        ending = self._match(self._ordinals, text, match.end(), until)
        return ending is not None and ending[1] - match.end() <= 3 and text[match.end()] not in _BLANKS

    def _is_year(self, text: str, digits: str, match: re.Match[str], until: int) -> bool:
        if not re.fullmatch(r"(?:1[5-9]|20)\d\d", digits):
            return False
        unit = self._match(self._units, text, match.end(), until)
        return unit is None or (unit[0] == "year" and not self._spaced)

    def _read_power(self, text: str, amount: _Amount, until: int) -> None:
        while power := self._match(self._powers, text, amount.end, until):
            amount.power *= power[0]
            amount.value *= power[0]
            amount.end = amount.number_end = power[1]

    def _read_money_before(self, text: str, amount: _Amount, since: int) -> None:
        at = amount.start
        while at > since and text[at - 1] in _BLANKS:
            at -= 1
        for length in (3, 2, 1):
            sign = text[max(since, at - length) : at]
            own = at - length == since or not text[at - length - 1 : at - length].isalnum()
            if sign in self._signs and (own or not sign[0].isalpha()) and not (sign.isalpha() and len(sign) < 2):
                amount.start, amount.unit = at - len(sign), self._signs[sign]
                return

    def _read_unit(self, text: str, amount: _Amount, until: int) -> None:
        at = amount.end
        if self._spaced and (link := self._match(self._of, text, at, until)):
            at = link[1]
        elif not self._spaced and text[at : at + 1] in {"多", "余"} and at < until:
            at, amount.bound = at + 1, "at_least"
        unit = self._match(self._units, text, at, until)
        if unit and (amount.unit is None or self._signs.get(unit[0], unit[0]) == amount.unit):
            amount.unit, amount.end = unit
        elif amount.bound != "exact":
            amount.end = at
        if amount.unit and amount.unit in self._signs:
            amount.unit = self._signs[amount.unit]

    def _read_bounds(self, text: str, amount: _Amount, since: int, until: int) -> None:
        if after := self._match(self._after, text, amount.end, until):
            amount.bound, amount.end = after
        if before := self._match_before(self._before, text, amount.start, since):
            amount.bound, amount.start = before

    def _is_range(self, text: str, low: _Amount, high: _Amount) -> bool:
        if low.hint != "figure" or high.hint != "figure" or low.high is not None or high.start != high.number_start:
            return False
        link = self._match(self._to, text, low.end, high.start)
        apart = link is not None and not text[link[1] : high.start].strip()
        return apart and low.unit in {None, high.unit} and low.value * (high.power if low.power == 1 else 1) < high.value

    def _match(self, words: "_Words", text: str, at: int, until: int) -> tuple[Any, int] | None:
        """What a phrase at a place says, past one blank, and where it ends."""
        found = words.pattern.match(text, at, until)
        return (words.table[found[1].lower()], found.end()) if found else None

    def _match_before(self, words: "_Words", text: str, at: int, since: int) -> tuple[Any, int] | None:
        """What a phrase that ends at a place says, and where it starts."""
        reach = max(since, at - words.longest - 1)
        found = words.ending.search(text[reach:at])
        return (words.table[found[1].lower()], reach + found.start(1)) if found else None

    def _words(self, table: Mapping[str, Any]) -> "_Words":
        return _Words.of(table, spaced=self._spaced)

    def _pattern(self) -> re.Pattern[str]:
        groups = "".join(self._groups - set(_BLANKS))
        blanks = "".join(self._groups & set(_BLANKS))
        digits = rf"\d+(?:[{re.escape(groups + self._decimal)}.,٫٬]\d+)*"
        if blanks:
            digits = rf"\d{{1,3}}(?:[{blanks}]\d{{3}})+(?!\d)(?:{re.escape(self._decimal)}\d+)?|{digits}"
        parts = [rf"(?P<digits>{digits})"]
        if self._numbers:
            parts.append(rf"(?P<word>(?i:(?<![\w{_MARKS}])(?:{'|'.join(self._numbers)})(?![\w{_MARKS}])))")
        if self.language in {"zh", "ja"}:
            parts.append(f"(?P<han>[{''.join(_han('digits'))}十百千][{''.join(_han('digits'))}十百千]*)")
        return re.compile("|".join(parts))


@dataclass(frozen=True)
class _Words:
    """Phrases with what they say, as patterns that find them after and before a place."""

    table: Mapping[str, Any]
    pattern: re.Pattern[str]
    ending: re.Pattern[str]
    longest: int

    @classmethod
    def of(cls, table: Mapping[str, Any], *, spaced: bool) -> "_Words":
        lower = {word.lower(): value for word, value in table.items() if word}
        phrases = "|".join(re.escape(word) for word in sorted(lower, key=lambda word: (-len(word), word))) or r"(?!)"
        # A phrase ends where no letter follows; signs and the scripts without blanks need no border.
        border = rf"(?:(?<=['’])|(?<![\w{_MARKS}])|(?![\w{_MARKS}]))" if spaced else ""
        front = rf"(?<![\w{_MARKS}])" if spaced else ""
        return cls(
            table=lower,
            pattern=re.compile(rf"[{_BLANKS}]?({phrases}){border}", re.IGNORECASE),
            ending=re.compile(rf"{front}({phrases})[{_BLANKS}]?$", re.IGNORECASE),
            longest=max(map(len, lower), default=0),
        )


# Vowel signs and other marks are parts of words, which \w does not know.
_MARKS = "\u0300-\u036f\u0900-\u0903\u093a-\u094f\u0951-\u0957\u0962\u0963"
# Languages that write an ordinal with a full stop.
_DOTTED_ORDINALS = frozenset({"de", "da", "nb", "nn", "no", "fi", "cs", "sk", "hu", "is", "et", "lv", "hr", "sr", "bs", "sl", "pl"})


def _past_blanks(text: str, at: int, until: int) -> int:
    while at < until and text[at] in _BLANKS:
        at += 1
    return at


def _widen(low: _Amount, high: _Amount) -> None:
    """Makes the lower end of a range the whole range; the magnitude of the upper end holds for both."""
    if low.power == 1:
        low.value *= high.power
    low.high, low.unit, low.end, low.number_end = high.value, high.unit or low.unit, high.end, high.number_end
    low.bound = high.bound if low.bound == "exact" else low.bound


def _candidate(number: int, sentence: Sentence, amount: _Amount, countries: Countries) -> FigureCandidate:
    low, high = (exact(amount.value), exact(amount.high)) if amount.high is not None else (None, None)
    return FigureCandidate(
        id=number,
        sentence=sentence.id,
        start=amount.start,
        end=amount.end,
        number_start=amount.number_start,
        number_end=amount.number_end,
        value=None if high is not None else exact(amount.value),
        low=low,
        high=high,
        unit=countries.code(amount.unit) if amount.unit else None,
        bound=amount.bound,
        hint=amount.hint,
        rule=amount.rule,
    )


def _han_value(written: str) -> Fraction:
    """ "三百二十" is 320; digits in a row ("二〇二四") are read one by one."""
    digits, steps = _han("digits"), _han("steps")
    if not any(char in steps for char in written):
        return Fraction("".join(digits[char] for char in written)[:_MOST_DIGITS])
    total, digit = 0, None
    for char in written:
        if char in steps:
            total, digit = total + (1 if digit is None else digit) * int(steps[char]), None
        else:
            digit = int(digits[char])
    return Fraction(total + (digit or 0))


def _han(group: str) -> Mapping[str, str]:
    table: Mapping[str, str] = lexicons.load("locales").table("han")[group]
    return table


def _phrases(bounds: Mapping[str, Iterable[str]]) -> dict[str, Bound]:
    return {phrase: bound for bound in _BOUNDS for phrase in bounds.get(bound, ())}


def _months(locale: Locale) -> re.Pattern[str]:
    names = {
        name for width in ("wide", "abbreviated") for form in ("format", "stand-alone") for name in locale.months[form][width].values()
    }
    words = sorted((name for name in names if not name[:1].isdigit() and len(name) > 1), key=len, reverse=True)
    return re.compile("(?:" + "|".join(map(re.escape, words)) + r")(?!\w)" if words else r"(?!)", re.IGNORECASE)


def _powers(locale: Locale) -> dict[str, Fraction]:
    """Words of large numbers: CLDR has them as patterns, "000 Millionen" for a number of nine digits."""
    powers: dict[str, Fraction] = {}
    for width in ("long", "short"):
        for patterns in locale.compact_decimal_formats.get(width, {}).values():
            for size, pattern in patterns.items():
                word = re.sub(r"[0'\s\u200f]", "", pattern.pattern)
                if len(word) > (1 if word.isascii() else 0) and "0" in pattern.pattern:
                    powers[word] = Fraction(int(size), 10 ** (pattern.pattern.count("0") - 1))
    return powers


def _measures(locale: Locale) -> dict[str, str]:
    """Names of measures, in the forms that CLDR has for one, two, five and many."""
    named: dict[str, str] = {}
    for unit, name in lexicons.load("locales").table("cldr").items():
        for width in ("long", "short"):
            for count in (1, 2, 5, 21):
                written = format_unit(count, unit, length=width, locale=locale)
                word = re.sub(r"^[\d\s]+|[\s\u200f]+$", "", written)
                if (
                    unit not in word
                    and word
                    and not any(map(str.isdigit, word))
                    and (len(word) > 1 or not word.isascii() or not word.isalpha())
                ):
                    named[word] = name
    return named


def _currency_signs() -> dict[str, str]:
    signs = lexicons.load("units").table("signs")
    return {sign: code for sign, code in signs.items() if not sign.isalpha()}
