"""Other languages than English: which one, where its sentences end, and its figure candidates.

Separators, months, large numbers and measures come from CLDR by babel, for every language that it has; lexicons/locales.toml adds what
the news of some languages writes otherwise. The grammar is smaller than that of English: `[bound] [money] number [power] [unit] [bound]`
and ranges of two; a counted noun is left to the engine (`unit` None), and is then checked against the sentence.
"""

import re
from collections.abc import Mapping
from typing import Any

from pipeline import lexicons
from pipeline.article import Article

# As many characters as tell a language.
_SAMPLE = 3_000
# Least share of the commonest words in a text of that language; in another it is rarely above a twentieth.
_LEAST_SHARE = 0.15
_FEWEST_WORDS = 8
# More digits than any figure of the news has.
_MOST_DIGITS = 30
_BLANKS = " \u00a0\u202f\u2009"
_SCRIPTS = (
    ("ja", re.compile("[\u3040-\u30ff]")),
    ("zh", re.compile("[\u3400-\u4dbf\u4e00-\u9fff]")),
    ("hi", re.compile("[\u0900-\u097f]")),
    ("ar", re.compile("[\u0600-\u06ff]")),
    ("ko", re.compile("[\uac00-\ud7af]")),
    ("ru", re.compile("[\u0400-\u04ff]")),
)
_UNSPACED = frozenset({"zh", "ja", "th", "lo", "km", "my"})
_EMPTY: Mapping[str, Any] = {"before": {}, "after": {}}


def language_of(article: Article) -> str:
    """The language in which an article is read: its tag where it has one, else told by script and commonest words; "en" in doubt."""
    if article.language:
        return article.language.replace("_", "-").lower()
    sample = article.text[:_SAMPLE]
    if sample.isascii() and not _WORDS_OF_OTHERS(sample):
        return "en"
    letters = sum(map(str.isalpha, sample)) or 1
    for language, script in _SCRIPTS:
        if len(script.findall(sample)) > (0.1 if language == "ja" else 0.4) * letters:
            return language
    return _by_words(sample)


def _WORDS_OF_OTHERS(sample: str) -> bool:  # noqa: N802
    return _by_words(sample) != "en"


def _by_words(sample: str) -> str:
    words = re.findall(r"[^\W\d_]+", sample.lower())
    if len(words) < _FEWEST_WORDS:
        return "en"
    shares = {language: sum(word in common for word in words) / len(words) for language, common in _common().items()}
    best = max(shares, key=lambda language: shares[language])
    return best if shares[best] >= _LEAST_SHARE and shares[best] > 1.5 * shares["en"] else "en"


@lexicons.cached
def _common() -> Mapping[str, frozenset[str]]:
    own = lexicons.load("locales")
    return {"en": lexicons.load("language").words("common")} | {
        language: frozenset(own.table(language)["common"]) for language in ("de", "fr", "es")
    }
