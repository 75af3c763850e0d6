"""What a run came to, as plain values: the one thing that all reports render."""

from typing import Any

from evals.rules import ALL_RULES
from evals.runs import Scored
from evals.scores import HEADLINE_PARTS, ITEM, STANCE, STANCE_FIELDS, Counts, Score, headline, pooled


def result_of(scored: Scored) -> dict[str, Any]:
    """Scores and counts per part and field; rates in [0, 1], None for n/a."""
    table = scored.table
    parts = {rules.part: _part(scored, rules.part, rules.fields) for rules in ALL_RULES}
    stance = {field: _field(pooled(table, STANCE, field)) for field in STANCE_FIELDS}
    return {
        "scored": scored.scored,
        "total": scored.total,
        "headline": {"strict": headline(table), "partial": headline(table, strict=False), "parts": list(HEADLINE_PARTS)},
        "parts": parts,
        "stance": stance,
    }


def _part(scored: Scored, part: str, fields: tuple[str, ...]) -> dict[str, Any]:
    counts = pooled(scored.table, part, ITEM)
    return {
        "strict": _score(counts.score()),
        "partial": _score(counts.score(strict=False)),
        "counts": _counts(counts),
        "fields": {field: _field(pooled(scored.table, part, field)) for field in fields},
    }


def _score(score: Score) -> dict[str, float | None]:
    return score._asdict()


def _counts(counts: Counts) -> dict[str, float]:
    return {name: getattr(counts, name) for name in Counts.__dataclass_fields__}


def _field(counts: Counts) -> dict[str, Any]:
    return {"accuracy": counts.accuracy, "correct": counts.correct, "graded": counts.expected}
