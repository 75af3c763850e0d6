"""Words of a text as grounding compares them: content words by stem, negators, hedges.

Stems are Snowball's English ones (Porter 2, snowballstemmer): "imports", "imported" and "importing" are one word.
"""

import re
from collections.abc import Sequence
from functools import lru_cache

import snowballstemmer

from pipeline.lexicons import load

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_stemmer = snowballstemmer.stemmer("english")

_LEXICON = load("words")
FUNCTION_WORDS = _LEXICON.words("function")
NEGATORS = _LEXICON.words("negators")
_HEDGES = _LEXICON.words("hedges")
_PASSIVE_HEDGES = _LEXICON.words("passive_hedges")
_DENIALS = _LEXICON.words("denials")
_NEGATIVE = NEGATORS | _LEXICON.words("negative_pronouns")
_SOFT = _HEDGES | _PASSIVE_HEDGES | _LEXICON.words("weak_hedges")
_BE = frozenset({"is", "are", "was", "were", "be", "been", "being"})


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """The stem of one word; case and a possessive end do not count."""
    word = word.lower().replace("’", "'")
    word = word.removesuffix("'s").removesuffix("'")
    return str(_stemmer.stemWord(word))


def words(text: str) -> list[str]:
    """The words of a text in order, lower case, with straight apostrophes; "US's" stays one word."""
    return [match.group().lower().replace("’", "'") for match in _WORD.finditer(text)]


def content_stems(text: str) -> list[str]:
    """Stems of the words that carry meaning, in order. Numbers are left to the figure grammar."""
    return [stem(word) for word in words(text) if word.removesuffix("'s") not in FUNCTION_WORDS and not word[0].isdigit()]


def negates(sequence: Sequence[str], place: int) -> bool:
    """Whether the word at a place of a sequence negates the word after it ("not", "didn't", "without"; "not only" does not)."""
    word = sequence[place]
    return (word in NEGATORS or word.endswith("n't")) and tuple(sequence[place : place + 2]) != ("not", "only")


def hedges(sequence: Sequence[str], place: int) -> bool:
    """Whether the word at a place of a sequence hedges what follows ("may", "is thought")."""
    word = sequence[place]
    return word in _HEDGES or (word in _PASSIVE_HEDGES and place > 0 and sequence[place - 1] in _BE)


def is_negated(text: str) -> bool:
    """Whether a text holds a negator, or a pronoun that negates ("nobody")."""
    return any(word in _NEGATIVE or word.endswith("n't") for word in words(text))


def denies(text: str) -> bool:
    """Whether a text holds a negator or a word that denies by meaning ("denied", "failed", "unclear")."""
    return is_negated(text) or any(word in _DENIALS for word in words(text))


def is_hedged(text: str) -> bool:
    """Whether a text holds a hedge ("may", "is thought to", "allegedly")."""
    return any(word in _SOFT for word in words(text))
