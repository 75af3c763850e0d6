"""The scorer against known corruptions: a scorer that cannot tell right from wrong must not be believed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from random import Random

from evals.corruptions import CORRUPTIONS, Corruption, Moves
from evals.gold_types import Gold
from evals.matching import Match, match
from evals.perfect import as_summary
from evals.rules import ALL_RULES
from evals.scores import ITEM, STANCE, STANCE_FIELDS, Table, count, headline, pooled
from evals.thresholds import DEFAULT, Thresholds
from pipeline import Summary

# Another article's summary shares neither words nor passages with this one; what little matches does so by the chance of two short words.
NEAR_ZERO = 0.02


@dataclass(frozen=True)
class Verdict:
    """What a corruption did on the articles where it applies. `lacking`: scores that should have moved there; `excess`: that should not."""

    name: str
    articles: int
    moved: Moves
    lacking: tuple[str, ...]
    excess: tuple[str, ...]

    @property
    def passed(self) -> bool:
        """Whether exactly the right scores moved, on at least one article."""
        return bool(self.articles) and not self.lacking and not self.excess


def selftest(golds: Sequence[Gold], limits: Thresholds = DEFAULT, seed: int = 0) -> list[Verdict]:
    """One verdict per corruption, article by article, then the two ends of the scale: gold itself, and shuffled articles."""
    flawless = [match(gold, as_summary(gold), limits) for gold in golds]
    verdicts = [_try(corruption, flawless, limits, seed) for corruption in CORRUPTIONS]
    own = headline({key: counts for whole in flawless for key, counts in count(whole).items()})
    verdicts.append(_end("gold against itself", len(golds), own == 1.0, f"headline {own}"))
    if len(golds) > 1:
        others = _shuffled(golds, limits)
        verdicts.append(_end("shuffled articles", len(golds), (others or 0) <= NEAR_ZERO, f"headline {others}"))
    return verdicts


def moved_scores(before: Table, after: Table) -> Moves:
    """Which scores differ between two tables: strict and partial ones of items, the accuracy of fields."""
    moved = set()
    for rules in ALL_RULES:
        for strict in (True, False):
            if pooled(before, rules.part).score(strict=strict) != pooled(after, rules.part).score(strict=strict):
                moved.add((rules.part, ITEM))
    fields = [(rules.part, field) for rules in ALL_RULES for field in rules.fields] + [(STANCE, field) for field in STANCE_FIELDS]
    return frozenset(moved | {place for place in fields if _accuracy(before, *place) != _accuracy(after, *place)})


def _accuracy(table: Table, part: str, field: str) -> float | None:
    accuracy = pooled(table, part, field).accuracy
    # Where no pair is left the accuracy is n/a, which is no fault of the field.
    return 1.0 if accuracy is None else accuracy


def _try(corruption: Corruption, flawless: Iterable[Match], limits: Thresholds, seed: int) -> Verdict:
    articles = 0
    moved: set[tuple[str, str]] = set()
    lacking: list[str] = []
    excess: list[str] = []
    for whole in flawless:
        gold = whole.gold
        corrupted = corruption.corrupt(as_summary(gold), gold, Random(f"{seed}:{gold.name}"))  # noqa: S311 - nothing secret
        if corrupted is None:
            continue
        articles += 1
        before = count(whole)
        found = moved_scores(before, count(match(gold, corrupted, limits, whole)))
        present = frozenset((part, field) for part, field in corruption.moves if part == STANCE or pooled(before, part).given)
        moved |= found
        lacking += [f"{gold.name}: {part}.{field}" for part, field in sorted(present - found)]
        excess += [f"{gold.name}: {part}.{field}" for part, field in sorted(found - corruption.moves)]
    return Verdict(corruption.name, articles, frozenset(moved), tuple(lacking), tuple(excess))


def _shuffled(golds: Sequence[Gold], limits: Thresholds) -> float | None:
    """The headline where each article is answered with the gold of the next."""
    table: Table = {}
    for gold, other in zip(golds, [*golds[1:], golds[0]], strict=True):
        table |= count(match(gold, _elsewhere(gold, other), limits))
    return headline(table)


def _elsewhere(gold: Gold, other: Gold) -> Summary:
    # Offsets of the other article mean other words here; the items are what an engine would give that read the wrong text.
    return as_summary(other).model_copy(update={"article": gold.article.info})


def _end(name: str, articles: int, passed: bool, found: str) -> Verdict:
    return Verdict(name, articles, frozenset(), () if passed else (found,), ())
