"""Sentences with exact offsets."""

from pydantic import Field

from pipeline.article import Frozen


class Sentence(Frozen):
    """A sentence of the body, with its end mark and its quotation marks. `id` is the number that engines use."""

    id: int = Field(ge=1)
    start: int
    end: int
    paragraph: int = Field(ge=1, description="Id of the paragraph that it stands in.")
