"""Fits the weights by which the offline engine tells that a sentence leaves something open, and writes them into its lexicon.

    python evals/benchmarks/open_ends.py [GOLD ...]     (default: seed, dev and what is to learn from of whole and partial)

A sentence of an article is one case: the cues that `engines.offline.questions.open_ends` sees in it, and as the answer, for each kind,
whether it is evidence of an open question of gold. Each kind has a logistic regression with a ridge penalty. What is printed is measured
out of the sample, by leaving a tenth of the articles out in turn: average precision for each kind, of the model and of the sentences that
rules find (their precision and recall). GOLD is a folder of gold, or a file of JSON lines as `python -m evals export` writes it.
"""

import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from evals.benchmarks.regression import ALWAYS, average_precision, left_out, logistic, table, write_weights
from evals.benchmarks.seen import seen_in
from evals.benchmarks.topics import WHOLE, golds_of
from evals.gold_types import Gold
from evals.spans import common
from pipeline import Span
from pipeline.engines.offline.questions import ruled
from pipeline.engines.offline.questions.open_ends import KINDS, cues

PENALTY = 10.0
# In how many sentences a word must stand to count.
RAREST = 15


@dataclass(frozen=True)
class Case:
    """A sentence: of which article, with which cues, and whether it is evidence of a question of each kind."""

    article: str
    seen: Mapping[str, float]
    opens: tuple[bool, ...]


def cases_of(gold: Gold) -> list[Case]:
    """The sentences of an article."""
    with seen_in(gold) as seen:
        found = ruled(seen.reading, seen.parsed, seen.speeches, seen.made, seen.names, seen.measured, seen.topic)
        counts = list(cues(seen.parsed, seen.speeches, found))
        spans = [Span(start=one.sentence.start, end=one.sentence.end, quote=one.text) for one in seen.parsed]
    return [
        Case(gold.name, counted, tuple(_opens(gold, span, kind) for kind in KINDS)) for counted, span in zip(counts, spans, strict=True)
    ]


def _opens(gold: Gold, span: Span, kind: str) -> bool:
    return any(question.kind == kind and common(question.evidence, [span]) for question in gold.open_questions)


def fit(cases: Sequence[Case]) -> tuple[list[str], np.ndarray[Any, Any]]:
    """The cues that count, and their weights for each kind: an array of cues by kinds."""
    counts = Counter(name for case in cases for name in case.seen)
    names = sorted(name for name, count in counts.items() if count >= RAREST or name == ALWAYS)
    seen = table([case.seen for case in cases], names)
    answers = np.array([case.opens for case in cases])
    return names, np.stack([logistic(seen, answers[:, place], names, PENALTY) for place in range(len(KINDS))], axis=1)


def main(places: Sequence[Path]) -> None:
    """Fits, prints what the model is worth out of the sample, and writes the weights."""
    with ProcessPoolExecutor() as pool:
        cases = [case for found in pool.map(cases_of, golds_of(places), chunksize=4) for case in found]
    pulls = np.zeros((len(cases), len(KINDS)))
    for learnt, held in left_out([case.article for case in cases]):
        names, weights = fit([cases[place] for place in learnt])
        pulls[held] = table([cases[place].seen for place in held], names) @ weights
    print(f"{len({case.article for case in cases})} articles, {len(cases)} sentences; out of the sample:")
    for place, kind in enumerate(KINDS):
        opens = np.array([case.opens[place] for case in cases])
        by_rule = np.array([f"rule {kind} ends" in case.seen for case in cases])
        found = f"rules find {opens[by_rule].mean():.2f} right, {opens[by_rule].sum() / opens.sum():.2f} of all"
        print(f"  {kind}: {opens.sum()} sentences, average precision {average_precision(opens, pulls[:, place]):.2f}; {found}")
    write_weights("open_ends", dict(zip(*fit(cases), strict=True)))


if __name__ == "__main__":
    main([Path(place) for place in sys.argv[1:]] or WHOLE)
