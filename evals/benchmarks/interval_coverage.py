"""How often nominal 95% intervals of pooled F1 hold the truth: items resampled, articles resampled, and the jackknife-t that evals use.

Articles differ in length, in difficulty and in clutter, and one bad moment of a system spoils several items of an article; so items of one
article are alike, and an interval that resamples items is too narrow. Run: python -m evals.benchmarks.interval_coverage [TRIALS]
"""

import sys

import numpy as np
import numpy.typing as npt

from evals.scores import HEADLINE_PARTS, Counts
from evals.statistics import Array, Counted, interval, measure, paired_interval

PART = "claims"
ARTICLES = (20, 40, 60)
RESAMPLES = 400
GAIN = 0.3
_KINDS = len(Counts.__dataclass_fields__)


def draw(articles: int, random: np.random.Generator) -> tuple[Array, Array]:
    """Counts of two systems, the second a little better, on the same articles drawn from one world."""
    expected = 1 + random.poisson(random.gamma(2.0, 4.0, articles))
    difficulty = random.normal(0.6, 0.9, articles)
    # What befalls one system in an article befalls several of its items.
    odds = [difficulty + gain + random.normal(0, 0.3, articles) for gain in (0.0, GAIN)]
    return _counts(expected, odds[0], random), _counts(expected, odds[1], random)


def _counts(expected: npt.NDArray[np.int64], odds: Array, random: np.random.Generator) -> Array:
    correct = random.binomial(expected, 1 / (1 + np.exp(-odds)))
    spurious = random.poisson(0.35 * expected * np.exp(-0.5 * odds))
    counts = np.zeros((len(expected), len(HEADLINE_PARTS), _KINDS))
    part = HEADLINE_PARTS.index(PART)
    counts[:, part, 0], counts[:, part, 3], counts[:, part, 4] = correct, expected - correct, spurious
    return counts


def counted(array: Array) -> Counted:
    """Drawn counts as the statistics take them."""
    return Counted(tuple(f"a{number}" for number in range(len(array))), array)


def by_articles(array: Array, random: np.random.Generator) -> tuple[float, float]:
    """The percentile bootstrap over articles."""
    picked = random.integers(0, len(array), (RESAMPLES, len(array)))
    scores = measure(array[picked].sum(1), PART)
    return float(np.quantile(scores, 0.025)), float(np.quantile(scores, 0.975))


def by_items(array: Array, random: np.random.Generator) -> tuple[float, float]:
    """The percentile bootstrap over items, as if they were independent."""
    kinds: npt.NDArray[np.float64] = array.sum(0)[HEADLINE_PARTS.index(PART)]
    drawn = random.multinomial(int(kinds.sum()), kinds / kinds.sum(), RESAMPLES).astype(float)
    padded = np.zeros((RESAMPLES, len(HEADLINE_PARTS), _KINDS))
    padded[:, HEADLINE_PARTS.index(PART)] = drawn
    scores = measure(padded, PART)
    return float(np.quantile(scores, 0.025)), float(np.quantile(scores, 0.975))


def coverage(articles: int, trials: int, seed: int = 0) -> dict[str, float]:
    """The share of trials in which each interval holds the truth, and the same for a paired difference."""
    random = np.random.default_rng(seed)
    world = [float(measure(system.sum(0), PART)) for system in draw(400_000, random)]
    truth, better = world[0], world[1] - world[0]
    held = {"items resampled": 0, "articles resampled": 0, "jackknife-t": 0, "jackknife-t, paired": 0}
    for _ in range(trials):
        array, other = draw(articles, random)
        for name, (low, high) in (("items resampled", by_items(array, random)), ("articles resampled", by_articles(array, random))):
            held[name] += low <= truth <= high
        found = interval(counted(array), PART)
        held["jackknife-t"] += found is not None and found.low <= truth <= found.high
        paired = paired_interval(counted(array), counted(other), PART)
        held["jackknife-t, paired"] += paired is not None and paired.low <= better <= paired.high
    return {name: count / trials for name, count in held.items()}


def main() -> None:
    """Prints the table."""
    trials = int(sys.argv[1]) if len(sys.argv) > 1 else 2_000
    print(f"{trials} trials; standard error of a share near 95%: {100 * (0.05 * 0.95 / trials) ** 0.5:.1f} points")
    for articles in ARTICLES:
        shares = coverage(articles, trials)
        print(f"{articles} articles: " + ", ".join(f"{name} {100 * share:.1f}%" for name, share in shares.items()))


if __name__ == "__main__":
    main()
