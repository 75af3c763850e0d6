"""What a number is likely to be where it is no figure: a date, an age, part of a name, an order, a back-reference.

A module for each kind of hint holds its questions: small predicates over the tokens around an amount. They are asked in the order of one
table; the first that holds gives hint and rule. The guide's list of what is no figure is the source ("Figures", "Not figures").
"""

from collections.abc import Callable

from pipeline.labels import CandidateHint
from pipeline.reading.hints import ages, dates, names, ordinals, periods, phones, references, scores, times, vague
from pipeline.reading.hints.place import Place

__all__ = ["Place", "hint_of"]


def hint_of(place: Place) -> tuple[CandidateHint, str]:
    """The hint for an amount and the rule that gave it."""
    for hint, rule, holds in _RULES:
        if holds(place):
            return hint, rule
    return "figure", place.amount.rule or "number"


_RULES: tuple[tuple[CandidateHint, str, Callable[[Place], bool]], ...] = (
    ("vague", "vague word", vague.is_vague),
    ("reference", "denominator", references.is_denominator),
    ("vague", "idiom", vague.is_idiom),
    ("vague", "half done", vague.is_half_done),
    ("name", "called by a number", names.is_group_name),
    ("name", "markup", names.is_attribute),
    ("time", "clock time", times.is_clock),
    ("date", "day of a month", dates.is_calendar_day),
    ("ordinal", "ordinal", ordinals.is_ordinal),
    ("phone", "phone number", phones.is_phone),
    ("date", "years", dates.is_second_year),
    ("date", "year", dates.is_year),
    ("date", "decade", dates.is_decade),
    ("age", "age", ages.is_age),
    ("name", "letters and digits", names.in_word),
    ("ordinal", "list item", ordinals.is_list_item),
    ("ordinal", "rank", ordinals.is_rank),
    ("ordinal", "level", ordinals.is_level),
    ("name", "aircraft", names.is_aircraft),
    ("name", "compound", names.is_compound),
    ("name", "label", names.is_bond),
    ("name", "confidence level", names.is_confidence),
    ("score", "score", scores.is_score),
    ("name", "label", names.is_label),
    ("name", "clause", names.is_clause),
    ("name", "race", names.is_race),
    ("name", "route", names.is_route),
    ("name", "address", names.is_address),
    ("period", "accounting period", periods.is_period),
    ("date", "offset in time", dates.is_offset),
    ("date", "stretch of time", dates.is_window),
    ("vague", "multiple of nothing", vague.is_idle_multiple),
    ("vague", "one", vague.is_one),
    ("reference", "back-reference", references.is_reference),
)
