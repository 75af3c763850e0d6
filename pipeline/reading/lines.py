"""Lines and paragraphs."""

import re
from collections.abc import Iterable

from pydantic import Field

from pipeline.article import Frozen
from pipeline.labels import LineRole

# Characters that str.strip() leaves but that show nothing: zero-width marks, byte order mark, soft hyphen.
_INVISIBLE = " \t\u00a0\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"


class Line(Frozen):
    """One line of the text as stored, without its line break, or the lines of a wrapped paragraph. Lines of white space are left out."""

    start: int = Field(description="Offset of the first character that is not white space.")
    end: int = Field(description="Offset after the last character that is not white space.")
    role: LineRole
    reason: str = Field(default="", description="The rule that made it a heading or furniture; empty for body.")
    body_start: int = Field(description="Where the body of the line starts: after an inline dateline, else `start`.")


class Paragraph(Frozen):
    """A run of body text: one body line, or several where the text was wrapped. Numbered from 1 in the order of the text."""

    id: int = Field(ge=1)
    start: int
    end: int


# Characters of a line of wrapped text: longer ones were never wrapped, and of narrower ones nothing can be told.
_WIDEST, _NARROWEST = 100, 50
# One break with a line on either side, neither indented nor a bullet after it.
_BREAK = re.compile(r"(?<=[^\s])[ \t]?(?P<mark>\r\n|\n|\r) ?(?=(?P<word>[^\s•●▪◦■‣·*►–—-]\S*))")
# In text wrapped to a width this share of the breaks at least has no end mark before and a small letter after it.
_SHARE_OF_SMALL = 0.4


def unwrapped(text: str) -> str:
    """The text with blanks for the line breaks inside its paragraphs, where it was wrapped to a width; as long as before, so offsets hold.

    A break was made by wrapping where the word after it had no room on the line. Text with a line of more than 100 characters is none.
    """
    width = max(map(len, text.replace("\r", "\n").split("\n")))
    if width > _WIDEST or not (breaks := list(_BREAK.finditer(text))):
        return text
    full = [found for found in breaks if _length_before(text, found.start()) + 1 + len(found["word"]) > width]
    small = sum(found["word"][0].islower() and text[found.start() - 1] not in '.!?:;”"' for found in full)
    if width < _NARROWEST or small < max(1, _SHARE_OF_SMALL * len(full)):
        return text
    letters = list(text)
    for found in full:
        letters[found.start("mark") : found.end("mark")] = " " * len(found["mark"])
    return "".join(letters)


def _length_before(text: str, end: int) -> int:
    """How long the line is that ends at an offset; it is known to be no wider than the widest."""
    start = max(0, end - _WIDEST - 1)
    return end - start - 1 - max(text.rfind("\n", start, end) - start, text.rfind("\r", start, end) - start, -1)


def line_spans(text: str) -> list[tuple[int, int]]:
    """Start and end of each line that shows something, without the white space around it."""
    spans = []
    at = 0
    for line in text.splitlines(keepends=True):
        left = len(line) - len(_stripped_left(line))
        right = len(_stripped_left(line[::-1]))
        if left < len(line):
            spans.append((at + left, at + right))
        at += len(line)
    return spans


def _stripped_left(line: str) -> str:
    before = ""
    while line != before:
        before, line = line, line.lstrip().lstrip(_INVISIBLE)
    return line


def paragraphs_of(lines: Iterable[Line]) -> tuple[Paragraph, ...]:
    """The body lines as paragraphs, without their datelines."""
    body = (line for line in lines if line.role == "body" and line.body_start < line.end)
    return tuple(Paragraph(id=number, start=line.body_start, end=line.end) for number, line in enumerate(body, 1))
