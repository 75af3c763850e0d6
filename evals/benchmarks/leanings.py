"""Fits the weights of the offline engine's leanings to gold, and writes them into its lexicon.

    python evals/benchmarks/leanings.py [GOLD_FOLDER ...]     (default: seed and dev)

A speaker of an article is one case: the cues that `pipeline.engines.offline.leanings` counts, and as the answer the side that gold has for
that holder on the engine's topic ("none" where it has none). The model is multinomial logistic regression with a ridge penalty on cues
scaled to unit variance (Hastie, Tibshirani and Friedman, The Elements of Statistical Learning, 2009, 4.4). What is printed is measured out
of the sample, by leaving a tenth of the articles out in turn: how many speakers get a side, and how many of these are right.
"""

import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import minimize

from evals.benchmarks.topics import LEARN, golds_of
from evals.gold_types import Gold
from evals.names import same_name
from evals.thresholds import DEFAULT
from evals.words import content, dice
from pipeline import read
from pipeline.engines.offline.issues import Issues
from pipeline.engines.offline.leanings import cues, speakers
from pipeline.engines.offline.names import Names
from pipeline.engines.offline.parse import parse, parsing
from pipeline.engines.offline.speakers import find_speech

_SIDES = ("supports", "opposes")
PENALTY = 60.0
LEAST = 0.34
FOLDS = 10


@dataclass(frozen=True)
class Case:
    """A speaker: of which article, with which cues, and the side that gold has (0 supports, 1 opposes, 2 none)."""

    article: str
    cues: dict[str, float]
    side: int


def cases_of(gold: Gold) -> list[Case]:
    """The speakers of an article."""
    reading = read(gold.article)
    with parsing():
        parsed = parse(reading)
        names = Names(parsed)
        speeches = find_speech(parsed, names)
        issues = Issues(parsed, reading.text_of(reading.headline) if reading.headline else "")
        text, topic = gold.article.text, content(issues.topic)
        return [
            Case(gold.name, cues(holder, said, issues, text, len(parsed), order), _side_of(holder, topic, gold))
            for order, (holder, said) in enumerate(speakers(speeches, text).items())
        ]


def _side_of(holder: str, topic: frozenset[str], gold: Gold) -> int:
    for position in gold.stance.positions:
        targets = (position.target, *position.target_aliases)
        on_topic = max(dice(topic, content(target)) for target in targets) >= DEFAULT.target
        if on_topic and position.polarity in _SIDES and same_name(holder, position.holder, position.holder_aliases):
            return _SIDES.index(position.polarity)
    return len(_SIDES)


def fit(cases: Sequence[Case], names: Sequence[str]) -> np.ndarray[Any, Any]:
    """Weights of the cues for supports and opposes against none: an array of cues by two."""
    counts = np.array([[case.cues.get(name, 0.0) for name in names] for case in cases])
    spread = counts.std(axis=0)
    scale = np.where(spread > 0, spread, 1.0)
    scaled, free = counts / scale, np.array([name != "always" for name in names])
    answers = np.eye(3)[[case.side for case in cases]]

    def loss(flat: np.ndarray[Any, Any]) -> tuple[float, np.ndarray[Any, Any]]:
        weights = flat.reshape(len(names), 3)
        pull = scaled @ weights
        pull -= pull.max(axis=1, keepdims=True)
        likely = np.exp(pull) / np.exp(pull).sum(axis=1, keepdims=True)
        penalised = weights * free[:, None]
        value = -np.log((likely * answers).sum(axis=1)).sum() + PENALTY / 2 * (penalised**2).sum()
        return float(value), (scaled.T @ (likely - answers) + PENALTY * penalised).ravel()

    found = minimize(loss, np.zeros(len(names) * 3), jac=True, method="L-BFGS-B").x.reshape(len(names), 3) / scale[:, None]
    return np.asarray(found[:, :2] - found[:, 2:])


def guesses(weights: np.ndarray[Any, Any], names: Sequence[str], cases: Sequence[Case]) -> list[int | None]:
    """The side that each case gets; None where none is likely enough."""
    pull = np.array([[case.cues.get(name, 0.0) for name in names] for case in cases]) @ weights
    likely = np.exp(pull) / (1 + np.exp(pull).sum(axis=1, keepdims=True))
    return [int(row.argmax()) if row.max() >= LEAST else None for row in likely]


def main(places: Sequence[Path]) -> None:
    """Fits, prints what is right out of the sample, and writes the weights."""
    cases = [case for gold in golds_of(places) for case in cases_of(gold)]
    names = sorted({name for case in cases for name in case.cues})
    articles = sorted({case.article for case in cases})
    given = right = 0
    for fold in range(FOLDS):
        left_out = set(articles[fold::FOLDS])
        weights = fit([case for case in cases if case.article not in left_out], names)
        held = [case for case in cases if case.article in left_out]
        for case, guess in zip(held, guesses(weights, names, held), strict=True):
            given += guess is not None
            right += guess == case.side
    print(f"{len(articles)} articles, {len(cases)} speakers; out of the sample {given} get a side, {right} of them the right one")
    _write(names, fit(cases, names))


def _write(names: Sequence[str], weights: np.ndarray[Any, Any]) -> None:
    with resources.as_file(resources.files("pipeline.lexicons") / "leanings.toml") as file:
        words = re.split(r"\n# The model\b", file.read_text(encoding="utf-8"))[0].rstrip()
        rows = [f'"{name}" = [{supports:.3f}, {opposes:.3f}]' for name, (supports, opposes) in zip(names, weights, strict=True)]
        model = [
            "# The model, written by evals/benchmarks/leanings.py. least: how likely a side must be to be given.",
            "[model]",
            f"least = {LEAST}",
        ]
        weighed = [
            "",
            "# What a cue is worth for supports and for opposes, against none (natural logarithm of the odds).",
            "[weights]",
            *rows,
        ]
        file.write_text("\n".join([words, "", *model, *weighed, ""]), encoding="utf-8")


if __name__ == "__main__":
    main([Path(place) for place in sys.argv[1:]] or LEARN)
