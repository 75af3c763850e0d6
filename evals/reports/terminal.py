"""Results for a terminal. Text of articles and models is shown as it is, never as markup."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from evals.agree import Agreement
from evals.audit import Audit
from evals.choice import Candidate, ranked
from evals.compare import Comparison
from evals.gate import Changed, Gate
from evals.items import describe, faults_of, kind_of
from evals.matching import Match, Pair, PartMatch
from evals.power import Power
from evals.reports.words import NAMES, PART_NAMES, chance, decimal, number, percent, signed
from evals.rules import HEADLINE
from evals.sensitivity import Shift

_VERDICTS = {"close": ("close", "magenta"), "right": ("right, but", "cyan"), "wrong": ("wrong field", "red")}


def wide_console() -> Console:
    """The terminal; where output is piped, a console wide enough for the tables."""
    console = Console()
    return console if console.is_terminal else Console(width=120)


def show_result(console: Console, title: str, result: Mapping[str, Any], ceiling: Agreement | None = None) -> None:
    """Scores per part, then the accuracy of each field on the matched pairs. ceiling: how far two annotators agree."""
    console.print(Text(title, style="bold"))
    console.print(f"{result['scored']} scored / {result['total']} total")
    console.print(_parts(result, ceiling))
    console.print(_fields(result))
    head = result["headline"]
    console.print(
        Text(f"headline {percent(head['strict'])} strict, {percent(head['partial'])} partial (mean F1 of the four parts)", "bold")
    )
    if ceiling:
        found = percent(ceiling.f1["headline"])
        told = f"ceiling {found}: F1 between the two annotations of {ceiling.articles} of the articles, by the same matcher. "
        console.print(Text(told + ceiling.annotators), soft_wrap=True)


def show_choice(console: Console, candidates: Sequence[Candidate]) -> None:
    """A line per run, best score first: what one must know to choose."""
    table = Table(box=None, pad_edge=False)
    for name in ("run", "headline", "95%", "failed", "requests", "$ per article", "seconds"):
        table.add_column(name, justify="left" if name == "run" else "right")
    for one in ranked(candidates):
        if one.fault:
            table.add_row(Text(one.label), Text(one.fault, style="red"))
            continue
        reach = f"{percent(one.interval.low)} to {percent(one.interval.high)}" if one.interval else "n/a"
        cost = ("price unknown" if one.cost_usd is None else f"{one.cost_usd:.5f}") if one.asks_model else "none"
        failed = f"{one.failed} of {one.outputs}"
        table.add_row(Text(one.label), percent(one.headline), reach, failed, f"{one.requests:.1f}", cost, f"{one.seconds:.1f}")
    console.print(table)
    console.print("Requests, cost and seconds are per article. A difference is real where `compare` says so.", style="dim")


def _parts(result: Mapping[str, Any], ceiling: Agreement | None) -> Table:
    table = Table(box=None, pad_edge=False)
    table.add_column("part")
    for name in ("P", "R", "F1", "partial", "correct", "close", "wrong", "missing", "spurious", "extra", *(["ceiling"] if ceiling else [])):
        table.add_column(name, justify="right")
    for part, values in result["parts"].items():
        counts, strict = values["counts"], values["strict"]
        extra = counts["extra_correct"] + counts["extra_partial"] + counts["extra_wrong"]
        shown = (counts["correct"], counts["partial"], counts["wrong"], counts["missing"], counts["spurious"], extra)
        rates = (strict["precision"], strict["recall"], strict["f1"], values["partial"]["f1"])
        agreed = [percent(ceiling.f1.get(part.removesuffix("_shipped")))] if ceiling else []
        table.add_row(PART_NAMES[part], *map(percent, rates), *map(number, shown), *agreed)
    stance = result["stance"]["article"]
    table.add_row("article stance", "", "", percent(stance["accuracy"]), "", number(stance["correct"]))
    return table


def _fields(result: Mapping[str, Any]) -> Table:
    table = Table(box=None, pad_edge=False, show_header=False)
    for part, values in result["parts"].items():
        if part != "claims_shipped":
            shown = (f"{field} {percent(got['accuracy'])}" for field, got in values["fields"].items())
            table.add_row(Text(f"{PART_NAMES[part]}:", style="dim"), Text("  ".join(shown)))
    return table


def show_match(console: Console, match: Match) -> None:
    """What an article's summary got, missed and added: gold and output side by side."""
    console.rule(Text(match.gold.name), align="left")
    if match.summary is None:
        console.print(Text("failed: everything counts as missing", style="red"))
        return
    said, meant = match.summary.stance, match.gold.stance
    console.print(Text(f"article stance: gold {meant.article}, given {said.article}", style="" if meant.article == said.article else "red"))
    for rules in HEADLINE:
        console.print(Text(PART_NAMES[rules.part], style="bold"))
        for line in _part_lines(match.parts[rules.part]):
            console.print(line, soft_wrap=True)


def _part_lines(found: PartMatch) -> Iterator[Text]:
    right = [pair for pair in found.pairs if pair.full and pair.sound]
    yield Text(f"  {len(right)} right", style="green")
    for pair in found.pairs:
        faults = faults_of(pair)
        if faults or not pair.full:
            label, style = _VERDICTS[kind_of(pair)]
            yield _pair(found, pair, label, style, faults)
    for place in found.missing:
        item = found.gold[place]
        weight = found.rules.weight(item)
        style = "red" if weight == "required" else "dim"
        yield Text(f"  missed{'' if weight == 'required' else f' ({weight})'}  {describe(item)}", style=style)
    for place in found.spurious:
        yield Text(f"  spurious  {describe(found.given[place])}", style="yellow")


def _pair(found: PartMatch, pair: Pair, label: str, style: str, faults: tuple[str, ...]) -> Text:
    gold, given = found.gold[pair.gold], found.given[pair.given]
    text = Text(f"  {label}  similarity {pair.similarity:.2f}  {describe(gold)}", style=style)
    text.append(f"\n      given: {describe(given)}", style="default")
    for field in faults:
        text.append(f"\n      {field}: {_value(gold, field)!s} <- {_value(given, field)!s}", style="default")
    return text


def _value(item: Any, field: str) -> Any:
    if field == "evidence":
        return " + ".join(f"{span.quote[:60]}…" if len(span.quote) > 60 else span.quote for span in item.evidence)
    return getattr(item, field, "")


def show_comparison(console: Console, comparison: Comparison, top: int) -> None:
    """Run b against run a."""
    console.print(Text(f"A {comparison.a}\nB {comparison.b}", "bold"), soft_wrap=True)
    scored = " and ".join(f"{scored} scored / {total} total" for scored, total in comparison.scored)
    console.print(f"{scored}; strict F1, points, 95% jackknife-t intervals over articles, permutation test, Holm over the parts")
    table = Table(box=None, pad_edge=False)
    table.add_column("")
    for name in ("A", "B", "B - A", "interval", "p", "visible"):
        table.add_column(name, justify="right", no_wrap=True)
    table.add_column("verdict")
    for row in comparison.rows:
        interval = f"{signed(row.interval.low)} to {signed(row.interval.high)}" if row.interval else ""
        change = row.b - row.a if row.a is not None and row.b is not None else None
        shown = (percent(row.a), percent(row.b), signed(change), interval, chance(row.p), percent(row.visible) if row.visible else "")
        table.add_row(NAMES[row.measure], *shown, row.verdict)
    console.print(table)
    console.print("visible: the smallest difference that this gold set shows in 4 of 5 cases (2.80 standard errors)")
    for moved in comparison.moved[:top]:
        console.print(Text(f"{moved.article} {signed(moved.change)}", "bold"))
        for mark, style, items in (("+", "green", moved.gained), ("-", "red", moved.lost)):
            for item in items:
                console.print(Text(f"  {mark} {item}", style), soft_wrap=True)


def show_power(console: Console, rows: Sequence[Power], *, paired: bool) -> None:
    """What gold sets of other sizes would show."""
    table = Table(box=None, pad_edge=False)
    table.add_column("points visible with")
    for name in (f"{rows[0].articles} articles (now)", *(f"{size}" for size, _ in rows[0].others)):
        table.add_column(name, justify="right")
    for row in rows:
        table.add_row(NAMES[row.measure], *map(percent, (row.visible, *(visible for _, visible in row.others))))
    console.print(table)
    console.print("from the paired difference of the two runs" if paired else "worst case, from one run: pairing shows more")


def show_gate(console: Console, found: Gate) -> None:
    """What the gate says, and which items did it."""
    for row in found.judged:
        low = f", lower bound {signed(row.low)} (margin {percent(row.margin)})" if row.low is not None else ""
        console.print(f"{NAMES[row.measure]}: {percent(row.before)} -> {percent(row.after)}{low}: {row.verdict}, {row.why}", soft_wrap=True)
    show_changed(console, found.changed)
    style = {"pass": "bold green", "fail": "bold red", "inconclusive": "bold yellow"}[found.verdict]
    console.print(Text(f"{found.verdict}: {found.why}", style), soft_wrap=True)


def show_changed(console: Console, changed: Sequence[Changed]) -> None:
    """Items that changed for worse and for better, by article."""
    for article in changed:
        console.print(Text(f"{article.article}: {len(article.worse)} worse, {len(article.better)} better", "bold"))
        for mark, style, items in (("-", "red", article.worse), ("+", "green", article.better)):
            for item in items:
                console.print(Text(f"  {mark} {item}", style), soft_wrap=True)


def show_audit(console: Console, found: Audit) -> None:
    """The grounding audit; in the text and supported are two questions."""
    console.print(f"{found.items} items")
    for name, count, due in (
        ("in the text: spans exact", found.exact, "100"),
        ("in the text: numbers stand in the evidence", found.numbers_stand, "100"),
        ("in the text: names stand in the article", found.names_stand, "100"),
        ("from furniture", found.furniture, "0"),
        ("supported by their evidence (lexical proxy)", found.supported, "as high as can be"),
    ):
        console.print(f"  {percent(found.share(count))} %  {name} (due: {due})")


def show_sensitivity(console: Console, shifts: Sequence[Shift]) -> None:
    """How the headline moves with each threshold."""
    table = Table("threshold", "value", "-0.1", "as is", "+0.1", box=None, pad_edge=False)
    for shift in shifts:
        table.add_row(shift.threshold, f"{shift.value:.2f}", *map(percent, (shift.lower, shift.as_is, shift.higher)))
    console.print(table)


def show_agreement(console: Console, found: Agreement) -> None:
    """How far two annotators agree."""
    console.print(f"{found.articles} articles annotated twice; items: strict F1 between the annotators by the production matcher")
    console.print(Text(found.annotators), soft_wrap=True)
    table = Table("items", "F1", box=None, pad_edge=False)
    for name, score in found.f1.items():
        table.add_row(NAMES[name], percent(score))
    console.print(table)
    labels = Table("label", "pairs", "same", "alpha", box=None, pad_edge=False)
    for row in found.labels:
        labels.add_row(f"{row.part}.{row.field}", str(row.pairs), percent(row.same) if row.pairs else "n/a", decimal(row.alpha))
    console.print(labels)
