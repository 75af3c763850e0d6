"""Compare, gate and baselines: what moved, how sure it is, and who did it."""

import json
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from evals.baselines import bless, read_baseline, write_baseline
from evals.compare import compare
from evals.corruptions import CORRUPTIONS
from evals.gate import gate
from evals.gold_files import load_folders
from evals.hashes import gold_hash
from evals.outputs import Output, append
from evals.perfect import as_summary
from evals.reports.markdown import comparison_markdown
from evals.reports.result import result_of
from evals.runs import Config, Run, load_run, prepare, score_outputs, write_config, write_scores
from evals.thresholds import DEFAULT
from pipeline import Summary, errors

ARTICLES = 12


@pytest.fixture
def make_run(tmp_path: Path, gold_folder: Callable[..., Path]) -> Callable[..., Run]:
    """Makes a run whose summaries are gold, but for the first `spoiled` articles, which are corrupted in the way named."""
    folder = gold_folder(ARTICLES)
    golds = load_folders([folder])

    def make(name: str, spoiled: int = 0, corruption: str = "item removed", model: str | None = None, repeats: int = 1) -> Run:
        place = tmp_path / name
        write_config(
            place, prepare(Config(engine="openai" if model else "offline", model=model, gold=(str(folder),), repeats=repeats), golds)
        )
        corrupt = next(one.corrupt for one in CORRUPTIONS if one.name == corruption)
        for repeat in range(repeats):
            for number, gold in enumerate(golds):
                summary: Summary | None = as_summary(gold)
                if number < spoiled and summary:
                    summary = corrupt(summary, gold, Random(number))
                output = Output(article=gold.name, content_hash=gold.article.content_hash, repeat=repeat, summary=summary)
                append(place / "outputs.jsonl", output)
        run = load_run(place)
        scored = score_outputs(run.golds, run.outputs)
        write_scores(place, scored, DEFAULT, gold_hash(run.golds), result_of(scored))
        return run

    return make


def test_a_run_against_its_copy_is_no_difference(make_run: Callable[..., Run]) -> None:
    found = compare(make_run("a", 4), make_run("b", 4))
    assert {(row.p, row.verdict) for row in found.rows} == {(1.0, "The same counts in every article.")}
    assert found.moved == ()


def test_a_worse_run_is_found_worse_with_the_items_that_it_lost(make_run: Callable[..., Run]) -> None:
    found = compare(make_run("a"), make_run("b", 8))
    first = found.rows[0]
    assert first.measure == "headline"
    assert first.interval is not None
    assert first.interval.high < 0
    assert first.p < 0.05
    assert first.verdict.startswith("B is worse by")
    assert len(found.moved) == 8
    assert all(moved.lost and not moved.gained and moved.change < 0 for moved in found.moved)
    assert any("claims: [" in item for item in found.moved[0].lost)


def test_the_other_way_round_the_signs_turn(make_run: Callable[..., Run]) -> None:
    good, bad = make_run("a"), make_run("b", 8)
    there, back = compare(good, bad).rows[0], compare(bad, good).rows[0]
    assert there.interval is not None
    assert back.interval is not None
    assert there.interval.estimate == pytest.approx(-back.interval.estimate)
    assert there.p == back.p


def test_few_differing_articles_cannot_show_anything(make_run: Callable[..., Run]) -> None:
    found = compare(make_run("a"), make_run("b", 3))
    assert "Only 3 articles differ" in found.rows[0].verdict


def test_spurious_items_are_named_when_they_come_and_when_they_go(make_run: Callable[..., Run]) -> None:
    clean, cluttered = make_run("a"), make_run("b", 1, "item duplicated")
    assert any(item.startswith("claims: now spurious: [") for item in compare(clean, cluttered).moved[0].lost)
    assert any(item.startswith("claims: no longer spurious: [") for item in compare(cluttered, clean).moved[0].gained)


@pytest.mark.parametrize("field", ["scorer_hash", "gold_hash"])
def test_runs_scored_otherwise_are_refused_until_rescored(make_run: Callable[..., Run], field: str) -> None:
    a, b = make_run("a"), make_run("b", 2)
    path = b.folder / "counts.jsonl"
    head, *rows = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join([json.dumps({**json.loads(head), field: "other"}), *rows]) + "\n", encoding="utf-8")
    with pytest.raises(errors.ConfigurationError, match="rescore"):
        compare(a, b)


def test_text_of_articles_is_no_markup_in_a_pull_request(make_run: Callable[..., Run], gold_folder: Callable[..., Path]) -> None:
    text = comparison_markdown(compare(make_run("a"), make_run("b", 8)))
    assert "12 scored / 12 total and 12 scored / 12 total" in text
    assert "\n- worse: claims: \\[" in text


def test_a_deterministic_engine_passes_where_nothing_fell(make_run: Callable[..., Run]) -> None:
    run = make_run("a", 4)
    found = gate(bless(run), run)
    assert (found.verdict, found.changed) == ("pass", ())


def test_a_deterministic_engine_fails_by_one_item_and_names_it(make_run: Callable[..., Run]) -> None:
    found = gate(bless(make_run("a")), make_run("b", 1, "polarity flipped"))
    assert found.verdict == "fail"
    assert {row.measure for row in found.judged if row.verdict == "fail"} == {"headline", "positions"}
    assert [article.article for article in found.changed] == ["a00"]
    assert any(line.startswith("positions wrong: ") and line.endswith("(polarity)") for line in found.changed[0].worse)


def test_what_got_better_passes_and_is_listed(make_run: Callable[..., Run]) -> None:
    found = gate(bless(make_run("a", 2)), make_run("b"))
    assert found.verdict == "pass"
    assert all(article.better for article in found.changed)


@pytest.mark.parametrize(
    ("before", "after", "verdict"),
    [
        pytest.param(0, 0, "pass", id="the-same"),
        pytest.param(0, 12, "fail", id="far-worse"),
        pytest.param(0, 2, "inconclusive", id="the-interval-holds-the-margin"),
        pytest.param(12, 0, "pass", id="better"),
    ],
)
def test_a_model_is_judged_by_non_inferiority(make_run: Callable[..., Run], before: int, after: int, verdict: str) -> None:
    baseline = bless(make_run("a", before, model="m"))
    assert gate(baseline, make_run("b", after, model="m")).verdict == verdict


def test_other_gold_is_inconclusive_never_pass(make_run: Callable[..., Run]) -> None:
    run = make_run("a")
    baseline = bless(run).model_copy(update={"gold_hash": "other"})
    assert gate(baseline, run).verdict == "inconclusive"


def test_repeats_are_averaged_before_they_are_judged(make_run: Callable[..., Run]) -> None:
    assert gate(bless(make_run("a", model="m", repeats=2)), make_run("b", model="m", repeats=2)).verdict == "pass"


def test_a_baseline_is_read_back_and_has_a_line_per_item(make_run: Callable[..., Run], tmp_path: Path) -> None:
    run = make_run("a", 1)
    write_baseline(tmp_path / "baseline.json", bless(run))
    assert read_baseline(tmp_path / "baseline.json") == bless(run)
    lines = (tmp_path / "baseline.json").read_text(encoding="utf-8").splitlines()
    assert sum("claims right: " in line for line in lines) == 4 * ARTICLES - 1
    assert sum("claims missed: " in line for line in lines) == 1


def test_a_run_with_failures_cannot_be_blessed(make_run: Callable[..., Run]) -> None:
    run = make_run("a")
    (run.folder / "outputs.jsonl").write_text("", encoding="utf-8")
    with pytest.raises(errors.ConfigurationError, match="12 of 12 articles failed"):
        bless(load_run(run.folder))


def test_a_broken_baseline_is_named(tmp_path: Path) -> None:
    path = tmp_path / "baseline.json"
    path.write_text('{"engine": "offline"}', encoding="utf-8")
    with pytest.raises(errors.InputError, match=r"baseline\.json: gold"):
        read_baseline(path)
