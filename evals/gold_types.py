"""Gold: what a careful annotator found in an article, with every quote resolved to its span."""

from typing import Annotated, Any, TypeAlias

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationInfo, model_validator

from evals.quotes import Quotes
from pipeline import Article, Exact, Span, labels


class Record(BaseModel):
    """Base of gold: immutable, and strict about unknown fields."""

    model_config = ConfigDict(frozen=True, extra="forbid", coerce_numbers_to_str=True)


def _locate(value: Any, info: ValidationInfo) -> Any:
    """A quote of a gold file becomes a span; spans of exported gold pass. The Quotes come as validation context."""
    return info.context.evidence(value) if isinstance(info.context, Quotes) else value


Evidence: TypeAlias = Annotated[tuple[Annotated[Span, BeforeValidator(_locate)], ...], Field(min_length=1)]
Words: TypeAlias = Annotated[str, Field(min_length=1)]
Aliases: TypeAlias = tuple[Words, ...]


class GoldPosition(Record):
    """One actor's side on one target."""

    holder: Words
    holder_aliases: Aliases = ()
    target: Words
    target_aliases: Aliases = ()
    polarity: labels.Polarity
    evidence: Evidence


class GoldStance(Record):
    """Topic, the article's own voice, and who takes which side."""

    topic: Words
    article: labels.ArticleStance
    positions: tuple[GoldPosition, ...]


class GoldClaim(Record):
    """One proposition. A `supporting` one never costs recall."""

    statement: Words
    source: Words | None
    source_aliases: Aliases = ()
    source_kind: labels.SourceKind
    attribution: labels.Attribution
    kind: labels.ClaimKind
    salience: labels.Salience
    evidence: Evidence


class GoldFigure(Record):
    """One quantity. An `optional` one may be given or left out without credit or penalty."""

    value: Exact | None = None
    low: Exact | None = None
    high: Exact | None = None
    unit: Words | None
    unit_aliases: Aliases = ()
    per: Words | None = None
    bound: labels.Bound
    measures: Words
    when: Words | None = None
    source: Words | None = None
    source_aliases: Aliases = ()
    optional: bool = False
    evidence: Evidence

    @model_validator(mode="after")
    def _value_or_range(self) -> "GoldFigure":
        if (self.value is None) != (self.low is not None and self.high is not None):
            raise ValueError("a figure has either value, or low and high")
        return self


class GoldQuestion(Record):
    """A question that the text leaves open."""

    kind: labels.QuestionKind
    question: Words
    evidence: Evidence


class Gold(Record):
    """The annotation of one article, with the article."""

    article: Article
    furniture: tuple[Span, ...]
    stance: GoldStance
    claims: tuple[GoldClaim, ...]
    figures: tuple[GoldFigure, ...]
    open_questions: tuple[GoldQuestion, ...]
    notes: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The article's id: the name of its file without the ending."""
        return self.article.id
