"""Two runs compared: per part the difference, how sure it is, and what this gold set could have shown; then the articles that did it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from evals.hashes import scorer_hash
from evals.items import outcomes
from evals.matching import Match
from evals.power import smallest_visible
from evals.runs import Recorded, Run, read_counts, score_outputs
from evals.scores import Table, count, headline, mean_table, pooled
from evals.statistics import HEADLINE, MEASURES, MIN_ARTICLES, Counted, Interval, Test, TooFewArticles, holm, paired_interval, paired_test
from evals.thresholds import DEFAULT
from pipeline import errors

LEVEL = 0.05
_SPURIOUS = "spurious: "


@dataclass(frozen=True)
class Row:
    """One measure of two runs. `p` is corrected by Holm for the parts; shares, so 0.01 is one point; None is n/a."""

    measure: str
    a: float | None
    b: float | None
    interval: Interval | None
    test: Test
    p: float
    visible: float | None
    verdict: str


@dataclass(frozen=True)
class Moved:
    """An article whose headline differs: by how much, and which items one run got right and the other did not."""

    article: str
    change: float
    gained: tuple[str, ...]
    lost: tuple[str, ...]


@dataclass(frozen=True)
class Comparison:
    """Run b against run a."""

    a: str
    b: str
    articles: int
    scored: tuple[tuple[int, int], tuple[int, int]]
    rows: tuple[Row, ...]
    moved: tuple[Moved, ...]


def compare(a: Run, b: Run, seed: int = 0) -> Comparison:
    """Compares two runs over the articles of both. ConfigurationError where gold or scorer differ, until both are rescored."""
    ours, theirs = _recorded(a), _recorded(b)
    _comparable(a, b, ours, theirs)
    names = [gold.name for gold in a.golds if gold.name in {other.name for other in b.golds}]
    if not names:
        raise errors.InputError("The two runs have no article in common.", "Run both on the same gold.")
    rows = compare_tables(ours.table, theirs.table, names, seed)
    return Comparison(
        str(a.folder), str(b.folder), len(names), ((ours.scored, ours.total), (theirs.scored, theirs.total)), rows, _moved(a, b, names)
    )


def compare_tables(a: Table, b: Table, articles: Sequence[str], seed: int = 0) -> tuple[Row, ...]:
    """The rows of a comparison: the headline first, then the parts."""
    ours, theirs = Counted.of(a, articles), Counted.of(b, articles)
    tests = [paired_test(ours, theirs, name, seed) for name in MEASURES]
    # The headline was declared beforehand and stands alone; the parts share a correction.
    corrected = [tests[0].p, *holm([test.p for test in tests[1:]])]
    rows = []
    for name, test, p in zip(MEASURES, tests, corrected, strict=True):
        interval = _interval(ours, theirs, name)
        before, after = _score(a, name, articles), _score(b, name, articles)
        visible = smallest_visible(interval.error) if interval else None
        rows.append(Row(name, before, after, interval, test, p, visible, _verdict(interval, test, p, visible, len(articles))))
    return tuple(rows)


def _recorded(run: Run) -> Recorded:
    return read_counts(run.folder / "counts.jsonl")


def _comparable(a: Run, b: Run, ours: Recorded, theirs: Recorded) -> None:
    now = scorer_hash(DEFAULT)
    for run, recorded in ((a, ours), (b, theirs)):
        if recorded.scorer_hash != now:
            raise errors.ConfigurationError(f"{run.folder} was scored by another scorer.", f"`python -m evals rescore {run.folder}` first.")
    if ours.gold_hash != theirs.gold_hash:
        remedy = f"`python -m evals rescore {a.folder} {b.folder}` first; where they have other articles, run both on the same gold."
        raise errors.ConfigurationError("The two runs were scored against different gold.", remedy)


def _interval(a: Counted, b: Counted, name: str) -> Interval | None:
    try:
        return paired_interval(a, b, name)
    except TooFewArticles:
        return None


def _score(table: Table, name: str, articles: Sequence[str]) -> float | None:
    if name == HEADLINE:
        return headline({key: counts for key, counts in table.items() if key.article in set(articles)})
    return pooled(table, name, articles=articles).score().f1


def _verdict(interval: Interval | None, test: Test, p: float, visible: float | None, articles: int) -> str:
    if not test.differing:
        return "The same counts in every article."
    if interval is None:
        return f"{articles} articles are too few to say more; {MIN_ARTICLES} are the least."
    points = f"{100 * abs(interval.estimate):.1f} points"
    if p < LEVEL:
        return f"B is {'better' if interval.estimate > 0 else 'worse'} by {points}."
    if not test.can_reach:
        return f"Only {test.differing} articles differ: no test can reach p < .05 with fewer than 6."
    return f"No difference is shown; one under {100 * (visible or 0):.1f} points would stay hidden in this gold set."


def _moved(a: Run, b: Run, names: Sequence[str]) -> tuple[Moved, ...]:
    ours, theirs = (_by_article(score_outputs(run.golds, run.outputs).matches) for run in (a, b))
    found = []
    for name in names:
        before, after = _shares(ours[name]), _shares(theirs[name])
        gained, lost = _better(before, after, "no longer"), _better(after, before, "now")
        if gained or lost:
            found.append(Moved(name, _headline(theirs[name]) - _headline(ours[name]), gained, lost))
    return tuple(sorted(found, key=lambda moved: (-abs(moved.change), moved.article)))


def _by_article(matches: Sequence[Match]) -> dict[str, list[Match]]:
    grouped: dict[str, list[Match]] = {}
    for found in matches:
        grouped.setdefault(found.gold.name, []).append(found)
    return grouped


def _shares(matches: Sequence[Match]) -> dict[tuple[str, str], float]:
    """In what share of the repeats each item of gold is right and each spurious item absent; the latter count below 0."""
    shares: Counter[tuple[str, str]] = Counter()
    for found in matches:
        for outcome in outcomes(found):
            if outcome.kind == "right":
                shares[outcome.part, outcome.text] += 1
            elif outcome.kind == "spurious":
                shares[outcome.part, f"{_SPURIOUS}{outcome.text}"] -= 1
    return {item: times / len(matches) for item, times in shares.items()}


def _better(before: dict[tuple[str, str], float], after: dict[tuple[str, str], float], spurious: str) -> tuple[str, ...]:
    """Items that are better after than before, in half of the repeats at least. spurious: how to put it of spurious ones."""
    items = sorted(set(before) | set(after))
    better = (item for item in items if after.get(item, 0) - before.get(item, 0) >= 0.5)
    return tuple(f"{part}: {f'{spurious} ' if text.startswith(_SPURIOUS) else ''}{text}" for part, text in better)


def _headline(matches: Sequence[Match]) -> float:
    return headline(mean_table([count(found) for found in matches])) or 0.0
