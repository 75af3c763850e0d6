"""Chances by logistic models whose weights are data: one sum of weighed cues a model, as the natural logarithm of the odds."""

from collections.abc import Mapping, Sequence
from math import exp


def chances(seen: Mapping[str, float], weights: Mapping[str, Sequence[float]], models: int) -> list[float]:
    """What each of some models gives, in [0, 1].

    seen: how much each cue counts. weights: what a cue is worth in each model; one that is not there counts for nothing. In whatever order
    the cues come, the chances are the same to the last bit.
    """
    sums = [0.0] * models
    for cue in sorted(weights.keys() & seen.keys()):
        count = seen[cue]
        for model, weight in enumerate(weights[cue]):
            sums[model] += weight * count
    return [1 / (1 + exp(-value)) for value in sums]
