"""The items of a summary as a page shows them: one form for all parts, for output and gold alike."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias

from pipeline.article import Span
from pipeline.labels import Part, Polarity
from pipeline.summary import Claim, Figure, OpenQuestion, Position, Summary
from pipeline.views.quantities import quantity
from pipeline.views.visible import visible
from pipeline.views.wording import QUESTION_KINDS, SIDES

# How an item fares against gold, or what a reviewer made of it; None where there is neither.
Verdict: TypeAlias = Literal["matched", "close", "wrong", "missed", "spurious", "undecided", "accepted", "rejected"]
OWN_VOICE = "the article"


@dataclass(frozen=True)
class Side:
    """A holder's side on a target, for the map of who says what."""

    holder: str
    polarity: Polarity
    target: str


@dataclass(frozen=True)
class Shown:
    """An item on a page.

    lead: what stands first, in bold (a quantity, a holder); words: the item in words; facts: its labels; source: who says it, None where
    the part has no speaker; core: whether it belongs to the heart of the article; shelved: outside the summary as shipped; verdict and
    notes: how it fares against gold.
    """

    part: Part
    words: str
    evidence: tuple[Span, ...]
    lead: str = ""
    facts: tuple[str, ...] = ()
    source: str | None = None
    core: bool = True
    shelved: bool = False
    side: Side | None = None
    verdict: Verdict | None = None
    notes: tuple[str, ...] = ()


def shown_items(summary: Summary) -> tuple[Shown, ...]:
    """All items of a summary, part by part in the order of the page."""
    return tuple(_items(summary))


def _items(summary: Summary) -> Iterator[Shown]:
    if summary.gist:
        yield Shown(part="gist", words=visible(summary.gist.text), evidence=summary.gist.evidence)
    yield from map(shown_claim, summary.claims)
    for claim in summary.omitted:
        yield shown_claim(claim, shelved=True)
    yield from map(shown_figure, summary.figures)
    yield from map(shown_position, summary.stance.positions)
    yield from map(shown_question, summary.open_questions)


def shown_position(position: Position) -> Shown:
    """A position: the holder leads."""
    holder, target = visible(position.holder), visible(position.target)
    words = f"{SIDES[position.polarity]} {target}"
    side = Side(holder, position.polarity, target)
    return Shown(part="positions", lead=holder, words=words, evidence=position.evidence, source=holder, side=side)


def shown_claim(claim: Claim, *, shelved: bool = False) -> Shown:
    """A claim: the statement, then who says it and how."""
    source = visible(claim.source) if claim.source else OWN_VOICE
    return Shown(
        part="claims",
        words=visible(claim.statement),
        evidence=claim.evidence,
        facts=(source, claim.attribution, claim.kind, claim.salience, *(("not in the summary",) if shelved else ())),
        source=source,
        core=claim.salience == "core",
        shelved=shelved,
    )


def shown_figure(figure: Figure) -> Shown:
    """A figure: the quantity leads."""
    source = visible(figure.source) if figure.source else OWN_VOICE
    facts = (source, visible(figure.when)) if figure.when else (source,)
    return Shown(
        part="figures", lead=visible(quantity(figure)), words=visible(figure.measures), evidence=figure.evidence, facts=facts, source=source
    )


def shown_question(question: OpenQuestion) -> Shown:
    """An open question and why it is open."""
    facts = (QUESTION_KINDS[question.kind],)
    return Shown(part="open_questions", words=visible(question.question), evidence=question.evidence, facts=facts)
