"""An article's lines cut into pieces at every border of a mark, so that marks may overlap."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.article import Span
from pipeline.labels import LineRole
from pipeline.reading.lines import Line
from pipeline.views.visible import harmless


@dataclass(frozen=True)
class Anchor:
    """Where a piece of evidence ends in the text; its reference mark stands there. Both numbers count from 0."""

    item: int
    span: int


@dataclass(frozen=True)
class Piece:
    """A run of text under the same marks. `items`: numbers of the items whose evidence covers it; `anchors`: evidence that ends with it."""

    text: str
    items: tuple[int, ...] = ()
    anchors: tuple[Anchor, ...] = ()
    dateline: bool = False


@dataclass(frozen=True)
class MarkedLine:
    """A line of the article as printed. `start`: code points from the beginning of the text."""

    start: int
    role: LineRole
    reason: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True)
class _Mark:
    """The part of a piece of evidence that lies in one line. `last`: no later line holds more of it."""

    start: int
    end: int
    anchor: Anchor
    last: bool


def marked_lines(text: str, lines: Sequence[Line], evidence: Sequence[Sequence[Span]]) -> tuple[MarkedLine, ...]:
    """The lines with their marks. evidence: for each item its spans, in code points; items are numbered from 0.

    Takes time in proportion to text and marks (n log n), however the marks overlap.
    """
    marks = _marks_by_line(lines, evidence)
    return tuple(
        MarkedLine(line.start, line.role, line.reason, tuple(_pieces(text, line, marks.get(number, []))))
        for number, line in enumerate(lines)
    )


def _marks_by_line(lines: Sequence[Line], evidence: Sequence[Sequence[Span]]) -> dict[int, list[_Mark]]:
    marks: dict[int, list[_Mark]] = {}
    for item, spans in enumerate(evidence):
        for number, span in enumerate(spans):
            if span.start >= span.end:
                continue
            first = bisect_right(lines, span.start, key=lambda line: line.end)
            held = []
            for place in range(first, len(lines)):
                if lines[place].start >= span.end:
                    break
                held.append(place)
            for place in held:
                line = lines[place]
                mark = _Mark(max(span.start, line.start), min(span.end, line.end), Anchor(item, number), place == held[-1])
                marks.setdefault(place, []).append(mark)
    return marks


def _pieces(text: str, line: Line, marks: list[_Mark]) -> Iterator[Piece]:
    opening: dict[int, list[_Mark]] = {}
    closing: dict[int, list[_Mark]] = {}
    for mark in marks:
        opening.setdefault(mark.start, []).append(mark)
        closing.setdefault(mark.end, []).append(mark)
    borders = {line.start, line.end, *opening, *closing}
    if line.body_start > line.start:
        borders.add(line.body_start)
    over: dict[Anchor, None] = {}
    for start, end in pairwise(sorted(borders)):
        over.update((mark.anchor, None) for mark in opening.get(start, ()))
        ended = closing.get(end, ())
        yield Piece(
            text=harmless(text[start:end]),
            items=tuple(dict.fromkeys(sorted(anchor.item for anchor in over))),
            anchors=tuple(sorted((mark.anchor for mark in ended if mark.last), key=lambda anchor: (anchor.item, anchor.span))),
            dateline=end <= line.body_start,
        )
        for mark in ended:
            over.pop(mark.anchor)
