"""Quotations: nested, unbalanced, continued over paragraphs."""

from pydantic import Field

from pipeline.article import Frozen


class Quotation(Frozen):
    """Words between quotation marks, inside one paragraph."""

    start: int = Field(description="Offset of the opening mark (of the first character where the opening mark is missing).")
    end: int = Field(description="Offset after the closing mark (after the last character where it is missing).")
    inner_start: int = Field(description="Offset of the first character inside the marks.")
    inner_end: int = Field(description="Offset after the last character inside the marks.")
    depth: int = Field(ge=0, description="0 for the outermost; a quotation inside a quotation has 1.")
    continued: bool = Field(default=False, description="It goes on in the next paragraph, which opens with a mark again.")
    continues: bool = Field(default=False, description="It goes on from the paragraph before.")
