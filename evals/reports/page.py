"""All that a report shows, gathered once; markdown.py and html.py only render it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from evals.agree import Agreement
from evals.audit import Audit, audit
from evals.compare import Comparison
from evals.items import ItemOutcome, outcomes
from evals.matching import Match
from evals.power import Power, power_of
from evals.reports.result import result_of
from evals.runs import Run, Scored, score_outputs
from evals.scores import HEADLINE_PARTS, articles_of, headline, pooled
from evals.selftest import Verdict
from evals.sensitivity import Shift
from evals.statistics import MEASURES, Counted, Interval, TooFewArticles, interval

SIZES = (20, 30, 50, 100, 200, 400)


@dataclass(frozen=True)
class Piece:
    """A stretch of an article's text, and what cites it."""

    text: str
    gold: bool
    given: bool
    furniture: bool


@dataclass(frozen=True)
class ArticleView:
    """An article in a report: its scores, what became of its items, its text with the evidence marked."""

    name: str
    failed: bool
    scores: Mapping[str, float | None]
    outcomes: tuple[ItemOutcome, ...]
    text: tuple[Piece, ...]


@dataclass(frozen=True)
class Section:
    """One run in a report. `articles` is empty where their content must not be shown."""

    title: str
    result: Mapping[str, Any]
    intervals: Mapping[str, Interval | None]
    power: tuple[Power, ...]
    audit: Audit
    articles: tuple[ArticleView, ...]


@dataclass(frozen=True)
class Page:
    """A report."""

    title: str
    sections: tuple[Section, ...]
    comparison: Comparison | None = None
    agreement: Mapping[str, Agreement] = field(default_factory=dict)
    verdicts: Sequence[Verdict] = ()
    sensitivity: Sequence[Shift] = ()


def section_of(run: Run, *, details: bool) -> Section:
    """What a report tells of a run. details: its articles too, with their text; never for the test split."""
    scored = score_outputs(run.golds, run.outputs)
    by_name = {gold.name: gold for gold in run.golds}
    found = audit(
        (by_name[output.article].article, output.summary, by_name[output.article].furniture) for output in run.outputs if output.summary
    )
    views = tuple(_view(found, scored) for found in scored.matches) if details else ()
    power = tuple(power_of(scored.table, None, SIZES))
    return Section(run.config.signature, result_of(scored), intervals_of(scored), power, found, views)


def intervals_of(scored: Scored) -> dict[str, Interval | None]:
    """The interval of each measure; None where there are too few articles or it is n/a."""
    counted = Counted.of(scored.table, articles_of(scored.table))
    found: dict[str, Interval | None] = {}
    for name in MEASURES:
        try:
            found[name] = interval(counted, name)
        except TooFewArticles:
            found[name] = None
    return found


def _view(match: Match, scored: Scored) -> ArticleView:
    name = match.gold.name
    scores = {part: pooled(scored.table, part, articles=[name]).score().f1 for part in HEADLINE_PARTS}
    own = {key: counts for key, counts in scored.table.items() if key.article == name}
    return ArticleView(name, match.summary is None, {"headline": headline(own), **scores}, tuple(outcomes(match)), _pieces(match))


def _pieces(match: Match) -> tuple[Piece, ...]:
    text = match.gold.article.text
    marks = [[0, 0, 0] for _ in text]
    gold = [span for found in match.parts.values() for item in found.gold for span in item.evidence]
    given = [span for found in match.parts.values() for item in found.given for span in item.evidence]
    for kind, spans in enumerate((gold, given, match.gold.furniture)):
        for span in spans:
            for place in range(max(0, span.start), min(span.end, len(text))):
                marks[place][kind] = 1
    pieces = []
    start = 0
    for place in range(1, len(text) + 1):
        if place == len(text) or marks[place] != marks[start]:
            pieces.append(Piece(text[start:place], *map(bool, marks[start])))
            start = place
    return tuple(pieces)
