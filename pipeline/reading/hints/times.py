"""Clock times."""

import re

from pipeline.reading.hints.place import Place, carried, is_measured
from pipeline.reading.numerals import glued


def is_clock(place: Place) -> bool:
    """ "9pm", "7.30 p.m.", "07:00", "5 o'clock", "ten past eleven", "1400 GMT"."""
    if is_measured(place):
        return False
    after, second, before = place.near(1), place.near(2), place.near(-1)
    if after is not None:
        if (
            after.lower in {"am", "pm", "gmt", "utc", "bst", "est", "edt", "ist", "cet", "o'clock", "o’clock", "noon", "hrs"}
            and place.amount.value <= 2400
        ):
            return True
        if len(place.text) == 4 and place.is_bare and before is not None and before.lower == "at" and after.lower in {"local", "hours"}:
            return True  # "landed at 1600 local time"
        if after.lower in {"a", "p"} and second is not None and (second.text == "." or second.lower == "m"):
            return second.text == "." and (third := place.near(3)) is not None and third.lower == "m"
        if after.text == ":" and second is not None and second.is_digits and glued(place.tokens, place.amount.last):
            return True
        if (
            after.lower in {"past", "to"}
            and second is not None
            and second.lower in _HOURS
            and place.amount.kind in {"words", "fraction"}
            and place.is_bare
        ):
            return before is None or before.lower in {"at", "until", "by", "before", "after", "from", "till", "about", "a"}
    if before is not None:
        if before.text == ":" and glued(place.tokens, place.amount.first):
            return True
        if before.lower in {"past"} and place.is_bare and place.amount.value <= 12:
            return True
        if (
            before.lower in {"at", "until", "by", "before", "after", "from"}
            and place.is_bare
            and re.fullmatch(r"\d{1,2}[.:][0-5]\d", place.text)
        ):
            return place.is_bare or carried(place.amount)
        if (
            before.lower == "the"
            and place.word(1) in _DEPARTURES
            and place.is_bare
            and re.fullmatch(r"(?:[01]\d|2[0-3])\.[0-5]\d", place.text)
        ):
            return True  # "the 17.05 from Heuston"
        if before.lower == "the" and place.word(1) in {"from", "to"} and place.is_bare and re.fullmatch(r"\d\.[0-5]\d", place.text):
            return True  # "the 8.03 to Winchester"
        hour = (
            place.is_bare and place.amount.value <= 12 and place.amount.kind in {"digits", "words"} and place.amount.value.denominator == 1
        )
        if (
            hour
            and before.lower == "at"
            and place.word(-2) in _DAYS
            and (after is None or not after.is_word or after.lower in _AFTER_HOURS)
        ):
            return True  # "will reopen on Friday at 10"
        if hour and before.lower == "from" and after is not None and second is not None and after.lower in {"till", "until"}:
            return second.lower in _HOURS or second.is_digits
        if hour and before.lower in {"till", "until"} and place.word(-3) == "from" and place.word(-2) in _HOURS:
            return True
    return False


_DAYS = frozenset(
    {
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "tomorrow",
        "today",
        "tonight",
        "yesterday",
        "night",
        "morning",
        "evening",
        "afternoon",
    }
)
_AFTER_HOURS = frozenset({"and", "but", "with", "to", "for", "in", "on", "when", "before", "after", "or"})
_DEPARTURES = frozenset(
    {
        "from",
        "to",
        "service",
        "train",
        "bus",
        "ferry",
        "flight",
        "departure",
        "sailing",
        "bulletin",
        "kick",
        "race",
        "at",
        "out",
        ",",
        "off",
    }
)
_HOURS = frozenset({"one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "midnight", "noon"})
