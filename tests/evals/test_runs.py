"""Runs: plain files, resumed after a kill, scored again without an engine; bad files named with their line."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from evals.execute import execute
from evals.gold_files import load_folders
from evals.gold_types import Gold
from evals.hashes import gold_hash, scorer_hash
from evals.matrix import configs_of, parse_settings, read_matrix
from evals.outputs import Output, append, read_outputs
from evals.perfect import as_summary
from evals.reports.result import result_of
from evals.runs import Config, load_run, prepare, read_counts, score_outputs, write_scores
from evals.thresholds import DEFAULT
from pipeline import errors
from tests.evals.engines import GistEngine, always


@pytest.fixture
def folder(gold_folder: Callable[..., Path]) -> Path:
    return gold_folder(4)


@pytest.fixture
def golds(folder: Path) -> list[Gold]:
    return load_folders([folder])


@pytest.fixture
def config(folder: Path, golds: list[Gold]) -> Config:
    return prepare(Config(engine="offline", gold=(str(folder),)), golds)


def output_of(gold: Gold, repeat: int = 0) -> Output:
    return Output(article=gold.name, content_hash=gold.article.content_hash, repeat=repeat, summary=as_summary(gold))


def test_every_article_is_run_once_and_kept(tmp_path: Path, config: Config, golds: list[Gold]) -> None:
    engine = GistEngine()
    outputs = execute(config, golds, tmp_path / "run", engine_of=always(engine))
    assert [output.article for output in outputs] == ["a00", "a01", "a02", "a03"]
    assert all(output.summary and output.summary.gist for output in outputs)
    assert sorted(engine.calls) == ["a00", "a01", "a02", "a03"]


def test_a_killed_run_goes_on_where_it_was(tmp_path: Path, config: Config, golds: list[Gold]) -> None:
    run = tmp_path / "run"
    first = execute(config, golds, run, engine_of=always(GistEngine()))
    whole = (run / "outputs.jsonl").read_bytes()
    lines = whole.splitlines(keepends=True)
    # Killed in the middle of the third line.
    (run / "outputs.jsonl").write_bytes(b"".join(lines[:2]) + lines[2][:40])
    engine = GistEngine()
    again = execute(config, golds, run, engine_of=always(engine))
    assert len(engine.calls) == 2
    assert [output.article for output in again] == [output.article for output in first]
    assert len((run / "outputs.jsonl").read_text(encoding="utf-8").splitlines()) == 4


def test_failed_articles_are_tried_anew_and_finished_ones_are_not(tmp_path: Path, config: Config, golds: list[Gold]) -> None:
    run = tmp_path / "run"
    outputs = execute(config, golds, run, engine_of=always(GistEngine(frozenset({"a01"}))))
    assert [output.error for output in outputs if output.summary is None] == ["AnswerRefused: The engine declined."]
    engine = GistEngine()
    assert all(output.summary for output in execute(config, golds, run, engine_of=always(engine)))
    assert engine.calls == ["a01"]


def test_fresh_makes_everything_anew(tmp_path: Path, config: Config, golds: list[Gold]) -> None:
    execute(config, golds, tmp_path / "run", engine_of=always(GistEngine()))
    engine = GistEngine()
    execute(config, golds, tmp_path / "run", fresh=True, engine_of=always(engine))
    assert len(engine.calls) == 4


def test_repeats_are_made_with_caches_of_their_own(tmp_path: Path, config: Config, golds: list[Gold]) -> None:
    engine, maker = GistEngine(), always(GistEngine())
    twice = config.model_copy(update={"repeats": 2})
    maker.engine = engine
    outputs = execute(twice, golds, tmp_path / "run", engine_of=maker)
    assert [(output.article, output.repeat) for output in outputs[3:5]] == [("a03", 0), ("a00", 1)]
    assert len(engine.calls) == 8
    assert len({settings.cache_dir for settings in maker.settings}) == 2


def test_progress_tells_of_each_output(tmp_path: Path, config: Config, golds: list[Gold]) -> None:
    told: list[tuple[int, int]] = []
    execute(config, golds, tmp_path / "run", engine_of=always(GistEngine()), progress=lambda _, done, total: told.append((done, total)))
    assert told == [(1, 4), (2, 4), (3, 4), (4, 4)]


def test_a_failed_article_counts_as_misses_and_is_told(golds: list[Gold]) -> None:
    outputs = [output_of(golds[0])]
    scored = score_outputs(golds, outputs)
    result = result_of(scored)
    assert (result["scored"], result["total"]) == (1, 4)
    assert result["parts"]["claims"]["strict"]["recall"] == pytest.approx(1 / 4)
    assert result["headline"]["strict"] < 0.5


def test_another_signature_makes_another_folder(config: Config) -> None:
    assert config.folder_name == config.model_copy().folder_name
    for changes in ({"code_hash": "other"}, {"gold_hash": "other"}, {"model": "m"}, {"settings": {"temperature": 1}}, {"repeats": 2}):
        assert config.model_copy(update=changes).folder_name != config.folder_name


def test_a_run_is_scored_again_from_its_files_alone(tmp_path: Path, config: Config, golds: list[Gold]) -> None:
    run = tmp_path / "run"
    execute(config, golds, run, engine_of=always(GistEngine()))
    loaded = load_run(run)
    scored = score_outputs(loaded.golds, loaded.outputs)
    write_scores(run, scored, DEFAULT, gold_hash(loaded.golds), result_of(scored))
    recorded = read_counts(run / "counts.jsonl")
    assert recorded.table == scored.table
    assert (recorded.gold_hash, recorded.scorer_hash) == (gold_hash(golds), scorer_hash(DEFAULT))
    assert json.loads((run / "scores.json").read_text(encoding="utf-8"))["scored"] == 4
    assert [path.name for path in run.iterdir() if path.name.startswith(".")] == []


def test_no_key_is_written_into_a_run(tmp_path: Path, config: Config, golds: list[Gold], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-secret")
    execute(config, golds, tmp_path / "run", engine_of=always(GistEngine()))
    assert not any("sk-secret" in path.read_text(encoding="utf-8") for path in (tmp_path / "run").iterdir())
    with pytest.raises(errors.ConfigurationError, match="no setting api_key"):
        parse_settings(["api_key=sk-secret"])


def summaries(golds: list[Gold]) -> str:
    return "".join(as_summary(gold).model_dump_json() + "\n" for gold in golds)


def test_plain_summaries_are_known_by_their_text(tmp_path: Path, golds: list[Gold]) -> None:
    path = tmp_path / "summaries.jsonl"
    path.write_text(summaries(golds), encoding="utf-8")
    outputs = read_outputs(path, golds)
    assert [output.article for output in outputs] == [gold.name for gold in golds]
    assert result_of(score_outputs(golds, outputs))["headline"]["strict"] == 1


@pytest.mark.parametrize(
    ("spoil", "fault"),
    [
        pytest.param(lambda text: text.replace('"schema_version":1', '"schema_version":9', 1), ":1: schema_version 9", id="other-version"),
        pytest.param(lambda text: text + text.splitlines()[1] + "\n", ":5: article a01 is given twice", id="twice"),
        pytest.param(lambda text: text + "{oops\n", ":5: not JSON", id="not-json"),
        pytest.param(lambda text: text + "[1]\n", ":5: a line is an object", id="not-an-object"),
        pytest.param(lambda text: text.replace('"polarity":"opposes"', '"polarity":"hates"', 1), ":1: summary.stance", id="unknown-label"),
    ],
)
def test_bad_summaries_are_refused_with_file_and_line(tmp_path: Path, golds: list[Gold], spoil: Callable[[str], str], fault: str) -> None:
    path = tmp_path / "summaries.jsonl"
    path.write_text(spoil(summaries(golds)), encoding="utf-8")
    with pytest.raises(errors.InputError, match=f"summaries.jsonl{fault}"):
        read_outputs(path, golds)


def test_an_article_that_gold_lacks_is_refused(tmp_path: Path, golds: list[Gold]) -> None:
    path = tmp_path / "summaries.jsonl"
    path.write_text(summaries(golds), encoding="utf-8")
    with pytest.raises(errors.InputError, match=r"summaries\.jsonl:2: gold lacks this article"):
        read_outputs(path, [golds[0]])


def test_counts_that_are_broken_are_named_by_line(tmp_path: Path) -> None:
    path = tmp_path / "counts.jsonl"
    path.write_text('{"gold_hash": "a", "scorer_hash": "b", "scored": 1, "total": 1}\n{"article": "x"}\n', encoding="utf-8")
    with pytest.raises(errors.InputError, match=r"counts.jsonl:2: .*rescore"):
        read_counts(path)


def test_a_folder_that_is_no_run_is_told_so(tmp_path: Path) -> None:
    with pytest.raises(errors.InputError, match="is no run"):
        load_run(tmp_path)


def test_outputs_appended_are_on_disk_at_once(tmp_path: Path, golds: list[Gold]) -> None:
    append(tmp_path / "outputs.jsonl", output_of(golds[0]))
    assert read_outputs(tmp_path / "outputs.jsonl", golds) == [output_of(golds[0])]


def test_a_matrix_is_every_combination_once(tmp_path: Path) -> None:
    path = tmp_path / "matrix.yaml"
    path.write_text(
        "engines: [offline, openai]\nmodels: [small, large]\nprompts: [default/v1, staged/v1]\n"
        "settings: [{temperature: 0}, {}]\nrepeat: 2\n",
        encoding="utf-8",
    )
    configs = read_matrix(path, Config(engine="offline", gold=("g",)))
    assert [config.engine for config in configs].count("openai") == 8
    assert len(configs) == len({config.label + str(config.settings) for config in configs})
    assert all(config.model is None for config in configs if config.engine == "offline")
    assert {config.repeats for config in configs} == {2}


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("engines: []\n", "engines"),
        ("engine: offline\n", "engines"),
        ("engines: [offline]\nmodles: [x]\n", "modles"),
        ("engines: [offline]\nsettings: [{temprature: 0}]\n", "temprature"),
        ("engines: [", "not YAML"),
    ],
)
def test_a_matrix_with_a_fault_names_it(tmp_path: Path, text: str, fault: str) -> None:
    path = tmp_path / "matrix.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(errors.ConfigurationError, match=fault):
        read_matrix(path, Config(engine="offline", gold=("g",)))


@pytest.mark.parametrize("engines", [[], ["auto"]])
def test_an_engine_must_be_named(engines: list[str]) -> None:
    with pytest.raises(errors.ConfigurationError, match="no stray key spends money"):
        configs_of(Config(engine="offline", gold=("g",)), engines=engines, models=[], prompts=[], settings=[])


SLOW = """
import asyncio, sys
from pathlib import Path
sys.path.insert(0, sys.argv[3])
from evals.execute import execute
from evals.gold_files import load_folders
from evals.runs import Config, prepare
from tests.evals.engines import GistEngine, always

class Slow(GistEngine):
    async def draft(self, reading, budget):
        answer = await super().draft(reading, budget)
        await asyncio.sleep(0.05 if reading.article.id < "a02" else 60)
        return answer

golds = load_folders([Path(sys.argv[1])])
config = prepare(Config(engine="offline", gold=(sys.argv[1],)), golds)
execute(config, golds, Path(sys.argv[2]), jobs=1, engine_of=always(Slow()), progress=lambda *_: print("done", flush=True))
"""


def test_a_process_killed_in_the_middle_loses_nothing_finished(folder: Path, golds: list[Gold], config: Config, tmp_path: Path) -> None:
    run = tmp_path / "killed"
    root = Path(__file__).resolve().parents[2]
    process = subprocess.Popen([sys.executable, "-c", SLOW, str(folder), str(run), str(root)], stdout=subprocess.PIPE, cwd=root)
    assert process.stdout is not None
    assert [process.stdout.readline(), process.stdout.readline()] == [b"done\n", b"done\n"]
    process.kill()
    process.communicate()
    engine = GistEngine()
    outputs = execute(config, golds, run, engine_of=always(engine))
    assert engine.calls == ["a02", "a03"]
    assert all(output.summary for output in outputs)
