"""Words of a text as grounding compares them: content words by stem, negators, hedges.

Stems are Snowball's English ones (Porter 2, snowballstemmer): "imports", "imported" and "importing" are one word.
"""

import re
from functools import lru_cache

import snowballstemmer

from pipeline.lexicons import load

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_stemmer = snowballstemmer.stemmer("english")

_LEXICON = load("words")
FUNCTION_WORDS = _LEXICON.words("function")
NEGATORS = _LEXICON.words("negators")
HEDGES = _LEXICON.words("hedges")
_DENIALS = _LEXICON.words("denials")
_NEGATIVE = NEGATORS | _LEXICON.words("negative_pronouns")
_SOFT = HEDGES | _LEXICON.words("weak_hedges")


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


def negates(word: str) -> bool:
    """Whether a lower-case word negates the word after it ("not", "didn't", "without")."""
    return word in NEGATORS or word.endswith("n't")


def is_negated(text: str) -> bool:
    """Whether a text holds a negator, or a pronoun that negates ("nobody")."""
    return any(word in _NEGATIVE or word.endswith("n't") for word in words(text))


def denies(text: str) -> bool:
    """Whether a text holds a negator or a word that denies by meaning ("denied", "failed", "unclear")."""
    return is_negated(text) or any(word in _DENIALS for word in words(text))


def is_hedged(text: str) -> bool:
    """Whether a text holds a hedge ("may", "is thought to", "allegedly")."""
    return any(word in _SOFT for word in words(text))
