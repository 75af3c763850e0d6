"""Every number that a passage can be said to state, for the audit: generous, so that what it lacks is plainly not there."""

import re
from fractions import Fraction

from evals.words import numbers

_WORD = re.compile(r"[^\W\d_]+")
# Stems of words that state a number by themselves.
_WORDED = {
    "half": Fraction(1, 2), "halv": Fraction(1, 2), "third": Fraction(1, 3), "quarter": Fraction(1, 4), "fifth": Fraction(1, 5),
    "sixth": Fraction(1, 6), "seventh": Fraction(1, 7), "eighth": Fraction(1, 8), "ninth": Fraction(1, 9), "tenth": Fraction(1, 10),
    "hundredth": Fraction(1, 100), "nil": Fraction(0), "one": Fraction(1), "once": Fraction(1), "single": Fraction(1), "a": Fraction(1),
    "an": Fraction(1), "pair": Fraction(2), "couple": Fraction(2), "both": Fraction(2), "twice": Fraction(2), "doubl": Fraction(2),
    "thrice": Fraction(3), "tripl": Fraction(3), "trebl": Fraction(3), "quadrupl": Fraction(4), "decade": Fraction(10),
    "dozen": Fraction(12), "fortnight": Fraction(14), "score": Fraction(20), "century": Fraction(100), "centuries": Fraction(100),
}  # fmt: skip
_TENS = {"twenties": 20, "thirties": 30, "forties": 40, "fifties": 50, "sixties": 60, "seventies": 70, "eighties": 80, "nineties": 90}
_SCALES = {10**3: "thousand|k", 10**5: "lakh", 10**6: "million|mn?", 10**7: "crore", 10**9: "billion|bn", 10**12: "trillion|tn"}


def stated(passage: str) -> frozenset[Fraction]:
    """The numbers of a passage: as written, by words ("doubled", "one in five"), in hundredths (pence), with a magnitude after a range."""
    words = [word.casefold() for word in _WORD.findall(passage)]
    written = numbers(passage) | {Fraction(digits) for digits in re.findall(r"\d+(?:\.\d+)?", passage)}
    written |= {Fraction(re.sub(r"\D", "", group)) for group in re.findall(r"\d{1,3}(?:[ ,.\u00a0]\d{3})+", passage)}
    worded = {value for stem, value in _WORDED.items() if any(_is(word, stem) for word in words)}
    worded |= {Fraction(end) for word, ten in _TENS.items() if word in words for end in (ten, ten + 9)}
    plain = written | worded
    mixed = {number + part for number in plain for part in worded if part < 1}
    products = {number * part for number in plain for part in worded}
    found = plain | mixed | products
    if re.search(r"(?i)\b(?:in|of|out of)\b", passage):
        found |= {above / below for above in plain for below in plain if below}
    if re.search(r"(?i)\d ?[pc]\b|¢|\bpence\b|\bpenn(?:y|ies)\b|\bcents?\b|\bpaise\b", passage):
        found |= {number / 100 for number in written}
    if re.search(r"(?i)\bmonths?\b", passage):
        found |= {number + months / 12 for number in plain for months in plain}
    scales = [scale for scale, names in _SCALES.items() if re.search(rf"(?i)(?<![^\W\d_])(?:{names})\b", passage)]
    return frozenset(found | {number * scale for number in found for scale in scales})


def _is(word: str, stem: str) -> bool:
    return word == stem or (len(stem) > 3 and word.startswith(stem))
