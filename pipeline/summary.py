"""Summary: the public, versioned result. Its JSON Schema stands beside this module in summary.schema.json."""

import hashlib
import json
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any, Literal, TypeAlias

from pydantic import Field, model_validator

from pipeline.article import ArticleInfo, Frozen, Span
from pipeline.budget import Usage
from pipeline.engines import PromptInfo
from pipeline.exact import Exact, as_fraction
from pipeline.frames import frame
from pipeline.labels import (
    ArticleStance,
    Attribution,
    Bound,
    ClaimKind,
    Part,
    Polarity,
    QuestionKind,
    Salience,
    SourceKind,
)

SCHEMA_VERSION: Literal[1] = 1
SCHEMA_FILE = Path(__file__).with_name("summary.schema.json")

Evidence: TypeAlias = Annotated[
    tuple[Span, ...],
    Field(min_length=1, description="The words that support the item; for every span text[start:end] == quote."),
]


class _Item(Frozen):
    """An item with evidence; `id` is derived from its content, so that the same item has the same id in every run."""

    id: str = Field(default="", description="Derived from the item's content.")

    @model_validator(mode="before")
    @classmethod
    def _derive_id(cls, values: Any) -> Any:
        if not isinstance(values, dict) or values.get("id"):
            return values
        content = _ENCODER.encode(values)
        return {**values, "id": f"{cls.__name__.lower()}-{hashlib.sha256(content.encode()).hexdigest()[:10]}"}


def _plain(value: Any) -> Any:
    if isinstance(value, Span):  # as model_dump has it; most of an item are spans
        return {"start": value.start, "end": value.end, "quote": value.quote}
    return value.model_dump(mode="json") if isinstance(value, Frozen) else str(value)


_ENCODER = json.JSONEncoder(default=_plain, sort_keys=True, ensure_ascii=False)


class Gist(Frozen):
    """What the story is about."""

    text: str = Field(description="One sentence of at most 35 words.")
    evidence: Evidence


class Position(_Item):
    """One actor's side on one target."""

    holder: str = Field(description="The actor, by the fullest name in the article.")
    target: str = Field(description="What the position is about, a noun phrase that one can be for or against.")
    polarity: Polarity
    evidence: Evidence


class Stance(Frozen):
    """Who is for and against what, and where the article itself stands."""

    topic: str = Field(description="The issue at the centre, phrased as something one can be for or against.")
    article: ArticleStance = Field(description="The position of the article's own voice on the topic.")
    positions: tuple[Position, ...] = ()


class Claim(_Item):
    """One checkable or contestable proposition that the article asserts or reports."""

    statement: str = Field(description="The proposition as one self-contained sentence.")
    source: str | None = Field(default=None, description="Who asserts it; null for the article's own voice.")
    source_kind: SourceKind
    attribution: Attribution
    kind: ClaimKind
    salience: Salience
    evidence: Evidence


class Figure(_Item):
    """A number of the body that quantifies something."""

    value: Exact | None = Field(default=None, description='In base units, exact: a decimal or "n/d"; null for a range.')
    low: Exact | None = Field(default=None, description="Lower end of a range.")
    high: Exact | None = Field(default=None, description="Upper end of a range.")
    unit: str | None = Field(default=None, description="ISO 4217 code, unit name, or the counted noun in the singular.")
    per: str | None = Field(default=None, description="Denominator of a rate.")
    bound: Bound
    measures: str = Field(description="What it measures.")
    when: str | None = Field(default=None, description="The time that the text gives for it, verbatim.")
    source: str | None = Field(default=None, description="Who gives it; null for the article's own voice.")
    evidence: Evidence

    @model_validator(mode="after")
    def _value_or_range(self) -> "Figure":
        if (self.value is None) != (self.low is not None and self.high is not None):
            raise ValueError("a figure has either value, or low and high")
        return self


class OpenQuestion(_Item):
    """A question that a careful reader is left with because of the text."""

    kind: QuestionKind
    question: str = Field(description="One interrogative sentence that stands alone.")
    evidence: Evidence


class Dropped(Frozen):
    """An item that an engine proposed and that did not pass."""

    part: Part
    item: dict[str, Any] = Field(description="The item as the engine proposed it, in ids.")
    reason: str


class Provenance(Frozen):
    """How a summary came to be."""

    engine: str
    model: str | None = None
    prompt: PromptInfo | None = None
    nutgraf_version: str
    usage: Usage
    elapsed_s: float = Field(ge=0, description="Wall time for this article, in seconds.")
    created_at: datetime


class Summary(Frozen):
    """A typed summary of a news article in which every item points at the words that support it."""

    schema_version: Literal[1] = SCHEMA_VERSION
    article: ArticleInfo
    gist: Gist | None = Field(description="null only where the engine's gist did not pass; see dropped.")
    stance: Stance
    claims: tuple[Claim, ...]
    figures: tuple[Figure, ...]
    open_questions: tuple[OpenQuestion, ...]
    dropped: tuple[Dropped, ...] = ()
    omitted: tuple[Claim, ...] = Field(default=(), description="Claims beyond max_claims, in order of salience.")
    provenance: Provenance

    def to_frame(self, part: Literal["claims", "figures"] = "claims") -> Any:
        """The claims or the figures as a data frame: pandas where it is installed, else polars.

        A row per item; `quote` holds its evidence, `start` and `end` the range from its first to its last character. The exact numbers of
        figures stay text; `value_float`, `low_float` and `high_float` are doubles. ConfigurationError where neither library is installed.
        """
        if part == "claims":
            return frame([_row(item) for item in self.claims], _columns(Claim))
        rows = [_row(item) | {f"{name}_float": _double(getattr(item, name)) for name in _NUMBERS} for item in self.figures]
        doubles = [f"{name}_float" for name in _NUMBERS]
        return frame(rows, [*_columns(Figure), *doubles], numbers=doubles)

    def _repr_html_(self) -> str:
        """A card for notebooks."""
        from pipeline.views.html.card import card_view  # noqa: PLC0415 - the one way up: a notebook asks the object itself

        return card_view(self)


_NUMBERS = ("value", "low", "high")


def _columns(kind: type[_Item]) -> list[str]:
    return [*(name for name in kind.model_fields if name != "evidence"), "quote", "start", "end"]


def _row(item: Claim | Figure) -> dict[str, Any]:
    spans: Sequence[Span] = item.evidence
    place = {"start": min(span.start for span in spans), "end": max(span.end for span in spans)}
    return item.model_dump(exclude={"evidence"}) | {"quote": " … ".join(span.quote for span in spans)} | place


def _double(number: str | None) -> float | None:
    return None if number is None else float(as_fraction(number))


def json_schema() -> dict[str, Any]:
    """The JSON Schema of Summary, as published."""
    return Summary.model_json_schema(mode="serialization")


def publish() -> None:
    """Writes the JSON Schema beside this module: `python -m pipeline.summary`."""
    SCHEMA_FILE.write_text(json.dumps(json_schema(), indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    publish()
