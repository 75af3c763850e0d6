"""Sentences with exact offsets.

One pass over the end marks of a line; each is judged by the word before it and the two words after it, so the time is linear.
"""

import re
from collections.abc import Iterable, Iterator

from pydantic import Field

from pipeline import lexicons
from pipeline.article import Frozen
from pipeline.reading.lines import Paragraph

# Marks that close what stands before them, and marks that open what comes next.
_CLOSERS = "\"'”’»›)\\]}“」』）"
_OPENERS = "\"'“‘«‹„‚(\\[{¿¡「『（"
_END = re.compile(
    rf"(?P<stops>[.!?…‼⁇⁈⁉؟۔।॥։]+(?:[ \u00a0]?\.(?=[ \u00a0]?\.))*|[。！？｡])(?P<close>[{_CLOSERS}]*)"  # a mark and what it closes
    r"|(?P<bullet>(?<=\s)[•●▪◦■‣·](?=\s))"
)
# Where one of the marks may stand: a set of letters is found many times as fast as a pattern that has a choice at its start.
_MARK = re.compile("[.!?…‼⁇⁈⁉؟۔।॥։。！？｡•●▪◦■‣·]")
_NEXT = re.compile(
    rf"(?P<gap>\s*)(?P<open>(?:[{_OPENERS}]|[–—-]\s?(?=[{_OPENERS}A-Z]))*)(?P<word>(?:\w[\w'’&-]*(?:\.\w+)*)?)(?:\s+(?P<second>[\w'’-]+))?"
)
_BEFORE = re.compile(r"[^\W_](?:[\w.'’&-]*[\w])?$")
_LEAD = re.compile(r"(?:[•●▪◦■‣·*►▶→✓✔–—-]+[\s\ufe0f]+)+")
_INITIAL = re.compile(r"(?:[^\W\d_]\.)*[^\W\d_]")
_CLOSING_QUOTES = frozenset({'"', "”"})
# How far around a mark the words may reach; longer "words" are no words.
_REACH = 40


class Sentence(Frozen):
    """A sentence of the body, with its end mark and its quotation marks. `id` is the number that engines use."""

    id: int = Field(ge=1)
    start: int
    end: int
    paragraph: int = Field(ge=1, description="Id of the paragraph that it stands in.")


def sentences_of(text: str, paragraphs: Iterable[Paragraph]) -> tuple[Sentence, ...]:
    """The sentences of the paragraphs, numbered through."""
    found = ((paragraph.id, span) for paragraph in paragraphs for span in split(text, paragraph.start, paragraph.end))
    return tuple(
        Sentence(id=number, start=start, end=end, paragraph=paragraph) for number, (paragraph, (start, end)) in enumerate(found, 1)
    )


def split(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Spans of the sentences of one line of text, in order, without the blanks and bullets between them."""
    at = _after_lead(text, start, end)
    for mark in _marks(text, at, end):
        if mark.start() < at or not _ends(text, mark, at, end):
            continue
        stop = mark.start() if mark["bullet"] else mark.end()
        stop = at + len(text[at:stop].rstrip())
        if stop > at:
            yield at, stop
        at = _after_lead(text, mark.end(), end)
    if at < end:
        yield at, end


def _marks(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """The end marks and bullets of a stretch of text, in order."""
    last = start
    for spot in _MARK.finditer(text, start, end):
        if spot.start() >= last and (mark := _END.match(text, spot.start(), end)) is not None:
            last = mark.end()
            yield mark


def _after_lead(text: str, start: int, end: int) -> int:
    """Where the words start: after blanks and bullets, unless nothing else follows."""
    while start < end and text[start].isspace():
        start += 1
    lead = _LEAD.match(text, start, end)
    return lead.end() if lead and lead.end() < end else start


def _ends(text: str, mark: re.Match[str], start: int, end: int) -> bool:
    """Whether a sentence ends with this mark."""
    if mark["bullet"]:
        return True
    if mark.end() >= end:
        return True
    after = _NEXT.match(text, mark.end(), min(end, mark.end() + 2 * _REACH))
    if after is None or not (after["word"] or after["open"]):
        return False
    if mark["stops"][0] in "。！？｡":
        return True
    word = after["word"]
    if not after["gap"]:
        return _is_glued(text, mark, word)
    if not after["open"] and (not word or _goes_on(word)):
        return False
    if word and word[0].islower() and not word[1:2].isupper():
        return False
    if mark["stops"] == ".":
        return _stop_ends(text, mark, start, after)
    if mark["close"] or "…" in mark["stops"] or ".." in mark["stops"]:
        return not _speech_follows(text, mark.end(), end)
    return True


def _goes_on(word: str) -> bool:
    return word[0].islower() and not word[1:2].isupper()


def _is_glued(text: str, mark: re.Match[str], word: str) -> bool:
    """A blank that was lost between two sentences: a word in lower case before the mark, an opener after it; after a closing mark of
    quotation any word with a capital ('"He may go."Earlier he stayed').
    """
    before = text[max(0, mark.start() - 3) : mark.start()]
    opens = word in _words("openers") or (mark["close"] in _CLOSING_QUOTES and len(word) > 1 and word.istitle())
    return opens and mark["stops"] in {".", "!", "?"} and before.isalpha() and before.islower() and len(before) == 3


def _stop_ends(text: str, mark: re.Match[str], start: int, after: re.Match[str]) -> bool:
    """Whether a single full stop ends the sentence, by the word before it and the words after."""
    # From the last blank on: a search from farther back would try every character on the way.
    near = max(start, mark.start() - _REACH)
    match = _BEFORE.search(text, max(near, text.rfind(" ", near, mark.start()) + 1), mark.start())
    before, word = match.group() if match else "", after["word"]
    if not before or (mark["close"] and mark["close"] not in {"’", "'"}):
        return not (mark["close"] == ")" and before in _words("titles"))  # "(Texas Sen.) Ida Rowe"
    if len(before) == mark.start() - start and (before.isdecimal() or len(before) == 1):  # "1. The", "Q. Why"
        return False
    # A bracket behind a name belongs to it: "Acme Inc. (NYSE: ACM) said".
    opens = word in _words("openers") or (bool(after["open"]) and after["open"][0] not in "([")
    if before in _words("titles") or before.partition("-")[2] in _words("titles"):  # "then-Sen. Ida Rowe"
        return opens and before in {"St", "Mt", "Sr", "Ft"}
    if before in _words("inner"):
        return False
    if before in _words("before_number"):
        return not word[:1].isdigit()
    if before == "no" and word[:1].isdigit():  # "hoisted signal no. 3", not "she said no. 12 others left"
        *_, last = text[near : mark.start() - len(before)].split() or [""]
        return not last or last in _words("answers")
    if before.lower() in {"a.m", "p.m"}:
        return word not in _words("after_time")
    if before in _words("either") or (_INITIAL.fullmatch(before) and before[0].isupper()):
        return opens or (len(before) > 1 and "." not in before and _starts_clause(after))
    return True


def _starts_clause(after: re.Match[str]) -> bool:
    """A capital word and then one in lower case: "Acme Inc. Shares fell", not "Acme Inc. Chairman Jane Roe"."""
    word, second = after["word"], after["second"] or ""
    return word[:1].isupper() and second[:1].islower()


@lexicons.cached
def _speech() -> re.Pattern[str]:
    verbs = lexicons.load("sentences").pattern("speech")
    name = r"(?:[^\W\d_a-z][\w'’.-]*|the|a|an|one|former|his|her)"
    return re.compile(rf"\s+(?:{name}\s+)(?:[\w'’.-]+\s+){{0,4}}{verbs}\b(?!\s+(?:that|the|it|he|she|they|there)\b)")


def _speech_follows(text: str, at: int, end: int) -> bool:
    return _speech().match(text, at, min(end, at + 3 * _REACH)) is not None


@lexicons.cached
def _words(group: str) -> frozenset[str]:
    return lexicons.load("sentences").words(group)
