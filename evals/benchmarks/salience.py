"""Fits the weights by which the offline engine tells how salient a claim is, and writes them into its lexicon.

    python evals/benchmarks/salience.py [GOLD ...]     (default: seed, dev and what is to learn from of whole)

A claim that the engine makes is one case: the cues that `engines.offline.claims.salience` sees in it, and as the answer whether it is one
of gold's core claims by the scorer's rules. A logistic regression with a ridge penalty. What is printed is measured out of the sample, by
leaving a tenth of the articles out in turn: how many of gold's core claims are among the twelve most salient, by the weights as they were
and by those fitted, and in the order of the text. GOLD is a folder of gold, or a file of JSON lines as `python -m evals export` writes it.
"""

import sys
from collections.abc import Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from evals.benchmarks.regression import ALWAYS, logistic, table, write_weights
from evals.benchmarks.topics import ANNOTATED, golds_of
from evals.gold_types import Gold
from evals.matching import match_part
from evals.rules import CLAIMS
from pipeline import Summarizer, read
from pipeline.engines.offline.claims import propositions
from pipeline.engines.offline.claims.salience import by_salience, cues
from pipeline.engines.offline.names import Names
from pipeline.engines.offline.speech import find_speech
from pipeline.engines.offline.syntax.parse import parse, parsing

PENALTY = 1.0
FOLDS = 10
SHOWN = 12


@dataclass(frozen=True)
class Case:
    """The claims of an article in the order of the text: their cues, which are core in gold, their ranks as the weights were.

    core: core claims of gold, found or not.
    """

    article: str
    seen: list[Mapping[str, float]]
    answers: list[bool]
    ranks: list[int]
    core: int


def case_of(gold: Gold) -> Case:
    """The claims that the engine makes of an article."""
    summary = Summarizer(max_claims=0).summarize(gold.article)
    found = match_part(CLAIMS, gold, summary)
    core = {
        found.given[pair.given].statement for pair in found.pairs if pair.full and pair.sound and found.gold[pair.gold].salience == "core"
    }
    kept = {claim.statement for claim in found.given}
    reading = read(gold.article)
    headline = reading.headline_text
    with parsing():
        parsed = parse(reading)
        names = Names(parsed)
        made, _ = propositions(parsed, find_speech(parsed, names), names)
        seen = list(cues(made, parsed, headline))
        ranking = by_salience(made, parsed, headline)
    places = [place for place, proposition in enumerate(made) if proposition.statement in kept]
    return Case(
        gold.name,
        [{ALWAYS: 1.0, **seen[place]} for place in places],
        [made[place].statement in core for place in places],
        [ranking.index(place) for place in places],
        sum(claim.salience == "core" for claim in gold.claims),
    )


def fit(cases: Sequence[Case]) -> dict[str, tuple[float]]:
    """The weight of each cue."""
    seen = [claim for case in cases for claim in case.seen]
    names = sorted({name for claim in seen for name in claim})
    answers = np.array([answer for case in cases for answer in case.answers])
    weights = logistic(table(seen, names), answers, names, PENALTY)
    return {name: (float(weight),) for name, weight in zip(names, weights, strict=True) if name != ALWAYS}


def main(places: Sequence[Path]) -> None:
    """Fits, prints what the weights are worth out of the sample, and writes them."""
    with ProcessPoolExecutor() as pool:
        cases = list(pool.map(case_of, golds_of(places), chunksize=4))
    fitted: list[int] = []
    for fold in range(FOLDS):
        weights = fit([case for place, case in enumerate(cases) if place % FOLDS != fold])
        for case in cases[fold::FOLDS]:
            scores = [sum(weights[cue][0] * value for cue, value in seen.items() if cue in weights) for seen in case.seen]
            fitted.append(_shown(case, np.argsort(np.negative(scores), kind="stable")))
    core = sum(case.core for case in cases)
    before = sum(_shown(case, np.argsort(case.ranks)) for case in cases)
    first = sum(_shown(case, np.arange(len(case.seen))) for case in cases)
    print(f"{len(cases)} articles, {core} core claims; among the first {SHOWN}, out of the sample:")
    print(f"  fitted {sum(fitted) / core:.3f}, as the weights were {before / core:.3f}, in the order of the text {first / core:.3f}")
    write_weights("salience", fit(cases))


def _shown(case: Case, order: np.ndarray[Any, Any]) -> int:
    """Core claims among the first of an order."""
    return sum(case.answers[place] for place in order[:SHOWN])


if __name__ == "__main__":
    main([Path(place) for place in sys.argv[1:]] or ANNOTATED)
