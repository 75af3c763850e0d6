"""What binds a number: "more than", "up to", "or so", and the negations that turn a bound round."""

import re
from collections.abc import Mapping, Sequence

from pipeline import lexicons
from pipeline.labels import Bound
from pipeline.reading.numerals import Token, glued
from pipeline.reading.units import HYPHENS
from pipeline.reading.vocabulary import figure_words

# How many words a bound may have.
_LONGEST_BOUND = 5
_NOBODY = frozenset({"none", "nobody", "neither", "no", "never"})
_RELATIONS = frozenset(
    {"in", "for", "to", "at", "of", "from", "with", "by", "on", "after", "that", "and", "but", "because", "said", "says"}
)


def _is_denied(tokens: Sequence[Token], index: int) -> bool:
    """ "none has named more than a dozen", "No study found more than 40": the subject of the clause of a bound is nobody."""
    if not index or tokens[index - 1].lower in _RELATIONS:
        return False
    for at in range(index - 1, max(-1, index - 8), -1):
        if not tokens[at].is_word or tokens[at].lower in _LEAVES:
            return False
        if tokens[at].lower in _NOBODY:
            return at + 1 < index
    return False


_TURNED: Mapping[Bound, Bound] = {"at_least": "at_most", "at_most": "at_least"}
# Verbs of a level: what does not do so has the bound on its other side.
_HOLDS = frozenset(
    {"go", "going", "gone", "went", "come", "comes", "coming", "came", "got",
     "be", "been", "rise", "rising", "risen", "climb", "get", "grow", "fall", "falling", "fallen", "drop",
     "dip", "sink", "slip", "stray", "run", "cost", "last", "weigh", "measure", "reach"}
)  # fmt: skip


def _is_held(tokens: Sequence[Token], index: int, *, is_more: bool) -> bool:
    """ "would not go above 43 decibels", "can't possibly be above 0.7", "will not permit more than three": denied right before a bound."""
    if index > 1 and tokens[index - 2].lower == "never" and tokens[index - 1].is_word and tokens[index - 1].lower not in _RELATIONS:
        return True  # "never produced fewer than 900 tonnes"
    if not index or tokens[index - 1].lower not in (_HOLDS | figure_words("permitting") if is_more else _HOLDS):
        return False
    before = [token.lower for token in tokens[max(0, index - 4) : index - 1]]
    return any(word in {"not", "never", "cannot"} or word.endswith(("n't", "n’t")) for word in before)


_LEAVES = frozenset({"that", "and", "but", "because", "as", "while", "when", "if", "said", "says", "after"})


def under_negation(tokens: Sequence[Token], index: int, bound: Bound, *, is_more: bool) -> Bound:
    """A bound, turned round where it is denied: "none has named more than a dozen", "will not go above 43 decibels".

    index: where its words start. is_more: whether they have "more" and bind no length of time ("not seen for more than a year").
    """
    if bound == "at_least" and is_more and _is_denied(tokens, index):
        return "at_most"
    return _TURNED[bound] if bound in _TURNED and _is_held(tokens, index, is_more=is_more) else bound


def takes_length(tokens: Sequence[Token], index: int, bound: str) -> bool:
    """Whether "over three years" says how long ("for over three years") and not when ("fell over three years")."""
    return bound != "over" or not index or tokens[index - 1].lower in figure_words("dates", "before_length")


def bound_before(tokens: Sequence[Token], index: int) -> tuple[Bound, int] | None:
    """The bound that the words before a token put on it, and where they start. "more than" is at_least: the guide has no strict bounds."""
    if not index or tokens[index - 1].lower not in _bound_edges("bounds_before", -1):
        return None
    words = _bounds("bounds_before")
    for length in range(min(_LONGEST_BOUND, index), 0, -1):
        phrase = " ".join(token.lower for token in tokens[index - length : index])
        if phrase in words and not (phrase.startswith("far ") and index > length and tokens[index - length - 1].lower == "so"):
            return words[phrase], index - length
    return None


_PAUSES = frozenset(",.;:)]”’\"'?!—–")


_CONJUNCTIONS = frozenset({"and", "but", "or", "that", "when", "while", "because", "if", "after", "before"})


def bound_after(tokens: Sequence[Token], index: int) -> tuple[Bound, int] | None:
    """The bound in the words from a token on, and where they end: "or more", "-odd", "+"."""
    if index >= len(tokens) or tokens[index].lower not in _bound_edges("bounds_after", 0):
        return None
    words = _bounds("bounds_after")
    for length in (4, 3, 2, 1):
        if index + length > len(tokens):
            continue
        phrase = " ".join(token.lower for token in tokens[index : index + length])
        if phrase not in words:
            continue
        next_token = tokens[index + length] if index + length < len(tokens) else None
        alone = next_token is None or next_token.text in _PAUSES or next_token.lower in _CONJUNCTIONS
        if phrase in {"plus", "odd", "approximately", "roughly", "maximum", "minimum", "tops"} and not alone:
            continue
        if phrase.startswith(("at ", ", ")) and phrase not in _FIRM and not alone:
            continue  # "40 homes, or more than half"
        if phrase.startswith("and ") and next_token is not None and (next_token.is_digits or next_token.text in HYPHENS):
            continue  # "5 to 11 and over-65s"
        if phrase == "and up" and next_token is not None and next_token.lower == "to":
            continue
        if phrase == "+" and not glued(tokens, index):
            continue
        return words[phrase], index + length
    return None


# What binds the number before it, whatever follows.
_FIRM = frozenset({"at a minimum", "at the most", "at a maximum"})


@lexicons.cached
def _bounds(group: str) -> Mapping[str, Bound]:
    table = lexicons.load("figures").table(group)
    bounds: tuple[Bound, ...] = ("at_least", "at_most", "approx")
    return {" ".join(re.findall(r"\w+|[^\w\s]", phrase)): bound for bound in bounds for phrase in table[bound]}


@lexicons.cached
def _bound_edges(group: str, edge: int) -> frozenset[str]:
    """The first (0) or last (-1) words of the bounds: most words are neither, and no longer look is needed."""
    return frozenset(phrase.split(" ")[edge] for phrase in _bounds(group))
