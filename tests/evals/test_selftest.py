"""The self-test passes on sound scorers and fails on broken ones."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from evals import corruptions, matching, selftest
from evals.defects import DEFECTS, Case
from evals.gold_files import load_folders
from evals.rules import ALL_RULES
from evals.selftest import Verdict
from evals.thresholds import Thresholds

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def verdicts(gold_folder: Callable[..., Path]) -> Callable[[], dict[str, Verdict]]:
    golds = load_folders([gold_folder()])
    return lambda: {verdict.name: verdict for verdict in selftest.selftest(golds)}


def test_every_corruption_moves_exactly_its_scores(verdicts: Callable[[], dict[str, Verdict]]) -> None:
    found = verdicts()
    assert len(found) == len(corruptions.CORRUPTIONS) + 1
    assert [verdict for verdict in found.values() if not verdict.passed] == []


def test_the_seed_and_development_gold_pass() -> None:
    golds = load_folders([ROOT / "evals" / "gold" / "seed", ROOT / "evals" / "gold" / "dev"])
    assert len(golds) >= 21
    assert [verdict for verdict in selftest.selftest(golds) if not verdict.passed] == []


def test_a_scorer_that_ignores_numbers_is_found_out(monkeypatch: pytest.MonkeyPatch, verdicts: Callable[[], dict[str, Verdict]]) -> None:
    monkeypatch.setattr("evals.rules._numbers_agree", lambda *_: "correct")
    assert [name for name, verdict in verdicts().items() if not verdict.passed] == ["number in a statement changed"]


def test_a_scorer_that_ignores_negation_is_found_out(monkeypatch: pytest.MonkeyPatch, verdicts: Callable[[], dict[str, Verdict]]) -> None:
    monkeypatch.setattr("evals.rules.contradict", lambda *_: False)
    assert [name for name, verdict in verdicts().items() if not verdict.passed] == ["negation dropped"]


def test_a_scorer_that_charges_the_speaker_to_nobody_is_found_out(
    monkeypatch: pytest.MonkeyPatch, verdicts: Callable[[], dict[str, Verdict]]
) -> None:
    careless = tuple(replace(rules, decisive=frozenset()) for rules in ALL_RULES)
    monkeypatch.setattr(matching, "ALL_RULES", careless)
    failed = {name for name, verdict in verdicts().items() if not verdict.passed}
    assert {"speaker swapped", "unit changed", "bound changed", "polarity flipped"} <= failed


def test_a_scorer_that_takes_any_article_for_another_is_found_out(monkeypatch: pytest.MonkeyPatch) -> None:
    golds = load_folders([ROOT / "evals" / "gold" / "dev"])[:3]
    assert selftest.selftest(golds)[-1].passed
    monkeypatch.setattr("evals.rules.common", lambda *_: 1)
    loose = Thresholds(statement=0.1, near_statement=0, far_statement=0, question=0)
    assert not selftest.selftest(golds, loose)[-1].passed


@pytest.mark.parametrize("case", DEFECTS, ids=lambda case: case.defect)
def test_defects_of_other_harnesses_are_absent(case: Case) -> None:
    assert case.free()


def test_a_defect_would_be_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("evals.statistics._TIE", -1.0)  # ties no longer count as extreme
    assert next(case.defect for case in DEFECTS if not case.free()) == "a system against its identical copy is significant"
