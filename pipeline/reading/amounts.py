"""Amounts: a numeral with its sign, magnitude, unit, denominator and bound; and several numerals that state one amount.

The grammar, over tokens:

    amount   = [bound] [money] numeral [unit] [denominator] [bound]
    range    = ["between"] amount ("-" | "to" | "and" | "or") amount
    compound = amount "and" amount        where the second unit is the smaller one: "four years and three months"
    share    = numeral [noun] ("in" | "out of") numeral [noun]
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from pipeline.labels import Bound, CandidateHint
from pipeline.reading.bounds import bound_after, bound_before, takes_length, under_negation
from pipeline.reading.numerals import Kind, Numeral, Token, glued, numerals_of
from pipeline.reading.units import HYPHENS, Family, Unit, counted_noun, is_plural, money_before, per_after, singular, unit_after
from pipeline.reading.vocabulary import figure_words

_DASHES = "-‑–—−"
_MINUS = "-−–"
# Units that may be stated in two steps, the larger first.
_LADDERS: tuple[Mapping[str, Fraction], ...] = (
    {"year": Fraction(12), "month": Fraction(1)},
    {"week": Fraction(7 * 86400), "day": Fraction(86400), "hour": Fraction(3600), "minute": Fraction(60), "second": Fraction(1)},
    {"foot": Fraction(12), "inch": Fraction(1)},
    {"stone": Fraction(224), "pound": Fraction(16), "ounce": Fraction(1)},
)
# Measures whose singular after a larger number opens the name of what is counted: "410 season tickets", "12 stone houses".
_OPENS_NOUNS = frozenset({"season", "night", "weekend", "stone"})
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


def amounts_of(tokens: Sequence[Token]) -> list[Amount]:
    """The amounts of a sentence, in order, each with what stands beside it."""
    amounts = [_amount(tokens, numeral) for numeral in _all_numerals(tokens)]
    amounts = _compounds(tokens, _shares(tokens, _ranges(tokens, amounts)))
    for index, amount in enumerate(amounts):
        _bind(tokens, amount, amounts[index - 1] if index else None)
        if index:
            _convert(tokens, amounts[index - 1], amount)
    return amounts


def _all_numerals(tokens: Sequence[Token]) -> list[Numeral]:
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
        and any(unit.name in ladder and ladder.get(singular(after[2].lower), ladder[unit.name]) < ladder[unit.name] for ladder in _LADDERS)
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


def _amount(tokens: Sequence[Token], numeral: Numeral) -> Amount:
    amount = Amount(numeral.first, numeral.last, numeral.first, numeral.last, numeral.value, numeral.kind, numeral.power)
    _read_sign(tokens, amount)
    if numeral.kind == "vague":
        return amount
    if numeral.kind == "ordinal" and not _is_part(tokens, amount):
        amount.value = 1 / amount.value if amount.value < 1 else amount.value  # the third, not a third
        return amount
    if amount.unit is None:
        _read_unit(tokens, amount)
    elif amount.right < len(tokens):
        _read_money_name(tokens, amount)
    if amount.unit is None and amount.kind == "fraction":
        amount.unit, amount.family = "fraction", "share"
    if amount.family is not None or amount.kind in {"digits", "words"}:
        _read_per(tokens, amount)
    return amount


def _read_sign(tokens: Sequence[Token], amount: Amount) -> None:
    """The minus and the sign of money before a numeral."""
    money = money_before(tokens, amount.first) if amount.kind in {"digits", "fraction", "words"} else None
    if money is not None:
        amount.left, amount.unit, amount.family = money[0], money[1], "money"
    before = amount.left - 1
    if before < 0:
        return
    free = before == 0 or (not glued(tokens, before) or tokens[before - 1].text in "([")
    printed = tokens[before].text in _MINUS and glued(tokens, amount.left) and free and amount.kind in {"digits", "fraction"}
    named = tokens[before].lower in {"minus", "negative"} and not (
        before and (tokens[before - 1].is_digits or tokens[before - 1].lower == "or")
    )
    if printed or named:
        amount.left, amount.value = before, -amount.value


def _is_part(tokens: Sequence[Token], amount: Amount) -> bool:
    """ "the thirstiest tenth of homes", "his ninth of the jackpot": a part of a whole, where an ordinal would need a noun."""
    if amount.value >= 1 or amount.value.numerator != 1:
        return False
    before = tokens[amount.first - 1].lower if amount.first else ""
    after = tokens[amount.last].lower if amount.last < len(tokens) else "."
    if after == "of" and (before.endswith("est") or before in {"her", "his", "their", "its", "my", "top", "bottom", "whole"}):
        amount.kind = "fraction"
    return amount.kind == "fraction"


def _read_unit(tokens: Sequence[Token], amount: Amount) -> None:
    """The unit after a numeral: of its own, of "half an hour", or the noun that is counted."""
    at = amount.last
    if at >= len(tokens):
        return
    if (inner_bound := bound_after(tokens, at)) is not None:  # "40 or so people", "20-odd countries"
        amount.bound, at = inner_bound
        amount.right = at
        if at >= len(tokens):
            return
    hyphened = tokens[at].text in HYPHENS and glued(tokens, at) and at + 1 < len(tokens) and glued(tokens, at + 1)
    start = at + 1 if hyphened else at
    part = amount.kind == "fraction" or (amount.kind == "digits" and 0 < amount.value < 1)
    if part and (inner := _unit_of_part(tokens, start)) is not None:
        start = inner  # "half an hour", "0.6 of a percentage point"
    unit = unit_after(tokens, start, digits=amount.kind == "digits", single=amount.value == 1 or amount.kind == "fraction")
    if unit is not None and amount.kind == "fraction" and start == amount.last and unit.family == "measure":
        # "half hours" is no measure; "2½ hours" and "1/4 mile" are.
        unit = None if amount.value < 1 and tokens[amount.first].is_word else unit
    if unit is not None and unit.name in _OPENS_NOUNS and not hyphened and amount.value > 1 and amount.kind in {"digits", "words"}:
        singular_form = tokens[unit.last - 1].lower == unit.name  # "410 season tickets" are tickets
        unit = (counted_noun(tokens, unit.last, single=False) if singular_form else None) or unit
    if unit is None:
        unit = _special(tokens, start, hyphened=hyphened, whole=amount.value.denominator == 1) or _degrees(tokens, start, amount)
    if unit is None and (family := _family_of(tokens, amount)) is not None:
        amount.left, amount.unit, amount.family = family[0], family[1], "count"
        return
    if unit is None and amount.kind in {"digits", "words"}:
        unit = _hyphened_noun(tokens, start) if hyphened else counted_noun(tokens, start, single=amount.value == 1)
    if unit is None and amount.kind == "multiple":
        compares = tokens[amount.first].lower not in {"once", "twice", "thrice"} or _compares(tokens, at)
        amount.unit, amount.family = ("times", "share") if compares else ("occasion", "count")
        if amount.value < 1:  # "halved"
            amount.unit = "fraction"
        return
    if unit is None:
        return
    amount.right, amount.unit, amount.family, amount.per = unit.last, unit.name, unit.family, unit.per
    if unit.factor != 1:
        amount.value, amount.factor = amount.value * unit.factor, unit.factor
    amount.hyphened = hyphened


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
    if word == "times":
        compares = _compares(tokens, at + 1) or not whole
        return Unit(at + 1, "times" if compares else "occasion", "share" if compares else "count")
    if (word in {"x", "×"} and glued(tokens, at)) or (word == "fold" and hyphened):
        return Unit(at + 1, "times", "share")
    if word in {"point", "points"} and (not hyphened or not whole):
        return Unit(at + 1, "point", "measure")
    return None


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
_FAMILIES = dict.fromkeys(("mother", "father", "mum", "mom", "dad", "parent", "grandmother", "grandfather", "widow"), "child") | {
    "family": "person",
    "household": "person",
}


def _family_of(tokens: Sequence[Token], amount: Amount) -> tuple[int, str] | None:
    """Where "family of" starts before a number, and whom the number counts."""
    before = [token.lower for token in tokens[max(0, amount.left - 4) : amount.left] if token.text not in HYPHENS]
    if before[-2:] == ["age", "of"]:  # "a retirement age of 67"
        return amount.left, "year"
    if before[-1:] != ["of"] or len(before) < 2 or before[-2] not in _FAMILIES:
        return None
    start = next(i for i in range(amount.left - 1, -1, -1) if tokens[i].lower == before[-2])
    return start, _FAMILIES[before[-2]]


_COMPARISONS = frozenset(
    {"as", "more", "less", "the", "its", "their", "his", "her", "that", "what", "over", "worse", "larger", "normal", "above", "average",
     "earnings", "last", "this", "our", "my", "core", "operating", "ebitda", "sales", "annual", "revenue", "income", "profit", "book"}
)  # fmt: skip
_NO_COMPARISONS = frozenset({"over", "after", "under", "per", "ever", "never", "however", "whether"})


def _hyphened_noun(tokens: Sequence[Token], at: int) -> Unit | None:
    """ "14-person", "148-member": the noun after the hyphen. "four-legged" and "two-way" count nothing (hints.py says so)."""
    token = tokens[at]
    if not token.is_word or token.lower.endswith("ed") or token.lower in {"and", "to", "or", "in", "of", "a", "an", "strong"}:
        return None
    return Unit(at + 1, singular(token.lower), "count")


def _read_money_name(tokens: Sequence[Token], amount: Amount) -> None:
    """The words of money that follow a sign, or the cents of it: "US66.4¢"."""
    unit = unit_after(tokens, amount.right, digits=True, single=False)
    if unit is not None and unit.family == "money" and (unit.factor != 1 or tokens[amount.right].is_word) and unit.name != "£":
        amount.right, amount.value, amount.factor = unit.last, amount.value * unit.factor, unit.factor
        if amount.unit == "$" and unit.name not in {"$"}:
            amount.unit = unit.name


def _read_per(tokens: Sequence[Token], amount: Amount) -> None:
    """The denominator after an amount, maybe past "of water" in "95m litres of water a day"."""
    last, per = per_after(tokens, amount.right, amount.family)
    if last == amount.right and amount.family in {"measure", "count"} and amount.right < len(tokens) and tokens[amount.right].lower == "of":
        for words in (2, 3, 4, 5):
            passed = tokens[amount.right + 1 : amount.right + words]
            if len(passed) < words - 1 or any(
                token.lower in {"a", "an", "the", "and", "per"} or not token.text.isalnum() for token in passed
            ):
                break
            last, per = per_after(tokens, amount.right + words, amount.family)
            if per is not None:
                break
            last = amount.right
    if last > amount.right:
        amount.right = last
        amount.per = " per ".join(part for part in (amount.per, per) if part) or None


def _ranges(tokens: Sequence[Token], amounts: Sequence[Amount]) -> list[Amount]:
    """Merges the two ends of a range; gives the two sides of a tally and the two ends of a change their common unit."""
    merged: list[Amount] = []
    words = {token.lower for token in tokens}
    for amount in amounts:
        before = merged[-1] if merged else None
        if before is None or before.high is not None or not _joins(tokens, before, amount):
            merged.append(amount)
            continue
        link = tokens[before.right].lower
        if _is_tally(tokens, before, amount, link, words):
            for side in (before, amount):
                if side.unit in _VERDICTS:
                    side.right = side.last
                side.unit, side.family, side.rule = "vote", "count", "tally"
            merged.append(amount)
        elif link == "to" and amount.value == 1 and amount.right == amount.last and before.value > 1 and before.unit is None:  # "by 3 to 1"
            before.unit, before.family, before.last, before.right = "times", "share", amount.last, amount.right
        elif _is_range(tokens, before, amount, link):
            merged[-1] = _range(tokens, before, amount, link)
        else:
            if (
                before.unit is None
                and link in {"to", "and", "or"}
                and amount.family in {"share", "money", "measure"}
                and _opens_change(tokens, before)
            ):
                before.unit, before.family, before.per = amount.unit, amount.family, before.per
            merged.append(amount)
    return merged


def _joins(tokens: Sequence[Token], low: Amount, high: Amount) -> bool:
    """Whether only a dash, "to", "and" or "or" stands between two amounts."""
    if high.left - low.right != 1 or "vague" in (low.kind, high.kind) or "ordinal" in (low.kind, high.kind):
        return False
    link = tokens[low.right]
    if link.text in _DASHES:
        return glued(tokens, low.right) == glued(tokens, high.left)
    return link.lower in {"to", "and", "or"}


def word_before(tokens: Sequence[Token], amount: Amount) -> str:
    """The word before the evidence of an amount, in lower case; "" at the start."""
    return tokens[amount.left - 1].lower if amount.left else ""


# What a vote makes: "a 2-1 decision" counts no decisions.
_VERDICTS = frozenset({"decision", "ruling", "verdict", "majority", "margin", "split", "judgment", "judgement", "opinion"})


def _is_tally(tokens: Sequence[Token], one: Amount, other: Amount, link: str, words: set[str]) -> bool:
    """ "6-3", "nine to six", "1,102 votes to 187" in a sentence about a vote."""
    whole = one.value.denominator == 1 and other.value.denominator == 1 and one.value >= 0
    ratio = link == "to" and other.value == 1 and one.unit is None  # "by 3 to 1"
    units = one.unit in (None, "vote") and other.unit in {None, "vote", *_VERDICTS} and not ratio
    if not (whole and units and (link in _DASHES or link == "to")) or looks_like_year(tokens, one):
        return False
    near = words & figure_words("votes")
    return bool(near) and (
        one.value > other.value or "vote" in (one.unit, other.unit) or word_before(tokens, one) in {"by", "voted", "split", "was"}
    )


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


def _is_range(tokens: Sequence[Token], low: Amount, high: Amount, link: str) -> bool:
    if looks_like_year(tokens, low) and high.unit is None:
        return False
    if low.unit is not None and low.unit != high.unit and low.family != "money":
        return False
    if low.family == "count" and low.unit is not None and link != "to":
        return False
    if _with_power_of(low, high) >= high.value:
        return False
    if link == "and":
        return word_before(tokens, low) == "between"
    if link == "or":
        return {low.kind, high.kind} <= {"digits", "words"} and low.unit is None and high.value <= low.value * 2 and low.value > 1
    if link == "to":
        # Each end has a sign or a name of money of its own.
        money = low.family == high.family == "money" and (low.left < low.first or low.right > low.last)
        moved = money and (word_before(tokens, low) == "by" or word_before(tokens, low) in figure_words("changes"))
        return not moved and not (
            word_before(tokens, low) == "from" and _opens_change(tokens, low)
        )  # "cut by £2 to £5", "slipped $85 to $2,915"
    return True


def _opens_change(tokens: Sequence[Token], amount: Amount) -> bool:
    """ "rose from 4 …": a verb of change among the words before, and "from"."""
    before = tokens[max(0, amount.left - 9) : amount.left]
    return bool(before) and before[-1].lower == "from" and any(token.lower in figure_words("changes") for token in before)


def _with_power_of(low: Amount, high: Amount) -> Fraction:
    """The lower end with the magnitude that only the upper one states: "2 to 3 million"."""
    value = low.value
    if low.power == 1 and high.power > 1 and value * high.power < high.value:
        value *= high.power
    if low.factor == 1 and low.family is None:
        value *= high.factor
    return value


def _range(tokens: Sequence[Token], low: Amount, high: Amount, link: str) -> Amount:
    left = low.left - 1 if link == "and" else low.left
    if low.family == "money" and high.family is None and high.unit is None:
        high.unit, high.family = low.unit, low.family
    return Amount(
        first=low.first,
        last=high.last,
        left=left,
        right=high.right,
        value=_with_power_of(low, high),
        kind=high.kind,
        high=high.value,
        unit=low.unit if low.family == "money" and high.family == "money" else high.unit or low.unit,
        family=high.family or low.family,
        per=high.per or low.per,
        bound=high.bound,
        hyphened=high.hyphened,
    )


def _compounds(tokens: Sequence[Token], amounts: Sequence[Amount]) -> list[Amount]:
    """ "four years and three months" is 4.25 years; "6ft 2in" is one height."""
    merged: list[Amount] = []
    for amount in amounts:
        before = merged[-1] if merged else None
        if before is not None and _is_inches(before, amount):
            amount.unit, amount.family = "inch", "measure"
            amount.right += amount.right < len(tokens) and tokens[amount.right].lower in _INCHES
        if before is not None and _is_half_more(tokens, before, amount):
            before.value += amount.value
            before.last = before.right = amount.last
            if before.unit is None:  # "13 and a half hours"
                _read_unit(tokens, before)
            _read_per(tokens, before)
            continue
        ratio = _ratio(before, amount) if before else None
        between = [token.lower for token in tokens[before.right : amount.left]] if before else []
        if before is not None and ratio is not None and between in ([], ["and"], [","], [",", "and"]):
            before.value += amount.value * ratio
            before.last, before.right, before.step = amount.last, amount.right, amount.unit
        else:
            merged.append(amount)
    return merged


# After feet the word is no preposition.
_INCHES = frozenset({"in", "ins", '"', "”", "″"})


def _is_half_more(tokens: Sequence[Token], large: Amount, amount: Amount) -> bool:
    """The half of "an hour and a half"."""
    between = [token.lower for token in tokens[large.right : amount.first]]
    is_page = large.family == "count" and tokens[large.first].lower in {"a", "an"}  # "a page and a half"
    has_unit = large.family == "measure" or is_page or _is_before_unit(tokens, large, amount)
    return (
        between in (["and"], ["and", "a"]) and amount.kind == "fraction" and amount.value < 1
        and has_unit and large.high is None and large.value.denominator == 1
    )  # fmt: skip


def _is_before_unit(tokens: Sequence[Token], large: Amount, amount: Amount) -> bool:
    """The half of "13 and a half hours"."""
    return (
        large.unit is None
        and large.kind == "digits"
        and tokens[amount.first].lower in {"a", "one"}
        and unit_after(tokens, amount.last, digits=False, single=False) is not None
    )


def _is_inches(feet: Amount, amount: Amount) -> bool:
    """The 2 of "5 ft 2 in", "5ft 2in" and "6ft 2"."""
    return (
        feet.unit == "foot"
        and amount.family is None
        and amount.kind == "digits"
        and amount.left == feet.right == amount.first
        and 0 <= amount.value < 12
    )


def _ratio(large: Amount, small: Amount) -> Fraction | None:
    """How many of the larger unit one of the smaller is, where the two make one amount."""
    if (
        large.family == small.family == "money"
        and large.unit == small.unit
        and not large.per
        and large.factor == 1
        and small.factor < 1
        and small.value < 1
    ):
        return Fraction(1)  # "three dollars and 50 cents"
    if large.high is not None or small.high is not None or large.per or small.per or large.unit is None or small.unit is None:
        return None
    for ladder in _LADDERS:
        if large.unit in ladder and small.unit in ladder and ladder[large.step or large.unit] > ladder[small.unit]:
            ratio = ladder[small.unit] / ladder[large.unit]
            return ratio if small.value * ratio < 1 and (large.step or large.value.denominator == 1) else None
    return None


_OUT_OF = (["in"], ["out", "of"], ["in", "every"], ["out", "of", "every"], ["of", "every"], ["of", "each"])


def _shares(tokens: Sequence[Token], amounts: Sequence[Amount]) -> list[Amount]:
    """ "one in five", "one litre in five", "nine out of ten" are parts of a whole."""
    merged: list[Amount] = []
    for amount in amounts:
        before = merged[-1] if merged else None
        if before is not None and _is_share(tokens, before, amount):
            merged[-1] = Amount(
                first=before.first, last=amount.last, left=before.left, right=amount.last,
                value=before.value / amount.value, kind="fraction", unit="fraction", family="share",
                high=before.high / amount.value if before.high is not None else None,
            )  # fmt: skip
        else:
            merged.append(amount)
    return merged


def _is_share(tokens: Sequence[Token], part: Amount, whole: Amount) -> bool:
    link = [token.lower for token in tokens[part.right : whole.left] if token.text not in HYPHENS]
    one_of_a_kind = part.value == 1 and part.family == "count" and whole.unit is None
    if one_of_a_kind and link[1:] == ["in"] and tokens[part.right].is_word:
        link = link[1:]  # "one draft refusal in three"
    if (
        link not in _OUT_OF
        or (part.high is not None and not part.value < part.high < whole.value)
        or whole.high is not None
        or (part.family in {"money", "share"} and not (part.value == 1 and link == ["in", "every"]))
        or whole.family in {"money", "share"}
    ):
        return False
    if part.kind not in {"digits", "words"} or whole.kind not in {"digits", "words"} or whole.is_time or whole.hyphened:
        return False
    if not (0 < part.value < whole.value and part.value.denominator == whole.value.denominator == 1) or looks_like_year(tokens, whole):
        return False
    round_whole = whole.value <= 10 or whole.value % 5 == 0 or one_of_a_kind or (part.value == 1 and part.unit is whole.unit is None)
    return round_whole if link[0] == "in" else (link != ["out", "of"] or round_whole)


# "have passed 2,200"; fewer are laws that pass and rivers that somebody crosses.
_FEWEST_PASSED = 100


def _bind(tokens: Sequence[Token], amount: Amount, before: Amount | None) -> None:
    """The bound words around an amount."""
    after = bound_after(tokens, amount.right)
    if after is not None:
        amount.bound, amount.right = after
    found = bound_before(tokens, amount.left)
    if found is None or (before is not None and found[1] < before.last):
        return
    bound, left = found
    if _binds_nothing(tokens, amount, left):
        return
    if bound == "approx" and amount.bound in {"at_least", "at_most"}:  # "about 500 or more"
        bound = amount.bound
    bound = under_negation(tokens, left, bound, is_more="more" in _words(tokens, left, amount.left) and not amount.is_time)
    amount.bound, amount.left = bound, left


def _words(tokens: Sequence[Token], first: int, last: int) -> list[str]:
    return [token.lower for token in tokens[first:last]]


def _binds_nothing(tokens: Sequence[Token], amount: Amount, left: int) -> bool:
    """Whether the words of a bound, which start at `left`, say something else here."""
    words = _words(tokens, left, amount.left)
    before = tokens[left - 1].lower if left else ""
    if words in (["over"], ["around"], ["about"], ["above"], ["under"]) and amount.is_time and not takes_length(tokens, left, words[0]):
        return True
    if words == ["over"]:
        opens = not left and amount.is_time and amount.right < len(tokens) and tokens[amount.right].text == ","
        places = amount.unit in figure_words("gatherings", "places") and is_plural(before)
        # "handed over 12 men"; "Over ten years, the gap would grow"; "shot down 84 drones over four regions"
        return before in figure_words("particles") or opens or places
    if words in (["crossed"], ["passed"]):
        return amount.kind != "digits" or amount.value < _FEWEST_PASSED or amount.rule == "tally"
    return words == ["up", "to"] and before in figure_words("climbing")  # "edged up to 4.2 percent"


def _convert(tokens: Sequence[Token], amount: Amount, conversion: Amount) -> None:
    """ "at least 10 kilometers (6.2 miles)": a conversion in brackets shares bound and denominator."""
    at = conversion.left - 1
    behind = conversion.right
    if conversion.per is None and behind + 1 < len(tokens) and tokens[behind].text in ")]":  # "N70,000 ($43.40) a month"
        conversion.per = per_after(tokens, behind + 1, conversion.family)[1]
        if amount.right == at and amount.per is None and amount.family == conversion.family:
            amount.per = conversion.per
    same = amount.family == conversion.family and amount.family in {"money", "measure"} and amount.unit != conversion.unit
    if at == amount.right and tokens[at].text in "([" and same:
        conversion.bound = amount.bound if conversion.bound == "exact" else conversion.bound
        conversion.per = conversion.per or amount.per
