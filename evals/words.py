"""Words as the scorer compares them: deterministic, lexical, and shared with nothing that is being scored.

No model and no embedding: a score must be the same on every machine and in five years, and a lexical rule can be read and disputed.
"""

import re
from collections.abc import Sequence
from fractions import Fraction
from functools import lru_cache

import snowballstemmer

_STEMMER = snowballstemmer.stemmer("english")
_WORD = re.compile(r"\d[\d,.]*\d|\d|[^\W\d_]+(?:['’][^\W\d_]+)*", re.UNICODE)


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


# Function words carry grammar, not content. Negation and numbers are compared apart, so they may stand here.
_FUNCTION = _set(
    "a an the this that these those some any such and or but nor so yet if then than as of in on at by for from to with into onto over "
    "under about after before during between through against within upon it its he him his she her hers they them their theirs we us "
    "our ours you your i me my who whom whose which what when where why how is are was were be been being am do does did done has have had "
    "having will would shall should can could may might must not no there here also too very just only own same other"
)
# Words that frame a statement rather than say something of the world; the speaker is a field of its own.
_SPEECH = _set("say said says tell told add added adds accord according state stated report reported")
_IRREGULAR = {"people": "person", "men": "man", "women": "woman", "children": "child", "feet": "foot", "pc": "percent", "us": "us"}


@lru_cache(maxsize=65_536)
def stem(word: str) -> str:
    """The stem of a word (Snowball English); case and possessive endings do not count."""
    plain = re.sub(r"['’](s|S)?$", "", word.casefold()).replace("’", "'")
    return str(_STEMMER.stemWord(_IRREGULAR.get(plain, plain)))


def tokens(text: str) -> list[str]:
    """The words and digit groups of a text as they stand. Abbreviations lose their dots: "U.S." is "US"."""
    return _WORD.findall(re.sub(r"\b(?:[A-Za-z]\.){2,}", lambda match: match[0].replace(".", ""), text))


@lru_cache(maxsize=65_536)
def stems(text: str) -> frozenset[str]:
    """Stems of all words of a text."""
    return frozenset(map(stem, tokens(text)))


@lru_cache(maxsize=65_536)
def content(text: str) -> frozenset[str]:
    """Stems of the content words of a text."""
    # "US" the country is content, "us" the pronoun is not.
    kept = (word for word in tokens(text) if word == "US" or word.casefold() not in _FUNCTION)
    return frozenset(stem(word) for word in kept if word.casefold() not in _SPEECH)


def dice(a: frozenset[str], b: frozenset[str]) -> float:
    """Overlap of two sets, 2|a∩b| / (|a|+|b|) (Dice 1945), in [0, 1]; two empty sets are alike."""
    return 2 * len(a & b) / (len(a) + len(b)) if a or b else 1.0


_MAGNITUDE = {
    "dozen": 12, "hundred": 10**2, "thousand": 10**3, "k": 10**3, "lakh": 10**5, "m": 10**6, "mn": 10**6, "million": 10**6, "crore": 10**7,
    "bn": 10**9, "billion": 10**9, "tn": 10**12, "trillion": 10**12,
}  # fmt: skip
_UNITS = "zero one two three four five six seven eight nine ten eleven twelve"
_TEENS = "thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_SMALL = {word: number for number, word in enumerate(f"{_UNITS} {_TEENS}".split())} | {"dozen": 12}
_SMALL |= {word: 10 * number for number, word in enumerate(_TENS.split(), 2)}
_PARTS = {"half": Fraction(1, 2), "third": Fraction(1, 3), "quarter": Fraction(1, 4), "fifth": Fraction(1, 5), "tenth": Fraction(1, 10)}
_NUMERAL = re.compile(
    r"(?<![\w.,])(?P<digits>\d{1,3}(?:[,\u00a0\u202f]\d{2,3})+(?:\.\d+)?|\d+(?:\.\d+)?)(?:/(?P<below>[1-9]\d*))?"
    r"(?:[\s\u00a0-]?(?P<magnitude>dozen|hundred|thousand|lakh|million|crore|billion|trillion|mn|bn|tn|[mk])\b)?",
    re.IGNORECASE,
)

_ARTICLE_NUMBER = re.compile(r"\b(?P<half>half )?an? (?=(?:dozen|hundred|thousand|lakh|million|crore|billion|trillion)\b)", re.IGNORECASE)


@lru_cache(maxsize=65_536)
def numbers(text: str) -> frozenset[Fraction]:
    """The numbers that a text states in digits or words, magnitudes multiplied out ("US$61 billion" is 61000000000).

    "one" alone, ordinals in words and numbers inside names (G7) are left out: they are words more often than numbers.
    """
    found = set()
    text = _ARTICLE_NUMBER.sub(lambda match: "0.5 " if match["half"] else "1 ", text)
    for match in _NUMERAL.finditer(text):
        value = Fraction(re.sub(r"[^\d.]", "", match["digits"])) / int(match["below"] or 1)
        found.add(value * _MAGNITUDE.get((match["magnitude"] or "").casefold(), 1))
    return frozenset(found | _worded(re.findall(r"[^\W\d_]+|\d+", text.casefold())))


def _worded(words: Sequence[str]) -> set[Fraction]:
    """Numbers in words: runs such as "two hundred and fifty thousand", and fractions such as "two thirds" or "a quarter of"."""
    found: set[Fraction] = set()
    place = 0
    while place < len(words):
        total, run, length = _run(words[place:])
        after = [*words[place + length : place + length + 2], "", ""]
        before = words[place - 1] if place else ""
        part = _PARTS.get(after[0].removesuffix("s"))
        if part and (length == 1 or (before in ("a", "one", "by") and after[1] == "of") or after[0] == "half"):
            found.add((total if length == 1 else 1) * part)
            length += 1
        elif length and run != ["one"]:
            found.add(Fraction(total))
        place += max(length, 1)
    return found


def _run(words: Sequence[str]) -> tuple[int, list[str], int]:
    """Value, number words and length of the run of number words at the start."""
    total = current = length = 0
    run: list[str] = []
    for position, word in enumerate(words):
        if word in _SMALL:
            current = current * 12 if word == "dozen" and run else current + _SMALL[word]
        elif word in _MAGNITUDE and len(word) > 2 and run:
            if word == "hundred":
                current = max(current, 1) * 100
            else:
                total, current = total + max(current, 1) * _MAGNITUDE[word], 0
        elif not (word == "and" and run and run[-1] in _MAGNITUDE and position + 1 < len(words) and words[position + 1] in _SMALL):
            break
        if word != "and":
            run.append(word)
        length = position + 1
    return total + current, run, length


_HEDGE = re.compile(
    r"\b(?:(?-i:may)|might|could|possibl[ey]|likely|unlikely|probabl[ey]|perhaps|reportedly|allegedly|apparently|appears?|appeared|seems?|seemed"
    r"|suggest(?:s|ed)?|thought to|believed to|expected to|understood to|said to be|potential(?:ly)?)\b",
    re.IGNORECASE,
)


@lru_cache(maxsize=65_536)
def hedged(text: str) -> bool:
    """Whether a text says that something may be so rather than that it is."""
    return bool(_HEDGE.search(text))
