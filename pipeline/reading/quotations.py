"""Quotations: nested, unbalanced, continued over paragraphs.

One pass over the marks of a paragraph with a stack; a table made by one pass backwards tells an apostrophe from a closing mark.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pydantic import Field

from pipeline.article import Frozen
from pipeline.reading.lines import Paragraph

_MARK = re.compile("[\"“”„‟«»‘’‚‹›'「」『』＂]")
# Opening mark -> the marks that may close it; an opening mark may by mistake, where it ends a word.
# „ is closed by “ in German, by ” in Polish; »so« is German, «so» French.
_CLOSED_BY = {
    "“": '”"“',
    "„": '“”"',
    "‟": "”",
    "«": "»",
    "»": "«",
    "‘": "’",
    "‚": "‘’",
    "‹": "›",
    "›": "‹",
    '"': '"”',
    "＂": "＂",
    "'": "'",
    "「": "」",
    "『": "』",
}
_SINGLE = "‘’'"
# Words that an apostrophe shortens at their front; what follows is no quotation.
_ELISION = re.compile(r"['‘’](?:\d0s|\d\ds?\b|(?:tis|twas|em|til|cause|n|round|bout|cos|ello|nuff)\b)", re.IGNORECASE)


class Quotation(Frozen):
    """Words between quotation marks, inside one paragraph."""

    start: int = Field(description="Offset of the opening mark (of the first character where the opening mark is missing).")
    end: int = Field(description="Offset after the closing mark (after the last character where it is missing).")
    inner_start: int = Field(description="Offset of the first character inside the marks.")
    inner_end: int = Field(description="Offset after the last character inside the marks.")
    depth: int = Field(ge=0, description="0 for the outermost; a quotation inside a quotation has 1.")
    continued: bool = Field(default=False, description="It goes on in the next paragraph, which opens with a mark again.")
    continues: bool = Field(default=False, description="It goes on from the paragraph before.")


@dataclass
class _Open:
    """A quotation that is not closed yet."""

    at: int
    mark: str
    depth: int
    resumed: bool = False


@dataclass
class _Found:
    """A quotation before the paragraphs around it are known."""

    start: int
    end: int
    inner_start: int
    inner_end: int
    depth: int
    closed: bool = True
    goes_on: bool = False
    resumed: bool = False


def quotations_of(text: str, paragraphs: Sequence[Paragraph]) -> tuple[Quotation, ...]:
    """The quotations of the paragraphs in the order of their first character."""
    found = [_in_paragraph(text, paragraph) for paragraph in paragraphs]
    goes_on = [
        bool(here)
        and not here[-1].closed
        and bool(there)
        and there[0].start == paragraph.start
        and text[here[-1].start] == text[paragraph.start]
        for here, there, paragraph in zip(_outermost(found), _outermost(found[1:]), paragraphs[1:], strict=False)
    ]
    return tuple(
        Quotation(
            start=quotation.start,
            end=quotation.end,
            inner_start=quotation.inner_start,
            inner_end=quotation.inner_end,
            depth=quotation.depth,
            continued=quotation.depth == 0 and (quotation.goes_on or (not quotation.closed and index < len(goes_on) and goes_on[index])),
            continues=quotation.depth == 0
            and (quotation.resumed or (index > 0 and goes_on[index - 1] and quotation.start == paragraphs[index].start)),
        )
        for index, group in enumerate(found)
        for quotation in group
    )


def _outermost(groups: Iterable[list[_Found]]) -> list[list[_Found]]:
    return [[quotation for quotation in group if quotation.depth == 0] for group in groups]


def _in_paragraph(text: str, paragraph: Paragraph) -> list[_Found]:
    """The quotations of one paragraph."""
    marks = list(_MARK.finditer(text, paragraph.start, paragraph.end))
    close_later = _close_later(text, marks, paragraph)
    found: list[_Found] = []
    stack: list[_Open] = []
    openers: dict[str, int] = {}  # how many of each mark are open, so that a stray closing mark costs no search
    for index, match in enumerate(marks):
        at, mark = match.start(), match.group()
        closes = [opener for opener in _CLOSED_BY if openers.get(opener) and mark in _CLOSED_BY[opener]]
        if closes and mark == '"' and stack[-1].mark == '"' and _resumes(text, at, paragraph):
            top = stack.pop()
            end = paragraph.start + len(text[paragraph.start : at].rstrip())
            found.append(_Found(top.at, end, top.at + 1, end, top.depth, closed=False, goes_on=True, resumed=top.resumed))
            stack.append(_Open(at, mark, top.depth, resumed=True))
        elif closes and _can_close(text, at, paragraph, close_later[index]):
            while stack:
                top = stack.pop()
                openers[top.mark] -= 1
                if top.mark in closes:
                    found.append(_Found(top.at, at + 1, top.at + 1, at, top.depth, resumed=top.resumed))
                    break
        elif mark in _CLOSED_BY and _can_open(text, at, paragraph, close_later[index]):
            stack.append(_Open(at, mark, len(stack)))
            openers[mark] = openers.get(mark, 0) + 1
        elif mark == "”" and not stack and _starts_word(text, at, paragraph):  # ”so” by mistake
            stack.append(_Open(at, "“", 0))
            openers["“"] = openers.get("“", 0) + 1
        elif mark in "”»" and not found and not stack and text[at - 1 : at].strip() and at > paragraph.start:
            found.append(_Found(paragraph.start, at + 1, paragraph.start, at, 0))
    found.extend(_unclosed(stack, paragraph))
    return _with_depths(sorted(found, key=lambda quotation: (quotation.start, -quotation.end)))


def _unclosed(stack: list[_Open], paragraph: Paragraph) -> list[_Found]:
    """What was opened and not closed runs to the end of its paragraph. A single mark that stays open was an apostrophe."""
    doubles = [opened for opened in stack if opened.mark not in _SINGLE][:1]
    return [
        _Found(opened.at, paragraph.end, opened.at + 1, paragraph.end, opened.depth, closed=False, resumed=opened.resumed)
        for opened in doubles
    ]


def _with_depths(found: list[_Found]) -> list[_Found]:
    """Depth by containment: what was thrown away on the stack must not count."""
    ends: list[int] = []
    for quotation in found:
        while ends and ends[-1] <= quotation.start:
            ends.pop()
        quotation.depth = len(ends)
        ends.append(quotation.end)
    return found


def _close_later(text: str, marks: Sequence[re.Match[str]], paragraph: Paragraph) -> list[bool]:
    """For each mark: whether a single closing mark follows before the next single opening mark."""
    later = [False] * len(marks)
    follows = False
    for index in range(len(marks) - 1, -1, -1):
        later[index] = follows
        at, mark = marks[index].start(), marks[index].group()
        if mark == "‘":
            follows = False
        elif mark in "’'":
            follows = follows or _ends_word(text, at, paragraph)
    return later


def _ends_word(text: str, at: int, paragraph: Paragraph) -> bool:
    before = text[at - 1] if at > paragraph.start else " "
    after = text[at + 1] if at + 1 < paragraph.end else " "
    return not before.isspace() and not after.isalnum()


def _starts_word(text: str, at: int, paragraph: Paragraph) -> bool:
    before = text[at - 1] if at > paragraph.start else " "
    return (before.isspace() or before in "([—–-") and text[at + 1 : at + 2].isalnum()


def _resumes(text: str, at: int, paragraph: Paragraph) -> bool:
    """Whether a straight mark opens a further paragraph of a quotation, where the paragraphs of a text were joined to one line: 'It was
    hard. "We won.' It stands between the end of a sentence and a capital.
    """
    before = text[max(paragraph.start, at - 2) : at]
    return before[-1:] == " " and before[:1] in ".!?…" and text[at + 1 : at + 2].isupper()


def _can_close(text: str, at: int, paragraph: Paragraph, close_later: bool) -> bool:
    """Whether a mark that would close an open quotation does."""
    mark = text[at]
    if mark == "“":  # „so“, and “so“ by mistake
        return _ends_word(text, at, paragraph)
    if mark not in "\"'’":
        return True
    if mark == '"':
        # A straight mark between a blank and a word opens a quotation inside, unless a straight one is open already: then it closes.
        return True
    if not _ends_word(text, at, paragraph):
        return False
    # The ministers’ plan: a plural's apostrophe, where a better mark follows.
    plural = text[at - 1] in "sS" and text[at + 1 : at + 2] == " " and text[at + 2 : at + 3].islower()
    return not (plural and close_later)


def _can_open(text: str, at: int, paragraph: Paragraph, close_later: bool) -> bool:
    """Whether a mark that closes nothing opens a quotation."""
    mark = text[at]
    before = text[at - 1] if at > paragraph.start else " "
    after = text[at + 1] if at + 1 < paragraph.end else " "
    if mark in "‘'‚‹›":
        return not before.isalnum() and not after.isspace() and not _ELISION.match(text, at) and (close_later or mark in "‚‹›")
    if mark in '"＂':
        return not (before.isdigit() and not after.isalnum()) and not after.isspace()
    return True
