"""Defects that were seen in other harnesses; each is a case that the self-test runs on the spot, on made-up counts."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from evals.scores import HEADLINE_PARTS, ITEM, Counts, Key, Table, headline, pooled
from evals.statistics import HEADLINE, Counted, interval, paired_interval, paired_test


@dataclass(frozen=True)
class Case:
    """A defect, and whether this harness is free of it."""

    defect: str
    free: Callable[[], bool]


def _table(rows: Sequence[Counts]) -> Table:
    return {Key(f"a{number:03}", part, ITEM): row for number, row in enumerate(rows) for part in HEADLINE_PARTS}


def _counted(rows: Sequence[Counts]) -> Counted:
    return Counted.of(_table(rows), [f"a{number:03}" for number in range(len(rows))])


def _copy_is_significant() -> bool:
    rows = [Counts(correct=number % 7, missing=3, spurious=number % 3) for number in range(20)]
    # The same scores by other articles: nothing but ties.
    turned = [rows[19 - number] for number in range(20)]
    return paired_test(_counted(rows), _counted(rows), HEADLINE).p == paired_test(_counted(rows), _counted(turned), HEADLINE).p == 1.0


def _unmatched_not_counted() -> bool:
    return pooled(_table([Counts(correct=1, spurious=4)]), "claims").score().precision == 0.2


def _failures_left_out() -> bool:
    score = headline(_table([Counts(correct=4), *[Counts(missing=4)] * 3]))
    return score is not None and abs(score - 0.4) < 1e-9


def _empty_side_is_zero() -> bool:
    return pooled(_table([Counts()]), "claims").score() == (None, None, None) and headline(_table([Counts()])) is None


def _unseeded() -> bool:
    a, b = (_counted([Counts(correct=5 + (number * step) % 5, missing=3) for number in range(40)]) for step in (2, 3))
    return paired_test(a, b, HEADLINE, seed=1) == paired_test(a, b, HEADLINE, seed=1)


def _unpaired() -> bool:
    worse = [Counts(correct=number % 10, missing=10 - number % 10) for number in range(20)]
    better = [row + Counts(correct=1, missing=-1) for row in worse]
    a, b = _counted(worse), _counted(better)
    paired, alone = paired_interval(a, b, HEADLINE), interval(a, HEADLINE)
    steady = paired is not None and alone is not None and paired.low > 0 and alone.high - alone.estimate > paired.estimate
    return steady and paired_test(a, b, HEADLINE).p < 0.001


def _items_resampled() -> bool:
    # All hits in half of the articles: ten articles of ten items are ten observations, not a hundred.
    clumped = interval(_counted([Counts(correct=10), Counts(missing=10)] * 5), "claims")
    return clumped is not None and clumped.error > 0.1


DEFECTS: tuple[Case, ...] = (
    Case("a system against its identical copy is significant", _copy_is_significant),
    Case("unmatched items are not counted: 80% wrong scores 1.0", _unmatched_not_counted),
    Case("1 of 4 cases scored prints 1.00", _failures_left_out),
    Case("an empty side scores 0.0", _empty_side_is_zero),
    Case("resampling is unseeded", _unseeded),
    Case("paired data are tested unpaired", _unpaired),
    Case("items are resampled as if they were independent", _items_resampled),
)
