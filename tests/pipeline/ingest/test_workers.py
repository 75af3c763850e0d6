"""Processes that summarize: the same outcomes as here, errors and retries told, and what happens when one of them, or its parent, dies."""

import asyncio
import multiprocessing
import os
import signal
import subprocess
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest

from pipeline.engines import make_engine
from pipeline.errors import EndpointRefused, EngineError
from pipeline.ingest.workers import Workers, default_processes
from pipeline.settings import Settings
from pipeline.summarizer import Outcome
from tests.drafts import full_draft
from tests.end_to_end.ingest_kills import NUTGRAF, clean_environment
from tests.fakes.openai_server import FakeOpenAI, Reply, completion, error
from tests.pipeline.ingest.stories import story, write_jsonl


def settings_for(server: FakeOpenAI, **more: Any) -> Settings:
    return Settings(engine="openai", base_url=server.base_url, model="fake", **more)


def work(settings: Settings, job: Callable[[Workers], Awaitable[Any]], processes: int = 2) -> Any:
    async def run() -> Any:
        async with Workers(settings, make_engine(settings), processes, few=0) as workers:
            return await job(workers)

    try:
        return asyncio.run(run())
    finally:
        assert not multiprocessing.active_children()


def plain(outcome: Outcome) -> Any:
    assert outcome.summary, outcome.error
    return outcome.summary.model_dump(exclude={"provenance": {"created_at", "elapsed_s"}}), outcome.usage, outcome.article


def test_processes_give_what_this_one_gives() -> None:
    with FakeOpenAI() as server:
        server.always(lambda request: Reply(completion(full_draft(), request.mode)))
        articles = [story(number, title="Ferries, again") for number in range(6)]

        async def all_of_them(workers: Workers) -> list[Outcome]:
            return await asyncio.gather(*map(workers.outcome, articles))

        here = work(settings_for(server), all_of_them, processes=1)
        there = work(settings_for(server), all_of_them)
    assert list(map(plain, there)) == list(map(plain, here))


def test_the_first_articles_start_no_process() -> None:
    with FakeOpenAI() as server:
        server.always(lambda request: Reply(completion(full_draft(), request.mode)))
        settings = settings_for(server)

        async def run() -> list[int]:
            async with Workers(settings, make_engine(settings), 2, few=2) as workers:
                return [len(multiprocessing.active_children()) for number in range(3) if await workers.outcome(story(number))]

        assert asyncio.run(run()) == [0, 0, 2]


def test_errors_and_retries_come_over_as_they_are() -> None:
    told: list[bool] = []
    with FakeOpenAI() as server:
        server.script(error(429, "slow down", headers={"retry-after-ms": "1"}), error(401, "no"))

        async def one(workers: Workers) -> Outcome:
            workers.on_retry(told.append)
            return await workers.outcome(story(1))

        outcome = work(settings_for(server), one)
    assert type(outcome.error) is EndpointRefused
    assert "OPENAI_API_KEY" in outcome.error.remedy
    assert outcome.usage.requests == 2
    assert told == [True]


def kill_all() -> None:
    for process in multiprocessing.active_children():
        assert process.pid
        os.kill(process.pid, signal.SIGKILL)
        process.join()


def test_what_a_process_had_in_flight_when_it_died_is_begun_again_once() -> None:
    with FakeOpenAI() as server:
        server.script(*[Reply(delay_s=60)] * 3)
        server.always(lambda request: Reply(completion(full_draft(), request.mode)))

        async def run(workers: Workers) -> list[Outcome]:
            once = asyncio.create_task(workers.outcome(story(1)))
            await asyncio.to_thread(wait_until, lambda: len(server.chats) == 1)
            twice = asyncio.create_task(workers.outcome(story(2)))
            await asyncio.to_thread(wait_until, lambda: len(server.chats) == 2)
            server.script(Reply(delay_s=60))
            kill_all()
            await asyncio.to_thread(wait_until, lambda: len(server.chats) == 4)
            kill_all()
            return [await once, await twice, await workers.outcome(story(3))]

        outcomes = work(settings_for(server), run)
    assert [type(outcome.error) for outcome in outcomes] == [EngineError, EngineError, type(None)]
    assert "ended before it was done" in str(outcomes[0].error)
    assert outcomes[2].summary


def test_an_article_outlives_its_process() -> None:
    with FakeOpenAI() as server:
        server.script(Reply(delay_s=60))
        server.always(lambda request: Reply(completion(full_draft(), request.mode)))

        async def run(workers: Workers) -> Outcome:
            task = asyncio.create_task(workers.outcome(story(1)))
            await asyncio.to_thread(wait_until, lambda: len(server.chats) == 1)
            kill_all()
            return await task

        assert work(settings_for(server), run).summary


def test_who_leaves_while_articles_are_in_flight_does_not_wait_for_them() -> None:
    with FakeOpenAI() as server:
        server.always(Reply(delay_s=60))

        async def leave(workers: Workers) -> None:
            task = asyncio.create_task(workers.outcome(story(1)))
            await asyncio.to_thread(wait_until, lambda: len(server.chats) > 0)
            task.cancel()

        began = time.monotonic()
        work(settings_for(server), leave)
    assert time.monotonic() - began < 30


def test_the_offline_engine_works_in_processes_too_but_with_word_lists_in_its_own(tmp_path: Path) -> None:
    async def one(workers: Workers) -> tuple[Outcome, int]:
        return await workers.outcome(story(1)), len(multiprocessing.active_children())

    outcome, processes = work(Settings(engine="offline"), one)
    assert outcome.summary and outcome.summary.claims
    assert processes == 2
    outcome, processes = work(Settings(engine="offline", word_lists=tmp_path), one)
    assert outcome.summary and outcome.summary.claims
    assert processes == 1  # the engine's own


@pytest.mark.parametrize(
    ("engine", "jobs", "cores", "processes"),
    [
        pytest.param("offline", 8, 8, 8, id="rules-need-a-core-each"),
        pytest.param("offline", 2, 8, 2, id="no-more-than-articles"),
        pytest.param("openai", 16, 8, 1, id="one-serves-many-requests"),
        pytest.param("openai", 256, 8, 4, id="until-there-are-very-many"),
        pytest.param("openai", 4096, 8, 8, id="no-more-than-cores"),
        pytest.param("llama", 256, 8, 1, id="an-embedded-model-is-not-loaded-twice"),
    ],
)
def test_processes_where_nobody_says(engine: str, jobs: int, cores: int, processes: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "cpu_count", lambda: cores)
    assert default_processes(Settings(engine=engine), jobs) == processes


def test_processes_end_with_a_parent_that_is_killed(tmp_path: Path) -> None:
    write_jsonl(tmp_path / "news.jsonl", [story(number) for number in range(200)])
    with FakeOpenAI() as server:
        server.always(lambda request: Reply(completion(full_draft(), request.mode), delay_s=0.0 if len(server.chats) <= 36 else 60.0))
        words = ["ingest", "news.jsonl", "-o", "out.jsonl", "--engine", "openai", "--base-url", server.base_url, "--model", "fake"]
        words += ["--jobs", "8", "--processes", "2"]
        process = subprocess.Popen([str(NUTGRAF), *words], cwd=tmp_path, env=clean_environment(), stderr=subprocess.DEVNULL)
        wait_until(lambda: len(server.chats) > 36)
        # The third is multiprocessing's resource tracker.
        children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text(encoding="ascii").split()
        assert len(children) >= 2
        process.kill()
        process.wait()
        wait_until(lambda: not any(is_running(int(child)) for child in children))


@pytest.mark.parametrize("chats", [pytest.param(33, id="while-they-start"), pytest.param(60, id="at-work")])
def test_an_interrupt_of_the_group_finishes_what_is_in_flight(tmp_path: Path, chats: int) -> None:
    write_jsonl(tmp_path / "news.jsonl", [story(number) for number in range(400)])
    with FakeOpenAI() as server:
        server.always(lambda request: Reply(completion(full_draft(), request.mode), delay_s=0.05))
        words = ["ingest", "news.jsonl", "-o", "out.jsonl", "--engine", "openai", "--base-url", server.base_url, "--model", "fake"]
        words += ["--jobs", "8", "--processes", "2"]
        process = subprocess.Popen(
            [str(NUTGRAF), *words], cwd=tmp_path, env=clean_environment(), stderr=subprocess.PIPE, text=True, start_new_session=True
        )
        wait_until(lambda: len(server.chats) >= min(chats, 32))
        if chats > 32:
            wait_until(lambda: len(Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text(encoding="ascii").split()) >= 2)
        wait_until(lambda: len(server.chats) >= chats or chats == 33)
        os.killpg(process.pid, signal.SIGINT)
        said = process.communicate(timeout=60)[1]
        assert process.returncode == 130, said
        assert "Traceback" not in said
        assert len((tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()) == len(server.chats) < 400


def wait_until(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 60
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def is_running(pid: int) -> bool:
    """Whether a process is there and no zombie."""
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False
