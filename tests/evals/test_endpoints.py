"""Models at several addresses in one table: each with its key, a row for each, one that fails costs no other; money has a limit."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from evals.choice import Candidate, ranked
from evals.cli import app
from evals.execute import Purse, execute
from evals.gold_files import load_folders
from evals.matrix import read_matrix
from evals.runs import Config, prepare
from pipeline import Usage, errors
from pipeline.budget import Budget
from pipeline.draft import Answer
from pipeline.reading import Reading
from tests.drafts import full_draft
from tests.evals.engines import GistEngine, always
from tests.fakes.openai_server import FakeOpenAI, Reply, Request, completion


def good(request: Request) -> Reply:
    return Reply(completion(full_draft(), request.mode, model=str(request.body["model"])))


def evals(*words: str | Path) -> Result:
    return CliRunner().invoke(app, list(map(str, words)))


@pytest.fixture
def gold(gold_folder: Callable[..., Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = gold_folder(6)
    monkeypatch.chdir(tmp_path)
    return folder


def test_a_table_of_endpoints_gives_a_row_each(gold: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FIRST_KEY", "key-one")
    monkeypatch.setenv("NUTGRAF_RETRY_TOTAL_S", "0.1")
    with FakeOpenAI() as first, FakeOpenAI() as second, FakeOpenAI() as gone:
        closed = gone.base_url
        first.always(good)
        second.always(good)
        gone.__exit__()
        (tmp_path / "models.yaml").write_text(
            f"""
prompts: [default]
endpoints:
  - {{name: first, base_url: "{first.base_url}", api_key_env: FIRST_KEY, models: [small, large]}}
  - {{name: second, base_url: "{second.base_url}", models: [tiny], prompts: [staged], settings: {{max_output_tokens: 500}}}}
  - {{name: closed, base_url: "{closed}", models: [tiny]}}
  - {{name: nothing, engine: offline}}
""",
            encoding="utf-8",
        )
        done = evals("run", "--matrix", "models.yaml", "--gold", gold)
    assert done.exit_code == 5, done.output
    assert {request.headers.get("authorization") for request in first.chats} == {"Bearer key-one"}
    assert {request.headers.get("authorization") for request in second.chats} == {None}
    assert {request.body["model"] for request in first.chats} == {"small", "large"}
    assert len(first.chats) >= 12
    table = done.stdout[done.stdout.rindex("$ per article") :]
    rows = {line.split()[0]: line for line in table.splitlines()[1:] if line.strip()}
    assert {"first-small-default", "first-large-default", "second-tiny-staged", "closed-tiny-default", "nothing"} <= set(rows)
    assert "price unknown" in rows["first-small-default"]
    assert "6 of 6" in rows["closed-tiny-default"]
    assert "none" in rows["nothing"]
    assert "key-one" not in "".join(path.read_text(encoding="utf-8") for path in Path("runs").rglob("*.json*"))


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        pytest.param("endpoints: [{name: a, api_key_env: NO_SUCH_KEY}]", "a takes its key from NO_SUCH_KEY, which is not set", id="no-key"),
        pytest.param("endpoints: [{name: a}, {name: a}]", "a stands there twice", id="twice"),
        pytest.param("endpoints: [{base_url: x}]", "endpoints.0.name", id="no-name"),
        pytest.param("endpoints: [{name: a, settings: {temprature: 1}}]", "temprature", id="no-setting"),
        pytest.param("prompts: [default]", "none are named", id="nothing"),
    ],
)
def test_a_table_with_a_fault_names_it(tmp_path: Path, text: str, fault: str) -> None:
    (tmp_path / "models.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(errors.ConfigurationError, match=fault):
        read_matrix(tmp_path / "models.yaml", Config(engine="offline", gold=("g",)))


class PaidEngine(GistEngine):
    """Half a dollar an article."""

    async def draft(self, reading: Reading, budget: Budget) -> Answer:
        budget.charge(Usage(input=10, output=10, requests=1, cost_usd=0.5))
        return await super().draft(reading, budget)


def test_a_limit_of_money_stops_and_the_same_command_goes_on(gold: Path, tmp_path: Path) -> None:
    golds = load_folders([gold])
    config = prepare(Config(engine="offline", gold=(str(gold),)), golds)
    purse = Purse(1.2)
    first = execute(config, golds, tmp_path / "run", jobs=1, purse=purse, engine_of=always(PaidEngine()))
    assert (len(first), purse.spent_usd, purse.is_empty) == (3, 1.5, True)
    rest = PaidEngine()
    assert len(execute(config, golds, tmp_path / "run", jobs=1, purse=Purse(9.0), engine_of=always(rest))) == 6
    assert len(rest.calls) == 3


def test_the_command_says_where_it_stopped(gold: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(execute, "__kwdefaults__", {**(execute.__kwdefaults__ or {}), "engine_of": always(PaidEngine())})
    done = evals("run", "--engine", "offline", "--gold", gold, "--jobs", "1", "--max-cost", "1.2")
    assert done.exit_code == 8
    assert "stopped by --max-cost after 3 of 6 articles ($1.5000 spent)" in done.output


def test_no_limit_can_be_kept_to_without_a_price(gold: Path) -> None:
    with FakeOpenAI() as server:
        server.always(good)
        words = ("run", "--engine", "openai", "--model", "fake", "--base-url", server.base_url, "--gold", gold, "--jobs", "1")
        done = evals(*words, "--max-cost", "1")
    assert done.exit_code == 2
    assert "price of this model is unknown" in done.output
    assert len(server.chats) <= 3  # one article: its draft, the revision and its re-ask


def test_best_score_stands_first_and_faults_last() -> None:
    order = ranked([Candidate("c", fault="no key"), Candidate("b", headline=0.5), Candidate("a", headline=0.7)])
    assert [one.label for one in order] == ["a", "b", "c"]
