"""Runs side by side for whoever has to choose: score with interval, failures, cost and time per article."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from evals.outputs import Output, failures
from evals.runs import Run, Scored
from evals.scores import articles_of, headline
from evals.statistics import HEADLINE, Counted, Interval, TooFewArticles, interval


@dataclass(frozen=True)
class Candidate:
    """One run. Money in US dollars, time in seconds, each per article; cost is None where the price is unknown.

    fault: why there is no run at all; then the rest is empty.
    """

    label: str
    headline: float | None = None
    interval: Interval | None = None
    failed: int = 0
    outputs: int = 0
    asks_model: bool = False
    cost_usd: float | None = None
    requests: float = 0.0
    seconds: float = 0.0
    fault: str = ""


def candidate_of(run: Run, scored: Scored) -> Candidate:
    """A run that has ended. Time is the median of the articles that did not fail, or of all where all did; failures have cost too."""
    outputs = run.outputs
    good = [output.elapsed_s for output in outputs if output.error is None] or [output.elapsed_s for output in outputs]
    return Candidate(
        label=run.label,
        headline=headline(scored.table),
        interval=_interval(scored),
        failed=len(failures(outputs)),
        outputs=len(outputs),
        asks_model=any(output.usage.input or output.usage.output for output in outputs),
        cost_usd=_cost(outputs),
        requests=sum(output.usage.requests for output in outputs) / max(1, len(outputs)),
        seconds=median(good) if good else 0.0,
    )


def ranked(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Best score first; runs without one last."""
    return sorted(candidates, key=lambda one: (one.headline is None, -(one.headline or 0.0), one.cost_usd or 0.0, one.label))


def _interval(scored: Scored) -> Interval | None:
    try:
        return interval(Counted.of(scored.table, articles_of(scored.table)), HEADLINE)
    except TooFewArticles:
        return None


def _cost(outputs: Sequence[Output]) -> float | None:
    """Dollars per article; None as soon as tokens of one have no price. Nothing asked is 0."""
    asked = [output.usage for output in outputs if output.usage.input or output.usage.output]
    costs = [usage.cost_usd for usage in asked if usage.cost_usd is not None]
    return sum(costs) / len(outputs) if outputs and len(costs) == len(asked) else None
