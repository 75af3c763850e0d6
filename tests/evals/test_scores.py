"""Scores are functions of counts, in [0, 1] or n/a, and never raised by adding what is wrong."""

from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evals.corruptions import CORRUPTIONS
from evals.gold_types import Gold
from evals.matching import match
from evals.perfect import as_summary
from evals.scores import ITEM, STANCE, Counts, Key, count, headline, mean_table, pooled
from pipeline import Claim, Summary

numbers = st.integers(min_value=0, max_value=50)
counts = st.builds(Counts, *[numbers] * 8)


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        pytest.param(Counts(), (None, None, None), id="nothing-expected-nothing-given"),
        pytest.param(Counts(correct=4), (1, 1, 1), id="all-right"),
        pytest.param(Counts(missing=4), (None, 0, 0), id="nothing-given"),
        pytest.param(Counts(spurious=4), (0, None, 0), id="nothing-expected"),
        pytest.param(Counts(extra_correct=4), (1, None, None), id="only-what-may-be-given"),
        pytest.param(Counts(correct=1, spurious=4), (0.2, 1, 1 / 3), id="spurious-items-are-counted"),
        pytest.param(Counts(correct=1, missing=4), (1, 0.2, 1 / 3), id="missing-items-are-counted"),
        pytest.param(Counts(correct=1, wrong=1), (0.5, 0.5, 0.5), id="wrong-costs-both"),
        pytest.param(Counts(correct=1, partial=1), (0.5, 0.5, 0.5), id="partial-is-no-strict-success"),
        pytest.param(Counts(correct=1, spurious=1, extra_correct=2), (0.75, 1, 6 / 7), id="right-extra-items-count-for-precision"),
        pytest.param(Counts(correct=1, extra_wrong=1), (0.5, 1, 2 / 3), id="wrong-extra-items-cost-precision"),
    ],
)
def test_strict_scores(row: Counts, expected: tuple[float | None, ...]) -> None:
    assert tuple(row.score()) == pytest.approx(expected)


def test_partial_scores_give_half_for_nearly_right() -> None:
    assert Counts(correct=1, partial=1, wrong=2).score(strict=False).recall == pytest.approx(2.5 / 4)


@given(counts, st.booleans())
def test_scores_lie_between_0_and_1(row: Counts, strict: bool) -> None:
    assert all(rate is None or 0 <= rate <= 1 for rate in row.score(strict=strict))


@given(counts, st.booleans(), st.sampled_from(["spurious", "extra_wrong"]))
def test_a_wrong_item_never_raises_a_score(row: Counts, strict: bool, kind: str) -> None:
    before, after = row.score(strict=strict), (row + Counts(**{kind: 1})).score(strict=strict)
    assert strict is False or after.precision is not None
    if kind == "spurious" and before.f1 is not None:
        assert after.f1 is not None
        assert after.f1 <= before.f1 + 1e-12
    if strict and before.precision is not None:
        assert after.precision is not None
        assert after.precision <= before.precision + 1e-12


@given(counts)
def test_strict_is_never_above_partial(row: Counts) -> None:
    strict, partial = row.score().f1, row.score(strict=False).f1
    assert strict is None or partial is None or strict <= partial + 1e-12


def table_of(gold: Gold, summary: Summary | None) -> dict[Key, Counts]:
    return count(match(gold, summary))


def test_gold_against_itself_is_perfect(gold: Gold) -> None:
    table = table_of(gold, as_summary(gold))
    assert headline(table) == 1
    assert table[Key(gold.name, STANCE, "article")].accuracy == 1


@settings(max_examples=20, deadline=None)
@given(seed=st.integers(0, 10_000))
def test_the_order_of_items_never_counts(seed: int, gold_once: Gold) -> None:
    # Of corrupted summaries too: there ties are common.
    summary = as_summary(gold_once)
    for corruption in Random(seed).sample(CORRUPTIONS, 4):
        summary = corruption.corrupt(summary, gold_once, Random(seed)) or summary
    shuffled = next(c for c in CORRUPTIONS if c.name == "order shuffled").corrupt(summary, gold_once, Random(seed))
    assert shuffled is not None
    ours, theirs = table_of(gold_once, summary), table_of(gold_once, shuffled)
    # What max_claims cuts is a matter of order; nothing else is.
    assert {key: row for key, row in ours.items() if key.part != "claims_shipped"} == {
        key: row for key, row in theirs.items() if key.part != "claims_shipped"
    }


def wrong_claim(gold: Gold, statement: str, start: int) -> Claim:
    labels: dict[str, Any] = {"source_kind": "named", "attribution": "direct", "kind": "opinion", "salience": "core"}
    return Claim(statement=statement, source="Nobody Known", evidence=(gold.article.span(start, start + 20),), **labels)


@settings(max_examples=40, deadline=None)
@given(statement=st.text(min_size=1), start=st.integers(0, 300))
def test_adding_a_claim_never_raises_the_score_of_a_flawless_summary(gold_once: Gold, statement: str, start: int) -> None:
    summary = as_summary(gold_once)
    added = summary.model_copy(update={"claims": (*summary.claims, wrong_claim(gold_once, statement, start))})
    before, after = (pooled(table_of(gold_once, one), "claims").score() for one in (summary, added))
    assert after.f1 is not None
    assert before.f1 is not None
    assert after.f1 < before.f1


def test_an_optional_figure_may_be_given_or_left_out(gold: Gold) -> None:
    summary = as_summary(gold)
    without = summary.model_copy(update={"figures": tuple(figure for figure in summary.figures if figure.value != "2")})
    assert len(without.figures) == len(summary.figures) - 1
    assert pooled(table_of(gold, without), "figures") == pooled(table_of(gold, summary), "figures")


def test_a_supporting_claim_may_be_left_out_and_a_core_one_may_not(gold: Gold) -> None:
    summary = as_summary(gold)
    core = tuple(claim for claim in summary.claims if claim.salience == "core")
    assert pooled(table_of(gold, summary.model_copy(update={"claims": core})), "claims").score().f1 == 1
    assert pooled(table_of(gold, summary.model_copy(update={"claims": core[1:]})), "claims").score().recall == pytest.approx(2 / 3)


def test_omitted_claims_are_scored_and_shipped_ones_shown_apart(gold: Gold) -> None:
    table = table_of(gold, as_summary(gold, max_claims=1))
    assert pooled(table, "claims").score().recall == 1
    assert pooled(table, "claims_shipped").score().recall == pytest.approx(1 / 3)


def test_a_part_that_occurs_nowhere_is_no_part_of_the_headline(gold: Gold) -> None:
    bare = gold.model_copy(update={"open_questions": ()})
    table = table_of(bare, as_summary(bare))
    assert table[Key(bare.name, "open_questions", ITEM)].score().f1 is None
    assert headline(table) == 1


def test_repeats_are_averaged_within_the_article(gold: Gold) -> None:
    mean = mean_table([table_of(gold, as_summary(gold)), table_of(gold, None)])
    row = mean[Key(gold.name, "claims", ITEM)]
    assert (row.correct, row.missing) == (1.5, 1.5)
