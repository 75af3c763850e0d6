"""Words around numbers, from the lexicon of figures."""

from pipeline import lexicons


@lexicons.cached
def figure_words(group: str, name: str = "words") -> frozenset[str]:
    """A list of words of the lexicon of figures."""
    return frozenset(lexicons.load("figures").table(group)[name])
