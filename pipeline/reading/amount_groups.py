"""Several numerals that state one amount or belong together: ranges, tallies, compounds of two units, shares of a whole."""

from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise

from pipeline.exact import is_decimal
from pipeline.reading.amount_parts import Amount, looks_like_year, read_per, read_unit, word_before
from pipeline.reading.numerals import Token, glued
from pipeline.reading.units import HYPHENS, LADDERS, unit_after
from pipeline.reading.vocabulary import figure_words

_DASHES = "-‑–—−"


def ranges(tokens: Sequence[Token], amounts: Sequence[Amount]) -> list[Amount]:
    """Merges the two ends of a range; gives the two sides of a tally and the two ends of a change their common unit."""
    merged: list[Amount] = []
    words = {token.lower for token in tokens}
    for amount in amounts:
        before = merged[-1] if merged else None
        if before is not None and _is_ratio(tokens, before, amount, words):
            before.unit, before.family, before.last, before.right = "times", "share", amount.last, amount.right
            continue
        if before is None or before.high is not None or not _joins(tokens, before, amount):
            merged.append(amount)
            continue
        link = "to" if _is_hyphened(tokens, before, amount) else tokens[before.right].lower
        if link == "," or _is_end_of_range(tokens, before, amount):
            merged[-1] = _open_range(tokens, before, amount)
        elif _is_tally(tokens, before, amount, link, words):
            for side in (before, amount):
                if side.unit in _VERDICTS:
                    side.right = side.last
                side.unit, side.family, side.rule = "vote", "count", "tally"
            merged.append(amount)
        elif _is_range(tokens, before, amount, link) and not _goes_on_changing(tokens, merged[:-1], before):
            merged[-1] = _range(tokens, before, amount, link)
        else:
            merged.append(amount)
    for start, end in pairwise(merged):
        _share_of_change(tokens, start, end)
    for place, end in enumerate(merged):
        _end_of_change(tokens, merged[max(0, place - _NEAR) : place], end)
    return merged


def _is_ratio(tokens: Sequence[Token], many: Amount, one: Amount, words: set[str]) -> bool:
    """ "by 3 to 1", "by nearly 3-to-1", "outnumber them 3-1": three times as many."""
    if one.value != 1 or one.right != one.last or many.value <= 1 or many.unit is not None or many.high is not None:
        return False
    link = [token.lower for token in tokens[many.right : one.left]]
    if link == ["to"] or _is_hyphened(tokens, many, one):
        return True
    if len(link) != 1 or link[0] not in _DASHES:
        return False
    others = figure_words("votes") | figure_words("scores")
    return not words.isdisjoint(figure_words("ratios")) or (word_before(tokens, many) == "by" and words.isdisjoint(others))


def _share_of_change(tokens: Sequence[Token], start: Amount, end: Amount) -> None:
    """ "rose from 4 to 5 per cent", "from 24.2 to between 33 and 35 billion euros": what a change starts from has the unit of its end."""
    link = tokens[start.right].lower if start.right < len(tokens) else ""
    joined = end.left - start.right == 1 and link in {"to", "and", "or"}
    stated = end.family in {"share", "money", "measure"} and end.unit != "fraction" and not end.hyphened
    bare = start.unit is None and start.kind in {"digits", "words"} and not looks_like_year(tokens, start)
    if bare and stated and joined and (_opens_change(tokens, start) or (link == "to" and word_before(tokens, start) == "from")):
        start.value = _with_power_of(start, end)
        start.unit, start.family = end.unit, end.family


# Between the ends of a change a time may stand ("from $5 four years ago to 3").
_NEAR = 2


def _end_of_change(tokens: Sequence[Token], before: Sequence[Amount], end: Amount) -> None:
    """ "fell from 660,000 dollars four years ago to just 75,000 pledged": what a change ends at has the unit of its start."""
    start = next((amount for amount in before if amount.family == "money" and _opens_change(tokens, amount)), None)
    if start is None:
        return
    links = [token.lower for token in tokens[max(start.right, end.first - 2) : end.first]]
    bare = end.unit is None and end.kind == "digits" and end.left == end.first and not looks_like_year(tokens, end)
    if bare and "to" in links and end.right < len(tokens):
        after = tokens[end.right]
        if not (after.is_word and (after.lower.endswith("s") or after.lower == "in")):  # "to 75 homes", "to 3 in 10"
            end.unit, end.family, end.value = start.unit, start.family, scaled(end.value, start)


def _is_second_guess(tokens: Sequence[Token], low: Amount, high: Amount) -> bool:
    """ "the wait was 70, maybe 75", "30%, perhaps 35%", "five hours, maybe six", "a third, perhaps half, of the crop".

    A number and a larger one that it may be; not "70 jobs, perhaps 75 more".
    """
    between = [token.lower for token in tokens[low.right : high.left]]
    after = tokens[high.right].lower if high.right < len(tokens) else ""
    parts = low.kind == high.kind == "fraction"
    plain = parts or (low.kind in {"digits", "words"} and high.kind in {"digits", "words"} and not looks_like_year(tokens, low))
    alike = low.unit in {None, high.unit} or (high.unit is None and not low.per and not low.hyphened)
    fits = alike and low.value < high.value <= _GUESSED * low.value
    return between in _GUESSES and plain and fits and after not in {"more", "others", "further", "extra"}


_GUESSES = ([",", "maybe"], [",", "perhaps"], [",", "possibly"], [",", "or", "maybe"], [",", "or", "perhaps"])
# A guess is no larger than so many times the number that it follows.
_GUESSED = 2


def _is_end_of_range(tokens: Sequence[Token], low: Amount, high: Amount) -> bool:
    """ "one notch or two", "anywhere from two points to 12": the noun stands with the first of the two."""
    if low.unit is None or low.family not in {"count", "measure"} or low.hyphened or low.value >= high.value:
        return False
    link, after = tokens[low.right].lower, tokens[high.right].lower if high.right < len(tokens) else ""
    if high.unit is not None or high.kind not in {"digits", "words"} or high.last != high.right or low.high is not None or low.per:
        return False
    if link == "or":
        return high.value == low.value + 1 and low.kind == "words" and tokens[low.first].lower not in {"a", "an"} and not after.isdigit()
    ranging = [token.lower for token in tokens[max(0, low.left - 2) : low.left]]
    return link == "to" and ranging[-1:] == ["from"] and ranging[0] in _RANGING


_RANGING = frozenset({"anywhere", "range", "ranges", "ranged", "ranging", "vary", "varies", "varied", "varying", "somewhere"})


def _open_range(tokens: Sequence[Token], low: Amount, high: Amount) -> Amount:
    """The range of "70, maybe 75" and of "one notch or two"; a guess is `approx`."""
    guessed = tokens[low.right].text == ","
    merged = _range(tokens, low, high, "to")
    merged.bound = "approx" if guessed else high.bound
    return merged


# A bare number below it has the magnitude of the sum that it is compared with: "from 40¢ to 15", "$88 million, down from 141".
_SMALL = 1000


def scaled(value: Fraction, of: Amount) -> Fraction:
    """A bare value with the magnitude of the sum before it, and in its pence: "fell from $88 million to 51"."""
    return value * of.power * of.factor if value < _SMALL else value


def _joins(tokens: Sequence[Token], low: Amount, high: Amount) -> bool:
    """Whether only a dash, "to", "and" or "or" stands between two amounts, or the comma and "maybe" of a second guess."""
    if _is_second_guess(tokens, low, high):
        return True
    if "vague" in (low.kind, high.kind) or "ordinal" in (low.kind, high.kind):
        return False
    if _is_hyphened(tokens, low, high):
        return True
    if high.left - low.right != 1:
        return False
    link = tokens[low.right]
    if link.text in _DASHES:
        return glued(tokens, low.right) == glued(tokens, high.left)
    return link.lower in {"to", "and", "or"}


def _is_hyphened(tokens: Sequence[Token], low: Amount, high: Amount) -> bool:
    """ "a 5-to-4 decision"."""
    return [token.lower for token in tokens[low.right : high.left]] == ["-", "to", "-"]


# What a vote makes: "a 2-1 decision" counts no decisions.
_VERDICTS = frozenset({"decision", "ruling", "verdict", "majority", "margin", "split", "judgment", "judgement", "opinion"})


def _is_tally(tokens: Sequence[Token], one: Amount, other: Amount, link: str, words: set[str]) -> bool:
    """ "6-3", "nine to six", "1,102 votes to 187" in a sentence about a vote."""
    whole = one.value.denominator == 1 and other.value.denominator == 1 and one.value >= 0
    ratio = link == "to" and other.value == 1 and one.unit is None  # "by 3 to 1"
    units = one.unit in (None, "vote") and other.unit in {None, "vote", *_VERDICTS} and not ratio
    if not (whole and units and (link in _DASHES or link == "to")) or looks_like_year(tokens, one):
        return False
    if word_before(tokens, one) == "from" and one.unit is None and other.unit is None:
        return False  # "a majority that has shrunk from 14 to three"
    near = words & figure_words("votes")
    if near == {"defeated"} and one.left and tokens[one.left - 1].text[0].isupper():
        return False  # "defeated South Korea 1-0"
    return bool(near) and (
        one.value > other.value or "vote" in (one.unit, other.unit) or word_before(tokens, one) in {"by", "voted", "split", "was"}
    )


def _is_range(tokens: Sequence[Token], low: Amount, high: Amount, link: str) -> bool:
    if looks_like_year(tokens, low) and high.unit is None:
        return False
    if low.unit is not None and low.unit != high.unit and not (low.family == "money" and high.family in {None, "money"}):
        return False
    if low.family == "count" and low.unit is not None and link != "to":
        return False
    if _with_power_of(low, high) >= high.value:
        return False
    if link == "and":
        return word_before(tokens, low) == "between"
    if link == "to" and low.family == "share" and not figure_words("contests").isdisjoint(_lower_before(tokens, low)):
        return False  # "trails her 41 percent to 49 percent"
    if link == "or":
        return {low.kind, high.kind} <= {"digits", "words"} and low.unit is None and high.value <= low.value * 2 and low.value > 1
    if link == "to":
        # Each end has a sign or a unit of its own.
        stated = low.family == high.family and low.family is not None and (low.left < low.first or low.right > low.last)
        far = high.value > _FAR * low.value  # "by 5 percent to 15 percent" is a range all the same
        before = word_before(tokens, low)
        moved = stated and (
            ((low.family == "money" or far) and (before == "by" or before in figure_words("changes")))
            or (far and low.family == "money" and before in figure_words("gains"))
        )
        return not moved and not (
            word_before(tokens, low) == "from" and _opens_change(tokens, low)
        )  # "cut by £2 to £5", "slipped $85 to $2,915"
    return True


# So many times the change a level is, at the least, that it leads to: "by 80 barrels to 900 barrels".
_FAR = 5


def _lower_before(tokens: Sequence[Token], amount: Amount) -> set[str]:
    """The words shortly before an amount."""
    return {token.lower for token in tokens[max(0, amount.left - 9) : amount.left]}


def _opens_change(tokens: Sequence[Token], amount: Amount) -> bool:
    """ "rose from 4 …": a verb of change among the words before, and "from"."""
    return word_before(tokens, amount) == "from" and not figure_words("changes").isdisjoint(_lower_before(tokens, amount))


def _goes_on_changing(tokens: Sequence[Token], before: Sequence[Amount], start: Amount) -> bool:
    """ "The permit goes up from £1.20 to £2, the pass from £48 to £60": the verb of a change is told once for both."""
    if word_before(tokens, start) != "from" or not before:
        return False
    between = [token.lower for token in tokens[before[-1].right : start.first]]
    pairs = [(one, other) for one, other in pairwise(before) if tokens[one.right : other.left] and _opens_change(tokens, one)]
    changed = any(other is before[-1] and [token.lower for token in tokens[one.right : other.left]] == ["to"] for one, other in pairs)
    ranging = _RANGING | figure_words("sums", "trading")
    return changed and between[:1] in ([","], ["and"]) and ";" not in between and ranging.isdisjoint(between)


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
        power=high.power,
        high=high.value,
        unit=low.unit if low.family == "money" and high.family == "money" else high.unit or low.unit,
        family=high.family or low.family,
        per=high.per or low.per,
        bound=high.bound,
        hyphened=high.hyphened,
    )


def compounds(tokens: Sequence[Token], amounts: Sequence[Amount]) -> list[Amount]:
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
                read_unit(tokens, before)
            read_per(tokens, before)
            continue
        ratio = _ratio(before, amount) if before else None
        between = [token.lower for token in tokens[before.right : amount.left]] if before else []
        if before is not None and ratio is not None and between in ([], ["and"], [","], [",", "and"]):
            before.value += amount.value * ratio
            if amount.is_time and not is_decimal(before.value):  # "an hour and ten minutes" are 70 minutes
                before.value, before.unit = before.value / ratio, amount.unit
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
        and small.unit in {large.unit, "¢"}
        and not large.per
        and large.factor == 1
        and small.factor < 1
        and small.value < 1
    ):
        return Fraction(1)  # "three dollars and 50 cents"
    if large.high is not None or small.high is not None or large.per or small.per or large.unit is None or small.unit is None:
        return None
    for ladder in LADDERS:
        if large.unit in ladder and small.unit in ladder and ladder[large.step or large.unit] > ladder[small.unit]:
            ratio = ladder[small.unit] / ladder[large.unit]
            return ratio if small.value * ratio < 1 and (large.step or large.value.denominator == 1) else None
    return None


def ratios(amounts: list[Amount]) -> list[Amount]:
    """ "one counselor for every 250 students": 250 students a counselor."""
    for one, many in pairwise(amounts):
        if one.value == 1 and one.family == many.family == "count" and one.per and one.last < many.first < one.right:
            one.value, one.unit, one.per = many.value, many.unit, one.unit
    return amounts


_OUT_OF = (["in"], ["out", "of"], ["in", "every"], ["out", "of", "every"], ["of", "every"], ["of", "each"])


def shares(tokens: Sequence[Token], amounts: Sequence[Amount]) -> list[Amount]:
    """ "one in five", "one litre in five", "nine out of ten" are parts of a whole."""
    merged: list[Amount] = []
    for amount in amounts:
        before = merged[-1] if merged else None
        if before is not None and (_is_share(tokens, before, amount) or _is_share_of_sum(tokens, before, amount)):
            merged[-1] = Amount(
                first=before.first, last=amount.last, left=before.left, right=amount.last,
                value=before.value / amount.value, kind="fraction", unit="fraction", family="share",
                high=before.high / amount.value if before.high is not None else None,
            )  # fmt: skip
        else:
            merged.append(amount)
    return merged


def _is_share_of_sum(tokens: Sequence[Token], part: Amount, whole: Amount) -> bool:
    """ "makes up £1 in every £9", "$3 of every $10 spent": a part of a whole in one currency; "70p in every £1" keeps its unit."""
    link = [token.lower for token in tokens[part.last : whole.left]]
    every = link in (["in", "every"], ["in", "each"], ["of", "every"], ["out", "of", "every"]) or (part.value == 1 and link == ["in"])
    money = part.family == whole.family == "money" and part.unit == whole.unit and part.factor == whole.factor == 1
    plain = part.high is None and whole.high is None and part.value.denominator == whole.value.denominator == 1
    return every and money and plain and 0 < part.value < whole.value


def _is_share(tokens: Sequence[Token], part: Amount, whole: Amount) -> bool:
    link = [token.lower for token in tokens[part.right : whole.left] if token.text not in HYPHENS]
    one_of_a_kind = part.value == 1 and part.family == "count" and whole.unit is None
    if one_of_a_kind and link[1:] == ["in"] and tokens[part.right].is_word:
        link = link[1:]  # "one draft refusal in three"
    if part.unit in {"case", "occasion"} and link == ["of"]:
        link = ["out", "of"]  # "in seven cases of ten"
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
    one_of_many = part.value == 1 and part.unit is None and whole.family in {None, "count"}  # "one in 22", "one in 22 people"
    round_whole = whole.value <= 10 or whole.value % 5 == 0 or one_of_a_kind or one_of_many
    return round_whole if link[0] == "in" else (link != ["out", "of"] or round_whole)
