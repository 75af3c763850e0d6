"""Chances by weights: known odds, and cues that no model knows."""

import pytest

from pipeline.engines.offline.odds import chances


def test_the_sum_of_weighed_cues_is_the_logarithm_of_the_odds() -> None:
    assert chances({"a": 2.0, "b": 1.0}, {"a": [0.5, -1.0], "b": [-1.0, 2.0]}, 2) == [0.5, 0.5]
    [likely] = chances({"a": 1.0}, {"a": [1.0986123]}, 1)  # odds of three to one
    assert likely == pytest.approx(0.75)


def test_cues_without_a_weight_count_for_nothing() -> None:
    assert chances({"unknown": 9.0}, {"a": [1.0]}, 1) == [0.5]


def test_the_order_of_the_cues_changes_nothing() -> None:
    """Cues may come from a set, whose order differs between runs; added one by one, these give 0 or 1."""
    weights = {"large": [1e16], "small": [1.0], "opposite": [-1e16]}
    orders = (("large", "small", "opposite"), ("large", "opposite", "small"))
    assert len({tuple(chances(dict.fromkeys(order, 1.0), weights, 1)) for order in orders}) == 1
