"""One-to-one matching of the items of a summary with the items of gold, optimal and deterministic.

Pairs that are none (`kinship` None) weigh nothing BEFORE the assignment: thresholding afterwards would lose true matches. The assignment
first makes as many full pairs as can be, then as many without a decisive fault; similarity decides the rest. So no pairing is chosen that
charges a fault which another would avoid, and the order of the items never counts. That an item of gold is required decides only where
similarity hardly differs: else a supporting claim could stand in for a core one that it merely resembles.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from evals.gold_types import Gold
from evals.rules import ALL_RULES, Grade, Grades, Rules
from evals.thresholds import DEFAULT, Thresholds
from evals.words import content, dice
from pipeline import Summary

# Each step outweighs all that can stand below it among 256 pairs, and a double still tells similarities apart beside the highest.
_FULL, _SOUND, _NEAR = 2.0**20, 2.0**10, 1.0
_REQUIRED, _AGREEMENT = 2.0**-5, 2.0**-10


@dataclass(frozen=True)
class Pair:
    """An item of gold and an item of the summary that are held to be the same, by their places in their lists."""

    gold: int
    given: int
    full: bool
    sound: bool
    similarity: float
    grades: Grades


@dataclass(frozen=True)
class PartMatch:
    """The pairs of one part, and what was left over on either side."""

    rules: Rules
    gold: tuple[Any, ...]
    given: tuple[Any, ...]
    pairs: tuple[Pair, ...]

    @property
    def missing(self) -> tuple[int, ...]:
        """Places of the gold items without a pair, whatever their weight."""
        taken = {pair.gold for pair in self.pairs}
        return tuple(place for place in range(len(self.gold)) if place not in taken)

    @property
    def spurious(self) -> tuple[int, ...]:
        """Places of the given items without a pair."""
        taken = {pair.given for pair in self.pairs}
        return tuple(place for place in range(len(self.given)) if place not in taken)


@dataclass(frozen=True)
class Match:
    """An article's gold against its summary. `summary` is None where the article failed: then everything is missing."""

    gold: Gold
    summary: Summary | None
    parts: Mapping[str, PartMatch]
    stance: Grades = field(default_factory=dict)


def match(gold: Gold, summary: Summary | None, limits: Thresholds = DEFAULT, like: Match | None = None) -> Match:
    """Pairs the items of a summary with those of gold, part by part.

    like: a match of the same gold by the same rules and limits; parts with the same items are taken from it, not paired again.
    """
    known = {part: found for part, found in like.parts.items() if found.given == _given(found.rules, summary)} if like else {}
    parts = {rules.part: known.get(rules.part) or match_part(rules, gold, summary, limits) for rules in ALL_RULES}
    return Match(gold, summary, parts, _stance(gold, summary, limits) if summary else {})


def match_part(rules: Rules, gold: Gold, summary: Summary | None, limits: Thresholds = DEFAULT) -> PartMatch:
    """The optimal pairs of one part."""
    ours = tuple(rules.gold_items(gold))
    theirs = _given(rules, summary)
    kin = {
        (row, column): Pair(row, column, kinship.full, rules.sound(grades), kinship.similarity, grades)
        for row, item in enumerate(ours)
        for column, other in enumerate(theirs)
        if (kinship := rules.kinship(item, other, limits)) is not None
        for grades in [rules.grades(item, other, limits)]
    }
    if not kin:
        return PartMatch(rules, ours, theirs, ())
    # In an order of their own, so that a tie falls the same way however the items were listed.
    rows = sorted({row for row, _ in kin}, key=lambda row: _canonical(ours[row]))
    columns = sorted({column for _, column in kin}, key=lambda column: _canonical(theirs[column]))
    weights = np.zeros((len(rows), len(columns)))
    for r, row in enumerate(rows):
        for c, column in enumerate(columns):
            if (row, column) in kin:
                weights[r, c] = _weight(kin[row, column], rules.weight(ours[row]) == "required")
    from scipy.optimize import linear_sum_assignment  # noqa: PLC0415 - half a second that `--help` can do without

    chosen = zip(*linear_sum_assignment(weights, maximize=True), strict=True)
    pairs = (kin[rows[r], columns[c]] for r, c in chosen if (rows[r], columns[c]) in kin)
    return PartMatch(rules, ours, theirs, tuple(sorted(pairs, key=lambda pair: pair.gold)))


def _given(rules: Rules, summary: Summary | None) -> tuple[Any, ...]:
    return tuple(rules.given_items(summary)) if summary else ()


def _weight(pair: Pair, required: bool) -> float:
    agreement = sum(grade == "correct" for grade in pair.grades.values()) / max(1, len(pair.grades))
    steps = pair.full * _FULL + (pair.full and pair.sound) * _SOUND + _NEAR
    return steps + pair.similarity + required * _REQUIRED + _AGREEMENT * agreement


def _canonical(item: Any) -> tuple[int, str]:
    return item.evidence[0].start, item.model_dump_json(exclude={"id"})


def _stance(gold: Gold, summary: Summary, limits: Thresholds) -> Grades:
    topic: Grade = "correct" if dice(content(gold.stance.topic), content(summary.stance.topic)) >= limits.free_text else "wrong"
    return {"article": "correct" if gold.stance.article == summary.stance.article else "wrong", "topic": topic}
