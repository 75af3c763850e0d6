"""Kills `nutgraf ingest` at random moments, runs it again, and looks at what came of it."""

import collections
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

from pipeline.ingest.sinks import open_sink
from pipeline.ingest.workers import FEW
from tests.drafts import full_draft
from tests.fakes.openai_server import FakeOpenAI, Reply, Request, completion
from tests.pipeline.ingest.stories import number_in, story, write_jsonl

NUTGRAF = Path(sys.executable).with_name("nutgraf")
JOBS = 8
# `make soak` asks for 50.
KILLS = int(os.environ.get("NUTGRAF_TEST_KILLS", "3"))
# Articles of a run that a kill leaves behind, about.
_EACH = 20


def clean_environment() -> dict[str, str]:
    """The environment without settings of the developer's machine."""
    return {name: value for name, value in os.environ.items() if not name.startswith(("NUTGRAF_", "OPENAI_"))}


class Endpoint:
    """A fake endpoint that answers for stories, each after a random time, and counts who was paid for."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)
        self.paid: collections.Counter[int] = collections.Counter()

    def __call__(self, request: Request) -> Reply:
        self.paid[number_in(request.body["messages"][-1]["content"])] += 1
        return Reply(completion(full_draft(), request.mode), delay_s=self._random.uniform(0.005, 0.05))


def kill_and_resume(folder: Path, target: str, *, kills: int = KILLS, seed: int = 1, processes: int = 1) -> None:
    """AssertionError where an article is lost, is there twice, or was paid for more often than it was in flight."""
    # With processes every run has to get past the articles that it does alone.
    alone = FEW + JOBS if processes > 1 else 0
    articles = (alone + _EACH) * (kills + 1)  # enough that work is left at every kill
    source = write_jsonl(folder / "news.jsonl", (story(number) for number in range(articles)))
    endpoint, chance = Endpoint(seed), random.Random(seed)
    at_work = 0
    with FakeOpenAI() as server:
        server.always(endpoint)
        words = [NUTGRAF, "ingest", source, "-o", target, "--engine", "openai", "--base-url", server.base_url, "--model", "fake"]
        words += ["--jobs", str(JOBS), "--ledger", folder / "run.ledger", "--processes", str(processes)]
        for kill in range(kills):
            rest = articles - len(endpoint.paid)
            # One kill in five comes while the program starts, the others somewhere in what is left.
            wanted = endpoint.paid.total() + (0 if kill % 5 == 4 else alone + chance.randint(1, max(1, rest // (kills - kill + 1) - alone)))
            with subprocess.Popen([str(word) for word in words], cwd=folder, env=clean_environment(), stderr=subprocess.PIPE) as process:
                deadline = time.monotonic() + 60
                while endpoint.paid.total() < wanted and process.poll() is None and time.monotonic() < deadline:
                    time.sleep(0.002)
                time.sleep(chance.uniform(0, 0.1))
                at_work += endpoint.paid.total() >= max(wanted, 1) and kill % 5 != 4 and process.poll() is None
                process.send_signal(signal.SIGKILL)
        done = subprocess.run(
            [str(word) for word in words], cwd=folder, env=clean_environment(), capture_output=True, text=True, timeout=120, check=False
        )
        assert done.returncode == 0, done.stderr
    sink = open_sink(target)
    try:
        held = [known.id for known in sink.known()]
    finally:
        sink.close()
    assert sorted(held) == sorted(f"story-{number}" for number in range(articles))
    assert at_work >= kills // 2, f"only {at_work} of {kills} kills came while articles were in flight"
    again = endpoint.paid.total() - articles
    assert again <= kills * JOBS, f"{again} articles were paid twice after {kills} kills with {JOBS} in flight"
