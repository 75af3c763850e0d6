"""Accounting periods."""

from pipeline.reading.hints.place import Place
from pipeline.reading.vocabulary import MONTHS, figure_words

_FISCAL = frozenset({"fiscal", "financial"})


def _is_of_pitch(place: Place) -> bool:
    """ "in their half", "in the Italian half": no half of anything that is told."""
    whose = place.near(-1)
    the = place.word(-2) == "the" and whose is not None and whose.text.istitle()
    return whose is not None and place.word(1) != "of" and (whose.lower in figure_words("pitch") or the)


def _is_like_period(place: Place) -> bool:
    """ "the same three months of last year", "the first nine months of last year": what is accounted for, not how long it took."""
    amount, before = place.amount, place.word(-1)
    if amount.unit not in {"month", "quarter"} or place.word(-2) != "the" or amount.bound != "exact":
        return False
    year = place.word(3) == "year" or place.word(2).isdecimal() or (place.word(2), place.word(3)) == ("the", "year")
    return before == "same" or (before == "first" and place.word(1) in {"of", "in"} and year)


def _is_up_to_month(place: Place) -> bool:
    """ "in the 11 months to May", "in the six weeks to the end of March"."""
    amount = place.amount
    if amount.unit not in {"month", "week", "quarter"} or place.word(-1) != "the":
        return False
    ahead = [place.word(step) for step in range(2, 7)]
    return place.word(1) in {"to", "ended", "ending", "through"} and any(
        MONTHS.fullmatch(word) for word in ahead[: 5 if "end" in ahead else 2]
    )


def is_period(place: Place) -> bool:
    """ "first quarter", "half-year", "three months to June", "nine months ended", "the first eight months of the fiscal year"."""
    amount = place.amount
    word = place.tokens[amount.last - 1].lower
    if _is_like_period(place) or _is_up_to_month(place):
        return True
    if word == "half" and amount.unit == "year" and amount.hyphened:
        return place.word(1) in {*figure_words("accounted"), "to", "ended", "ending"}
    if word == "quarter" and place.text.lower() == "one" and place.word(-1) in {"for", "in", "after"} and place.word(1) != "of":
        return amount.unit == "fraction"  # "You can be a hero for one quarter"
    if word in {"half", "quarter"} and amount.kind == "fraction" and amount.last - amount.first == 1:
        before, after = place.word(-1), place.word(1)
        if amount.unit in {"point", "percentage_point"}:
            return False  # "by the full quarter point"
        if word == "quarter":
            return amount.bound == "exact" and amount.unit != "hour"  # "every quarter of an hour"
        if before in {"-", "‑"} and MONTHS.fullmatch(place.word(-2)):
            return True  # "the June-half loss"
        opener = place.word(-2) if before in {"-", "‑"} else before  # "a second-half chance"
        return (
            _is_of_pitch(place)
            or opener in {"first", "second", "latter", "former", "other", "opening", "last", "fiscal", "this", "next"}
            or after in {"-"}
            or (before == "the" and place.word(-2) in {"of", "in", "over", "during", "for"} and not after.isalpha())
            or place.word(2) in {"year", "yearly"}
        )
    if (
        (amount.unit == "month" and amount.value in {3, 6, 9, 12}) or (amount.unit == "week" and amount.value in {12, 13, 26, 39, 52})
    ) and place.word(-1) in {"the", "in", "first", "for"}:
        return place.word(1) in {"to", "ended", "ending", "through"} or [place.word(1), place.word(2)] == ["that", "ended"]
    fiscal = not place.words.isdisjoint(_FISCAL) and place.word(1) in {"of", "in"}
    return fiscal and amount.unit in {"month", "week", "quarter"} and place.word(-1) == "first"
