"""All that an engine may say, in ids: the same type for every engine.

An engine never gives offsets or quotations. It names sentences and figure candidates of the Reading by their numbers; grounding turns
these into spans. The field descriptions are the instructions that a model reads (docs/annotation-guide.md has them in full).
"""

from typing import Annotated, Any, TypeAlias

from pydantic import Field
from pydantic.json_schema import SkipJsonSchema

from pipeline.article import Frozen
from pipeline.labels import (
    ArticleStance,
    Attribution,
    ClaimKind,
    Part,
    Polarity,
    QuestionKind,
    Salience,
    SourceKind,
)

Rule: TypeAlias = Annotated[
    SkipJsonSchema[str],
    Field(default="", description="The rule of the offline engine that made the item; empty for models."),
]
SentenceIds: TypeAlias = Annotated[
    tuple[int, ...],
    Field(description="Numbers of the sentences that support the item: the fewest that hold all of it."),
]


class DraftGist(Frozen):
    """What the story is about."""

    text: str = Field(description="One sentence of at most 35 words that says what the story is about, self-contained.")
    sentences: SentenceIds
    rule: Rule = ""


class DraftPosition(Frozen):
    """One actor's side on one target."""

    holder: str = Field(
        description="Who takes the side: the fullest name that the article gives. A capital that stands for its government is the country. "
        "A spokesperson, an unnamed official or a lawyer speaks for the institution or client, which is the holder. Never the author."
    )
    target: str = Field(
        description="What the position is about: a short noun phrase that one can be for or against, "
        "worded the same in every position on it."
    )
    polarity: Polarity = Field(
        description="supports | opposes | mixed (for and against the same target) | neutral (only when the text says that the holder "
        "is undecided or declines a side). Silence is no position. Doubts alone are opposes; wanting more or sooner is supports."
    )
    sentences: SentenceIds
    rule: Rule = ""


class DraftStance(Frozen):
    """Who is for and against what, and where the article itself stands."""

    topic: str = Field(description="The issue at the centre, phrased as something one can be for or against.")
    article: ArticleStance = Field(
        description="The article's OWN voice on the topic: neutral for straight reporting that attributes every judgement, however harsh "
        "the people quoted are. A press release speaks with its issuer's voice, an op-ed with its author's."
    )
    positions: tuple[DraftPosition, ...] = Field(
        description="One entry per holder and target, for each person, country, institution or group that takes a side by words or acts."
    )


class DraftClaim(Frozen):
    """One checkable or contestable proposition."""

    statement: str = Field(
        description="The proposition as ONE self-contained sentence of at most 40 words: pronouns resolved, no added facts, numbers, "
        'negation and hedges ("may", "is thought to") exactly as in the source. '
        'X accuses Y of Z: claim Z, source X. X denies Z: claim "X denies Z".'
    )
    source: str | None = Field(
        description="Who asserts it, as named in the text; null for the article's own voice. Nested speech: the outermost speaker."
    )
    source_kind: SourceKind = Field(
        description="named (a person with a name) | anonymous (an unnamed person or group) | institution (the body itself speaks: "
        "a ministry, a capital, a study) | article (source is null)."
    )
    attribution: Attribution = Field(
        description="direct (all of it in quotation marks) | mixed (reported speech with quoted fragments) | indirect (reported speech) | "
        "narration (the article's voice)."
    )
    kind: ClaimKind = Field(
        description="factual (past or present, checkable) | forecast (what will happen) | opinion (a judgement, a demand)."
    )
    salience: Salience = Field(description="core (who misses it has misread the article; usually 4 to 8) | supporting.")
    sentences: SentenceIds
    rule: Rule = ""


class DraftFigure(Frozen):
    """One quantity of the body. Its value, unit and bound come from the candidates, which code has parsed."""

    candidates: tuple[int, ...] = Field(
        description="Numbers of the figure candidates that state this quantity: one, or several where the same quantity is repeated."
    )
    measures: str = Field(
        description='What it measures: a noun phrase that stands alone ("new US military aid for Ukraine before the House").'
    )
    when: str | None = Field(description="The time that the text gives for it, verbatim, else null.")
    source: str | None = Field(description="Who gives it, as named in the text; null for the article's voice.")
    unit: str | None = Field(
        description='Only where the candidate shows unit "?": the counted noun, singular, from its sentence or the one before; else null.'
    )
    per: str | None = Field(
        description="Only where the candidate lacks the denominator of a rate: it, from its sentence or the one before; else null."
    )
    rule: Rule = ""


class DraftQuestion(Frozen):
    """A question that a careful reader is left with because of the text."""

    kind: QuestionKind = Field(
        description="unresolved (the text says an outcome is still to come) | unanswered (someone would not say, or it is unknown) | "
        "unsupported (the text marks a lack of proof) | disputed (sources in the text contradict each other)."
    )
    question: str = Field(description="One interrogative sentence that stands alone.")
    sentences: SentenceIds
    rule: Rule = ""


class Draft(Frozen):
    """A summary in ids, as an engine proposes it."""

    gist: DraftGist
    stance: DraftStance
    claims: tuple[DraftClaim, ...]
    figures: tuple[DraftFigure, ...]
    open_questions: tuple[DraftQuestion, ...]

    def with_fixes(self, fixes: "Fixes") -> "Draft":
        """This draft with fixed items in place of the failed ones. Items without a fix stay, to be dropped with their reason."""
        claims, figures = list(self.claims), list(self.figures)
        positions, questions = list(self.stance.positions), list(self.open_questions)
        gist = self.gist
        for fix in fixes.fixes:
            match fix.part:
                case "gist":
                    gist = fix.item if isinstance(fix.item, DraftGist) else gist
                case "positions" if isinstance(fix.item, DraftPosition):
                    positions[fix.index] = fix.item
                case "claims" if isinstance(fix.item, DraftClaim):
                    claims[fix.index] = fix.item
                case "figures" if isinstance(fix.item, DraftFigure):
                    figures[fix.index] = fix.item
                case "open_questions" if isinstance(fix.item, DraftQuestion):
                    questions[fix.index] = fix.item
                case _:
                    continue
        return Draft(
            gist=gist,
            stance=self.stance.model_copy(update={"positions": tuple(positions)}),
            claims=tuple(claims),
            figures=tuple(figures),
            open_questions=tuple(questions),
        )


DraftItem: TypeAlias = DraftGist | DraftPosition | DraftClaim | DraftFigure | DraftQuestion


class Failure(Frozen):
    """An item of a draft that did not pass, and why, in words that a model can act on."""

    part: Part
    index: int = Field(ge=0, description="Place of the item in its part of the draft.")
    item: DraftItem
    reason: str


class Fix(Frozen):
    """A replacement for the failed item at `index` of `part`."""

    part: Part
    index: int = Field(ge=0)
    item: DraftItem


class Fixes(Frozen):
    """What an engine's `revise` returns: replacements for failed items only."""

    fixes: tuple[Fix, ...] = ()


class TurnedDown(Frozen):
    """A candidate that the offline engine looked at and refused, for `summarize --explain`."""

    part: Part
    start: int
    end: int
    rule: str


class Lost(Frozen):
    """An item of a model's answer that does not have the shape of one, even after it was asked for again."""

    part: Part
    item: dict[str, Any] = Field(description="What the model said, as far as it can be kept.")
    reason: str


class Answer(Frozen):
    """What an engine gives for one article. What it cost is kept by the article's Budget, so that failed calls count too."""

    draft: Draft
    lost: tuple[Lost, ...] = Field(default=(), description="For `dropped`: what could not become part of the draft.")
    turned_down: tuple[TurnedDown, ...] = ()

    def __repr_args__(self) -> Any:
        return [("claims", len(self.draft.claims)), ("figures", len(self.draft.figures))]
