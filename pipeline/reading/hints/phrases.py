"""Whole phrases of the lexicon in which a number counts nothing."""

import re

from pipeline import lexicons
from pipeline.reading.hints.place import Place, listed
from pipeline.reading.numerals import tokens_of


def covers(place: Place, name: str) -> bool:
    """Whether a phrase of the lexicon covers the numeral."""
    if _parts(name).isdisjoint(token.lower for token in place.tokens[place.amount.first : place.amount.last]):
        return False
    start = place.tokens[place.amount.first].start - place.offset
    end = place.tokens[place.amount.last - 1].end - place.offset
    return any(
        match.start() < end and start < match.end() for match in _phrases(name).finditer(place.lowered, max(0, start - 40), end + 40)
    )


@lexicons.cached
def _parts(name: str) -> frozenset[str]:
    """Every token of the phrases: a numeral with none of them is in no phrase."""
    return frozenset(token.lower for phrase in listed("idioms", name) for token in tokens_of(phrase, 0, len(phrase)))


@lexicons.cached
def _phrases(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){lexicons.alternation(listed('idioms', name))}(?!\w)")
