"""How results are put: numbers and names, the same in every report."""

from evals.scores import ITEM
from evals.selftest import Verdict

PART_NAMES = {
    "positions": "positions",
    "claims": "claims",
    "figures": "figures",
    "open_questions": "open questions",
    "claims_shipped": "claims, as shipped",
}
NAMES = {"headline": "headline", **PART_NAMES}


def percent(rate: float | None) -> str:
    """A rate in percent with one decimal; n/a for None."""
    return "n/a" if rate is None else f"{100 * rate:.1f}"


def signed(points: float | None) -> str:
    """A difference in points with its sign."""
    return "n/a" if points is None else f"{100 * points:+.1f}"


def decimal(value: float | None) -> str:
    """A coefficient with two decimals; n/a for None."""
    return "n/a" if value is None else f"{value:.2f}"


def chance(p: float) -> str:
    """A p value."""
    return "<0.001" if p < 0.001 else f"{p:.3f}"


def number(count: float) -> str:
    """A count; repeats make fractions."""
    return f"{count:.0f}" if float(count).is_integer() else f"{count:.1f}"


def moved_words(verdict: Verdict) -> str:
    """The scores that a corruption moved."""
    return ", ".join(sorted(part if field == ITEM else f"{part}.{field}" for part, field in verdict.moved)) or "none"
