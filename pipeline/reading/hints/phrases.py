"""Whole phrases of the lexicon in which a number counts nothing."""

import re

from pipeline import lexicons
from pipeline.reading.hints.place import Place, listed


def covers(place: Place, name: str) -> bool:
    """Whether a phrase of the lexicon covers the numeral."""
    start = place.tokens[place.amount.first].start - place.offset
    end = place.tokens[place.amount.last - 1].end - place.offset
    return any(
        match.start() < end and start < match.end() for match in _phrases(name).finditer(place.lowered, max(0, start - 40), end + 40)
    )


@lexicons.cached
def _phrases(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){lexicons.alternation(listed('idioms', name))}(?!\w)")
