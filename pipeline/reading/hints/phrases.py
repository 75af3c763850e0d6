"""Whole phrases of the lexicon in which a number counts nothing."""

import re

from pipeline import lexicons
from pipeline.reading.hints.place import Place
from pipeline.reading.numerals import tokens_of
from pipeline.reading.vocabulary import figure_words


def covers(place: Place, name: str) -> bool:
    """Whether a phrase of the lexicon covers the numeral."""
    own = place.tokens[place.amount.first : place.amount.last]
    start, end = own[0].start - place.offset, own[-1].end - place.offset
    patterns = _phrases(name)
    return any(
        match.start() < end and start < match.end()
        for token in own
        if (pattern := patterns.get(token.lower)) is not None
        for match in pattern.finditer(place.lowered, max(0, start - 40), end + 40)
    )


@lexicons.cached
def _phrases(name: str) -> dict[str, re.Pattern[str]]:
    """The phrases by each of their tokens: a numeral is covered by none that has not one of its own."""
    phrases: dict[str, list[str]] = {}
    for phrase in figure_words("idioms", name):
        for token in tokens_of(phrase, 0, len(phrase)):
            phrases.setdefault(token.lower, []).append(phrase)
    return {token: re.compile(rf"(?<!\w){lexicons.alternation(own)}(?!\w)") for token, own in phrases.items()}
