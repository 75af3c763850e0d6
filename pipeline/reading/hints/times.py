"""Clock times."""

import re

from pipeline.reading.hints.place import Place, is_bare, is_measured
from pipeline.reading.numerals import glued
from pipeline.reading.vocabulary import figure_words

_MARKS = frozenset({"am", "pm", "gmt", "utc", "bst", "est", "edt", "ist", "cet", "o'clock", "o’clock", "noon", "hrs"})
_HOURS = frozenset({"one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "midnight", "noon"})
_MINUTES = frozenset({"fifteen", "twenty", "thirty", "forty", "fifty"})
# Minutes before an hour: "ten to seven".
_TO_THE_HOUR = frozenset({"five", "ten", "twenty", "quarter"})
_LINKS = frozenset({"at", "until", "by", "before", "after", "from"})
_BEFORE_HOURS = frozenset({*_LINKS, "till", "since", "around", "about"})
_OF_DAY = (["at", "night"], ["in", "the", "morning"], ["in", "the", "afternoon"], ["in", "the", "evening"])
# How many words before an hour may tell that somebody comes, goes or opens then.
_NEAR = 5
_DOTTED, _OF_TWO_DIGITS, _OF_ONE = re.compile(r"\d{1,2}[.:][0-5]\d"), re.compile(r"(?:[01]\d|2[0-3])\.[0-5]\d"), re.compile(r"\d\.[0-5]\d")


def is_clock(place: Place) -> bool:
    """ "9pm", "7.30 p.m.", "07:00", "5 o'clock", "ten past eleven", "1400 GMT"."""
    return _is_half_hour(place) or _is_spoken(place) or (not is_measured(place) and (_is_shown_after(place) or _is_shown_before(place)))


def _is_spoken(place: Place) -> bool:
    """Either number of "the eleven-forty to Leeds", "at nine-thirty"."""
    tokens, first, last = place.tokens, place.amount.first, place.amount.last
    behind = [token.lower for token in tokens[last : last + 2]]
    ahead = [token.lower for token in tokens[max(0, first - 2) : first]]
    hour = place.text.lower() in _HOURS and behind[:1] == ["-"] and glued(tokens, last) and behind[-1] in _MINUTES
    return hour or (place.text.lower() in _MINUTES and ahead[1:] == ["-"] and glued(tokens, first) and ahead[0] in _HOURS)


def _is_half_hour(place: Place) -> bool:
    """The half of "at half five"."""
    after = place.near(1)
    return place.text == "half" and after is not None and after.lower in _HOURS and place.word(-1) in _BEFORE_HOURS


def _is_shown_after(place: Place) -> bool:
    """ "5 o'clock", "1600 local time", "7.30 p.m.", "07:00", "ten past eleven"."""
    after, second, before = place.near(1), place.near(2), place.near(-1)
    if after is None:
        return False
    if after.lower in _MARKS and place.amount.value <= 2400:
        return True
    if len(place.text) == 4 and place.is_bare and before is not None and before.lower == "at" and after.lower in {"local", "hours"}:
        return True
    if second is None:
        return False
    if after.lower in {"a", "p"} and second.text == ".":
        return (third := place.near(3)) is not None and third.lower == "m"
    if after.text == ":" and second.is_digits and glued(place.tokens, place.amount.last):
        return True
    to_hour = after.lower in {"past", "to"} and second.lower in _HOURS and place.amount.kind in {"words", "fraction"} and place.is_bare
    changes = before is not None and before.lower == "from" and after.lower == "to"  # "cut from ten to seven"
    return to_hour and not changes and (before is None or before.lower in {*_BEFORE_HOURS, "between", "a", "is", "was"})


def _is_shown_before(place: Place) -> bool:
    """ "half past 9", "at 7.30", "the 17.05 from Heuston", "on Friday at 10", "from nine till noon"."""
    before = place.near(-1)
    if before is None:
        return False
    if before.text == ":" and glued(place.tokens, place.amount.first):
        return True
    if not place.is_bare:
        return False
    if before.lower in _LINKS and _DOTTED.fullmatch(place.text):
        return not _is_price(place, before.lower)
    if before.lower == "the" and _OF_TWO_DIGITS.fullmatch(place.text):
        return place.word(1) in figure_words("clock", "departures")
    if before.lower == "the" and _OF_ONE.fullmatch(place.text):
        return place.word(1) in {"from", "to"}
    return _is_hour(place, before.lower)


def _is_price(place: Place, before: str) -> bool:
    """ "closed at 4.05, up 9.8", "firmed to 5.94 from 6.01": what moves is no time."""
    first = place.amount.first
    moved = first > 1 and before == "from" and place.tokens[first - 2].is_digits
    return moved or not {place.word(1), place.word(2)}.isdisjoint({"up", "down"})


def _is_hour(place: Place, before: str) -> bool:
    """ "half past 9", "on Friday at 10 with a talk", "from nine till noon"."""
    amount, after, second = place.amount, place.near(1), place.near(2)
    if amount.value > 12 or amount.kind not in {"digits", "words"} or amount.value.denominator != 1:
        return False
    ends = after is None or not after.is_word or after.lower in figure_words("clock", "after_hours")
    if before == "at" and ends and place.word(-2) in figure_words("clock", "days"):
        return True
    if ((ends or place.word(1) in _SUBJECTS) and _is_beside_clock(place, before)) or (before == "half" and place.word(-2) in _BEFORE_HOURS):
        return True
    if _is_after_minutes(place, before) or _opens_sentence(place, before):
        return True
    if _is_in_hours(place, before):
        return True
    if before == "from":
        until = after is not None and second is not None and after.lower in {"till", "until"}
        return until and second is not None and (second.lower in _HOURS or second.is_digits)
    if _is_of_day(place, before) or _is_when_it_happens(place, before):
        return True
    return before == "past" or (before in {"till", "until"} and place.word(-3) == "from" and place.word(-2) in _HOURS)


def _is_after_minutes(place: Place, before: str) -> bool:
    """The hour of "at ten to seven", "by twenty to eleven", "at a quarter to four"; "approved by ten to seven" is a tally."""
    earlier = place.amounts[place.index - 1] if place.index else None
    if before != "to" or earlier is None or earlier.last != place.amount.first - 1 or "tally" in {earlier.rule, place.amount.rule}:
        return False
    minutes, link = place.word(-2), place.word(-4) if place.word(-3) == "a" else place.word(-3)
    return minutes in _TO_THE_HOUR and link in _BEFORE_HOURS - {"from"}


def _opens_sentence(place: Place, before: str) -> bool:
    """ "By seven they were very poor": an hour in words, and then what was so."""
    first = place.amount.first
    opens = first == 1 or (first == 2 and not place.tokens[0].is_word)
    return opens and before == "by" and place.amount.kind == "words" and place.word(1) in _SUBJECTS


# How a clause goes on behind the hour that it opens with.
_SUBJECTS = frozenset({"the", "he", "she", "they", "we", "i", "it", "there", "his", "her", "their", "its"})


def _is_in_hours(place: Place, before: str) -> bool:
    """Either number of "It opens six days a week, from 10 to five": in the words of opening, and later is the smaller."""
    first, last = place.amount.first, place.amount.last
    start = last if before == "from" else first - 1
    if before not in {"from", "to"} or not 0 < start < len(place.tokens) or place.tokens[start].lower != "to":
        return False
    at = next((index for index, amount in enumerate(place.amounts) if amount.last == start), None)
    if at is None or at + 1 >= len(place.amounts) or not place.words & _OPENING:
        return False
    opens, closes = place.amounts[at], place.amounts[at + 1]
    return closes.first == start + 1 and is_bare(closes) and _LATEST_HOUR >= opens.value > closes.value


_OPENING, _LATEST_HOUR = frozenset({"open", "opens", "opened", "opening", "weekdays", "hours", "daily", "visits"}), 12


def _is_of_day(place: Place, before: str) -> bool:
    """ "It is 11 at night", "by six in the evening"."""
    last = place.amount.last
    behind = [token.lower for token in place.tokens[last : last + 3]]
    return before in {"is", "was", *_BEFORE_HOURS} and any(behind[: len(part)] == part for part in _OF_DAY)


def _is_beside_clock(place: Place, before: str) -> bool:
    """ "Between twenty past eight and nine", "an 11 p.m. limit but not with 9", "from 12 to 4 by a notice issued at noon"."""
    at = place.tokens[place.amount.first].start - place.offset
    return before in _BESIDE and _CLOCK.search(place.lowered, max(0, at - _BESIDE_WITHIN), at + _BESIDE_WITHIN) is not None


# In characters: the whole of a line of numbers would be searched for each of them.
_BESIDE_WITHIN = 200
_BESIDE = _BEFORE_HOURS | {"and", "to", "with", "between"}
_CLOCK = re.compile(
    r"\d ?[ap]\.?m\b|\b(?:noon|midnight|o['’]clock)\b|\b(?:half|quarter|ten|twenty) past\b|\b(?:at|by) (?:quarter|ten|twenty) to \w"
)


def _is_when_it_happens(place: Place, before: str) -> bool:
    """ "closes at six", "come home at eleven", "had gone by six", "on the phone since five": an hour in words that ends its phrase."""
    after = place.near(1)
    if place.amount.kind != "words" or not (after is None or not after.is_word or after.lower in figure_words("clock", "after_hours")):
        return False
    if place.word(-1) in {"until", "till"}:
        return True  # "until about five"
    first = place.amount.first
    near = {token.lower for token in place.tokens[max(0, first - 1 - _NEAR) : first - 1]}
    if before == "at":
        return near.isdisjoint(figure_words("clock", "levels"))
    return before == "since" or (before in _BEFORE_HOURS and not near.isdisjoint(figure_words("clock", "happens")))
