"""Logistic regression with a ridge penalty, for the small models whose weights the offline engine ships as data.

Hastie, Tibshirani and Friedman, The Elements of Statistical Learning, 2009, 4.4.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix
from scipy.special import expit

# The cue that every case has: its weight is the constant of the model, and goes without penalty.
ALWAYS = "always"


def table(seen: Sequence[Mapping[str, float]], names: Sequence[str]) -> csr_matrix:
    """Cases by cues: how often each cue occurs in each case; other cues than those of `names` are left out."""
    places = {name: place for place, name in enumerate(names)}
    cells = [(row, places[name], value) for row, cues in enumerate(seen) for name, value in cues.items() if name in places]
    rows, columns, values = zip(*cells, strict=True)
    return csr_matrix((values, (rows, columns)), shape=(len(seen), len(names)))


def logistic(cases: csr_matrix, answers: np.ndarray[Any, Any], names: Sequence[str], penalty: float) -> np.ndarray[Any, Any]:
    """Weights of the cues, by which the answers are likeliest."""
    turned = cases.T.tocsr()
    free = np.array([name != ALWAYS for name in names])

    def loss(worth: np.ndarray[Any, Any]) -> tuple[float, np.ndarray[Any, Any]]:
        pull = cases @ worth
        held = worth * free
        value = np.logaddexp(0.0, np.where(answers, -pull, pull)).sum() + penalty / 2 * float(held @ held)
        return float(value), np.asarray(turned @ (expit(pull) - answers) + penalty * held)

    return np.asarray(minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B").x)
