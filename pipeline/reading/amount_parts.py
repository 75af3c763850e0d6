"""One numeral with its sign, its unit and its denominator: what stands beside it, word by word."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from pipeline.labels import Bound, CandidateHint
from pipeline.reading.bounds import bound_after, bound_before
from pipeline.reading.denominators import per_after
from pipeline.reading.numerals import Kind, Numeral, Token, glued, numerals_of
from pipeline.reading.signs import money_before
from pipeline.reading.units import HYPHENS, LADDERS, Family, Unit, counted_noun, is_other_number, singular, unit_after
from pipeline.reading.vocabulary import figure_words

_MINUS = "-−–"
# Measures whose singular after a larger number opens the name of what is counted: "410 season tickets", "12 stone houses".
_OPENS_NOUNS = frozenset({"second", "minute", "hour", "day", "night", "week", "weekend", "month", "season", "year", "stone"})
_TIMES = frozenset(
    {"second", "minute", "hour", "day", "night", "week", "weekend", "fortnight", "month", "quarter", "year", "season", "generation"}
)


@dataclass
class Amount:
    """One candidate while it is being read. Places are token indices, half-open."""

    first: int  # of the numeral
    last: int
    left: int  # of the evidence
    right: int
    value: Fraction
    kind: Kind
    power: Fraction = Fraction(1)
    factor: Fraction = Fraction(1)  # of the unit: 1/100 for pence
    high: Fraction | None = None  # the upper end of a range; value is then the lower
    unit: str | None = None
    family: Family | None = None
    per: str | None = None
    step: str | None = None  # the smaller unit of a compound: "month" in "four years and three months"
    bound: Bound = "exact"
    hyphened: bool = False  # "14-person"
    hint: CandidateHint = "figure"
    rule: str = ""

    @property
    def is_time(self) -> bool:
        """Whether it is a length of time."""
        return self.unit in _TIMES


def all_numerals(tokens: Sequence[Token]) -> list[Numeral]:
    """The numerals, and "an hour" or "a decade", which are 1 of a measure."""
    numerals = list(numerals_of(tokens))
    taken = {index for numeral in numerals for index in range(numeral.first, numeral.last)}
    articles = [index for index, (_, _, _, lower) in enumerate(tokens[:-1]) if lower in {"a", "an"}]
    for index in articles:
        if index not in taken and index + 1 not in taken and _is_one_of(tokens, index):
            numerals.append(Numeral(index, index + 1, Fraction(1), "words"))
    return sorted(numerals, key=lambda numeral: numeral.first)


_AND_A_HALF = (["and", "a", "half"], ["and", "a", "quarter"])


def _is_one_of(tokens: Sequence[Token], index: int) -> bool:
    """ "nearly a year", "for an hour", "within a decade": an article before a measure that a bound or preposition makes a length; and
    the article of "a page and a half".
    """
    if index + 2 < len(tokens) and tokens[index + 2].lower in {"ago", "before", "earlier"}:
        return False  # "1.1 per cent less than a year before"
    if [token.lower for token in tokens[index + 2 : index + 5]] in _AND_A_HALF:
        return True
    unit = unit_after(tokens, index + 1, digits=False, single=True)
    after = tokens[index + 2 : index + 5]
    if (
        unit is not None
        and len(after) == 3
        and after[0].lower == "and"
        and any(unit.name in ladder and ladder.get(singular(after[2].lower), ladder[unit.name]) < ladder[unit.name] for ladder in LADDERS)
    ):
        return True  # "an hour and 59 minutes"
    if (
        unit is None
        or unit.family != "measure"
        or unit.name in {"degree", "second", "foot", "season", "stone", "quarter", "generation", "night"}
    ):
        return False
    before = tokens[index - 1].lower if index else ""
    return before in {"for", "lasted", "took", "takes", "within", "only", "just", "half"} or bound_before(tokens, index) is not None


def amount_of(tokens: Sequence[Token], numeral: Numeral) -> Amount:
    """A numeral with what stands beside it, without bounds."""
    amount = Amount(numeral.first, numeral.last, numeral.first, numeral.last, numeral.value, numeral.kind, numeral.power)
    _read_sign(tokens, amount)
    if numeral.kind == "vague":
        return amount
    if numeral.kind == "ordinal" and not _is_part(tokens, amount):
        amount.value = 1 / amount.value if amount.value < 1 else amount.value  # the third, not a third
        return amount
    if amount.unit is None:
        read_unit(tokens, amount)
    elif amount.right < len(tokens):
        _read_money_name(tokens, amount)
    if amount.unit is None and amount.kind == "fraction":
        amount.unit, amount.family = "fraction", "share"
    _read_magnitude(tokens, amount)
    if amount.family is not None or amount.kind in {"digits", "words"}:
        read_per(tokens, amount)
    return amount


def _read_magnitude(tokens: Sequence[Token], amount: Amount) -> None:
    """ "a magnitude 6.9 quake", "a magnitude-7 quake": a measure that is said first; "7.2 on the Richter scale".

    "magnitude 12 stars" are too faint for one.
    """
    at = amount.first - 1
    if at > 0 and tokens[at].text in HYPHENS and glued(tokens, at) and glued(tokens, amount.first):
        at -= 1
    if amount.kind != "digits" or amount.value >= _STRONGEST:
        return
    behind = [token.lower for token in tokens[amount.last : amount.last + 3]]
    if at >= 0 and tokens[at].lower == "magnitude":
        amount.left, amount.right, amount.unit, amount.family = at, amount.last, "magnitude", "measure"
    elif behind in (["on", "the", "richter"], ["on", "richter", "scale"]) and amount.unit is None:
        amount.unit, amount.family = "magnitude", "measure"


# No quake is as strong.
_STRONGEST = 10


def _read_sign(tokens: Sequence[Token], amount: Amount) -> None:
    """The minus and the sign of money before a numeral: "-4", "minus 4", "minus-4", "-$4", "$-4"."""
    inner = amount.first - 1 if amount.kind == "digits" and _is_minus_of_money(tokens, amount.first - 1) else amount.first
    money = money_before(tokens, inner) if amount.kind in {"digits", "fraction", "words"} else None
    if money is not None:
        amount.left, amount.unit, amount.family = money[0], money[1], "money"
    if money is not None and inner < amount.first:
        amount.value = -amount.value
        return
    before = amount.left - 1
    if before < 0:
        return
    free = before == 0 or (not glued(tokens, before) or tokens[before - 1].text in "([")
    printed = tokens[before].text in _MINUS and glued(tokens, amount.left) and free and amount.kind in {"digits", "fraction"}
    if tokens[before].text in HYPHENS and glued(tokens, before) and glued(tokens, amount.left):
        before -= 1  # "minus-4"
    named = tokens[before].lower in {"minus", "negative"} and not (
        before and (tokens[before - 1].is_digits or tokens[before - 1].lower == "or")
    )
    if printed or named:
        amount.left, amount.value = before, -amount.value


def _is_minus_of_money(tokens: Sequence[Token], at: int) -> bool:
    """The minus of "$-50.8bn"; the dash of "$40-50" has a number before it."""
    return at > 0 and tokens[at].text in _MINUS and glued(tokens, at) and glued(tokens, at + 1) and not tokens[at - 1].is_digits


def _is_part(tokens: Sequence[Token], amount: Amount) -> bool:
    """ "the thirstiest tenth of homes", "his ninth of the jackpot": a part of a whole, where an ordinal would need a noun."""
    if amount.value >= 1 or amount.value.numerator != 1:
        return False
    before = tokens[amount.first - 1].lower if amount.first else ""
    after = tokens[amount.last].lower if amount.last < len(tokens) else "."
    if after == "of" and (before.endswith("est") or before in {"her", "his", "their", "its", "my", "top", "bottom", "whole"}):
        amount.kind = "fraction"
    return amount.kind == "fraction"


def read_unit(tokens: Sequence[Token], amount: Amount) -> None:
    """The unit after a numeral: of its own, of "half an hour", or the noun that is counted."""
    at = _past_bound(tokens, amount)
    if at >= len(tokens):
        return
    if _is_pay(tokens, amount):  # "time and a half"
        amount.first = amount.left = amount.first - 2
        amount.value, amount.unit, amount.family = amount.value + 1, "times", "share"
        return
    start, hyphened = _start_of_unit(tokens, amount, at)
    unit = _stated_unit(tokens, amount, start, hyphened=hyphened)
    if unit is None and (family := _family_of(tokens, amount)) is not None:
        amount.left, amount.unit, amount.family = family[0], family[1], "count"
        return
    in_word = amount.kind == "digits" and tokens[at].is_word and glued(tokens, at)  # "3D printers", "4G phones"
    if unit is None and amount.kind in {"digits", "words"} and not in_word and (hyphened or not is_other_number(tokens, start)):
        unit = _hyphened_noun(tokens, start) if hyphened else counted_noun(tokens, start, single=amount.value == 1)
    if unit is not None:
        amount.right, amount.unit, amount.family, amount.per = unit.last, unit.name, unit.family, unit.per
        amount.value, amount.factor = amount.value * unit.factor, unit.factor
        amount.hyphened = hyphened
    elif hyphened and _is_strong(tokens, start):
        amount.unit, amount.family = "person", "count"  # "a 2,700-strong audience"
    elif amount.kind == "multiple":
        _read_multiple(tokens, amount, at)


def _past_bound(tokens: Sequence[Token], amount: Amount) -> int:
    """Where the unit may start, past the bound of "40 or so people", "20-odd countries"."""
    at = amount.last
    if at < len(tokens) and (bound := bound_after(tokens, at)) is not None:
        amount.bound, at = bound
        amount.right = at
    return at


def _start_of_unit(tokens: Sequence[Token], amount: Amount, at: int) -> tuple[int, bool]:
    """Where the unit starts past a hyphen and the "an" of "half an hour", and whether there was a hyphen."""
    hyphened = tokens[at].text in HYPHENS and glued(tokens, at) and at + 1 < len(tokens) and glued(tokens, at + 1)
    start = at + 1 if hyphened else at
    if hyphened and start + 1 < len(tokens) and tokens[start].lower in _IN_A_ROW and tokens[start + 1].text in HYPHENS:
        start += 2  # "a 13-straight-day absence"
    part = amount.kind == "fraction" or (amount.kind == "digits" and 0 < amount.value < 1)
    if part and (inner := _unit_of_part(tokens, start)) is not None:
        start = inner  # "half an hour", "0.6 of a percentage point"
    return start, hyphened


def _stated_unit(tokens: Sequence[Token], amount: Amount, start: int, *, hyphened: bool) -> Unit | None:
    """The measure, share or currency that stands behind a numeral, before counted nouns are looked for."""
    unit = unit_after(tokens, start, digits=amount.kind == "digits", single=amount.value == 1 or amount.kind == "fraction")
    if unit is not None and amount.kind == "fraction" and start == amount.last and unit.family == "measure":
        # "half hours" is no measure; "2½ hours" and "1/4 mile" are.
        unit = None if amount.value < 1 and tokens[amount.first].is_word else unit
    if unit is not None and not hyphened and amount.value > 1 and amount.kind in {"digits", "words"} and _opens_noun(tokens, unit):
        unit = counted_noun(tokens, unit.last, single=False) or unit  # "410 season tickets", "411,000 day visitors"
    if unit is None:
        unit = _special(tokens, start, hyphened=hyphened, whole=amount.value.denominator == 1) or _degrees(tokens, start, amount)
    return unit


def _is_strong(tokens: Sequence[Token], at: int) -> bool:
    """ "a 2,700-strong audience"; not "a 40-strong fleet"."""
    of_things = figure_words("gatherings", "of_things") & {token.lower for token in tokens[at + 1 : at + 3]}
    return tokens[at].lower == "strong" and not of_things


def _read_multiple(tokens: Sequence[Token], amount: Amount, at: int) -> None:
    """ "doubled" is 2 times, "twice as many" too; "asked twice" are 2 occasions, and "halved" is a fraction."""
    compares = tokens[amount.first].lower not in {"once", "twice", "thrice"} or _compares(tokens, at)
    amount.unit, amount.family = ("times", "share") if compares else ("occasion", "count")
    if amount.value < 1:
        amount.unit = "fraction"


_OCCASIONS = frozenset({"different", "separate", "other", "more", "further", "previous", "earlier"})
_IN_A_ROW = frozenset({"straight", "consecutive", "successive"})


def _is_pay(tokens: Sequence[Token], amount: Amount) -> bool:
    """The half of "paid time and a half"."""
    first = amount.first
    return amount.value == Fraction(1, 2) and first > 1 and [token.lower for token in tokens[first - 2 : first]] == ["time", "and"]


def _opens_noun(tokens: Sequence[Token], unit: Unit) -> bool:
    """Whether a measure stands in the singular though there is more than one: then it opens the name of what is counted."""
    return tokens[unit.last - 1].lower == unit.name and unit.name in _OPENS_NOUNS


def _unit_of_part(tokens: Sequence[Token], at: int) -> int | None:
    """Where the unit of "half an hour", "a quarter of a percentage point", "half a point" starts."""
    if at < len(tokens) and tokens[at].lower == "of":
        at += 1
    if at + 1 < len(tokens) and tokens[at].lower in {"a", "an", "one"}:
        unit = unit_after(tokens, at + 1, digits=False, single=True)
        if unit is not None or tokens[at + 1].lower == "point":
            return at + 1
    return None


def _special(tokens: Sequence[Token], at: int, *, hyphened: bool, whole: bool) -> Unit | None:
    """ "three times as many", "asked three times", "4x", "10-fold", "107 points"."""
    if at >= len(tokens):
        return None
    word = tokens[at].lower
    if word in _OCCASIONS and at + 1 < len(tokens) and tokens[at + 1].lower in {"times", "occasions"} and not _compares(tokens, at + 2):
        return Unit(at + 2, "occasion", "count")  # "nine different times"
    if word == "times":
        compares = _compares(tokens, at + 1) or not whole
        return Unit(at + 1, "times" if compares else "occasion", "share" if compares else "count")
    crossed = at + 1 < len(tokens) and tokens[at + 1].is_digits and glued(tokens, at + 1)  # "4x4"
    if (word in {"x", "×"} and glued(tokens, at) and not crossed) or (word == "fold" and hyphened):
        return Unit(at + 1, "times", "share")
    if word in {"point", "points"} and (not hyphened or not whole or _is_of_gap(tokens, at + 1)):
        return Unit(at + 1, "point", "measure")
    return None


def _is_of_gap(tokens: Sequence[Token], at: int) -> bool:
    """ "a 10-point increase", "a 13-point polling lead" are so many points; a "five-point plan" is none."""
    return not figure_words("points", "gaps").isdisjoint(token.lower for token in tokens[at : at + 2])


def _degrees(tokens: Sequence[Token], at: int, amount: Amount) -> Unit | None:
    """ "-41 C", "30 C on Tuesday"."""
    if amount.kind != "digits" or amount.unit is not None or at >= len(tokens) or tokens[at].text not in _SCALES:
        return None
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    return Unit(at + 1, _SCALES[tokens[at].text], "measure") if after is None or not after.text[0].isupper() else None


_SCALES = {"C": "degree Celsius", "F": "degree Fahrenheit"}


def _compares(tokens: Sequence[Token], at: int) -> bool:
    """Whether "twice" or "three times" goes on with what is compared: "as many", "the average", "more", "last year's"."""
    after = tokens[at].lower if at < len(tokens) else ""
    return after in _COMPARISONS or (after.endswith("er") and after not in _NO_COMPARISONS) or after.endswith(("'s", "’s"))


# "mother of four", "a family of five": whom the number counts.
_FAMILIES = dict.fromkeys(("mother", "father", "mum", "mom", "dad", "parent", "widow"), "child") | {
    "grandmother": "grandchild",
    "grandfather": "grandchild",
    "family": "person",
    "household": "person",
}


# More are the years of the parent, or of the grandparent.
_MOST_CHILDREN = {"child": 17, "grandchild": 35}


def _family_of(tokens: Sequence[Token], amount: Amount) -> tuple[int, str] | None:
    """Where "family of" starts before a number, and whom the number counts."""
    before = [token.lower for token in tokens[max(0, amount.left - 4) : amount.left] if token.text not in HYPHENS]
    if before[-2:] == ["age", "of"]:  # "a retirement age of 67"
        return amount.left, "year"
    if before[-1:] != ["of"] or len(before) < 2 or before[-2] not in _FAMILIES:
        return None
    if amount.value > _MOST_CHILDREN.get(_FAMILIES[before[-2]], amount.value):
        return None  # "a widow of 58", "a grandmother of 71"
    start = next(i for i in range(amount.left - 1, -1, -1) if tokens[i].lower == before[-2])
    return start, _FAMILIES[before[-2]]


_COMPARISONS = frozenset(
    {"as", "more", "less", "the", "its", "their", "his", "her", "that", "what", "over", "worse", "larger", "normal", "above", "average",
     "earnings", "last", "this", "our", "my", "core", "operating", "ebitda", "sales", "annual", "revenue", "income", "profit", "book"}
)  # fmt: skip
_NO_COMPARISONS = frozenset({"over", "after", "under", "per", "ever", "never", "however", "whether"})


def _hyphened_noun(tokens: Sequence[Token], at: int) -> Unit | None:
    """ "14-person", "148-member": the noun after the hyphen. "four-legged" and "two-way" count nothing (hints say so)."""
    token = tokens[at]
    if not token.is_word or token.lower.endswith("ed") or token.lower in _NO_NOUNS:
        return None
    return Unit(at + 1, "seat" if token.lower in _SEATED else singular(token.lower), "count")


# Behind a hyphen these are no things that are counted: "9-for-9", "a 200-strong crowd".
_NO_NOUNS = frozenset({"and", "to", "or", "in", "of", "a", "an", "strong", "for", "on", "by", "from", "at", "with", "per", "plus", "all"})
# "a 42-seater bus" has so many seats.
_SEATED = frozenset({"seater", "seaters", "seat"})


def _read_money_name(tokens: Sequence[Token], amount: Amount) -> None:
    """The words of money that follow a sign, or the cents of it: "US66.4¢"."""
    unit = unit_after(tokens, amount.right, digits=True, single=False)
    if unit is not None and unit.family == "money" and (unit.factor != 1 or tokens[amount.right].is_word) and unit.name != "£":
        amount.right, amount.value, amount.factor = unit.last, amount.value * unit.factor, unit.factor
        if amount.unit == "$" and unit.name not in {"$"}:
            amount.unit = unit.name


# Past these a denominator belongs to something else.
_NOT_PASSED = frozenset({"a", "an", "the", "and", "per", "but", "that", "which", "who", "when", "while", "as", "because", "if", "or"})


def _compared(tokens: Sequence[Token], amount: Amount) -> int:
    """How many words of a comparison stand between: "50 minutes less a night", "£630 worse off a year"."""
    words = [token.lower for token in tokens[amount.right : amount.right + 2]]
    if words[:1] in (["less"], ["more"]) and amount.family in {"measure", "money"}:
        return 1
    return 2 if amount.family == "money" and words in (["worse", "off"], ["better", "off"]) else 0


def read_per(tokens: Sequence[Token], amount: Amount) -> None:
    """The denominator after an amount, maybe past "of water" in "95m litres of water a day"; also the week of "a 35-hour week"."""
    if amount.hyphened and (of_time := _stretch_worked(tokens, amount)) is not None:
        amount.right, amount.per = of_time
        return
    compared = _compared(tokens, amount)
    last, per = per_after(tokens, amount.right + compared, amount.family)
    if per is None and compared:
        last = amount.right
    if last == amount.right and amount.family in {"measure", "count"} and amount.right < len(tokens) and tokens[amount.right].lower == "of":
        for words in (2, 3, 4, 5):
            passed = tokens[amount.right + 1 : amount.right + words]
            if len(passed) < words - 1 or any(token.lower in _NOT_PASSED or not token.text.isalnum() for token in passed):
                break
            last, per = per_after(tokens, amount.right + words, amount.family)
            if per is not None:
                break
            last = amount.right
    if last > amount.right:
        amount.right = last
        amount.per = " per ".join(part for part in (amount.per, per) if part) or None


# What is made of so many hours or days: "a 35-hour week", "a four-day working week".
_MADE_OF = {"hour": ("day", "week", "fortnight", "month", "year"), "day": ("week", "fortnight", "month", "year")}


def _stretch_worked(tokens: Sequence[Token], amount: Amount) -> tuple[int, str] | None:
    """Where the week of "a 35-hour week", "a 48-hour working week" ends, and its name; not that of "a four-day week-long walk"."""
    at = amount.right
    if at < len(tokens) and tokens[at].lower in {"working", "work", "teaching", "school"}:
        at += 1
    whole = tokens[at].lower if at < len(tokens) else ""
    hyphened = at + 1 < len(tokens) and tokens[at + 1].text in HYPHENS
    return (at + 1, singular(whole)) if singular(whole) in _MADE_OF.get(amount.unit or "", ()) and not hyphened else None


def word_before(tokens: Sequence[Token], amount: Amount) -> str:
    """The word before the evidence of an amount, in lower case; "" at the start."""
    return tokens[amount.left - 1].lower if amount.left else ""


def looks_like_year(tokens: Sequence[Token], amount: Amount) -> bool:
    """Four plain digits that may be a year."""
    text = tokens[amount.first].text
    return (
        amount.kind == "digits"
        and len(text) == 4
        and text.isdecimal()
        and 1000 <= int(text) <= 2100
        and amount.power == 1
        and amount.family != "money"
    )
