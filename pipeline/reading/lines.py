"""Lines and paragraphs."""

from pydantic import Field

from pipeline.article import Frozen
from pipeline.labels import LineRole


class Line(Frozen):
    """One line of the text as stored, without its line break."""

    start: int = Field(description="Offset of the first character that is not white space.")
    end: int
    role: LineRole
    reason: str = Field(default="", description="The rule that made it a heading or furniture; empty for body.")
    body_start: int = Field(description="Where the body of the line starts: after an inline dateline, else `start`.")


class Paragraph(Frozen):
    """A run of body text: one body line. Numbered from 1 in the order of the text."""

    id: int = Field(ge=1)
    start: int
    end: int
