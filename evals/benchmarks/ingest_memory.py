"""Memory of a long `ingest` run against a server that answers at once.

    python evals/benchmarks/ingest_memory.py [ARTICLES]

Every article has words of its own, so that whatever keeps what it has seen grows. Printed: resident megabytes after so many articles.
"""

import json
import multiprocessing
import os
import sys
import tempfile
from functools import partial
from pathlib import Path
from typing import Any

from evals.benchmarks.ingest_throughput import SEED, completion
from evals.benchmarks.model_cpu import answer_for, serve
from pipeline.article import Article
from pipeline.ingest.flow import Event, Options
from pipeline.ingest.job import ingest
from pipeline.reading import read
from pipeline.settings import Settings

IN_FLIGHT, PROCESSES = 32, 2


def resident_mb() -> float:
    """Resident memory of this process and of those that summarize, now. Pages that they share count for each."""
    workers = [child.pid for child in multiprocessing.active_children() if child.name == "nutgraf-worker"]
    return sum(int(Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1]) for pid in (os.getpid(), *workers)) * 4096 / 1e6


def main(articles: int) -> None:
    """Writes the source, runs, and prints a line now and then."""
    text = SEED.read_bytes().decode("utf-8")
    answer = json.dumps(completion(json.dumps(answer_for(read(Article(text=text)))))).encode()
    ports: Any = multiprocessing.Queue()
    server = multiprocessing.Process(target=serve, args=(answer, ports), daemon=True)
    server.start()
    port = ports.get()
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "news.jsonl"
        with source.open("w", encoding="utf-8") as file:
            for number in range(articles):
                own = " ".join(f"word{number}x{place}" for place in range(20))
                file.write(json.dumps({"id": str(number), "text": f"{text}\n\nThe story has {own} in it.\n"}) + "\n")
        settings = Settings(engine="openai", base_url=f"http://127.0.0.1:{port}/v1", model="m")
        done: list[int] = []
        try:
            ingest(
                [str(source)],
                str(Path(folder) / "out.jsonl"),
                settings,
                options=Options(jobs=IN_FLIGHT, processes=PROCESSES),
                listen=partial(_told, done, articles),
            )
        finally:
            server.terminate()


def _told(done: list[int], articles: int, event: Event) -> None:
    done.append(1)
    if len(done) in (200, 1_000, 2_500, 5_000) or len(done) % max(1, articles // 8) == 0:
        print(f"{len(done):8} articles  {resident_mb():7.1f} MB", flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
