"""Results for a terminal. Text of articles and models is shown as it is, never as markup."""

from collections.abc import Iterator, Mapping
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from evals.matching import Match, Pair, PartMatch
from evals.rules import HEADLINE

PART_NAMES = {
    "positions": "positions",
    "claims": "claims",
    "figures": "figures",
    "open_questions": "open questions",
    "claims_shipped": "claims, as shipped",
}


def wide_console() -> Console:
    """The terminal; where output is piped, a console wide enough for the tables."""
    console = Console()
    return console if console.is_terminal else Console(width=120)


def percent(rate: float | None) -> str:
    """A rate in percent with one decimal; n/a for None."""
    return "n/a" if rate is None else f"{100 * rate:.1f}"


def number(count: float) -> str:
    """A count; repeats make fractions."""
    return f"{count:.0f}" if float(count).is_integer() else f"{count:.1f}"


def show_result(console: Console, title: str, result: Mapping[str, Any]) -> None:
    """Scores per part, then the accuracy of each field on the matched pairs."""
    console.print(Text(title, style="bold"))
    console.print(f"{result['scored']} scored / {result['total']} total")
    console.print(_parts(result))
    console.print(_fields(result))
    head = result["headline"]
    console.print(
        Text(f"headline {percent(head['strict'])} strict, {percent(head['partial'])} partial (mean F1 of the four parts)", "bold")
    )


def _parts(result: Mapping[str, Any]) -> Table:
    table = Table(box=None, pad_edge=False)
    table.add_column("part")
    for name in ("P", "R", "F1", "partial", "correct", "close", "wrong", "missing", "spurious", "extra"):
        table.add_column(name, justify="right")
    for part, values in result["parts"].items():
        counts, strict = values["counts"], values["strict"]
        extra = counts["extra_correct"] + counts["extra_partial"] + counts["extra_wrong"]
        shown = (counts["correct"], counts["partial"], counts["wrong"], counts["missing"], counts["spurious"], extra)
        rates = (strict["precision"], strict["recall"], strict["f1"], values["partial"]["f1"])
        table.add_row(PART_NAMES[part], *map(percent, rates), *map(number, shown))
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
        faults = {field: grade for field, grade in pair.grades.items() if grade != "correct"}
        if pair.full and not faults:
            continue
        label, style = _verdict(pair)
        yield _pair(found, pair, label, style, tuple(faults))
    for place in found.missing:
        item = found.gold[place]
        weight = found.rules.weight(item)
        style = "red" if weight == "required" else "dim"
        yield Text(f"  missed{'' if weight == 'required' else f' ({weight})'}  {describe(item)}", style=style)
    for place in found.spurious:
        yield Text(f"  spurious  {describe(found.given[place])}", style="yellow")


def _verdict(pair: Pair) -> tuple[str, str]:
    if not pair.full:
        return "close", "magenta"
    return ("right, but", "cyan") if pair.sound else ("wrong field", "red")


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


def describe(item: Any) -> str:
    """An item of gold or of a summary in one line."""
    if hasattr(item, "statement"):
        return f"[{item.source or 'article'}; {item.attribution}; {item.kind}] {item.statement}"
    if hasattr(item, "holder"):
        return f"{item.holder} {item.polarity} {item.target}"
    if hasattr(item, "question"):
        return f"[{item.kind}] {item.question} <{item.evidence[0].quote[:80]}>"
    value = item.value if item.value is not None else f"{item.low} to {item.high}"
    per = f" per {item.per}" if item.per else ""
    return f"{item.bound} {value} {item.unit or '?'}{per}: {item.measures} <{item.evidence[0].quote}>"
