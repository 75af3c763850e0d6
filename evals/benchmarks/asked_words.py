"""Fits the weights by which the offline engine tells what words a reader would ask with, and writes them into its lexicon.

    python evals/benchmarks/asked_words.py [GOLD ...]     (default: seed, dev and what is to learn from of whole and partial)

A word around the passage of a question of the engine is one case, where gold has a question of the same kind on the passage: the cues that
`engines.offline.questions.asked_words` sees in it, and as the answer whether that question has the word. A logistic regression with a ridge
penalty. What is printed is measured out of the sample, by leaving a tenth of the articles out in turn: the average precision of words.
What the contexts that are chosen by them are worth is the score of open questions. GOLD is as for `open_ends.py`.
"""

import sys
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from evals.benchmarks.regression import average_precision, left_out, logistic, table, write_weights
from evals.benchmarks.seen import seen_in
from evals.benchmarks.topics import WHOLE, golds_of
from evals.gold_types import Gold
from evals.spans import common
from pipeline.engines.offline.questions import raised
from pipeline.engines.offline.questions.asked_words import Surroundings
from pipeline.words import content_stems

PENALTY = 3.0
# In how many cases a cue must be seen to count.
RAREST = 15


@dataclass(frozen=True)
class Case:
    """A word around a passage: of which article, with which cues, and whether a reader asked with it."""

    article: str
    seen: dict[str, float]
    asked: bool


def cases_of(gold: Gold) -> list[Case]:
    """The words around the questions of an article that gold asks too."""
    with seen_in(gold) as seen:
        found, _ = raised(seen.reading, seen.parsed, seen.speeches, seen.made, seen.names, seen.measured, seen.topic)
        around = Surroundings(seen.parsed, seen.reading.headline_text, seen.topic)
        asked_with = [around.word_cues(question) for question in found]
        sentences = {sentence.id: seen.reading.span_of(sentence.sentence) for sentence in seen.parsed}
    cases: list[Case] = []
    for question, words in zip(found, asked_with, strict=True):
        passage = [sentences[number] for number in question.sentences]
        same = [other for other in gold.open_questions if other.kind == question.kind and common(passage, other.evidence)]
        asked = {word for other in same for word in content_stems(other.question)}
        cases.extend(Case(gold.name, dict.fromkeys(sorted(cues), 1.0), word in asked) for word, cues in words.items() if same)
    return cases


def fit(cases: Sequence[Case]) -> tuple[list[str], np.ndarray[Any, Any]]:
    """The cues that count, and their weights."""
    counts = Counter(cue for case in cases for cue in case.seen)
    names = sorted(cue for cue, count in counts.items() if count >= RAREST)
    answers = np.array([case.asked for case in cases], float)
    return names, logistic(table([case.seen for case in cases], names), answers, names, PENALTY)


def main(places: Sequence[Path]) -> None:
    """Fits, prints what the model is worth out of the sample, and writes the weights."""
    with ProcessPoolExecutor() as pool:
        cases = [case for found in pool.map(cases_of, golds_of(places), chunksize=4) for case in found]
    pulls = np.zeros(len(cases))
    for learnt, held in left_out([case.article for case in cases]):
        names, weights = fit([cases[place] for place in learnt])
        pulls[held] = table([cases[place].seen for place in held], names) @ weights
    asked = np.array([case.asked for case in cases])
    precision, by_chance = average_precision(asked, pulls), asked.mean()
    articles = len({case.article for case in cases})
    print(f"{articles} articles, {len(cases)} words; out of the sample: average precision {precision:.2f} (by chance {by_chance:.2f})")
    write_weights("asked_words", {name: (worth,) for name, worth in zip(*fit(cases), strict=True)})


if __name__ == "__main__":
    main([Path(place) for place in sys.argv[1:]] or WHOLE)
