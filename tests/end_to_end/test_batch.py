"""`nutgraf batch` as a user meets it: questions in files, batches of the scripted server, answers back, rounds, faults, resuming."""

import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from pipeline.cli.app import nutgraf_app
from tests.drafts import full_draft
from tests.fakes.openai_server import FakeOpenAI, Reply, Request, Script, completion, error
from tests.pipeline.ingest.stories import number_in, records_in, story, write_jsonl


def batch(*words: str | Path) -> Result:
    return CliRunner().invoke(nutgraf_app, ["batch", *map(str, words)])


def good(request: Request) -> Reply:
    return Reply(completion(full_draft(), request.mode))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    write_jsonl(tmp_path / "news.jsonl", [story(1), story(2), story(3)])
    return tmp_path


@pytest.fixture
def server() -> Iterator[FakeOpenAI]:
    with FakeOpenAI() as running:
        yield running.always(good)


def prepare(server: FakeOpenAI, *words: str) -> Result:
    done = batch("prepare", "news.jsonl", "-w", "work", "--model", "fake", "--base-url", server.base_url, *words)
    assert done.exit_code == 0, done.output
    return done


def run_batches(server: FakeOpenAI, **how: int) -> None:
    done = batch("submit", "-w", "work")
    assert done.exit_code == 0, done.output
    server.batches.finish(**how)


def lines(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_from_articles_to_summaries(folder: Path, server: FakeOpenAI) -> None:
    done = prepare(server)
    assert "3 articles, 3 requests to submit" in done.stderr
    assert server.requests == [], "prepare needs no network"
    rows = lines(folder / "work/requests-0001.jsonl")
    assert {(row["method"], row["url"]) for row in rows} == {("POST", "/v1/chat/completions")}
    assert len({row["custom_id"] for row in rows}) == 3

    assert batch("submit", "-w", "work").exit_code == 0
    waiting = batch("status", "-w", "work")
    assert waiting.exit_code == 5
    assert "in_progress" in waiting.stdout
    early = batch("collect", "-w", "work", "-o", "out.jsonl")
    assert early.exit_code == 0
    assert "3 wait for their batch" in early.stderr
    server.batches.finish()
    done = batch("collect", "-w", "work", "-o", "out.jsonl")
    assert done.exit_code == 0, done.output
    assert "3 done" in done.stderr
    records = records_in(folder / "out.jsonl")
    assert {record.article.id for record in records} == {"story-1", "story-2", "story-3"}
    for record in records:
        assert record.summary is not None
        assert record.summary.provenance.usage.input == 100
        assert all(record.text is not None and record.text[e.start : e.end] == e.quote for c in record.summary.claims for e in c.evidence)
    assert batch("status", "-w", "work").exit_code == 0

    again = batch("collect", "-w", "work", "-o", "out.jsonl")
    assert "3 were done before" in again.stderr
    assert "nothing to submit" in batch("submit", "-w", "work").stderr
    assert server.batches.created == 1
    assert server.chats == [], "all went through files"


def test_what_ingest_has_done_is_left_out(folder: Path, server: FakeOpenAI) -> None:
    engine = ("--engine", "openai", "--base-url", server.base_url, "--model", "fake")
    write_jsonl(folder / "first.jsonl", [story(1)])
    assert CliRunner().invoke(nutgraf_app, ["ingest", "first.jsonl", "-o", "out.jsonl", *engine]).exit_code == 0
    assert "2 articles, 2 requests" in prepare(server, "-o", "out.jsonl").stderr


def test_files_are_split_and_a_second_run_adds_only_what_is_new(folder: Path, server: FakeOpenAI) -> None:
    prepare(server, "--most-requests", "2")
    write_jsonl(folder / "news.jsonl", [story(number) for number in (1, 2, 3, 4)])
    assert "4 articles, 4 requests" in prepare(server, "--most-requests", "2").stderr
    assert [len(lines(folder / f"work/requests-000{number}.jsonl")) for number in (1, 2)] == [2, 2]
    run_batches(server)
    assert server.batches.created == 2


def test_half_a_line_of_a_killed_run_is_cut_off(folder: Path, server: FakeOpenAI) -> None:
    prepare(server)
    with (folder / "work/requests-0001.jsonl").open("a", encoding="utf-8") as file:
        file.write('{"custom_id": "hal')
    write_jsonl(folder / "news.jsonl", [story(number) for number in (1, 2, 3, 4)])
    prepare(server)
    assert len(lines(folder / "work/requests-0001.jsonl")) == 4


def test_a_batch_that_was_made_before_a_kill_is_not_made_again(folder: Path, server: FakeOpenAI) -> None:
    prepare(server)
    assert batch("submit", "-w", "work").exit_code == 0
    with sqlite3.connect(folder / "work/batch.sqlite") as db:
        db.execute("UPDATE files SET batch_id = NULL, file_id = NULL")
    db.close()
    assert "batch_1" in batch("submit", "-w", "work").stderr
    assert (server.batches.created, server.batches.uploads) == (1, 1)


def test_errors_go_to_dead_letters_and_are_asked_again(folder: Path, server: FakeOpenAI) -> None:
    def picky(request: Request) -> Reply:
        return error(400, "no ferries") if number_in(request.text) == 1 else good(request)

    server.always(picky)
    prepare(server)
    run_batches(server, expire=1)
    done = batch("collect", "-w", "work", "-o", "out.jsonl")
    assert done.exit_code == 5, done.output
    letters = {row["where"]: row["cause"] for row in lines(folder / "out.jsonl.failed.jsonl")}
    assert "no ferries" in str(letters["news.jsonl:1"])
    assert "could not be executed in time" in str(letters["news.jsonl:3"])
    server.always(good)
    again = batch("prepare", "-w", "work", "--retry-failed")
    assert "2 requests are asked again" in again.stderr
    run_batches(server)
    assert batch("collect", "-w", "work", "-o", "out.jsonl").exit_code == 0
    assert len(records_in(folder / "out.jsonl")) == 3
    assert not (folder / "out.jsonl.failed.jsonl").exists()


def test_a_batch_that_is_refused_whole_says_why(folder: Path, server: FakeOpenAI) -> None:
    prepare(server)
    assert batch("submit", "-w", "work").exit_code == 0
    server.batches.fail("Enqueued token limit reached.")
    assert "Enqueued token limit reached." in batch("status", "-w", "work").stdout
    assert batch("collect", "-w", "work", "-o", "out.jsonl").exit_code == 4
    assert {"Enqueued token limit reached." in str(row["cause"]) for row in lines(folder / "out.jsonl.failed.jsonl")} == {True}


def test_what_a_cancelled_batch_did_not_answer_is_a_dead_letter(folder: Path, server: FakeOpenAI) -> None:
    prepare(server)
    run_batches(server, cancel=1)
    assert "cancelled" in batch("status", "-w", "work").stdout
    assert batch("collect", "-w", "work", "-o", "out.jsonl").exit_code == 5
    assert {record.article.id for record in records_in(folder / "out.jsonl")} == {"story-1", "story-2"}
    (letter,) = lines(folder / "out.jsonl.failed.jsonl")
    assert "The batch is cancelled" in str(letter["cause"])


@pytest.mark.parametrize("status", [404, 500], ids=["a-fault-of-the-configuration", "a-fault-of-the-endpoint"])
def test_many_failures_in_a_row_keep_no_later_answer_back(folder: Path, server: FakeOpenAI, status: int) -> None:
    write_jsonl(folder / "news.jsonl", [story(number) for number in range(1, 31)])
    server.always(lambda request: error(status, "no such model") if 2 <= number_in(request.text) <= 29 else good(request))
    prepare(server)
    run_batches(server)
    assert batch("collect", "-w", "work", "-o", "out.jsonl").exit_code == 5
    assert {record.article.id for record in records_in(folder / "out.jsonl")} == {"story-1", "story-30"}
    assert len(lines(folder / "out.jsonl.failed.jsonl")) == 28


def copies_of_one(folder: Path) -> None:
    first = story(1)
    write_jsonl(folder / "news.jsonl", [first, first.model_copy(update={"id": "copy", "title": "The same elsewhere"}), story(2)])


def test_copies_are_asked_about_once(folder: Path, server: FakeOpenAI) -> None:
    copies_of_one(folder)
    assert "3 articles, 2 requests" in prepare(server).stderr
    waiting = batch("collect", "-w", "work", "-o", "out.jsonl")
    assert "3 wait for their batch" in waiting.stderr
    assert "further" not in waiting.stderr
    run_batches(server)
    assert batch("collect", "-w", "work", "-o", "out.jsonl").exit_code == 0
    records = {record.article.id: record for record in records_in(folder / "out.jsonl")}
    assert set(records) == {"story-1", "copy", "story-2"}
    assert records["copy"].duplicate_of == "story-1"


def forget(*words: str) -> Result:
    return CliRunner().invoke(nutgraf_app, ["forget", *words, "-o", "out.jsonl", "-w", "work"])


def everything_in(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in sorted(folder.iterdir()))


def test_what_is_forgotten_does_not_come_back(folder: Path, server: FakeOpenAI) -> None:
    prepare(server)
    run_batches(server)
    assert batch("collect", "-w", "work", "-o", "out.jsonl").exit_code == 0
    assert b"story-2" in everything_in(folder / "work")
    done = forget("story-2")
    assert done.exit_code == 0, done.output
    assert "1 articles of the batch work" in done.stderr
    assert batch("collect", "-w", "work", "-o", "out.jsonl").exit_code == 0
    assert {record.article.id for record in records_in(folder / "out.jsonl")} == {"story-1", "story-3"}
    left = everything_in(folder / "work")
    assert b"story-2" not in left
    assert b"has the number 2." not in left
    assert b"has the number 3." in left
    assert len(lines(folder / "work/requests-0001.jsonl")) == 2


def test_what_is_forgotten_before_it_is_submitted_is_never_sent(folder: Path, server: FakeOpenAI) -> None:
    prepare(server)
    assert forget("story-2").exit_code == 0
    assert forget("story-2").exit_code == 2, "there is no ledger yet, and nothing to forget"
    write_jsonl(folder / "news.jsonl", [story(1), story(3), story(4)])
    prepare(server)
    run_batches(server)
    assert batch("collect", "-w", "work", "-o", "out.jsonl").exit_code == 0
    assert {record.article.id for record in records_in(folder / "out.jsonl")} == {"story-1", "story-3", "story-4"}
    (content,) = (body for name, body in server.batches.files.items() if name == "file-1")
    assert content == (folder / "work/requests-0001.jsonl").read_bytes()
    assert content.count(b"\n") == 3
    assert b"has the number 2." not in content


def test_questions_that_others_answered_badly_go_into_a_new_file(folder: Path, server: FakeOpenAI) -> None:
    prepare(server)
    answers = []
    for number, row in enumerate(lines(folder / "work/requests-0001.jsonl")):
        reply = good(Request("POST", str(row["url"]), {}, b"", row["body"])) if number else error(500, "out of memory")
        answers.append({"custom_id": row["custom_id"], "response": {"status_code": reply.status, "body": json.loads(reply.payload)}})
    (folder / "answers.jsonl").write_text("".join(f"{json.dumps(answer)}\n" for answer in answers), encoding="utf-8")
    assert batch("collect", "-w", "work", "-o", "out.jsonl", "--results", "answers.jsonl").exit_code == 5
    assert "nothing to submit" in batch("submit", "-w", "work").stderr
    again = batch("prepare", "-w", "work", "--retry-failed")
    assert "1 requests are asked again" in again.stderr
    (row,) = lines(folder / "work/requests-0002.jsonl")
    assert row["custom_id"] == answers[0]["custom_id"]
    assert len(lines(folder / "work/requests-0001.jsonl")) == 3


def test_line_separators_in_an_answer_end_no_line_of_results(folder: Path, server: FakeOpenAI) -> None:
    draft = full_draft()
    odd = draft.model_copy(update={"gist": draft.gist.model_copy(update={"text": draft.gist.text.replace(" ", "\u2028", 1)})})
    server.always(lambda request: Reply(completion(odd, request.mode)))
    prepare(server)
    run_batches(server)
    done = batch("collect", "-w", "work", "-o", "out.jsonl")
    assert "3 answers taken, 0 failures" in done.stderr
    assert done.exit_code == 0, done.output


def test_corrections_are_the_next_round(folder: Path, server: FakeOpenAI) -> None:
    write_jsonl(folder / "news.jsonl", [story(1)])
    broken: Script = lambda request: Reply(completion("no JSON at all", request.mode))  # noqa: E731 - one reply
    server.script(broken, broken)
    prepare(server)
    run_batches(server)
    done = batch("collect", "-w", "work", "-o", "out.jsonl")
    assert done.exit_code == 0, done.output
    assert "1 further requests" in done.stderr
    run_batches(server)
    final = batch("collect", "-w", "work", "-o", "out.jsonl")
    assert final.exit_code == 4, final.output
    assert "was asked for again once" in final.stderr
    assert batch("prepare", "-w", "work", "--retry-failed").exit_code == 0


def test_final_asks_no_further_round(folder: Path, server: FakeOpenAI) -> None:
    draft = full_draft()
    # A sentence that is not there: grounding sends the claim back.
    wrong = draft.model_copy(update={"claims": (*draft.claims, draft.claims[0].model_copy(update={"statement": "It cost 999 dollars."}))})
    server.always(lambda request: Reply(completion(wrong, request.mode)))
    write_jsonl(folder / "news.jsonl", [story(1)])
    prepare(server)
    run_batches(server)
    waiting = batch("collect", "-w", "work", "-o", "out.jsonl")
    assert "1 wait for their batch" in waiting.stderr
    done = batch("collect", "-w", "work", "-o", "out.jsonl", "--final")
    assert done.exit_code == 0, done.output
    (record,) = records_in(folder / "out.jsonl")
    assert record.summary is not None
    assert any("999" in str(dropped.reason) for dropped in record.summary.dropped)


def test_windows_of_a_long_article_come_round_after_round(folder: Path, server: FakeOpenAI, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NUTGRAF_WINDOW_TOKENS", "200")
    long = story(1)
    paragraphs = "\n\n".join(
        f"The ferry number {number} left the old harbour of the town at dawn and came back at dusk." for number in range(60)
    )
    write_jsonl(folder / "news.jsonl", [long.model_copy(update={"text": f"{long.text}\n\n{paragraphs}"})])
    prepare(server)
    rounds = 0
    while not (folder / "out.jsonl").exists() or not records_in(folder / "out.jsonl"):
        run_batches(server)
        assert batch("collect", "-w", "work", "-o", "out.jsonl").exit_code == 0
        rounds += 1
        assert rounds < 30
    assert rounds > 2


def test_any_system_may_answer(folder: Path, server: FakeOpenAI) -> None:
    prepare(server)
    results = []
    for row in lines(folder / "work/requests-0001.jsonl"):
        reply = good(Request("POST", str(row["url"]), {}, b"", row["body"]))
        results.append({"custom_id": row["custom_id"], "response": {"status_code": 200, "body": reply.body}, "error": None})
    results.append({"custom_id": "somebody else's", "response": {"status_code": 200, "body": {}}, "error": None})
    text = "".join(f"{json.dumps(result)}\n" for result in results) + "no result\n"
    (folder / "answers.jsonl").write_text(text, encoding="utf-8")
    done = batch("collect", "-w", "work", "-o", "out.jsonl", "--results", "answers.jsonl")
    assert done.exit_code == 0, done.output
    assert "1 of other batches, 1 lines could not be read" in done.stderr
    assert "answers.jsonl, line 5" in done.stderr
    assert len(records_in(folder / "out.jsonl")) == 3
    assert server.requests == []


@pytest.mark.parametrize(
    ("words", "said"),
    [
        pytest.param(("submit", "-w", "none"), "is no folder of a batch", id="no-folder"),
        pytest.param(("prepare", "-w", "work", "--model", "fake"), "No source was given", id="no-source"),
        pytest.param(("prepare", "news.jsonl", "-w", "fresh"), "No model was named", id="no-model"),
        pytest.param(("prepare", "news.jsonl", "-w", "work", "--model", "other"), "other settings (base_url, model)", id="other-settings"),
        pytest.param(("collect", "-w", "work", "-o", "out.jsonl", "--results", "none.jsonl"), "none.jsonl cannot be read", id="no-results"),
    ],
)
def test_wrong_use_is_said_plainly(folder: Path, server: FakeOpenAI, words: tuple[str, ...], said: str) -> None:
    prepare(server)
    done = batch(*words)
    assert done.exit_code == 2
    assert said in done.stderr
