"""Is it English? Rules for English on another language would give nonsense with confidence."""

import re

from pipeline.article import Article
from pipeline.errors import UnsupportedLanguage
from pipeline.lexicons import load
from pipeline.reading import Reading

# The commonest English words; every fourth word or so of news is one of them, in no other language more than one in twenty.
_COMMON = load("language").words("common")
# Lowest share of them in news of any register that counts as English; headlines and tables alone fall lower and are let through.
_LEAST_SHARE = 0.12
_FEWEST_WORDS = 25
# A sentence of Chinese has some twenty letters; fewer could be a name or an emoji caption.
_FEWEST_LETTERS = 20
_LONGEST_SAMPLE = 20_000


def demand_english(reading: Reading) -> None:
    """UnsupportedLanguage where the article is tagged with, or written in, another language."""
    tag = (reading.article.language or "").lower()
    if tag and not re.match(r"en(?:$|[-_])", tag):
        raise _unsupported(reading.article, f'is tagged as "{reading.article.language}"')
    sample = " ".join(reading.text_of(sentence) for sentence in reading.sentences[:200])[:_LONGEST_SAMPLE]
    words = re.findall(r"[^\W\d_]+", sample.lower())
    letters = sum(character.isalpha() for character in sample)
    latin = sum("a" <= character <= "z" for character in sample.lower())
    if letters >= _FEWEST_LETTERS and latin < 0.5 * letters:
        raise _unsupported(reading.article, "is not written in Latin letters")
    if len(words) >= _FEWEST_WORDS and sum(word in _COMMON for word in words) < _LEAST_SHARE * len(words) and _is_prose(words):
        raise _unsupported(reading.article, "does not read like English")
    if not tag and reading.language != "en":
        raise _unsupported(reading.article, f'reads like "{reading.language}"')


def _is_prose(words: list[str]) -> bool:
    """Repeated noise ("aaaa aaaa") and lists of names are no language at all; they are read and give little."""
    return len(set(words)) > 0.3 * len(words) and sum(len(word) for word in words) / len(words) < 12


def _unsupported(article: Article, what: str) -> UnsupportedLanguage:
    name = article.source or article.title or article.id[:12]
    return UnsupportedLanguage(
        f"The article {name!r} {what}, and the offline engine reads English only.", "Use --engine openai with a model for that language."
    )
