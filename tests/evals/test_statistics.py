"""Intervals, tests and power; each defect of other harnesses is a case."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals.benchmarks.interval_coverage import coverage
from evals.power import articles_needed, smallest_visible, visible_with
from evals.scores import HEADLINE_PARTS, ITEM, Counts, Key, headline, pooled
from evals.statistics import HEADLINE, Counted, TooFewArticles, holm, interval, measure, paired_interval, paired_test, strict_f1
from pipeline import errors

numbers = st.integers(min_value=0, max_value=20)


def counted(rows: list[tuple[int, int, int]]) -> Counted:
    """One row of (correct, missing, spurious) per article, the same in every part."""
    names = [f"a{number}" for number in range(len(rows))]
    table = {
        Key(name, part, ITEM): Counts(correct=row[0], missing=row[1], spurious=row[2])
        for name, row in zip(names, rows, strict=True)
        for part in HEADLINE_PARTS
    }
    return Counted.of(table, names)


def noisy(articles: int, quality: float, seed: int = 1) -> list[tuple[int, int, int]]:
    random = np.random.default_rng(seed)
    found = random.binomial(10, quality, articles)
    return [(int(right), 10 - int(right), int(random.integers(0, 4))) for right in found]


@given(st.lists(numbers, min_size=8, max_size=8))
def test_the_f1_of_arrays_is_the_f1_of_counts(row: list[int]) -> None:
    expected = Counts(*row).score().f1
    found = float(strict_f1(np.array(row, dtype=float)))
    assert np.isnan(found) if expected is None else found == pytest.approx(expected)


def test_the_headline_of_arrays_is_the_headline_of_tables() -> None:
    table = {Key("a", part, ITEM): Counts(correct=n, missing=1) for n, part in enumerate(HEADLINE_PARTS)}
    assert float(measure(Counted.of(table, ["a"]).array.sum(0), HEADLINE)) == pytest.approx(headline(table))
    assert float(measure(Counted.of(table, ["a"]).array.sum(0), "claims")) == pytest.approx(pooled(table, "claims").score().f1)


def test_a_system_against_its_copy_is_not_significant() -> None:
    system = counted(noisy(20, 0.7))
    test = paired_test(system, system, HEADLINE)
    assert (test.p, test.differing) == (1.0, 0)


def test_two_systems_with_the_same_score_by_other_means_are_not_significant() -> None:
    a, b = counted([(5, 5, 0), (7, 3, 0)] * 10), counted([(7, 3, 0), (5, 5, 0)] * 10)
    assert paired_test(a, b, HEADLINE).p == pytest.approx(1.0)


def test_a_small_steady_gain_is_seen_because_articles_are_paired() -> None:
    worse = noisy(20, 0.6)
    better = [(right + 1, missing - 1, spurious) if missing else (right, missing, spurious) for right, missing, spurious in worse]
    a, b = counted(worse), counted(better)
    assert paired_test(a, b, "claims").p < 0.01
    paired, single = paired_interval(a, b, "claims"), interval(a, "claims")
    assert paired is not None
    assert single is not None
    assert paired.low > 0
    # Unpaired, the same gain would drown in the spread between articles.
    assert paired.error < single.error / 2


def test_a_real_test_is_exact_for_few_differing_articles_and_seeded_for_many() -> None:
    few = [(8, 2, 0)] * 15 + noisy(5, 0.5)
    a, b = counted([(8, 2, 0)] * 20), counted(few)
    assert paired_test(a, b, HEADLINE).exact
    many_a, many_b = counted(noisy(40, 0.5, 1)), counted(noisy(40, 0.6, 2))
    first, second = paired_test(many_a, many_b, HEADLINE), paired_test(many_a, many_b, HEADLINE)
    assert not first.exact
    assert first == second
    assert first.p >= 1 / 10_000


def test_five_differing_articles_cannot_reach_significance() -> None:
    a, b = counted([(1, 9, 0)] * 5 + [(5, 5, 0)] * 15), counted([(9, 1, 0)] * 5 + [(5, 5, 0)] * 15)
    test = paired_test(a, b, HEADLINE)
    assert not test.can_reach
    assert test.p == pytest.approx(2 / 2**5)


def test_swapping_whole_articles_is_what_is_tested() -> None:
    # Counted out by hand: one differing article, two swaps, both as extreme.
    a, b = counted([(1, 1, 0), (2, 0, 0)]), counted([(2, 0, 0), (2, 0, 0)])
    assert paired_test(a, b, HEADLINE).p == 1.0


def test_the_interval_is_the_textbook_one() -> None:
    rows = noisy(8, 0.6)
    system = counted(rows)
    found = interval(system, "claims")
    assert found is not None
    left = [float(measure(np.delete(system.array, place, 0).sum(0), "claims")) for place in range(8)]
    error = np.sqrt(7 / 8 * sum((value - np.mean(left)) ** 2 for value in left))
    assert found.error == pytest.approx(error)
    assert found.high - found.estimate == pytest.approx(2.364624 * error, rel=1e-5)  # t of 7 degrees of freedom


def test_articles_without_the_part_do_not_narrow_its_interval() -> None:
    rows = noisy(8, 0.6)
    assert interval(counted(rows + [(0, 0, 0)] * 30), "claims") == interval(counted(rows), "claims")


def test_fewer_than_five_articles_give_no_interval() -> None:
    with pytest.raises(TooFewArticles, match="4 articles"):
        interval(counted(noisy(4, 0.5)), HEADLINE)


def test_a_part_that_occurs_nowhere_has_no_interval() -> None:
    assert interval(counted([(0, 0, 0)] * 9), HEADLINE) is None


def test_runs_over_other_articles_are_not_paired() -> None:
    with pytest.raises(errors.InputError, match="same articles"):
        paired_test(counted(noisy(6, 0.5)), counted(noisy(7, 0.5)), HEADLINE)


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([0.01, 0.04, 0.03, 0.005], [0.03, 0.06, 0.06, 0.02]),
        ([0.5, 0.5], [1.0, 1.0]),
        ([0.04], [0.04]),
        ([], []),
    ],
)
def test_holm(values: list[float], expected: list[float]) -> None:
    assert holm(values) == pytest.approx(expected)


def test_the_smallest_visible_difference_shrinks_with_the_root_of_articles() -> None:
    assert smallest_visible(0.05) == pytest.approx(0.14)
    assert visible_with(0.05, 20, 80) == pytest.approx(0.07)
    assert articles_needed(0.05, 20, 0.07) == 80


def test_the_interval_holds_the_truth_about_as_often_as_it_says() -> None:
    found = coverage(20, 300)
    assert found["jackknife-t"] >= 0.89
    assert found["jackknife-t, paired"] >= 0.9
    assert found["items resampled"] < 0.85
