"""Summary -> what a person reads in a terminal (rich). Stays readable without colour: signs and words carry all that colour does."""

from collections.abc import Iterable

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from pipeline.article import Span
from pipeline.labels import Polarity
from pipeline.summary import Claim, Figure, OpenQuestion, Position, Summary
from pipeline.views.quantities import quantity
from pipeline.views.visible import visible

_SIDES: dict[Polarity, tuple[str, str]] = {
    "supports": ("+ for", "green"),
    "opposes": ("- against", "red"),
    "mixed": ("± for and against", "yellow"),
    "neutral": ("○ undecided on", "cyan"),
}
_QUESTION_KINDS = {
    "unresolved": "still to come",
    "unanswered": "not answered",
    "unsupported": "no proof given",
    "disputed": "disputed",
}


def text_view(summary: Summary) -> RenderableType:
    """The whole summary: gist, stance, claims, figures, open questions, and what was dropped."""
    parts: list[RenderableType] = [*_gist(summary), *_stance(summary), *_claims(summary)]
    parts += [*_figures(summary.figures), *_questions(summary.open_questions), *_footer(summary)]
    return Group(*parts)


def _gist(summary: Summary) -> Iterable[RenderableType]:
    if summary.article.title:
        yield Text(visible(summary.article.title), style="bold underline")
    if summary.gist:
        yield Text(visible(summary.gist.text), style="bold")
        yield from _quotes(summary.gist.evidence, indent=2)


def _stance(summary: Summary) -> Iterable[RenderableType]:
    stance = summary.stance
    yield _heading("Stance")
    yield _indented(
        Text.assemble("The article itself is ", (stance.article, "bold"), f" on {visible(stance.topic)}." if stance.topic else "."), 2
    )
    for position in stance.positions:
        yield from _position(position)


def _position(position: Position) -> Iterable[RenderableType]:
    words, style = _SIDES[position.polarity]
    yield _indented(Text.assemble((visible(position.holder), "bold"), "  ", (words, style), " ", visible(position.target)), 2)
    yield from _quotes(position.evidence, indent=4)


def _claims(summary: Summary) -> Iterable[RenderableType]:
    if not summary.claims:
        return
    yield _heading("Claims")
    for number, claim in enumerate(summary.claims, 1):
        yield from _claim(number, claim)
    if summary.omitted:
        yield _indented(Text(f"… and {len(summary.omitted)} more (--max-claims 0 shows all)", style="dim"), 2)


def _claim(number: int, claim: Claim) -> Iterable[RenderableType]:
    style = "bold" if claim.salience == "core" else ""
    yield _indented(Text.assemble((f"{number:>2} ", "dim"), (visible(claim.statement), style)), 1, hanging=3)
    speaker = visible(claim.source) if claim.source else "the article"
    kind = "" if claim.kind == "factual" else f", {claim.kind}"
    yield _indented(Text.assemble("says ", (speaker, "cyan"), (f"  ({claim.attribution}{kind}, {claim.salience})", "dim")), 4)
    yield from _quotes(claim.evidence, indent=4)


def _figures(figures: tuple[Figure, ...]) -> Iterable[RenderableType]:
    if not figures:
        return
    yield _heading("Figures")
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), show_header=True, header_style="dim")
    table.add_column("quantity", style="bold", max_width=22, overflow="fold")
    table.add_column("of what", ratio=3, overflow="fold")
    table.add_column("says, when", ratio=2, overflow="fold")
    table.add_column("in the text", ratio=2, style="italic", overflow="fold")
    for figure in figures:
        who = ", ".join(visible(part) for part in (figure.source or "the article", figure.when) if part)
        quotes = "; ".join(f"“{visible(span.quote)}”" for span in figure.evidence)
        table.add_row(Text(visible(quantity(figure))), Text(visible(figure.measures)), Text(who), Text(quotes))
    yield _indented(table, 2)


def _questions(questions: tuple[OpenQuestion, ...]) -> Iterable[RenderableType]:
    if not questions:
        return
    yield _heading("Open questions")
    for question in questions:
        kind = _QUESTION_KINDS[question.kind]
        yield _indented(Text.assemble("? ", visible(question.question), (f"  ({kind})", "dim")), 2, hanging=2)
        yield from _quotes(question.evidence, indent=4)


def _footer(summary: Summary) -> Iterable[RenderableType]:
    made = summary.provenance
    model = f" {made.model}" if made.model else ""
    yield Text()
    if summary.dropped:
        count = len(summary.dropped)
        yield Text(f"{count} item{'s' * (count != 1)} did not pass the checks (see `dropped` in --format json).", style="dim")
    yield Text(f"{made.engine}{visible(model)}, {made.elapsed_s:.2f} s, nutgraf {made.nutgraf_version}", style="dim")


def _heading(words: str) -> RenderableType:
    return Padding(Text(words.upper(), style="bold blue"), (1, 0, 0, 0))


def _quotes(evidence: Iterable[Span], indent: int) -> Iterable[RenderableType]:
    for span in evidence:
        yield _indented(Text(f"“{visible(span.quote)}”", style="dim italic"), indent, hanging=1)


def _indented(content: RenderableType, indent: int, hanging: int = 0) -> RenderableType:
    if not hanging or not isinstance(content, Text):
        return Padding(content, (0, 0, 0, indent))
    grid = Table.grid(padding=0)
    grid.add_column(width=hanging, no_wrap=True)
    grid.add_column(overflow="fold")
    grid.add_row(content[:hanging], content[hanging:])
    return Padding(grid, (0, 0, 0, indent))
