"""Short helpers of verbs ("he’s", "they’ve"): what each stands for, whichever its apostrophe."""

from collections.abc import Mapping

# Where the verb does not tell otherwise: "’s" may be "has", and "’d" may be "had".
_IN_FULL: Mapping[str, str] = {"'s": "is", "'m": "am", "'re": "are", "'ve": "have", "'d": "would", "'ll": "will"}


def straight(word: str) -> str:
    """A word in small letters with a straight apostrophe."""
    return word.lower().replace("’", "'")


def in_full(word: str) -> str | None:
    """The helper that a word is short for; None where it is none."""
    return _IN_FULL.get(straight(word))


def lemma_of(word: str) -> str | None:
    """The lemma of a short helper, or of the "n’t" behind a helper; None for any other word."""
    full = "not" if straight(word) == "n't" else in_full(word)
    return "be" if full in ("is", "am", "are") else full
