"""`nutgraf ingest` as a user meets it: files, exit codes, resuming, signals, dead letters, what it says."""

import json
import os
import signal
import subprocess
import time
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from pipeline.cli import ingest_log
from pipeline.cli.app import nutgraf_app
from tests.conftest import ROOT, SEED
from tests.drafts import full_draft
from tests.end_to_end.ingest_kills import NUTGRAF, clean_environment, kill_and_resume
from tests.fakes.openai_server import FakeOpenAI, Reply, Request, completion, error
from tests.pipeline.ingest.stories import records_in, story, write_jsonl
from tests.services import fresh_database

FERRY = str(ROOT / "tests/articles/ferry.txt")


def nutgraf(*words: str | Path, stdin: str | bytes | None = None) -> Result:
    return CliRunner().invoke(nutgraf_app, [str(word) for word in words], input=stdin)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_files_go_through_the_offline_engine_into_lines(folder: Path) -> None:
    done = nutgraf("ingest", FERRY, SEED, "-o", "out.jsonl", "--engine", "offline")
    assert done.exit_code == 0, done.stderr
    assert "2 done" in done.stderr
    assert {record.article.source for record in records_in(folder / "out.jsonl")} == {"ferry.txt", SEED.name}
    again = nutgraf("ingest", FERRY, SEED, "-o", "out.jsonl", "--engine", "offline")
    assert again.exit_code == 0
    assert "2 were done before" in again.stderr


def test_standard_input_is_a_stream_of_rows(folder: Path) -> None:
    row = json.dumps({"id": "a", "body": Path(FERRY).read_text(encoding="utf-8")})
    done = nutgraf("ingest", "-", "--field", "text=body", "-o", "out.jsonl", "--engine", "offline", stdin=row)
    assert done.exit_code == 0, done.stderr
    assert [record.article.id for record in records_in(folder / "out.jsonl")] == ["a"]


def test_failures_are_lines_dead_letters_and_an_exit_code(folder: Path) -> None:
    write_jsonl(folder / "news.jsonl", [story(1), story(2), story(3)])
    with (folder / "news.jsonl").open("a", encoding="utf-8") as file:
        file.write("no row\n")
    words = ("news.jsonl", "-o", "out.jsonl", "--engine", "offline")
    done = nutgraf("ingest", *words)
    assert done.exit_code == 5
    assert "news.jsonl:4 is not JSON" in done.stderr
    (letter,) = (folder / "out.jsonl.failed.jsonl").read_text(encoding="utf-8").splitlines()
    assert json.loads(letter)["where"] == "news.jsonl:4"
    assert nutgraf("ingest", *words, "--max-failed", "1").exit_code == 0


def test_retry_failed_needs_no_source(folder: Path) -> None:
    write_jsonl(folder / "news.jsonl", [story(1), story(2)])
    with FakeOpenAI() as server:
        engine = ("--engine", "openai", "--base-url", server.base_url, "--model", "fake", "-o", "out.jsonl", "--jobs", "1")
        server.script(error(400, "no"), lambda request: Reply(completion(full_draft(), request.mode)))
        assert nutgraf("ingest", "news.jsonl", *engine).exit_code == 5
        server.always(lambda request: Reply(completion(full_draft(), request.mode)))
        done = nutgraf("ingest", "--retry-failed", *engine)
        assert done.exit_code == 0, done.stderr
        assert "1 done" in done.stderr
        assert len(server.chats) == 3
    assert not (folder / "out.jsonl.failed.jsonl").exists()
    assert len(records_in(folder / "out.jsonl")) == 2


def test_nothing_that_can_be_read_is_3_and_an_engine_that_always_fails_is_4(folder: Path) -> None:
    assert nutgraf("ingest", "none.jsonl", "-o", "out.jsonl", "--engine", "offline").exit_code == 3
    write_jsonl(folder / "news.jsonl", [story(1), story(2)])
    with FakeOpenAI() as server:
        server.always(error(401, "bad key"))
        done = nutgraf("ingest", "news.jsonl", "-o", "b.jsonl", "--engine", "openai", "--base-url", server.base_url, "--model", "fake")
    assert done.exit_code == 4


@pytest.mark.parametrize(
    ("words", "message"),
    [
        pytest.param(("news.jsonl", "-o", "out.jsonl"), "engine must be named", id="no-engine"),
        pytest.param(("news.jsonl", "--engine", "offline"), "No sink was given", id="no-sink"),
        pytest.param(("-o", "out.jsonl", "--engine", "offline"), "No source was given", id="no-source"),
        pytest.param(("news.jsonl", "-o", "out.csv", "--engine", "offline"), "no sink for that name", id="unknown-sink"),
        pytest.param(("news.jsonl", "-o", "none/out.jsonl", "--engine", "offline"), "does not exist", id="no-folder"),
        pytest.param(("news.jsonl", "-o", "out.jsonl", "--engine", "offline", "--field", "text"), "is not NAME=PATH", id="field"),
        pytest.param(("news.csv", "-o", "out.jsonl", "--engine", "offline"), "cannot be told from its name", id="unknown-form"),
    ],
)
def test_configuration_errors_exit_2_in_one_line(folder: Path, words: tuple[str, ...], message: str) -> None:
    done = nutgraf("ingest", *words)
    assert done.exit_code == 2
    assert message in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_json_logs_are_an_object_per_line(folder: Path) -> None:
    write_jsonl(folder / "news.jsonl", [story(1, published_at=None)])
    with (folder / "news.jsonl").open("a", encoding="utf-8") as file:
        file.write('no row\n{"text": "One ferry sank.", "published_at": "soon"}\n')
    done = nutgraf("ingest", "news.jsonl", "-o", "out.jsonl", "--engine", "offline", "--log-format", "json")
    events = [json.loads(line) for line in done.stderr.splitlines()]
    assert sorted(event["event"] for event in events) == ["done", "done", "end", "log", "unread"]
    end = events[-1]
    assert (end["done"], end["unread"], end["errors"]) == (2, 1, {"BadRecord": 1})


def test_forget_removes_an_article_and_its_copies_everywhere(folder: Path) -> None:
    text = Path(FERRY).read_text(encoding="utf-8")
    write_jsonl(folder / "news.jsonl", [story(1, text=text), story(2, text=text), story(3, text=f"{text}\nIt is over.")])
    assert nutgraf("ingest", "news.jsonl", "-o", "out.jsonl", "--engine", "offline", "--jobs", "1").exit_code == 0
    done = nutgraf("forget", "story-1", "-o", "out.jsonl")
    assert done.exit_code == 0, done.stderr
    assert "2 articles removed (1 of them copies)" in done.stderr
    assert [record.article.id for record in records_in(folder / "out.jsonl")] == ["story-3"]
    assert b"story-1" not in (folder / "out.jsonl.ledger").read_bytes()
    assert nutgraf("forget", "story-1", "-o", "out.jsonl").exit_code == 3


def test_a_model_that_is_not_named_is_the_endpoints_only_one_and_another_one_makes_stale(folder: Path) -> None:
    write_jsonl(folder / "news.jsonl", [story(1)])
    words = ("ingest", "news.jsonl", "-o", "out.jsonl", "--engine", "openai")
    for model, said in (("one", "1 done"), ("two", "1 are stale")):
        with FakeOpenAI(models=(model,)) as server:
            server.always(lambda request: Reply(completion(full_draft(), request.mode)))
            done = nutgraf(*words, "--base-url", server.base_url)
            assert done.exit_code == 0, done.stderr
            assert said in done.stderr


def test_a_busy_endpoint_gets_fewer_requests_at_once(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_jsonl(folder / "news.jsonl", [story(number) for number in range(80)])

    def refusals(sink: str) -> int:
        refused = 0
        with FakeOpenAI() as server:

            def reply(request: Request) -> Reply:
                nonlocal refused
                if server._in_flight > 4:
                    refused += 1
                    return error(429, "slow down", headers={"retry-after-ms": "50"})
                return Reply(completion(full_draft(), request.mode), delay_s=0.1)

            server.always(reply)
            words = ("ingest", "news.jsonl", "-o", sink, "--engine", "openai", "--base-url", server.base_url, "--model", "fake")
            done = nutgraf(*words, "--jobs", "32")
            assert done.exit_code == 0, done.stderr
        assert len(records_in(folder / sink)) == 80
        return refused

    adapting = refusals("adapting.jsonl")
    monkeypatch.setattr("pipeline.ingest.limits.Slots.is_busy", lambda _: None)
    stubborn = refusals("stubborn.jsonl")
    assert adapting < 0.8 * stubborn, (adapting, stubborn)


class Running:
    """The command as a process of its own, against an endpoint that takes its time."""

    def __init__(self, folder: Path, server: FakeOpenAI, articles: int) -> None:
        write_jsonl(folder / "news.jsonl", [story(number) for number in range(articles)])
        words = ["ingest", "news.jsonl", "-o", "out.jsonl", "--engine", "openai", "--base-url", server.base_url, "--model", "fake"]
        self.process = subprocess.Popen(
            [str(NUTGRAF), *words, "--jobs", "4"], cwd=folder, env=clean_environment(), stderr=subprocess.PIPE, text=True
        )
        deadline = time.monotonic() + 60
        while len(server.chats) < 6 and time.monotonic() < deadline:
            time.sleep(0.01)

    def interrupt(self) -> None:
        os.kill(self.process.pid, signal.SIGINT)

    def end(self) -> tuple[int, str]:
        said = self.process.communicate(timeout=60)[1]
        return self.process.returncode, said


def test_the_first_interrupt_finishes_what_is_in_flight(folder: Path) -> None:
    with FakeOpenAI() as server:
        server.always(lambda request: Reply(completion(full_draft(), request.mode), delay_s=0.2))
        running = Running(folder, server, 200)
        running.interrupt()
        code, said = running.end()
        assert code == 130, said
        assert "in flight are finished first" in said
        assert len(records_in(folder / "out.jsonl")) == len(server.chats) < 200


def test_the_second_interrupt_aborts_and_loses_nothing_that_was_finished(folder: Path) -> None:
    with FakeOpenAI() as server:
        # The first five answer at once, the others hardly ever.
        server.always(lambda request: Reply(completion(full_draft(), request.mode), delay_s=0.0 if len(server.chats) <= 5 else 60.0))
        running = Running(folder, server, 20)
        deadline = time.monotonic() + 60
        while len((folder / "out.jsonl").read_text(encoding="utf-8").splitlines()) < 5 and time.monotonic() < deadline:
            time.sleep(0.05)
        running.interrupt()
        time.sleep(0.3)
        running.interrupt()
        code, said = running.end()
        assert code == 130, said
        assert "aborted" in said
        server.always(lambda request: Reply(completion(full_draft(), request.mode)))
        before = len(server.chats)
        engine = ("--engine", "openai", "--base-url", server.base_url, "--model", "fake")
        assert nutgraf("ingest", "news.jsonl", "-o", "out.jsonl", *engine).exit_code == 0
        assert len(server.chats) - before == 15
    assert len({record.article.id for record in records_in(folder / "out.jsonl")}) == len(records_in(folder / "out.jsonl")) == 20


@pytest.mark.parametrize("kind", ["jsonl", "sqlite", "parquet", "postgres"])
def test_killed_at_any_moment_every_article_has_one_summary_in_the_end(folder: Path, kind: str) -> None:
    kill_and_resume(folder, fresh_database() if kind == "postgres" else f"out.{kind}")


def test_killed_with_its_processes_too(folder: Path) -> None:
    kill_and_resume(folder, "out.jsonl", processes=2)


def test_forget_reaches_the_kept_answers(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NUTGRAF_CACHE_DIR", "answers")
    write_jsonl(folder / "news.jsonl", [story(1), story(2)])
    with FakeOpenAI() as server:
        server.always(lambda request: Reply(completion(full_draft(), request.mode)))
        engine = ("--engine", "openai", "--base-url", server.base_url, "--model", "fake", "-o", "out.jsonl")
        assert nutgraf("ingest", "news.jsonl", *engine).exit_code == 0
        # An earlier text of the same article was asked about too.
        write_jsonl(folder / "news.jsonl", [story(1, text=f"{story(1).text}\nIt is over."), story(2)])
        assert nutgraf("ingest", "news.jsonl", *engine, "--refresh").exit_code == 0
    assert len(list((folder / "answers").rglob("*.json"))) == 3
    done = nutgraf("forget", "story-1", "-o", "out.jsonl")
    assert done.exit_code == 0, done.stderr
    assert "2 kept answers" in done.stderr
    assert len(list((folder / "answers").rglob("*.json"))) == 1


def test_progress_says_how_long_it_takes_and_how_busy_the_endpoint_is(folder: Path) -> None:
    write_jsonl(folder / "news.jsonl", [story(number) for number in range(4)])
    with FakeOpenAI() as server:
        server.script(error(429, "slow down", headers={"retry-after-ms": "10"}), error(500, "oops", headers={"retry-after-ms": "10"}))
        server.always(lambda request: Reply(completion(full_draft(), request.mode), delay_s=0.6))
        engine = ("--engine", "openai", "--base-url", server.base_url, "--model", "fake", "-o", "out.jsonl", "--jobs", "1")
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(ingest_log.JsonLog, "_EVERY_S", 0.1)
            done = nutgraf("ingest", "news.jsonl", *engine, "--log-format", "json")
    assert done.exit_code == 0, done.stderr
    told = [json.loads(line) for line in done.stderr.splitlines()]
    left = [line["left_s"] for line in told if line["event"] == "progress" and line["left_s"] is not None]
    assert left
    assert left[0] > left[-1] > 0
    assert (told[-1]["retries"], told[-1]["busy"]) == (2, 1)
