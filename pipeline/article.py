"""An article as it came, and spans of its text."""

import hashlib
from datetime import datetime
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, model_validator


class Frozen(BaseModel):
    """Base of all data that flows through the pipeline: immutable, and strict about unknown fields."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Span(Frozen):
    """A half-open range of an article's text, in Unicode code points, with the words that stand there."""

    start: int = Field(ge=0, description="Offset of the first character, in Unicode code points.")
    end: int = Field(ge=0, description="Offset after the last character.")
    quote: str = Field(description="The text between them, exactly as stored.")


class ArticleInfo(Frozen):
    """What is known about an article apart from its text."""

    id: str = Field(min_length=1, description="The caller's id of the article; its content hash where none was given.")
    content_hash: str = Field(description="sha256 of the text in UTF-8, in hexadecimal.")
    title: str | None = None
    url: str | None = None
    source: str | None = Field(default=None, description="Where the article came from: a publisher, a feed, a file name.")
    byline: str | None = None
    published_at: datetime | None = None
    language: str | None = Field(default=None, description="BCP 47 tag; None where nobody said.")


class Article(ArticleInfo):
    """A news article: its text exactly as stored (no newline translation), and what is known about it.

    `Article(text=...)` is enough. `id` defaults to `content_hash`, which is always computed; ValidationError where a given one differs.
    """

    id: str = Field(default="", description="The caller's id of the article; its content hash where none was given.")
    content_hash: str = Field(default="", description="sha256 of the text in UTF-8, in hexadecimal.")
    text: str = Field(repr=False)

    @model_validator(mode="before")
    @classmethod
    def _identify(cls, values: Any) -> Any:
        if not isinstance(values, dict) or not isinstance(values.get("text"), str):
            return values
        digest = hashlib.sha256(values["text"].encode("utf-8", "surrogatepass")).hexdigest()
        if values.get("content_hash", digest) != digest:
            raise ValueError("content_hash is not the sha256 of text")
        return {**values, "content_hash": digest, "id": values.get("id") or digest}

    def span(self, start: int, end: int) -> Span:
        """The span from start to end, in code points. ValueError outside the text."""
        if not 0 <= start <= end <= len(self.text):
            raise ValueError(f"span {start}:{end} lies outside a text of {len(self.text)} characters")
        return Span(start=start, end=end, quote=self.text[start:end])

    @property
    def info(self) -> ArticleInfo:
        """The article without its text."""
        return ArticleInfo(**self.model_dump(exclude={"text"}))
