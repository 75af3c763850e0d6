"""Words of a text as grounding compares them: content words by stem, negators, hedges.

Stems are Snowball's (snowballstemmer; for English Porter 2): "imports", "imported" and "importing" are one word. Inside `in_language` they
are those of another language, with its own function words and negators; hedges and the place of a negation are known for English only.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cached_property, lru_cache
from itertools import pairwise, repeat
from typing import Any

import snowballstemmer

from pipeline.lexicons import load

# Letters that are written without blanks between words (kana, Han): each stands for a word.
_UNSPACED = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
# Accents and vowel signs (combining, Arabic, Devanagari) are parts of a word, which \w does not know.
_MARKS = "\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0900-\u0903\u093a-\u094f\u0951-\u0957\u0962\u0963"
_LETTER = rf"[^\W_{_UNSPACED}]"
_WORD = re.compile(rf"{_LETTER}+(?:'{_LETTER}+|[{_MARKS}]+{_LETTER}*)*|[{_UNSPACED}]")

# Not a comma or a bracket: "is not, however, safe".
_PARTING = re.compile(r"[;:.!?]")

_LEXICON = load("words")
FUNCTION_WORDS = _LEXICON.words("function")
NEGATORS = _LEXICON.words("negators")
_HEDGES = _LEXICON.words("hedges")
_PASSIVE_HEDGES = _LEXICON.words("passive_hedges")
_DENIALS = _LEXICON.words("denials")
_NEGATIVE = NEGATORS | _LEXICON.words("negative_pronouns")
_SOFT = _HEDGES | _PASSIVE_HEDGES | _LEXICON.words("weak_hedges")
# Behind "alleged" they open what is alleged; "alleged to have", "alleged in the suit" is no speech.
_CLAUSE_OPENERS = frozenset(
    {"that", "the", "a", "an", "his", "her", "their", "its", "it", "he", "she", "they", "there", "this", "these", "those"}
)
_SUBJECTS = frozenset({"he", "she", "it", "they", "who", "which"})
_BE = frozenset({"is", "are", "was", "were", "be", "been", "being"})


_LANGUAGE: ContextVar[str] = ContextVar("language of the words", default="en")


@contextmanager
def in_language(tag: str) -> Iterator[None]:
    """Inside, words are those of a language (BCP 47). Without a stemmer for it, a word is its own stem."""
    token = _LANGUAGE.set(tag.partition("-")[0])
    try:
        yield
    finally:
        _LANGUAGE.reset(token)


def stem(word: str) -> str:
    """The stem of one word; case and a possessive end do not count."""
    return _stem(word, _LANGUAGE.get())


def stems(sequence: Iterable[str]) -> frozenset[str]:
    """The stems of words."""
    return frozenset(map(_stem, sequence, repeat(_LANGUAGE.get())))


@lru_cache(maxsize=16384)
def _stem(word: str, language: str) -> str:
    word = word.lower().replace("’", "'")
    stemmer = _stemmer(language)
    word = word.removesuffix("'s").removesuffix("'") if language == "en" else word.rpartition("'")[2]  # "d'euros"
    return str(stemmer.stemWord(word)) if stemmer else word


@lru_cache
def _stemmer(language: str) -> Any:
    algorithm = load("locales").table("stemmers").get(language)
    return snowballstemmer.stemmer(algorithm) if algorithm else None


@lru_cache
def _function_words(language: str) -> frozenset[str]:
    return FUNCTION_WORDS if language == "en" else frozenset(_of_language(language).get("common", ()))


def _of_language(language: str) -> Mapping[str, Any]:
    try:
        return load("locales").table(language)
    except KeyError:
        return {}


def words(text: str) -> list[str]:
    """The words of a text in order, lower case, with straight apostrophes; "US's" stays one word."""
    return _WORD.findall(text.lower().replace("’", "'"))


def content_stems(text: str) -> list[str]:
    """Stems of the words that carry meaning, in order. Numbers are left to the figure grammar."""
    return list(_content_stems(text, _LANGUAGE.get()))


# Most texts are single words, and sentences that several parts look at.
@lru_cache(maxsize=16384)
def _content_stems(text: str, language: str) -> tuple[str, ...]:
    return tuple(filter(None, map(_content_stem, words(text), repeat(language))))


def content_stem(word: str) -> str:
    """The stem of a word that carries meaning, else an empty one."""
    return _content_stem(word, _LANGUAGE.get())


@lru_cache(maxsize=16384)
def _content_stem(word: str, language: str) -> str:
    plain = word.removesuffix("'s") if language == "en" else word.rpartition("'")[2]
    return "" if plain in _function_words(language) or word[0].isdigit() else _stem(word, language)


def negates(sequence: Sequence[str], place: int) -> bool:
    """Whether the word at a place of a sequence negates the word after it ("not", "didn't", "without"; "not only" does not)."""
    word = sequence[place]
    if _LANGUAGE.get() != "en":
        return False
    return (word in NEGATORS or word.endswith("n't")) and tuple(sequence[place : place + 2]) != ("not", "only")


def hedges(sequence: Sequence[str], place: int) -> bool:
    """Whether the word at a place of a sequence hedges what follows ("may", "is thought")."""
    word = sequence[place]
    if _LANGUAGE.get() != "en":
        return False
    return word in _HEDGES or (word in _PASSIVE_HEDGES and place > 0 and sequence[place - 1] in _BE)


def alleges(sequence: Sequence[str], place: int) -> bool:
    """Whether the word at a place is the "alleged" of somebody who says so ("workers alleged that"), which the source of a claim tells."""
    following = sequence[place + 1 : place + 2]
    return (
        sequence[place] == "alleged"
        and place > 0
        and sequence[place - 1] not in _BE
        and bool(content_stem(sequence[place - 1]) or sequence[place - 1] in _SUBJECTS)
        and not _CLAUSE_OPENERS.isdisjoint(following)
    )


class Wording:
    """The words of a text and what they carry. content: stems of the words that carry meaning."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.sequence = words(text)
        self.content = frozenset(filter(None, map(_content_stem, set(self.sequence), repeat(_LANGUAGE.get()))))

    @cached_property
    def parted(self) -> frozenset[int]:
        """Places of the words behind which a mark parts what follows ("It does not: the act ...")."""
        text = self.text.lower().replace("’", "'")
        found = list(_WORD.finditer(text))
        return frozenset(
            place for place, (word, following) in enumerate(pairwise(found)) if _PARTING.search(text, word.end(), following.start())
        )

    @cached_property
    def is_negated(self) -> bool:
        """Whether it holds a negator, or a pronoun that negates ("nobody")."""
        language = _LANGUAGE.get()
        if language != "en":
            return not frozenset(_of_language(language).get("negators", ())).isdisjoint(
                part for word in self.sequence for part in word.split("'")
            )
        return not _NEGATIVE.isdisjoint(self.sequence) or any("'" in word and word.endswith("n't") for word in self.sequence)

    @property
    def denies(self) -> bool:
        """Whether it holds a negator or a word that denies by meaning ("denied", "failed", "unclear")."""
        language = _LANGUAGE.get()
        denials = _DENIALS if language == "en" else frozenset(_of_language(language).get("denials", ()))
        return self.is_negated or not denials.isdisjoint(self.sequence)

    @property
    def is_hedged(self) -> bool:
        """Whether it holds a hedge ("may", "is thought to", "allegedly")."""
        return not _SOFT.isdisjoint(self.sequence)
