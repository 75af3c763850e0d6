"""Chances by logistic models whose weights are data: one sum of weighed cues a model, as the natural logarithm of the odds."""

from collections.abc import Mapping, Sequence
from math import exp, fsum


def chances(seen: Mapping[str, float], weights: Mapping[str, Sequence[float]], models: int) -> list[float]:
    """What each of some models gives, in [0, 1].

    seen: how much each cue counts. weights: what a cue is worth in each model; one that is not there counts for nothing. In whatever order
    the cues come, the chances are the same to the last bit.
    """
    worth: list[list[float]] = [[] for _ in range(models)]
    for cue, count in seen.items():
        for terms, weight in zip(worth, weights.get(cue, ()), strict=False):
            terms.append(weight * count)
    return [1 / (1 + exp(-fsum(terms))) for terms in worth]
