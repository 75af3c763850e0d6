"""What a gold set can show: the smallest visible difference, for this size and for others."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil, sqrt

from evals.scores import Counts, Key, articles_of
from evals.statistics import MEASURES, Counted, TooFewArticles, interval, paired_interval

# (z of 97.5% + z of 80%): a true difference of this many standard errors is found in 4 of 5 gold sets at p < .05, two-sided.
VISIBLE = 2.80


def smallest_visible(error: float) -> float:
    """The difference that a gold set of this size can show: found in 4 of 5 cases at p < .05. error: of the paired difference."""
    return VISIBLE * error


def visible_with(error: float, articles: int, others: int) -> float:
    """The same for another number of articles: the error shrinks with the square root."""
    return smallest_visible(error) * sqrt(articles / others)


def articles_needed(error: float, articles: int, difference: float) -> int:
    """How many articles would show a difference (a share, over 0), from the error measured on some articles."""
    return ceil(articles * (smallest_visible(error) / difference) ** 2)


@dataclass(frozen=True)
class Power:
    """What gold sets of some sizes would show of a measure; differences are shares."""

    measure: str
    articles: int
    visible: float
    others: tuple[tuple[int, float], ...]


def power_of(a: Mapping[Key, Counts], b: Mapping[Key, Counts] | None, sizes: Sequence[int]) -> list[Power]:
    """The smallest visible difference per measure, now and for other sizes; measures that are n/a or too rare are left out.

    With two runs the error is that of their paired difference. With one it is sqrt(2) times its own: as if runs were independent, which is
    the worst case, since pairing on the same articles only helps.
    """
    names = articles_of(a)
    ours = Counted.of(a, names)
    theirs = Counted.of(b, names) if b is not None else None
    rows = []
    for name in MEASURES:
        try:
            found = paired_interval(ours, theirs, name) if theirs is not None else interval(ours, name)
        except TooFewArticles:
            continue
        if found is not None:
            error = found.error if theirs is not None else found.error * sqrt(2)
            others = tuple((size, visible_with(error, found.articles, size)) for size in sizes)
            rows.append(Power(name, found.articles, smallest_visible(error), others))
    return rows
