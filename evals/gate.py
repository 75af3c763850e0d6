"""The gate: may this change go in? Against a baseline: pass, fail or inconclusive, and which articles and items did it."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from evals.baselines import Baseline, items_of
from evals.hashes import gold_hash, scorer_hash
from evals.runs import Run, Scored, score_outputs
from evals.scores import Table, headline, pooled
from evals.statistics import HEADLINE, MEASURES, Counted, TooFewArticles, paired_interval
from evals.thresholds import DEFAULT

Verdict: TypeAlias = Literal["pass", "fail", "inconclusive"]
# Points that a model may lose by chance before it matters to a reader; the headline is steadier than its parts.
MARGINS: Mapping[str, float] = {name: 0.02 if name == HEADLINE else 0.05 for name in MEASURES}
# Equal up to the rounding of sums.
_SAME = 1e-9


@dataclass(frozen=True)
class Judged:
    """One measure at the gate; scores and bounds are shares."""

    measure: str
    before: float | None
    after: float | None
    low: float | None
    margin: float
    verdict: Verdict
    why: str


@dataclass(frozen=True)
class Changed:
    """The items of an article that changed for worse and for better."""

    article: str
    worse: tuple[str, ...]
    better: tuple[str, ...]


@dataclass(frozen=True)
class Gate:
    """What the gate says."""

    verdict: Verdict
    why: str
    judged: tuple[Judged, ...]
    changed: tuple[Changed, ...]


def gate(baseline: Baseline, run: Run, margins: Mapping[str, float] = MARGINS) -> Gate:
    """Judges a run. Other gold, another scorer or too few articles make it inconclusive, never pass.

    A deterministic engine fails where a score falls at all. A model fails where its paired interval lies below the margin, and passes only
    where the whole interval lies above it (non-inferiority).
    """
    if run.config.repeats != baseline.repeats or baseline.gold_hash != gold_hash(run.golds):
        return Gate("inconclusive", "The baseline was made on other gold: bless it anew.", (), ())
    if baseline.scorer_hash != scorer_hash(DEFAULT):
        return Gate("inconclusive", "The baseline was made by another scorer: bless it anew.", (), ())
    scored = score_outputs(run.golds, run.outputs)
    names = [gold.name for gold in run.golds]
    judge = _judge_exact if baseline.deterministic else _judge_model
    judged = tuple(judge(baseline, scored, names, name, margins[name]) for name in MEASURES)
    verdicts = {row.verdict for row in judged}
    verdict: Verdict = "fail" if "fail" in verdicts else "inconclusive" if "inconclusive" in verdicts else "pass"
    named = [row.measure for row in judged if row.verdict == verdict != "pass"]
    why = f"{', '.join(named)}: {verdict}." if named else "No measure fell."
    return Gate(verdict, why, judged, changes(baseline.items, items_of(scored)))


def _judge_exact(baseline: Baseline, scored: Scored, names: Sequence[str], name: str, margin: float) -> Judged:
    before, after = _score(baseline.table, name), _score(scored.table, name)
    fell = (after or 0.0) < (before or 0.0) - _SAME
    why = f"fell by {100 * ((before or 0) - (after or 0)):.1f} points" if fell else "did not fall"
    return Judged(name, before, after, None, 0.0, "fail" if fell else "pass", why)


def _judge_model(baseline: Baseline, scored: Scored, names: Sequence[str], name: str, margin: float) -> Judged:
    before, after = _score(baseline.table, name), _score(scored.table, name)
    if before is None and after is None:
        return Judged(name, None, None, None, margin, "pass", "n/a in both")
    try:
        interval = paired_interval(Counted.of(baseline.table, names), Counted.of(scored.table, names), name)
    except TooFewArticles as error:
        return Judged(name, before, after, None, margin, "inconclusive", str(error))
    if interval is None:
        return Judged(name, before, after, None, margin, "inconclusive", "n/a in one of the two")
    if interval.low > -margin:
        return Judged(name, before, after, interval.low, margin, "pass", "the whole interval lies above the margin")
    if interval.high < -margin:
        return Judged(name, before, after, interval.low, margin, "fail", "the whole interval lies below the margin")
    return Judged(
        name, before, after, interval.low, margin, "inconclusive", "the interval holds the margin: more articles or repeats are needed"
    )


def _score(table: Table, name: str) -> float | None:
    return headline(table) if name == HEADLINE else pooled(table, name).score().f1


def changes(then: Mapping[str, Sequence[str]], now: Mapping[str, Sequence[str]]) -> tuple[Changed, ...]:
    """The items that changed between two lists per article, as baselines hold them."""
    found = []
    for article in sorted(set(now) | set(then)):
        before, after = Counter(then.get(article, [])), Counter(now.get(article, []))
        gone, came = before - after, after - before
        worse = [f"no longer {line}" for line in gone if _good(line)] + [line for line in came if not _good(line)]
        better = [line for line in came if _good(line)] + [f"no longer {line}" for line in gone if not _good(line)]
        if worse or better:
            found.append(Changed(article, tuple(sorted(worse)), tuple(sorted(better))))
    return tuple(found)


def _good(line: str) -> bool:
    return line.split(" ", 2)[1] == "right:"
