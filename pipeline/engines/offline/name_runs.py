"""Which words are a name: runs of capitalised words, with what names have inside, and the titles that stand before a name."""

import re
from collections.abc import Sequence
from typing import Any

from pipeline.lexicons import load

_NAMES = load("names")
_TITLES = _NAMES.words("titles")
_GIVEN = _NAMES.words("given_male") | _NAMES.words("given_female") | _NAMES.words("given_either")
_PARTICLES = _NAMES.words("particles")
_BODIES = _NAMES.words("bodies")
_NOT_NAMES = _NAMES.words("not_names")
_OFFICES = frozenset({"department", "ministry", "office", "secretary", "minister", "committee", "institute", "bureau", "commission"})
# Offices that end a title of several words.
_HIGH_OFFICES = frozenset(
    {"secretary", "minister", "officer", "director", "executive", "commissioner", "general", "president", "chancellor", "manager"}
)
# Names of peoples that say whose something is, not what it is called.
DEMONYMS = frozenset(
    {
        "US",
        "U.S.",
        "UK",
        "American",
        "British",
        "French",
        "German",
        "Italian",
        "Chinese",
        "Russian",
        "Ukrainian",
        "Indian",
        "Pakistani",
        "Australian",
        "Canadian",
        "Japanese",
        "Israeli",
        "Iranian",
        "Turkish",
        "Spanish",
        "Polish",
        "Dutch",
        "Irish",
        "European",
    }
)


def runs_of(doc: Any) -> list[list[Any]]:
    """Maximal runs of capitalised words that may be names, with particles inside ("Anna van der Berg", "Ministry of Health")."""
    runs: list[list[Any]] = []
    run: list[Any] = []
    for token in doc:
        if _is_name_word(token) or (run and token.i + 1 < len(doc) and _joins(token, run)):
            run.append(token)
        elif run:
            runs.append(run)
            run = []
    if run:
        runs.append(run)
    return runs


def _is_name_word(token: Any) -> bool:
    """Whether a word is written and tagged as a name's; at the start of a sentence, where all words have a capital, only before another."""
    if not token.text[0].isupper() or token.lower_ in _NOT_NAMES:
        return False
    if token.tag_ in ("NNP", "NNPS"):
        return True
    if token.tag_ not in ("NN", "NNS") or token.text in DEMONYMS:
        return False
    return bool(token.i > 0 or (token.dep_ == "compound" and len(token.doc) > 1 and token.nbor().tag_ == "NNP"))


def _joins(token: Any, run: Sequence[Any]) -> bool:
    """Whether a small word or mark goes on with a name: it stands between two capitalised words and is one that names have inside."""
    before, after = token.nbor(-1), token.nbor()
    if not _is_name_word(after) and not (token.lower_ in _PARTICLES and token.i + 2 < len(token.doc) and _is_name_word(token.nbor(2))):
        return False
    if token.text == "-":
        return not token.whitespace_ and not before.whitespace_
    if token.text in ("'", "’"):  # "the Train Operators' Council"
        return before.text.endswith("s") and not before.whitespace_ and _leads_to_body(token)
    if token.lower_ == "and" and _is_office(run) and _is_name_word(after):  # "the Department of Health and Social Care"
        return True
    if token.lower_ == "and":  # "the Farmers' and Graziers' Association"
        return run[0].i > 0 and run[0].nbor(-1).lower_ == "the" and _leads_to_body(token)
    if token.lower_ in ("of", "for"):
        title = before.lower_ in _TITLES and after.lower_ not in _TITLES
        body = any(word.lower_ in _BODIES for word in run)
        # "Sen. Marla Keene of Ohio", "Jane Roe of Acme": a person ends before "of".
        person = not body and (any(word.lower_ in _GIVEN for word in run[:-1]) or _has_title_before_name(run))
        return not title and not person
    return token.lower_ in _PARTICLES or token.text == "&"


def _is_office(run: Sequence[Any]) -> bool:
    """ "Department of Health": what such an office is for may be several things."""
    words = [word.lower_ for word in run]
    return len(words) > 2 and words[0] in _OFFICES and words[1] in ("of", "for")


def _has_title_before_name(run: Sequence[Any]) -> bool:
    """ "Sen. Marla Keene": a title, and two words that are none."""
    words = [word.lower_.rstrip(".") for word in run]
    return len(run) > 2 and words[0] in _TITLES and not any(word in _TITLES or word in ("of", "for") for word in words[-2:])


def _leads_to_body(token: Any) -> bool:
    """Whether capitalised words with a word such as "Association" at their end follow."""
    for word in token.doc[token.i + 1 : token.i + 6]:
        if word.lower_ in _BODIES:
            return True
        if not word.text[0].isupper() and word.text not in ("'", "’", "and"):
            return False
    return False


def split_title(run: list[Any]) -> tuple[list[Any], list[Any]]:
    """Titles before a name, and the name. "Secretary of State Antony Blinken": the title ends at its last title word.

    A run that ends in a title word is a title alone ("Chief Electoral Officer"), unless a word of a body stands in it.
    """
    words = [token.lower_.rstrip(".") for token in run]
    if words[-1] in _TITLES and words[-1] not in _BODIES and len(run) > 1:
        return run, []
    last_title = -1
    for place, word in enumerate(words[:5]):
        if word in _TITLES or (word in ("of", "for", "to", "-") and last_title == place - 1 and last_title >= 0):
            last_title = place
        elif last_title >= 0 and word not in _GIVEN and any(later in _HIGH_OFFICES for later in words[place + 1 : place + 3]):
            continue  # "Transport Cabinet Secretary Ida Rowe"
        elif last_title >= 0 or not (run[place].text in DEMONYMS or any(later in _TITLES for later in words[place + 1 : 4])):
            break
    if last_title + 1 >= len(run):
        return (
            (run, [])
            if all(word in _TITLES or word in ("of", "for", "to") or run[place].text in DEMONYMS for place, word in enumerate(words))
            else ([], run)
        )
    name = run[last_title + 1 :]
    if last_title >= 0 and any(token.lower_ in _BODIES and token.lower_ not in _TITLES for token in name):
        return [], run
    return run[: last_title + 1], name


def text_of(tokens: Sequence[Any]) -> str:
    """The words as they are printed, with single blanks."""
    return re.sub(r"\s+", " ", "".join(token.text_with_ws for token in tokens)).strip()
