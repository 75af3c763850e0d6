"""Matching: optimal, one to one, deterministic; wording may differ, meaning may not."""

from collections.abc import Sequence
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest

from evals.gold_types import Gold
from evals.matching import match, match_part
from evals.perfect import as_summary
from evals.rules import CLAIMS, FIGURES, POSITIONS, QUESTIONS, Kinship, Rules
from evals.scores import ITEM, Key, count
from evals.thresholds import Thresholds
from pipeline import Article, Summary


def toy_rules(similarities: Sequence[Sequence[float]], limit: float) -> Rules:
    """Rules whose items are numbers and whose similarities stand in a table."""

    def kinship(row: Any, column: Any, _: Thresholds) -> Kinship | None:
        similarity = similarities[row.id][column.id]
        return Kinship(True, similarity) if similarity >= limit else None

    def items(size: int) -> Any:
        article = Article(text="x" * size)
        dump = {"model_dump_json": lambda **_: ""}
        return lambda _: [SimpleNamespace(id=place, evidence=(article.span(place, place + 1),), **dump) for place in range(size)]

    rules = replace(CLAIMS, gold_items=items(len(similarities)), given_items=items(len(similarities[0])), kinship=kinship)
    return replace(rules, grades=lambda *_: {}, weight=lambda _: "required", decisive=frozenset())


@pytest.mark.parametrize(
    ("similarities", "limit", "pairs"),
    [
        pytest.param([[0.75, 0.69], [0.69, 0.0]], 0.7, {(0, 0)}, id="threshold-before-assignment"),
        pytest.param([[0.9, 0.8], [0.8, 0.1]], 0.5, {(0, 1), (1, 0)}, id="two-pairs-beat-the-best-one"),
        pytest.param([[0.9, 0.8], [0.8, 0.9]], 0.5, {(0, 0), (1, 1)}, id="similarity-decides"),
        pytest.param([[0.1, 0.2], [0.3, 0.4]], 0.5, set(), id="nothing-alike"),
        pytest.param([[0.6, 0.7, 0.9]], 0.5, {(0, 2)}, id="one-to-one"),
    ],
)
def test_assignment(gold: Gold, similarities: list[list[float]], limit: float, pairs: set[tuple[int, int]]) -> None:
    found = match_part(toy_rules(similarities, limit), gold, as_summary(gold))
    assert {(pair.gold, pair.given) for pair in found.pairs} == pairs


def changed(summary: Summary, part: str, place: int, **changes: Any) -> Summary:
    """The summary with one item changed."""
    holder: Any = summary.stance if part == "positions" else summary
    items = list(getattr(holder, part))
    items[place] = items[place].model_copy(update=changes)
    updated = holder.model_copy(update={part: tuple(items)})
    return summary.model_copy(update={"stance": updated}) if part == "positions" else updated


def outcome(gold: Gold, summary: Summary, rules: Rules) -> tuple[float, ...]:
    """(correct, partial, wrong, missing, spurious) of a part."""
    counts = count(match(gold, summary))[Key(gold.name, rules.part, ITEM)]
    return counts.correct, counts.partial, counts.wrong, counts.missing, counts.spurious


LOSS = "The ferry lost about £3.5m in 2022."


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        pytest.param(LOSS, (3, 0, 0, 0, 0), id="the-same"),
        pytest.param("In 2022, the ferry lost some £3.5 million.", (3, 0, 0, 0, 0), id="other-words"),
        pytest.param("Auditors said the ferry lost about £3.5m in 2022.", (3, 0, 0, 0, 0), id="speaker-repeated"),
        pytest.param("The ferry lost about £3.5m.", (3, 0, 0, 0, 0), id="year-left-out"),
        pytest.param("The ferry lost money in 2022.", (2, 1, 0, 0, 0), id="number-left-out-is-partial"),
        pytest.param("The ferry lost about £3.4m in 2022.", (2, 0, 0, 1, 1), id="other-number"),
        pytest.param("The ferry lost about £3.5m in 2021.", (2, 0, 0, 1, 1), id="other-year"),
        pytest.param("The ferry lost about £3.5m and 12 boats in 2022.", (2, 0, 0, 1, 1), id="invented-number"),
        pytest.param("The ferry never lost £3.5m in 2022.", (2, 0, 0, 1, 1), id="negated"),
        pytest.param("Auditors read the books of the town.", (2, 0, 0, 1, 1), id="other-proposition"),
    ],
)
def test_wording_may_differ_meaning_may_not(gold: Gold, statement: str, expected: tuple[int, ...]) -> None:
    assert outcome(gold, changed(as_summary(gold), "claims", 2, statement=statement), CLAIMS) == expected


def test_a_claim_on_another_passage_is_no_claim_unless_it_says_the_same(gold: Gold) -> None:
    elsewhere = (gold.article.span(0, 10),)
    assert outcome(gold, changed(as_summary(gold), "claims", 2, evidence=elsewhere), CLAIMS) == (2, 1, 0, 0, 0)
    other = changed(
        as_summary(gold), "claims", 2, evidence=elsewhere, statement="The ferry lost the town about £3.5m of public money in 2022."
    )
    assert outcome(gold, other, CLAIMS) == (2, 0, 0, 1, 1)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        pytest.param({"source": "the mayor"}, (3, 0, 0, 0, 0), id="alias"),
        pytest.param({"source": "Finch"}, (3, 0, 0, 0, 0), id="surname"),
        pytest.param({"source": "auditors"}, (2, 0, 1, 0, 0), id="other-speaker-is-decisive"),
        pytest.param({"source": None}, (2, 0, 1, 0, 0), id="no-speaker-is-decisive"),
        pytest.param({"attribution": "indirect"}, (3, 0, 0, 0, 0), id="attribution-is-a-field"),
    ],
)
def test_the_speaker_of_a_claim(gold: Gold, changes: dict[str, Any], expected: tuple[int, ...]) -> None:
    assert outcome(gold, changed(as_summary(gold), "claims", 1, **changes), CLAIMS) == expected


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        pytest.param({}, (3, 0, 0, 0, 0), id="the-same"),
        pytest.param({"value": "3500"}, (2, 0, 0, 1, 1), id="other-value"),
        pytest.param({"value": "35e5"}, (2, 0, 0, 1, 1), id="value-is-compared-as-exact-text"),
        pytest.param({"unit": "USD"}, (2, 0, 1, 0, 0), id="unit-is-decisive"),
        pytest.param({"per": "year"}, (2, 0, 1, 0, 0), id="denominator-is-decisive"),
        pytest.param({"bound": "exact"}, (2, 0, 1, 0, 0), id="bound-is-decisive"),
        pytest.param({"measures": "profit of the bank"}, (3, 0, 0, 0, 0), id="measures-is-a-field"),
        pytest.param({"value": None, "low": "3500000", "high": "4000000"}, (2, 1, 0, 0, 0), id="one-end-of-a-range-is-partial"),
    ],
)
def test_figures(gold: Gold, changes: dict[str, Any], expected: tuple[int, ...]) -> None:
    assert outcome(gold, changed(as_summary(gold), "figures", 2, **changes), FIGURES) == expected


def test_a_figure_elsewhere_is_another_figure(gold: Gold) -> None:
    assert outcome(gold, changed(as_summary(gold), "figures", 2, evidence=(gold.article.span(0, 6),)), FIGURES) == (2, 0, 0, 1, 1)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        pytest.param({"target": "the closure"}, (2, 0, 0, 0, 0), id="alias"),
        pytest.param({"holder": "union leaders"}, (2, 0, 0, 0, 0), id="holder-alias"),
        pytest.param({"polarity": "supports"}, (1, 0, 1, 0, 0), id="polarity-is-decisive"),
        pytest.param({"holder": "the bank"}, (1, 0, 0, 1, 1), id="other-holder"),
        pytest.param({"target": "higher taxes"}, (1, 1, 0, 0, 0), id="other-target-same-side-and-passage"),
        pytest.param({"target": "higher taxes", "polarity": "supports"}, (1, 0, 0, 1, 1), id="other-target-other-side"),
    ],
)
def test_positions(gold: Gold, changes: dict[str, Any], expected: tuple[int, ...]) -> None:
    assert outcome(gold, changed(as_summary(gold), "positions", 0, **changes), POSITIONS) == expected


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        pytest.param({"question": "On what day does the last boat go?"}, (2, 0, 0, 0, 0), id="other-words"),
        pytest.param({"question": "What happens next?"}, (1, 1, 0, 0, 0), id="a-question-for-any-article"),
        pytest.param({"kind": "unresolved"}, (1, 1, 0, 0, 0), id="other-kind"),
        pytest.param({"kind": "unresolved", "question": "Who pays?"}, (1, 0, 0, 1, 1), id="other-kind-and-words"),
    ],
)
def test_open_questions(gold: Gold, changes: dict[str, Any], expected: tuple[int, ...]) -> None:
    assert outcome(gold, changed(as_summary(gold), "open_questions", 0, **changes), QUESTIONS) == expected


def test_a_supporting_claim_does_not_stand_in_for_a_core_one(gold: Gold) -> None:
    near = gold.claims[0].model_copy(update={"statement": "The council voted to close the ferry.", "salience": "supporting"})
    both = gold.model_copy(update={"claims": (gold.claims[0], near)})
    summary = as_summary(both)
    without = summary.model_copy(update={"claims": summary.claims[1:]})
    assert outcome(both, without, CLAIMS) == (0, 0, 0, 1, 0)


def test_a_failed_article_is_all_missing(gold: Gold) -> None:
    table = count(match(gold, None))
    assert table[Key(gold.name, "claims", ITEM)].missing == 3
    assert table[Key(gold.name, "figures", ITEM)].missing == 3
    assert table[Key(gold.name, "stance", "article")].accuracy == 0
