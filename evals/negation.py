"""What a statement denies. Two statements contradict each other where one denies what the other does not.

A cue ("not", "denied", "without") turns round the words after it up to the end of its clause; two cues over a word cancel out ("did not
rule out"). Only words that both statements share are compared, so that a negation in another clause of a longer statement does not count.
"""

import re
from collections import Counter
from functools import lru_cache

from evals.words import content

# "reject", "refuse" and their like turn a proposition round as surely as "not". Bounds ("no more than") and "not only" do not.
_CUE = re.compile(
    r"\b(?:not(?! (?:only|just|merely|least)\b)|no(?! (?:more|fewer|less|later|earlier|sooner) than\b)(?!\. ?\d)|never|none|neither|nobody"
    r"|nothing(?! short of\b)|nowhere|without|cannot|hardly|den(?:y|ies|ied|ying)|denials?|refus(?:e|es|ed|ing|al)|reject(?:s|ed|ing|ion)?"
    r"|dismiss(?:es|ed|ing|al)?|(?:declin|fail)(?:e|es|s|ed|ing)?(?= to\b)|rul(?:e|es|ed|ing) out|unlikely|unable|lack(?:s|ed|ing)?)\b"
    r"|n['’]t\b|(?<!neither )\bnor\b",
    re.IGNORECASE,
)
_CLAUSE_END = re.compile(r"[;:?!()—–]|[,.](?=\s|$)|\b(?:but|and|although|though|because|while|whereas)\b", re.IGNORECASE)


@lru_cache(maxsize=65_536)
def denied(text: str) -> frozenset[str]:
    """Stems of the content words that an odd number of negations covers."""
    covered: Counter[str] = Counter()
    neither = re.search(r"\bneither\b", text, re.IGNORECASE)
    for cue in _CUE.finditer(text):
        if neither and cue[0].casefold() == "nor":
            continue
        end = _CLAUSE_END.search(text, cue.end())
        # A cue at the end of its clause ("they knew nothing") turns round the words before it.
        words = content(text[cue.end() : end.start() if end else len(text)]) or content(_clause_before(text, cue.start()))
        covered.update(words)
    return frozenset(word for word, times in covered.items() if times % 2)


def contradict(a: str, b: str) -> bool:
    """Whether one text denies what the other does not: of the words that both share, at least as many are denied by one as by both."""
    shared = content(a) & content(b)
    ours, theirs = denied(a) & shared, denied(b) & shared
    differing = len(ours ^ theirs)
    return differing > 0 and differing >= len(ours & theirs)


def _clause_before(text: str, place: int) -> str:
    ends = [match.end() for match in _CLAUSE_END.finditer(text, 0, place)]
    return text[ends[-1] if ends else 0 : place]
