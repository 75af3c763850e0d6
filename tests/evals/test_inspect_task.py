"""The Inspect task is run, by Inspect, with a model that says what it is told."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from evals.gold_files import load_folders

pytest.importorskip("inspect_ai", reason="the extra `inspect` is not installed: pip install nutgraf[inspect]")

ANSWER = {
    "gist": {"text": "The council closes the ferry.", "sentences": [1]},
    "stance": {"topic": "closing the ferry", "article": "neutral", "positions": []},
    "claims": [
        {
            "statement": "The Marlow Bay council voted 7-2 on Tuesday to close the ferry.",
            "source": None,
            "source_kind": "article",
            "attribution": "narration",
            "kind": "factual",
            "salience": "core",
            "sentences": [1],
        }
    ],
    "figures": [],
    "open_questions": [],
}


@pytest.fixture
def run(gold_folder: Callable[..., Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[list[str], int], Any]:
    """Runs the task over a gold folder with the answers given, in order."""
    monkeypatch.chdir(tmp_path)

    def evaluate(answers: list[str], articles: int) -> Any:
        from inspect_ai import eval as inspect_eval
        from inspect_ai.model import ModelOutput, ModelUsage, get_model

        from evals.inspect_task import summaries

        outputs = [ModelOutput.from_content("mockllm/model", answer) for answer in answers]
        for output in outputs:
            # Where it is missing, Inspect counts tokens by a table that it downloads.
            output.usage = ModelUsage(input_tokens=10, output_tokens=5, total_tokens=15)
        model = get_model("mockllm/model", custom_outputs=outputs)
        log = inspect_eval(summaries(gold=str(gold_folder(articles))), model=model, display="none", log_dir=str(tmp_path / "logs"))[0]
        assert log.status == "success", log.error
        return log

    return evaluate


def metrics(log: Any) -> dict[str, float]:
    return {name.rsplit("/", 1)[-1]: found.value for name, found in log.results.scores[0].metrics.items()}


def test_answers_are_grounded_and_scored_as_in_a_run(run: Callable[[list[str], int], Any]) -> None:
    log = run([json.dumps(ANSWER)], 1)
    sample = log.samples[0]
    assert sample.output.completion == "The council closes the ferry."
    counts = sample.scores["matched"].metadata["counts"]
    assert counts["claims"][:5] == [1, 0, 0, 2, 0]
    claim = sample.metadata["summary"]["claims"][0]["evidence"][0]
    assert sample.input[claim["start"] : claim["end"]] == claim["quote"]


def test_scores_are_pooled_over_articles(run: Callable[[list[str], int], Any]) -> None:
    from evals.statistics import MEASURES

    log = run([json.dumps(ANSWER), "no JSON"], 2)
    values = [found.value for found in log.results.scores[0].metrics.values()]
    assert len(values) == len(MEASURES)
    # One of six core claims: precision 1, recall 1/6.
    assert any(value == pytest.approx(2 / 7) for value in values)


def test_an_answer_that_is_no_draft_counts_as_misses_and_is_told(run: Callable[[list[str], int], Any]) -> None:
    log = run(['{"gist": 1}'], 1)
    assert log.samples[0].scores["matched"].value == 0
    assert "AnswerUnusable" in log.samples[0].scores["matched"].explanation


def test_the_test_split_is_refused_here_too(gold_folder: Callable[..., Path], tmp_path: Path) -> None:
    from evals.inspect_task import summaries
    from pipeline import errors

    place = tmp_path / "evals" / "gold" / "test"
    place.parent.mkdir(parents=True)
    gold_folder(1).rename(place)
    assert len(load_folders([place], reporting=True)) == 1
    with pytest.raises(errors.ConfigurationError, match="must not see it"):
        summaries(gold=str(place))
