"""Years, days of a month, decades, points in time and stretches of it."""

from collections.abc import Sequence

from pipeline.reading.hints.place import Place, is_measured, plural_s
from pipeline.reading.numerals import Token, glued
from pipeline.reading.vocabulary import MONTHS, figure_words

_BESIDE_YEAR = frozenset({"(", "-", "–", "—", ",", "/", "[", "."})


def is_year(place: Place) -> bool:
    """Four digits without separator that no counted noun or bound makes a quantity."""
    if _is_short_year(place):
        return True
    if not _could_be_year(place):
        return False
    amount = place.amount
    after, before = place.near(1), place.near(-1)
    if after is not None and glued(place.tokens, amount.last) and (after.lower == "s" or (after.text in "-–—/" and _digits_at(place, 2))):
        return True
    if _opens_span(place) or _owns(place):
        return True
    word = before.lower if before else ""
    if _dates_noun(place, word):
        return True
    if word in figure_words("dates", "weakly_before_year") and not place.is_bare:
        return False
    dated = (
        word in figure_words("dates", "before_year")
        or word in _BESIDE_YEAR
        or MONTHS.fullmatch(word) is not None
        or _is_day(place.tokens, amount.first)
    )
    if dated:
        return amount.left == amount.first or word in figure_words("dates", "before_year")
    return amount.bound == "exact" and place.is_bare


def _dates_noun(place: Place, before: str) -> bool:
    """ "the president's 2012 bundlers", "the 2008 and 2012 cycles": a year that says which, and no count."""
    owned = before.endswith(("'s", "’s"))
    first = place.near(-2)
    paired = before in {"and", "or"} and first is not None and first.is_digits and len(first.text) == 4 and first.text[:2] == place.text[:2]
    return place.amount.left == place.amount.first and ((owned and int(place.text) % _ROUND != 0) or paired)


def _owns(place: Place) -> bool:
    """ "1947's biggest film"."""
    tokens, last = place.tokens, place.amount.last
    marks = [token.text for token in tokens[last : last + 2]]
    return marks in (["'", "s"], ["’", "s"]) and glued(tokens, last) and glued(tokens, last + 1)


def _opens_span(place: Place) -> bool:
    """ "over 2000 - 2050": another year behind a dash."""
    dash, year = place.near(1), place.near(2)
    if dash is None or dash.text not in "-–—" or year is None or not year.text.isdecimal() or len(year.text) != 4:
        return False
    return int(place.text) < int(year.text) <= _LATEST_AHEAD


# A multiple of it may be a count: "the firm's 2000 workers".
_ROUND = 50


def _is_short_year(place: Place) -> bool:
    """ "in '22", "the class of ’98"."""
    if place.amount.kind != "digits" or len(place.text) != 2:
        return False
    mark, word = place.near(-1), place.near(-2)
    return (
        place.is_bare
        and mark is not None
        and mark.text in "'’‘"
        and glued(place.tokens, place.amount.first)
        and word is not None
        and (word.lower in _BEFORE_SHORT_YEAR or MONTHS.fullmatch(word.lower) is not None)
    )


_BEFORE_SHORT_YEAR = frozenset(
    {"in", "since", "of", "from", "to", "until", "till", "by", "spring", "summer", "autumn", "fall", "winter", "and", "early", "late"}
)


def _could_be_year(place: Place) -> bool:
    amount, text = place.amount, place.text
    latest = _LATEST_AHEAD if place.word(-1) in _AHEAD else _LATEST
    plain = amount.kind == "digits" and len(text) == 4 and text.isdecimal() and 1700 <= int(text) <= latest and amount.power == 1
    return plain and not is_measured(place) and (amount.family != "measure" or amount.is_time or place.is_bare)


# Up to which year four digits may be one; what is foreseen may be later.
_LATEST, _LATEST_AHEAD = 2100, 2199
_AHEAD = frozenset({"by", "until", "till", "before", "in"})


def _digits_at(place: Place, step: int) -> bool:
    token = place.near(step)
    return token is not None and token.is_digits


def _is_day(tokens: Sequence[Token], index: int) -> bool:
    return index > 1 and tokens[index - 1].text == "," and tokens[index - 2].is_digits


def _is_next_digit(year: str, digit: str) -> bool:
    """The 6 of "2005-6"."""
    return year.isdecimal() and len(digit) == 1 and digit.isdecimal() and int(digit) == (int(year) + 1) % 10


def is_second_year(place: Place) -> bool:
    """The 13 of "2012-13"."""
    first = place.amount.first
    return (
        place.amount.kind == "digits"
        and first >= 2
        and place.tokens[first - 1].text in "-–/"
        and place.tokens[first - 2].is_digits
        and len(place.tokens[first - 2].text) == 4
        and (len(place.text) in {2, 4} or _is_next_digit(place.tokens[first - 2].text, place.text))
        and place.tokens[first - 2].text[:2] in {"18", "19", "20"}
        and not is_measured(place)
    )


def is_calendar_day(place: Place) -> bool:
    """ "March 14", "14 March", "9 and 10 December", "May 3-5", "12/03/2024"."""
    if place.amount.kind not in {"digits", "ordinal"} or (not place.text[:2].isdecimal() and place.amount.kind == "digits"):
        return False
    if place.amount.value > 31 or place.amount.value.denominator != 1:
        return False
    before, after = place.near(-1), place.near(1)
    if before is not None and before.text == ".":
        before = place.near(-2)
    if before is not None and _is_month(before):
        return not is_measured(place)
    for step in (1, 2):
        token = place.near(step)
        if token is not None and _is_month(token) and (step == 1 or (after is not None and after.lower in {"st", "nd", "rd", "th", "of"})):
            return True
    slash = after is not None and after.text in "/" and glued(place.tokens, place.amount.last)
    return slash or (before is not None and before.text == "/" and glued(place.tokens, place.amount.first)) or _in_list_of_days(place)


def _is_month(token: Token) -> bool:
    return MONTHS.fullmatch(token.lower) is not None and token.text[0].isupper()


def _in_list_of_days(place: Place) -> bool:
    """The 10 of "December 9 and 10", the 9 of "9 and 10 December"."""
    before, after = (
        place.tokens[max(0, place.amount.first - 3) : place.amount.first],
        place.tokens[place.amount.last : place.amount.last + 3],
    )
    links = {"and", "to", "-", "–", "or"}
    if len(before) == 3 and before[2].lower in links and before[1].is_digits and _is_month(before[0]):
        return place.is_bare
    return len(after) == 3 and after[0].lower in links and after[1].is_digits and _is_month(after[2])


def is_offset(place: Place) -> bool:
    """ "three days later", "a decade ago", "in ten years' time": from a point in time, not how long."""
    amount = place.amount
    after, second = place.word(1), place.word(2)
    if not amount.is_time or (amount.hyphened and after != "ago") or amount.per:
        return False
    if after in {"’", "'"}:
        after, second = second, place.word(3)
    if after in {"later", "earlier"} and second == "than":
        return False  # "two hours later than that of a parent": how much, not when
    if after == "ago" or (after in {"later", "earlier", "hence", "prior", "afterwards", "beforehand", "previously"}):
        return True
    if after == "away":
        return amount.unit not in {"second", "minute", "hour"}  # "the vote is 16 weeks away", not "the hospital is an hour away"
    if after in {"before", "after"} and place.word(-1) not in _HOW_LONG and amount.bound in {"exact", "approx"}:
        return not _is_timed(place)
    if after == "before" and place.word(-1) == "than" and amount.bound == "exact" and not second[:1].isalnum():
        return True  # "It sold less last year than five years before, while …"
    if (after, second) in {("from", "now"), ("on", ",")} or after == "time":
        return True
    if place.word(-1) != "in" or amount.bound == "at_most" or after in {"of", "that"} or _is_at_soonest(place):
        return False
    if place.word(-2) in figure_words("dates", "begins") and amount.bound == "exact":
        return not _is_counted_before(place)  # "Early voting begins in nine days"; not "made six starts in six months"
    earlier = {token.text for token in place.tokens[max(0, amount.left - 10) : amount.left]}
    later = {token.text for token in place.tokens[amount.right : amount.right + 6]}
    return bool((earlier | later) & figure_words("dates", "future")) and not earlier & {
        "has",
        "have",
        "had",
        "took",
        "hasn’t",
        "haven’t",
        "hasn't",
        "haven't",
    }


def _is_counted_before(place: Place) -> bool:
    """Whether the word before "in" is a noun with a number of its own."""
    return any(other.right == place.amount.left - 1 for other in place.amounts[: place.index])


def _is_timed(place: Place) -> bool:
    """ "broke up, 83 seconds after it left": what was measured; "half an hour before she spoke" is when."""
    return place.amount.unit == "second"


def _is_at_soonest(place: Place) -> bool:
    """ "could fly in as little as five months": how little it may take."""
    return [token.lower for token in place.tokens[place.amount.left : place.amount.first]] == ["as", "little", "as"]


# Before a length of time, and not before a point in time: "it was 52 minutes before anyone came".
_HOW_LONG = frozenset(
    {"for", "of", "than", "was", "be", "took", "take", "takes", "waited", "wait", "another"}
    | {"spent", "spend", "spends", "spending", "lasted", "last", "held"}
)


def is_window(place: Place) -> bool:
    """ "over the past two years": when, not how long.

    How long are "expected to last three weeks", "owed rent for the past two years", and the whole of "12 of the last 16 years".
    """
    lasts = place.word(-1) == "last" and place.word(-2) in {"to", "will", "would", "could", "can", "may", "might", "must", "should", "not"}
    return (
        place.amount.is_time
        and place.word(-1) in {"past", "last", "next", "coming", "previous", "following", "preceding"}
        and not place.amount.per
        and not lasts
        and not _is_whole_of_years(place)
    )


def _is_whole_of_years(place: Place) -> bool:
    """ "has governed for 12 of the last 16 years": of how many."""
    many = place.near(-4)
    of = place.word(-2) in {"the", "its", "their", "his", "her"} and place.word(-3) == "of"
    return of and many is not None and (many.is_digits or many.lower in _FEW)


_FEW = frozenset({"two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"})


def is_decade(place: Place) -> bool:
    """ "the 1990s", "the nineties", "in his 40s", "mid-20s"."""
    return place.amount.kind == "digits" and plural_s(place) and place.amount.value % 10 == 0
