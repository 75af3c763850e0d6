"""Scores of a match."""

import re

from pipeline.reading.hints.place import Place, is_bare, is_measured
from pipeline.reading.numerals import Token, glued
from pipeline.reading.vocabulary import figure_words


def is_score(place: Place) -> bool:
    """ "won 3-1", "6-4, 6-3": two small numbers with a dash in the words of a match."""
    amount = place.amount
    if is_measured(place) or amount.rule == "tally":
        return False
    before, after = place.near(-1), place.near(1)
    if _is_of_throws(place) or _is_of_cricket(place):
        return True
    if after is not None and after.lower == "all" and (out := place.near(2)) is not None and out.lower == "out":
        return True  # "collapsed to 88 all out"
    if amount.high is not None:
        paired = place.tokens[amount.first + 1].text in "-–"
    else:
        right = after is not None and after.text in "-–" and _is_other(place, place.near(2), joined=glued(place.tokens, amount.last))
        left = before is not None and before.text in "-–" and _is_other(place, place.near(-2), joined=glued(place.tokens, amount.first))
        paired = right or left
    return (
        paired
        and (amount.family in {None, "count"} or place.is_bare)
        and not amount.hyphened
        and amount.value < 200
        and (bool(place.words & figure_words("scores", "words")) or _SETS.search(place.lowered) is not None)
    )


def _is_of_throws(place: Place) -> bool:
    """Either number of "He went 9-for-13 from the line": how many of his throws went in."""
    first, last = place.amount.first, place.amount.last
    behind = [token.lower for token in place.tokens[last : last + 3]]
    ahead = [token.lower for token in place.tokens[max(0, first - 3) : first]]
    return behind == ["-", "for", "-"] or ahead == ["-", "for", "-"]


def _is_of_cricket(place: Place) -> bool:
    """Either number of "replied with 112 for two at stumps" and of "took four for 39"; the 188 of "all out for 188"."""
    if not place.is_bare or place.words.isdisjoint(figure_words("scores", "cricket")):
        return False
    if [place.word(step) for step in (-3, -2, -1)] == ["all", "out", "for"]:
        return True
    for step in (-1, 1):
        at = place.index + step
        other = place.amounts[at] if 0 <= at < len(place.amounts) else None
        first, second = (other, place.amount) if step < 0 else (place.amount, other)
        if first is None or second is None or other is None or not is_bare(other):
            continue
        between = [token.lower for token in place.tokens[first.right : second.left]]
        if between == ["for"] and min(first.value, second.value) <= _WICKETS:
            return True
    return False


# A side has so many wickets to lose.
_WICKETS = 10
# The sets of a match: "past Ruiz 2-6 6-2 7-6", "6-4, 7-6 (7-3)".
_SETS = re.compile(r"(?<![\d-])[0-7]-[0-7](?:,? (?:and )?\(?[0-7]-[0-7]\)?)+(?![\d-])")


def _is_other(place: Place, number: Token | None, *, joined: bool) -> bool:
    """Whether a number beyond a dash is the other side's; both are small where the dash has blanks around it ("1 – 0")."""
    if number is None or not number.is_digits:
        return False
    return joined or (place.amount.value < _MANY_GOALS and len(number.text) < len(str(_MANY_GOALS)))


_MANY_GOALS = 10
