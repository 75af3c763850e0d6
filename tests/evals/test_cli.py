"""The commands: exit codes, one-line errors, and the split that is kept from those who tune."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from evals import execute
from evals.cli import app
from evals.gold_files import load_folders
from evals.perfect import as_summary
from tests.evals.engines import GistEngine, always

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def evals(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    """Runs a command in an empty folder, with an engine that says next to nothing."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(execute.execute, "__kwdefaults__", {**(execute.execute.__kwdefaults__ or {}), "engine_of": always(GistEngine())})
    return lambda *arguments: CliRunner().invoke(app, [str(argument) for argument in arguments])


@pytest.fixture
def refusing(evals: Callable[..., Result], monkeypatch: pytest.MonkeyPatch) -> Callable[[frozenset[str]], None]:
    def refuse(names: frozenset[str]) -> None:
        defaults = {**(execute.execute.__kwdefaults__ or {}), "engine_of": always(GistEngine(names))}
        monkeypatch.setattr(execute.execute, "__kwdefaults__", defaults)

    return refuse


def the_run(tmp_path: Path) -> Path:
    return next(path for path in (tmp_path / "runs").iterdir() if path.name.startswith("offline"))


def test_run_scores_and_keeps_what_it_made(evals: Callable[..., Result], gold_folder: Callable[..., Path], tmp_path: Path) -> None:
    found = evals("run", "--engine", "offline", "--gold", gold_folder(2), "--json", "out.json")
    assert found.exit_code == 0
    assert "2 scored / 2 total" in found.stdout
    assert {path.name for path in the_run(tmp_path).iterdir()} == {"config.json", "outputs.jsonl", "counts.jsonl", "scores.json"}
    assert json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))["scored"] == 2


@pytest.mark.parametrize(
    ("refused", "code"),
    [pytest.param(frozenset({"a00"}), 5, id="some-failed"), pytest.param(frozenset({"a00", "a01"}), 4, id="all-failed")],
)
def test_failed_articles_are_told_by_exit_code_and_line(
    evals: Callable[..., Result],
    refusing: Callable[[frozenset[str]], None],
    gold_folder: Callable[..., Path],
    refused: frozenset[str],
    code: int,
) -> None:
    refusing(refused)
    found = evals("run", "--engine", "offline", "--gold", gold_folder(2))
    assert found.exit_code == code
    assert "failed: a00: AnswerRefused: The engine declined." in found.stderr
    assert f"{2 - len(refused)} scored / 2 total" in found.stdout


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        pytest.param(["run"], 2, "No engine was named", id="no-engine"),
        pytest.param(["run", "--engine", "offline", "--gold", "nowhere"], 3, "cannot be read", id="no-gold"),
        pytest.param(["run", "--engine", "offline", "--gold", "."], 3, "No gold file", id="empty-gold"),
        pytest.param(["run", "--engine", "offline", "--set", "colour=red"], 2, "no setting colour", id="unknown-setting"),
        pytest.param(["show", "nowhere"], 3, "is no run", id="no-run"),
        pytest.param(["compare", "nowhere", "there"], 3, "is no run", id="no-runs"),
        pytest.param(["gate", "--baseline", "none.json"], 3, "cannot be read", id="no-baseline"),
        pytest.param(["check", "."], 3, "No gold file", id="nothing-to-check"),
    ],
)
def test_what_is_wrong_is_one_line_and_an_exit_code(evals: Callable[..., Result], arguments: list[str], code: int, message: str) -> None:
    found = evals(*arguments)
    assert found.exit_code == code
    assert message in found.stderr
    assert len(found.stderr.strip().splitlines()) == 1
    assert "Traceback" not in found.stderr


def test_only_takes_one_article(evals: Callable[..., Result], gold_folder: Callable[..., Path]) -> None:
    folder = gold_folder(3)
    assert "1 scored / 1 total" in evals("run", "--engine", "offline", "--gold", folder, "--only", "a01").stdout
    missing = evals("run", "--engine", "offline", "--gold", folder, "--only", "a09")
    assert (missing.exit_code, "Gold has no article a09" in missing.stderr) == (3, True)


def test_check_names_file_and_line(evals: Callable[..., Result], gold_folder: Callable[..., Path]) -> None:
    folder = gold_folder(2)
    path = folder / "a01.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("polarity: opposes", "polarity: hates"), encoding="utf-8")
    found = evals("check", folder)
    assert found.exit_code == 2
    assert re.search(r"a01\.yaml:\d+: stance\.positions\[0\]\.polarity: unknown label", found.stdout)
    assert "1 of 2 gold files are in order." in found.stderr


def test_score_takes_summaries_made_elsewhere(evals: Callable[..., Result], gold_folder: Callable[..., Path], tmp_path: Path) -> None:
    folder = gold_folder(3)
    lines = [as_summary(gold).model_dump_json() + "\n" for gold in load_folders([folder])[:2]]
    (tmp_path / "summaries.jsonl").write_text("".join(lines), encoding="utf-8")
    found = evals("score", "summaries.jsonl", "--gold", folder)
    assert found.exit_code == 0
    assert "2 scored / 3 total" in found.stdout


def test_the_way_of_a_change(evals: Callable[..., Result], gold_folder: Callable[..., Path], tmp_path: Path) -> None:
    folder = gold_folder(6)
    evals("run", "--engine", "offline", "--gold", folder)
    run = the_run(tmp_path)
    assert evals("baseline", "bless", run, "--baseline", "b.json").exit_code == 0
    assert evals("gate", "--baseline", "b.json", "--run", run).exit_code == 0
    assert evals("gate", "--baseline", "b.json").exit_code == 0
    again = evals("compare", run, run, "--markdown", "c.md")
    assert again.exit_code == 0
    assert "The same counts in every article." in again.stdout
    assert "a00" in evals("show", run, "a00").stdout
    assert evals("rescore", run).exit_code == 0
    assert evals("audit", run, "--strict").exit_code == 0
    assert "headline" in evals("power", run).stdout
    assert "statement" in evals("sensitivity", run).stdout


def test_a_change_for_worse_fails_the_gate_by_its_own_exit_code(
    evals: Callable[..., Result], gold_folder: Callable[..., Path], tmp_path: Path
) -> None:
    folder = gold_folder(2)
    evals("run", "--engine", "offline", "--gold", folder)
    run = the_run(tmp_path)
    worse = (run / "outputs.jsonl").read_text(encoding="utf-8")
    golds = load_folders([folder])
    good = "".join(
        json.dumps({**json.loads(line), "summary": as_summary(gold).model_dump(mode="json")}) + "\n"
        for line, gold in zip(worse.splitlines(), golds, strict=True)
    )
    (run / "outputs.jsonl").write_text(good, encoding="utf-8")
    evals("baseline", "bless", run, "--baseline", "b.json")
    (run / "outputs.jsonl").write_text(worse, encoding="utf-8")
    found = evals("gate", "--baseline", "b.json", "--run", run)
    assert found.exit_code == 6
    assert "no longer claims right" in found.stdout
    other = gold_folder(3)
    evals("run", "--engine", "offline", "--gold", other)
    assert other == folder
    assert evals("gate", "--baseline", "b.json", "--run", run).exit_code == 7


def test_annotations_are_made_and_not_overwritten(evals: Callable[..., Result], gold_folder: Callable[..., Path]) -> None:
    folder = gold_folder()
    refused = evals("annotate", folder / "a00.txt", "--blind")
    assert (refused.exit_code, "exists" in refused.stderr) == (2, True)
    assert evals("annotate", folder / "a00.txt", "--blind", "-o", folder / "b.yaml").exit_code == 0
    assert evals("check", folder / "b.yaml").exit_code == 0


def test_two_annotators_are_compared_and_merged(evals: Callable[..., Result], gold_folder: Callable[..., Path], tmp_path: Path) -> None:
    first, second = gold_folder(1, "first"), gold_folder(1, "second")
    path = second / "a00.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("kind: opinion", "kind: forecast"), encoding="utf-8")
    assert "1 articles annotated twice" in evals("agree", first, second).stdout
    merged = evals("adjudicate", first / "a00.yaml", path, "-o", "merged.yaml")
    assert (merged.exit_code, "1 to decide" in merged.stderr) == (0, True)
    assert evals("check", "merged.yaml").exit_code == 2


def split(gold_folder: Callable[..., Path], tmp_path: Path, name: str, articles: int) -> Path:
    place = tmp_path / "evals" / "gold" / name
    place.parent.mkdir(parents=True, exist_ok=True)
    gold_folder(articles, f"{name}-made").rename(place)
    return place


@pytest.mark.parametrize("command", ["run --engine offline", "selftest", "score summaries.jsonl", "agree evals/gold/dev"])
def test_the_test_split_is_refused_to_those_who_tune(
    evals: Callable[..., Result], gold_folder: Callable[..., Path], tmp_path: Path, command: str
) -> None:
    place = split(gold_folder, tmp_path, "test", 1)
    split(gold_folder, tmp_path, "dev", 1)
    (tmp_path / "summaries.jsonl").write_text("", encoding="utf-8")
    arguments = [*command.split(), *(["--gold"] if "agree" not in command else []), place]
    found = evals(*arguments)
    assert found.exit_code == 2
    assert "whoever tunes must not see it" in found.stderr
    assert not (tmp_path / "runs").exists()


def test_the_report_reads_the_test_split_and_shows_its_scores_alone(
    evals: Callable[..., Result], gold_folder: Callable[..., Path], tmp_path: Path
) -> None:
    split(gold_folder, tmp_path, "dev", 6)
    test = split(gold_folder, tmp_path, "test", 7)
    for path in test.iterdir():
        path.rename(path.with_name(path.name.replace("a0", "secret")))
    for path in test.glob("*.yaml"):
        path.write_text(path.read_text(encoding="utf-8").replace("article: a0", "article: secret"), encoding="utf-8")
    found = evals("report", "--engine", "offline")
    assert found.exit_code == 0, found.stderr
    html = (tmp_path / "build" / "report" / "report.html").read_text(encoding="utf-8")
    assert "6 scored / 6 total" in html
    assert "7 scored / 7 total" in html
    assert "a00" in html
    articles = (tmp_path / "build" / "report" / "articles.html").read_text(encoding="utf-8")
    assert "a00" in articles
    assert "secret" not in html + articles + found.stdout + found.stderr


def test_nothing_but_the_report_reads_the_test_split() -> None:
    # The workflow of CI and every make target but `report` leave the split alone, and no command allows it by default.
    ci = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert not re.search(r"--reporting|gold/test|evals report|make report", ci)
    targets = re.split(r"\n(?=[\w./]+:)", (ROOT / "Makefile").read_text(encoding="utf-8"))
    others = [target for target in targets if not target.startswith("report:")]
    assert len(others) == len(targets) - 1
    assert not [target for target in others if "gold/test" in target or "--reporting" in target or "evals report" in target]
