"""Matches -> counts, and counts -> precision, recall and F1. The counts are the record: every score is a function of them.

Item counts follow MUC (Chinchor and Sundheim 1993): *correct*, *partial* (close by its keys only), *wrong* (a decisive field at fault),
*missing*, *spurious*. Strict scores credit correct items with 1 and nothing else; partial scores credit partial and wrong ones with 1/2.
`extra_*` are pairs with gold that is not required (supporting claims, optional figures): they never cost recall, and right ones never
precision. Nothing expected and nothing given is None, never 0 or 1.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from operator import add, attrgetter
from statistics import fmean
from typing import NamedTuple

from evals.matching import Match, PartMatch
from evals.rules import HEADLINE, Grade

ITEM = "item"
STANCE = "stance"
STANCE_FIELDS = ("article", "topic")
HEADLINE_PARTS: tuple[str, ...] = tuple(rules.part for rules in HEADLINE)


@dataclass(frozen=True)
class Counts:
    """What became of the items of a part, or of a field on the matched pairs. Fractions occur where repeats were averaged."""

    correct: float = 0
    partial: float = 0
    wrong: float = 0
    missing: float = 0
    spurious: float = 0
    extra_correct: float = 0
    extra_partial: float = 0
    extra_wrong: float = 0

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(*map(add, _numbers(self), _numbers(other)))

    def __truediv__(self, number: float) -> "Counts":
        return Counts(*(count / number for count in _numbers(self)))

    @property
    def expected(self) -> float:
        """Gold items that must be found."""
        return self.correct + self.partial + self.wrong + self.missing

    @property
    def given(self) -> float:
        """Items of the summary that count."""
        extra = self.extra_correct + self.extra_partial + self.extra_wrong
        return self.correct + self.partial + self.wrong + self.spurious + extra

    def score(self, *, strict: bool = True) -> "Score":
        """Precision, recall and F1, each in [0, 1] or None where there is nothing to divide by.

        F1 is 0 where something was expected or given and nothing of it was right; it is None where only extra items were given and all
        of them were right, since then nothing was asked and nothing is at fault.
        """
        half = 0.0 if strict else 0.5
        right = self.correct + half * (self.partial + self.wrong)
        kept = right + self.extra_correct + half * (self.extra_partial + self.extra_wrong)
        recall = right / self.expected if self.expected else None
        precision = kept / self.given if self.given else None
        if recall is None:
            return Score(precision, None, None if precision is None or precision == 1 else 0.0)
        if not precision or not recall:
            return Score(precision, recall, 0.0)
        return Score(precision, recall, 2 * precision * recall / (precision + recall))

    @property
    def accuracy(self) -> float | None:
        """Share of the graded pairs whose field is right; for the rows of fields."""
        graded = self.correct + self.partial + self.wrong + self.missing
        return self.correct / graded if graded else None


# `astuple` copies deeply, which is a tenth of a self-test.
_numbers = attrgetter(*(field.name for field in fields(Counts)))


class Score(NamedTuple):
    """Precision, recall and F1 in [0, 1]; None is n/a."""

    precision: float | None
    recall: float | None
    f1: float | None


class Key(NamedTuple):
    """Where a row of the table belongs. `field` is "item" for the items of a part themselves."""

    article: str
    part: str
    field: str


Table = dict[Key, Counts]


def count(match: Match) -> Table:
    """The rows of one article."""
    name = match.gold.name
    table: Table = {}
    for part, found in match.parts.items():
        table[Key(name, part, ITEM)] = _items(found)
        for field in found.rules.fields:
            table[Key(name, part, field)] = _graded(
                pair.grades[field] for pair in found.pairs if pair.full and found.rules.weight(found.gold[pair.gold]) != "optional"
            )
    for field in STANCE_FIELDS:
        table[Key(name, STANCE, field)] = _graded([match.stance[field]]) if match.stance else Counts(missing=1)
    return table


def _items(found: PartMatch) -> Counts:
    counts: dict[str, int] = defaultdict(int)
    for pair in found.pairs:
        weight = found.rules.weight(found.gold[pair.gold])
        outcome = ("correct" if pair.sound else "wrong") if pair.full else "partial"
        if weight == "required":
            counts[outcome] += 1
        elif not (weight == "optional" and outcome == "correct"):
            counts[f"extra_{outcome}"] += 1
    counts["missing"] = sum(found.rules.weight(found.gold[place]) == "required" for place in found.missing)
    counts["spurious"] = len(found.spurious)
    return Counts(**counts)


def _graded(grades: Iterable[Grade]) -> Counts:
    counts: dict[str, int] = defaultdict(int)
    for grade in grades:
        counts[grade] += 1
    return Counts(**counts)


def mean_table(repeats: Iterable[Table]) -> Table:
    """Repeats of the same articles, averaged within each article and row."""
    tables = list(repeats)
    keys = dict.fromkeys(key for table in tables for key in table)
    return {key: sum((table.get(key, Counts()) for table in tables), Counts()) / len(tables) for key in keys}


def pooled(table: Mapping[Key, Counts], part: str, field: str = ITEM, articles: Iterable[str] | None = None) -> Counts:
    """The counts of a part or field summed over articles (all of them by default)."""
    wanted = None if articles is None else set(articles)
    rows = (counts for key, counts in table.items() if (key.part, key.field) == (part, field) and (wanted is None or key.article in wanted))
    return sum(rows, Counts())


def headline(table: Mapping[Key, Counts], *, strict: bool = True) -> float | None:
    """The one score declared beforehand: the mean of the F1 of positions, claims, figures and open questions.

    Parts that are n/a do not count; None where all are.
    """
    scores = [pooled(table, part).score(strict=strict).f1 for part in HEADLINE_PARTS]
    known = [score for score in scores if score is not None]
    return fmean(known) if known else None


def articles_of(table: Mapping[Key, Counts]) -> list[str]:
    """The articles of a table, in their order."""
    return list(dict.fromkeys(key.article for key in table))
