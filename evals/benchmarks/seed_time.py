"""Where the time of `summarize SEED` goes: imports, loading the model, reading, drafting, grounding; medians over fresh processes.

    python evals/benchmarks/seed_time.py [RUNS]

Times are wall seconds. "second" is the same article again in the same process, with everything loaded.
"""

import json
import statistics
import subprocess
import sys
from pathlib import Path

SEED = Path(__file__).parents[2] / "seeds" / "000_0403de12a7c841bc.txt"

_PROBE = """
import asyncio, json, sys, time
times = {}
def lap(name, since):
    now = time.perf_counter()
    times[name] = now - since
    return now
at = start = time.perf_counter()
from pipeline.article import Article
from pipeline.budget import Budget
from pipeline.grounding import ground
from pipeline.reading import read
from pipeline.engines.offline import OfflineEngine
from pipeline.engines.offline.syntax.parse import _pipeline
import pipeline.views.text, rich.console
at = lap("imports", at)
_pipeline()
at = lap("load spaCy and model", at)
article = Article(text=open(sys.argv[1], newline="", encoding="utf-8").read())
engine = OfflineEngine()
def work(suffix):
    at = begun = time.perf_counter()
    reading = read(article)
    at = lap("read" + suffix, at)
    answer = asyncio.run(engine.draft(reading, Budget()))
    at = lap("draft" + suffix, at)
    ground(reading, answer.draft)
    lap("ground" + suffix, at)
    lap("work" + suffix, begun)
work("")
lap("whole", start)
work(", second")
print(json.dumps(times))
"""


def main(runs: int) -> None:
    """Measures and prints."""
    command = [sys.executable, "-c", _PROBE, str(SEED)]
    laps = [json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout) for _ in range(runs)]
    for name in laps[0]:
        print(f"{name:24}{statistics.median(lap[name] for lap in laps):8.3f} s")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5)
