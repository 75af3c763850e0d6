"""Logistic regression with a ridge penalty, for the small models whose weights the offline engine ships as data, and where these go.

Hastie, Tibshirani and Friedman, The Elements of Statistical Learning, 2009, 4.4.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from importlib import resources
from typing import Any

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix
from scipy.special import expit

# The cue that every case has: its weight is the constant of the model, and goes without penalty.
ALWAYS = "always"
FOLDS = 10


def table(seen: Sequence[Mapping[str, float]], names: Sequence[str]) -> csr_matrix:
    """Cases by cues: how often each cue occurs in each case; other cues than those of `names` are left out."""
    places = {name: place for place, name in enumerate(names)}
    cells = [(row, places[name], value) for row, cues in enumerate(seen) for name, value in cues.items() if name in places]
    rows, columns, values = zip(*cells, strict=True)
    return csr_matrix((values, (rows, columns)), shape=(len(seen), len(names)))


def logistic(cases: csr_matrix, answers: np.ndarray[Any, Any], names: Sequence[str], penalty: float) -> np.ndarray[Any, Any]:
    """Weights of the cues, by which the answers are likeliest: yes or no, or how likely it is to be yes."""
    turned = cases.T.tocsr()
    free = np.array([name != ALWAYS for name in names])

    def loss(worth: np.ndarray[Any, Any]) -> tuple[float, np.ndarray[Any, Any]]:
        pull = cases @ worth
        held = worth * free
        value = (np.logaddexp(0.0, pull) - answers * pull).sum() + penalty / 2 * float(held @ held)
        return float(value), np.asarray(turned @ (expit(pull) - answers) + penalty * held)

    return np.asarray(minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B").x)


def left_out(articles: Sequence[str]) -> Iterator[tuple[list[int], list[int]]]:
    """Places of the cases to learn from and of those to measure on: a tenth of the articles in turn. articles: the one of each case."""
    names = sorted(set(articles))
    for fold in range(FOLDS):
        apart = set(names[fold::FOLDS])
        yield (
            [place for place, name in enumerate(articles) if name not in apart],
            [place for place, name in enumerate(articles) if name in apart],
        )


def average_precision(answers: np.ndarray[Any, Any], pulls: np.ndarray[Any, Any]) -> float:
    """The mean precision at each right answer, cases in the order of their pulls (Manning, Raghavan and Schütze, 2008, 8.4)."""
    ranked = answers[np.argsort(-pulls, kind="stable")]
    return float((np.cumsum(ranked) / np.arange(1, len(ranked) + 1))[ranked].mean())


def write_weights(lexicon: str, weights: Mapping[str, Sequence[float]]) -> None:
    """Puts weights into a lexicon of the engine, in place of all below its heading [weights]: for each cue one number, or one a model."""
    rows = [f"{json.dumps(cue, ensure_ascii=False)} = {_numbers(worth)}" for cue, worth in weights.items()]
    with resources.as_file(resources.files("pipeline.lexicons") / f"{lexicon}.toml") as file:
        head, heading, _ = file.read_text(encoding="utf-8").partition("[weights]\n")
        file.write_text("\n".join([f"{head}{heading.rstrip()}", *rows, ""]), encoding="utf-8")


def _numbers(worth: Sequence[float]) -> str:
    numbers = ", ".join(f"{value:.3f}" for value in worth)
    return numbers if len(worth) == 1 else f"[{numbers}]"
