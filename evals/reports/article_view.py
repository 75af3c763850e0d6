"""An article with gold against output, at its words: the page's component, one for every report that shows an article.

html_page(title, [article_view(match, prefix="a1-") for match in matches], body_class="report")
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from markupsafe import Markup

from evals.gold_types import Gold
from evals.matching import Match, Pair, PartMatch
from evals.perfect import as_summary
from evals.rules import HEADLINE
from pipeline import Exhibit, Shown, Verdict, html_component, html_page, shown_items

VERDICTS: tuple[Verdict, ...] = ("matched", "close", "wrong", "missed", "spurious")


def report_page(title: str, matches: Sequence[Match]) -> str:
    """A page with a drawer for each article."""
    head = Markup('<div class="head"><h1 class="title">{}</h1></div>').format(title)
    drawers = (_drawer(match, number) for number, match in enumerate(matches, 1))
    return html_page(title, [head, *drawers], body_class="report")


def article_view(match: Match, prefix: str = "", label: str = "") -> Markup:
    """Gold and output of one article: what was matched, close, wrong in a decisive field, missed, and spurious.

    prefix, label: tell it from other articles on the same page.
    """
    return html_component(_exhibit(match, label), prefix)


def verdicts(match: Match) -> dict[Verdict, int]:
    """How many items fared how."""
    counts = dict.fromkeys(VERDICTS, 0)
    for item in _items(match):
        if item.verdict:
            counts[item.verdict] += 1
    return counts


def _drawer(match: Match, number: int) -> Markup:
    tally = ", ".join(f"{count} {verdict}" for verdict, count in verdicts(match).items() if count)
    shell = Markup('<details class="one"><summary><span class="name">{}</span> <span class="tally">{}</span></summary>{}</details>')
    return shell.format(match.gold.name, tally, article_view(match, f"a{number}-", f"{match.gold.name} ({number})"))


def _exhibit(match: Match, label: str) -> Exhibit:
    gold, summary = match.gold.stance, match.summary.stance if match.summary else None
    notes = [f"Gold: the article is {gold.article} on {gold.topic}."]
    if match.summary is None:
        notes.insert(0, "The engine failed on this article: everything counts as missed.")
    return Exhibit(article=match.gold.article, items=tuple(_items(match)), stance=summary, notes=tuple(notes), label=label)


def _items(match: Match) -> Iterator[Shown]:
    ours = _by_part(_gold_items(match.gold))
    theirs = _by_part(shown_items(match.summary)) if match.summary else {}
    for rules in HEADLINE:
        found = match.parts[rules.part]
        yield from _part(found, ours.get(rules.part, []), theirs.get(rules.part, []))


def _part(found: PartMatch, gold: Sequence[Shown], given: Sequence[Shown]) -> Iterator[Shown]:
    pairs = {pair.given: pair for pair in found.pairs}
    for place, item in enumerate(given):
        pair = pairs.get(place)
        if pair is None:
            yield replace(item, verdict="spurious", shelved=False)
        else:
            yield replace(item, verdict=_verdict(pair), notes=tuple(_faults(found, pair, gold[pair.gold])), shelved=False)
    for place in found.missing:
        weight = found.rules.weight(found.gold[place])
        notes = () if weight == "required" else (f"{weight}: costs no recall",)
        yield replace(gold[place], verdict="missed", notes=notes)


def _verdict(pair: Pair) -> Verdict:
    if not pair.full:
        return "close"
    return "matched" if pair.sound else "wrong"


def _faults(found: PartMatch, pair: Pair, gold: Shown) -> Iterator[str]:
    """What gold has in place of each field that is off."""
    if not pair.full:
        yield f"gold: {' '.join(filter(None, (gold.lead, gold.words)))}"
    for field, grade in pair.grades.items():
        if grade != "correct":
            yield f"{field} {grade}; gold: {_value(found.gold[pair.gold], field)}"


def _value(item: Any, field: str) -> str:
    if field == "evidence":
        return " … ".join(f"“{span.quote}”" for span in item.evidence)
    if field == "hedge":
        return str(item.statement)
    value = getattr(item, field)
    return "none" if value is None else str(value)


def _by_part(items: Iterable[Shown]) -> dict[str, list[Shown]]:
    parts: dict[str, list[Shown]] = {}
    for item in items:
        parts.setdefault(item.part, []).append(item)
    return parts


def _gold_items(gold: Gold) -> list[Shown]:
    """Gold as it is shown, in the order of gold: a summary would put core claims first."""
    shown = [item for item in shown_items(as_summary(gold)) if item.part != "gist"]
    order = sorted(range(len(gold.claims)), key=lambda place: gold.claims[place].salience != "core")
    claims = dict(zip(order, (item for item in shown if item.part == "claims"), strict=True))
    return [*(claims[place] for place in range(len(gold.claims))), *(item for item in shown if item.part != "claims")]
