"""How the headline moves when a threshold is shifted: a score that hangs on one number would be worth little."""

from collections.abc import Sequence
from dataclasses import dataclass

from evals.gold_types import Gold
from evals.outputs import Output
from evals.runs import score_outputs
from evals.scores import headline
from evals.thresholds import DEFAULT, Thresholds

STEP = 0.1


@dataclass(frozen=True)
class Shift:
    """A threshold, its value, and the headline with it lowered, as it is, and raised."""

    threshold: str
    value: float
    lower: float | None
    as_is: float | None
    higher: float | None


def sensitivity(golds: Sequence[Gold], outputs: Sequence[Output]) -> list[Shift]:
    """The headline with each threshold shifted by 0.1 in turn."""
    as_is = headline(score_outputs(golds, outputs).table)
    shifts = []
    for name in Thresholds.model_fields:
        value = getattr(DEFAULT, name)
        lower, higher = (
            headline(score_outputs(golds, outputs, DEFAULT.model_copy(update={name: min(1.0, max(0.0, value + step))})).table)
            for step in (-STEP, STEP)
        )
        shifts.append(Shift(name, value, lower, as_is, higher))
    return shifts
