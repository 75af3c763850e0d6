"""Lines and paragraphs."""

import re
from collections.abc import Iterable

from pydantic import Field

from pipeline.article import Frozen
from pipeline.labels import LineRole

# Line feed, carriage return, and what Unicode and old files break lines with.
_LINE = re.compile(r"[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
# Characters that str.strip() leaves but that show nothing: zero-width marks, byte order mark, soft hyphen.
_INVISIBLE = " \t\u00a0\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"


class Line(Frozen):
    """One line of the text as stored, without its line break. Lines of white space are left out."""

    start: int = Field(description="Offset of the first character that is not white space.")
    end: int = Field(description="Offset after the last character that is not white space.")
    role: LineRole
    reason: str = Field(default="", description="The rule that made it a heading or furniture; empty for body.")
    body_start: int = Field(description="Where the body of the line starts: after an inline dateline, else `start`.")


class Paragraph(Frozen):
    """A run of body text: one body line. Numbered from 1 in the order of the text."""

    id: int = Field(ge=1)
    start: int
    end: int


def line_spans(text: str) -> list[tuple[int, int]]:
    """Start and end of each line that shows something, without the white space around it."""
    spans = []
    for match in _LINE.finditer(text):
        line = match.group()
        left = len(line) - len(_stripped_left(line))
        right = len(_stripped_left(line[::-1]))
        if left < len(line):
            spans.append((match.start() + left, match.start() + right))
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
