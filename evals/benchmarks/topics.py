"""Fits the weights by which the offline engine tells which issue an article is about, and writes them into its lexicon.

    python evals/benchmarks/topics.py [GOLD ...]     (default: seed, dev and what is to learn from of whole, partial and stance)

An article's candidates are those of `engines.offline.stance.topics`. A candidate is worth the share of the gold positions whose target
it names, by the scorer's threshold. The weights maximize the mean logarithm of what a candidate is worth that is drawn by them (softmax,
with a ridge penalty on cues scaled to unit variance), as in learning to rank by lists (Cao and others, 2007). What is printed is measured
out of the sample, by leaving a tenth of the articles out in turn: of how many positions the name found by rules, the name that weighs
most, the gold topic and the best candidate each name the target. GOLD is a folder of gold, or a file of JSON lines as
`python -m evals export` writes it.
"""

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
from scipy.optimize import minimize

from evals.benchmarks.regression import write_weights
from evals.exchange import import_lines
from evals.gold_files import load_folders
from evals.gold_types import Gold
from evals.thresholds import DEFAULT
from evals.words import content, dice
from pipeline import read
from pipeline.engines.offline.stance.issues import Issues
from pipeline.engines.offline.syntax.parse import parse, parsing

_GOLD = Path(__file__).parents[1] / "gold"
# Nothing is fitted to the other stories and articles, which measure.
_STORIES = ("p", "q", "s", "t", "v", "w", "x", *(f"g{name}" for name in "abcdef"), *(f"h{name}" for name in "abcdefgh"))
_UNREAD = {"i": "bh", "j": "dh", "k": "bg", "l": "bd"}
_ARTICLES = tuple(f"{wave}{name}" for wave, unread in _UNREAD.items() for name in "abcdefgh" if name not in unread)
_FILES = (_GOLD / folder / f"{name}.jsonl" for folder in ("whole", "partial") for name in _ARTICLES)
# Whole articles with all their positions and open questions, those of them with claims and figures too, and all with the stories.
WHOLE = (_GOLD / "seed", _GOLD / "dev", *(file for file in _FILES if file.exists()))
ANNOTATED = tuple(place for place in WHOLE if place.parent.name != "partial")
LEARN = (*WHOLE, *(_GOLD / "stance" / f"{name}.jsonl" for name in _STORIES))
PENALTY = 0.1
FOLDS = 10


@dataclass(frozen=True)
class Case:
    """An article: the cues of its candidates, and of how many positions each, and the gold topic, names the target."""

    name: str
    cues: list[dict[str, float]]
    named: np.ndarray[Any, Any]
    positions: int
    gold: int

    @property
    def ours(self) -> int:
        """Place of the candidate that the rules gave."""
        return next(place for place, counted in enumerate(self.cues) if counted["ours"])


def golds_of(places: Sequence[Path]) -> list[Gold]:
    """The gold of folders and of files of JSON lines."""
    found: list[Gold] = []
    for place in places:
        if place.is_dir():
            found += load_folders([place])
            continue
        with TemporaryDirectory() as folder:
            import_lines(place, Path(folder) / "gold")
            found += load_folders([Path(folder) / "gold"])
    return found


def case_of(gold: Gold) -> Case:
    """An article as a case."""
    reading = read(gold.article)
    with parsing():
        found = Issues(parse(reading), reading.text_of(reading.headline) if reading.headline else "").candidates
    named = np.array([_named(candidate.text, gold) for candidate, _ in found], float)
    return Case(gold.name, [dict(counted) for _, counted in found], named, len(gold.stance.positions), _named(gold.stance.topic, gold))


def _named(topic: str, gold: Gold) -> int:
    words = content(topic)
    targets = ((position.target, *position.target_aliases) for position in gold.stance.positions)
    return sum(max(dice(words, content(target)) for target in names) >= DEFAULT.target for names in targets)


def fit(cases: Sequence[Case], names: Sequence[str]) -> np.ndarray[Any, Any]:
    """Weights of the cues."""
    told = [case for case in cases if case.named.any()]
    tables = [_table(case, names) for case in told]
    spread = np.vstack(tables).std(axis=0)
    scale = np.where(spread > 0, spread, 1.0)
    scaled = [table / scale for table in tables]
    worth = [case.named / case.positions for case in told]

    def loss(weights: np.ndarray[Any, Any]) -> tuple[float, np.ndarray[Any, Any]]:
        value, slope = PENALTY / 2 * float(weights @ weights), PENALTY * weights
        for table, gains in zip(scaled, worth, strict=True):
            pull = table @ weights
            likely = np.exp(pull - pull.max())
            likely /= likely.sum()
            mean = max(float(likely @ gains), 1e-9)
            value -= np.log(mean) / len(told)
            slope = slope - table.T @ (likely * (gains - mean)) / mean / len(told)
        return value, slope

    return np.asarray(minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B").x / scale)


def _table(case: Case, names: Sequence[str]) -> np.ndarray[Any, Any]:
    return np.array([[counted.get(name, 0.0) for name in names] for counted in case.cues])


def _chosen(weights: np.ndarray[Any, Any], names: Sequence[str], case: Case) -> int:
    return int(case.named[int(np.argmax(_table(case, names) @ weights))])


def main(places: Sequence[Path]) -> None:
    """Fits, prints what is named out of the sample, and writes the weights."""
    cases = [case_of(gold) for gold in golds_of(places)]
    names = sorted({name for case in cases for counted in case.cues for name in counted})
    chosen = 0
    for fold in range(FOLDS):
        weights = fit([case for place, case in enumerate(cases) if place % FOLDS != fold], names)
        chosen += sum(_chosen(weights, names, case) for case in cases[fold::FOLDS])
    total, gold = sum(case.positions for case in cases), sum(case.gold for case in cases)
    ours, best = sum(int(case.named[case.ours]) for case in cases), sum(int(case.named.max()) for case in cases)
    counts = f"named by rules {ours}, by weight {chosen} (out of the sample), by gold {gold}, at best {best}"
    print(f"{len(cases)} articles, {total} positions; {counts}")
    write_weights("topics", {name: (worth,) for name, worth in zip(names, fit(cases, names), strict=True)})


if __name__ == "__main__":
    main([Path(place) for place in sys.argv[1:]] or LEARN)
