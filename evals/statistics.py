"""Intervals, tests and power over articles. Everything is a function of the counts per article; all chance is seeded.

The unit that is resampled, left out or swapped is the article with all its parts and repeats, never the item: items of one article are not
independent (Miller 2024, arXiv:2411.00640; coverage by simulation in evals/benchmarks/interval_coverage.py).
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import astuple, dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from evals.scores import HEADLINE_PARTS, ITEM, Counts, Key
from pipeline import errors

Array: TypeAlias = npt.NDArray[np.float64]
Statistic: TypeAlias = Callable[[Array], Array]

MIN_ARTICLES = 5
# 2^14 = 16,384 swaps take milliseconds; up to here the test is exact.
MAX_EXACT = 14
DRAWS = 9_999
HEADLINE = "headline"
# What is compared, in this order; the headline is the one declared beforehand, the parts share Holm's correction.
MEASURES: tuple[str, ...] = (HEADLINE, *HEADLINE_PARTS)
_TIE = 1e-12


class TooFewArticles(errors.InputError):
    """An interval or a test over fewer than five articles would say nothing."""


@dataclass(frozen=True)
class Counted:
    """Counts as an array: articles x parts x kinds of count (the order of Counts)."""

    articles: tuple[str, ...]
    array: Array

    @classmethod
    def of(cls, table: Mapping[Key, Counts], articles: Sequence[str]) -> "Counted":
        """The item counts of the four parts for the articles named, in that order."""
        rows = [[astuple(table[Key(article, part, ITEM)]) for part in HEADLINE_PARTS] for article in articles]
        return cls(tuple(articles), np.array(rows, dtype=float).reshape(len(rows), len(HEADLINE_PARTS), len(astuple(Counts()))))


@dataclass(frozen=True)
class Interval:
    """A 95% interval and its standard error; shares, so 0.01 is one point."""

    estimate: float
    low: float
    high: float
    error: float
    articles: int


@dataclass(frozen=True)
class Test:
    """A two-sided p. `differing`: articles whose counts differ; `exact`: all swaps were looked at."""

    p: float
    differing: int
    exact: bool

    @property
    def can_reach(self) -> bool:
        """Whether p < .05 was possible: with k articles that differ the smallest p is 2/2^k, over .05 below k = 6."""
        return self.differing >= 6


def strict_f1(counts: Array) -> Array:
    """Strict F1 of pooled counts (last axis as in Counts); nan is n/a. The same as Counts.score().f1, for arrays."""
    correct, partial, wrong, missing, spurious, *extra = np.moveaxis(counts, -1, 0)
    expected = correct + partial + wrong + missing
    given = correct + partial + wrong + spurious + sum(extra)
    with np.errstate(divide="ignore", invalid="ignore"):
        recall = correct / expected
        precision = (correct + extra[0]) / given
        f1 = 2 * precision * recall / (precision + recall)
    f1 = np.where((expected > 0) & ~(f1 > 0), 0.0, f1)
    unasked = np.where((given == 0) | (precision == 1), np.nan, 0.0)
    return np.where(expected > 0, f1, unasked)


def measure(counts: Array, name: str) -> Array:
    """A measure of pooled counts (parts x kinds as last axes): the F1 of a part, or the headline; nan is n/a."""
    scores = strict_f1(counts)
    if name != HEADLINE:
        return np.asarray(scores[..., HEADLINE_PARTS.index(name)])
    known = ~np.isnan(scores)
    with np.errstate(invalid="ignore"):
        return np.asarray(np.where(known, scores, 0).sum(-1) / known.sum(-1))


def interval(counted: Counted, name: str) -> Interval | None:
    """95% jackknife-t interval of a measure; None where it is n/a. TooFewArticles below 5."""
    return _jackknife(counted.array, lambda pooled: measure(pooled, name), name, 0.0, 1.0)


def paired_interval(a: Counted, b: Counted, name: str) -> Interval | None:
    """95% jackknife-t interval of a measure of b minus that of a, over the same articles. TooFewArticles below 5."""
    _same_articles(a, b)
    both = np.stack([a.array, b.array], axis=1)
    return _jackknife(both, lambda pooled: measure(pooled[..., 1, :, :], name) - measure(pooled[..., 0, :, :], name), name, -1.0, 1.0)


def _jackknife(array: Array, statistic: Statistic, name: str, lowest: float, highest: float) -> Interval | None:
    # An article in which the part does not occur says nothing about it, and must not count as evidence of steadiness.
    array = array[_occurring(array, name)]
    articles = len(array)
    if articles < MIN_ARTICLES:
        if not articles:
            return None
        raise TooFewArticles(f"{articles} articles with {name} are too few for an interval; {MIN_ARTICLES} are the least.")
    total = array.sum(0)
    estimate = float(statistic(total))
    left_out = statistic(total - array)
    if np.isnan(estimate) or np.isnan(left_out).any():
        return None
    spread = left_out - left_out.mean()
    error = float(np.sqrt((articles - 1) / articles * (spread @ spread)))
    from scipy import stats  # noqa: PLC0415 - half a second that `--help` can do without

    reach = float(stats.t.ppf(0.975, articles - 1)) * error
    return Interval(estimate, max(lowest, estimate - reach), min(highest, estimate + reach), error, articles)


def paired_test(a: Counted, b: Counted, name: str, seed: int = 0) -> Test:
    """Permutation test of the difference of a measure, two-sided: the outputs of whole articles are swapped between the systems.

    Exact where the swaps can be counted out, else 9,999 seeded draws with the +1 rule (Phipson and Smyth 2010). A tie counts as at least as
    extreme, so a system against its copy has p = 1.
    """
    _same_articles(a, b)
    differ = (a.array != b.array).any(axis=(1, 2))
    if name != HEADLINE:
        differ = (a.array != b.array)[:, HEADLINE_PARTS.index(name)].any(axis=1)
    k = int(differ.sum())
    if not k:
        return Test(1.0, 0, True)
    swings = (b.array - a.array)[differ].reshape(k, -1)
    exact = k <= MAX_EXACT
    swaps = _all_swaps(k) if exact else np.random.default_rng(seed).integers(0, 2, (DRAWS, k))
    moved = (swaps @ swings).reshape(len(swaps), *a.array.shape[1:])
    ours, theirs = a.array.sum(0), b.array.sum(0)
    observed = abs(_difference(ours, theirs, name))
    drawn = np.abs(_difference(ours + moved, theirs - moved, name))
    extreme = int((drawn >= observed - _TIE).sum())
    return Test(extreme / len(swaps) if exact else (extreme + 1) / (len(swaps) + 1), k, exact)


def _all_swaps(k: int) -> npt.NDArray[np.int64]:
    return np.asarray((np.arange(2**k)[:, None] >> np.arange(k)) & 1)


def holm(values: Sequence[float]) -> list[float]:
    """p values corrected for their number (Holm 1979), in the order given."""
    corrected = [0.0] * len(values)
    highest = 0.0
    for rank, place in enumerate(sorted(range(len(values)), key=lambda place: values[place])):
        highest = max(highest, min(1.0, (len(values) - rank) * values[place]))
        corrected[place] = highest
    return corrected


def _difference(ours: Array, theirs: Array, name: str) -> Array:
    # A part that one side's swap leaves n/a differs by nothing there.
    return np.nan_to_num(measure(theirs, name) - measure(ours, name))


def _occurring(array: Array, name: str) -> npt.NDArray[np.bool_]:
    parts = array if name == HEADLINE else array[..., HEADLINE_PARTS.index(name), :]
    return np.asarray(parts.reshape(len(array), -1).any(axis=1))


def _same_articles(a: Counted, b: Counted) -> None:
    if a.articles != b.articles:
        raise errors.InputError("The two runs do not have the same articles, so they cannot be paired.", "Run both on the same gold.")
