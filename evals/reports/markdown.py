"""Results for a pull request. Text of articles and models is escaped, so that it cannot become markup."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from evals.agree import Agreement
from evals.audit import Audit
from evals.compare import Comparison
from evals.power import Power
from evals.reports.page import Page
from evals.reports.words import NAMES, PART_NAMES, chance, moved_words, number, percent, signed
from evals.selftest import Verdict
from evals.sensitivity import Shift
from evals.statistics import Interval

_MARKUP = re.compile(r"([\\`*_{}\[\]<>()#+!|~&-])")


def escape(text: str) -> str:
    """A text as one line of Markdown in which nothing is markup."""
    return _MARKUP.sub(r"\\\1", " ".join(text.split()))


def table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table; the first column is text, the rest numbers. Cells are taken as they are."""
    lines = ["| " + " | ".join(header) + " |", "|---|" + "---:|" * (len(header) - 1)]
    return "\n".join([*lines, *("| " + " | ".join(row) + " |" for row in rows)]) + "\n"


def result_markdown(title: str, result: Mapping[str, Any], intervals: Mapping[str, Interval | None] | None = None) -> str:
    """The scores of a run."""
    rows = []
    for part, values in result["parts"].items():
        counts, strict = values["counts"], values["strict"]
        found = (intervals or {}).get(part)
        sure = f"{percent(found.low)} to {percent(found.high)}" if found else ""
        shown = [counts[name] for name in ("correct", "partial", "wrong", "missing", "spurious")]
        rates = [percent(strict[name]) for name in ("precision", "recall", "f1")]
        rows.append([PART_NAMES[part], *rates, sure, percent(values["partial"]["f1"]), *map(number, shown)])
    head = result["headline"]
    sure = f" (95% {percent(found.low)} to {percent(found.high)})" if intervals and (found := intervals.get("headline")) else ""
    header = ["part", "P", "R", "F1", "95% interval", "partial", "correct", "close", "wrong", "missing", "spurious"]
    return "\n".join(
        [
            f"### {escape(title)}\n",
            f"{result['scored']} scored / {result['total']} total. Headline (mean strict F1 of four parts): "
            f"**{percent(head['strict'])}**{sure}; partial {percent(head['partial'])}. "
            f"Article stance {percent(result['stance']['article']['accuracy'])}.\n",
            table(header, rows),
            _fields(result),
        ]
    )


def _fields(result: Mapping[str, Any]) -> str:
    rows = (
        [PART_NAMES[part], field, percent(got["accuracy"]), number(got["graded"])]
        for part, values in result["parts"].items()
        if part != "claims_shipped"
        for field, got in values["fields"].items()
    )
    return table(["fields of matched items", "field", "right, %", "graded"], rows)


def comparison_markdown(comparison: Comparison, top: int = 5) -> str:
    """A comparison, for a pull request."""
    rows = []
    for row in comparison.rows:
        interval = f"{signed(row.interval.low)} to {signed(row.interval.high)}" if row.interval else ""
        change = row.b - row.a if row.a is not None and row.b is not None else None
        visible = percent(row.visible) if row.visible else ""
        rows.append(
            [NAMES[row.measure], percent(row.a), percent(row.b), signed(change), interval, escape(chance(row.p)), visible, row.verdict]
        )
    scored = " and ".join(f"{scored} scored / {total} total" for scored, total in comparison.scored)
    lines = [
        f"### {escape(comparison.b)} against {escape(comparison.a)}\n",
        f"{scored}. Strict F1; 95% jackknife-t intervals over articles; permutation test, Holm over the parts; "
        "visible: the smallest difference that this gold set shows in 4 of 5 cases.\n",
        table(["", "A", "B", "B − A", "interval", "p", "visible", "verdict"], rows),
    ]
    for moved in comparison.moved[:top]:
        lines.append(f"<details><summary>{escape(moved.article)} {signed(moved.change)}</summary>\n")
        lines += [f"- better: {escape(item)}" for item in moved.gained] + [f"- worse: {escape(item)}" for item in moved.lost]
        lines.append("\n</details>\n")
    return "\n".join(lines)


def selftest_markdown(verdicts: Sequence[Verdict]) -> str:
    """The self-test table."""
    rows = (
        [
            verdict.name,
            str(verdict.articles),
            moved_words(verdict),
            "ok" if verdict.passed else "FAILED",
        ]
        for verdict in verdicts
    )
    return table(["corruption", "articles", "scores that moved", ""], rows)


def agreement_markdown(found: Agreement) -> str:
    """The agreement tables."""
    items = table(["items", "F1 between annotators"], ([NAMES[name], percent(score)] for name, score in found.f1.items()))
    labels = (
        [
            f"{row.part}.{row.field}",
            str(row.pairs),
            percent(row.same) if row.pairs else "n/a",
            "n/a" if row.alpha is None else f"{row.alpha:.2f}",
        ]
        for row in found.labels
    )
    return f"{items}\n{table(['label', 'pairs', 'same, %', 'alpha'], labels)}"


def audit_markdown(found: Audit) -> str:
    """The grounding audit."""
    shares = (found.exact, found.numbers_stand, found.names_stand, found.furniture, found.supported)
    names = ("spans exact", "numbers in the evidence", "names in the article", "from furniture", "supported (proxy)")
    return table(["items", *names], [[str(found.items), *(percent(found.share(count)) for count in shares)]])


def sensitivity_markdown(shifts: Sequence[Shift]) -> str:
    """How the headline moves with each threshold."""
    rows = ([shift.threshold, f"{shift.value:.2f}", *map(percent, (shift.lower, shift.as_is, shift.higher))] for shift in shifts)
    return table(["threshold", "value", "headline at −0.1", "as is", "at +0.1"], rows)


def power_markdown(rows: Sequence[Power]) -> str:
    """What gold sets of other sizes would show."""
    if not rows:
        return ""
    header = ["points visible with", f"{rows[0].articles} articles (now)", *(str(size) for size, _ in rows[0].others)]
    return table(header, ([NAMES[row.measure], *map(percent, (row.visible, *(v for _, v in row.others)))] for row in rows))


def page_markdown(page: Page) -> str:
    """A whole report."""
    lines = [f"# {escape(page.title)}\n"]
    for section in page.sections:
        lines += [result_markdown(section.title, section.result, section.intervals), "Grounding audit:\n", audit_markdown(section.audit)]
        lines += ["Smallest visible difference, in points (worst case, as if runs were independent):\n", power_markdown(section.power)]
    if page.comparison:
        lines.append(comparison_markdown(page.comparison))
    for title, found in page.agreement.items():
        lines += [f"### The ceiling: two annotators, {escape(title)} ({found.articles} articles)\n", escape(found.annotators) + "\n"]
        lines.append(agreement_markdown(found))
    if page.verdicts:
        lines += ["### The scorer against known corruptions\n", selftest_markdown(page.verdicts)]
    if page.sensitivity:
        lines += ["### What the headline owes to thresholds\n", sensitivity_markdown(page.sensitivity)]
    return "\n".join(lines)
