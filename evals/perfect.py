"""Gold as a summary: what a flawless engine would give. The self-test corrupts it, and annotators are compared by it."""

from datetime import UTC, datetime

from evals.gold_types import Gold, GoldClaim, GoldFigure, GoldPosition, GoldQuestion
from pipeline import Claim, Figure, Gist, OpenQuestion, Position, Provenance, Stance, Summary, Usage, __version__

ENGINE = "gold"
# Nothing here happened at a time; one that never changes keeps outputs equal.
_NEVER = datetime(2000, 1, 1, tzinfo=UTC)


def as_summary(gold: Gold, max_claims: int = 0) -> Summary:
    """The summary that says exactly what gold says. max_claims: as in Summarizer; claims beyond it are `omitted`."""
    claims = tuple(_claim(claim) for claim in sorted(gold.claims, key=lambda claim: claim.salience != "core"))
    shipped = max_claims or len(claims)
    first = next(iter(gold.claims), None)
    return Summary(
        article=gold.article.info,
        gist=Gist(text=first.statement, evidence=first.evidence) if first else None,
        stance=Stance(
            topic=gold.stance.topic, article=gold.stance.article, positions=tuple(_position(item) for item in gold.stance.positions)
        ),
        claims=claims[:shipped],
        omitted=claims[shipped:],
        figures=tuple(_figure(item) for item in gold.figures),
        open_questions=tuple(_question(item) for item in gold.open_questions),
        provenance=Provenance(engine=ENGINE, nutgraf_version=__version__, usage=Usage(), elapsed_s=0, created_at=_NEVER),
    )


def _position(gold: GoldPosition) -> Position:
    return Position(**gold.model_dump(exclude={"holder_aliases", "target_aliases"}))


def _claim(gold: GoldClaim) -> Claim:
    return Claim(**gold.model_dump(exclude={"source_aliases"}))


def _figure(gold: GoldFigure) -> Figure:
    return Figure(**gold.model_dump(exclude={"unit_aliases", "source_aliases", "optional"}))


def _question(gold: GoldQuestion) -> OpenQuestion:
    return OpenQuestion(**gold.model_dump())
