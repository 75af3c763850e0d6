"""Words around numbers, from the lexicon of figures."""

import re

from pipeline import lexicons

# Names of months in small letters, in full or short.
MONTHS = re.compile(
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)


@lexicons.cached
def figure_words(group: str, name: str = "words") -> frozenset[str]:
    """A list of words of the lexicon of figures."""
    return frozenset(lexicons.load("figures").table(group)[name])
