"""Summary -> what a person reads in a terminal (rich). Stays readable without colour: signs and words carry all that colour does."""

import re
from collections.abc import Iterable
from itertools import groupby

from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.padding import Padding
from rich.style import Style
from rich.table import Table
from rich.text import Text

from pipeline.article import Span
from pipeline.labels import Polarity
from pipeline.summary import Claim, Figure, OpenQuestion, Position, Summary
from pipeline.views.quantities import quantity
from pipeline.views.visible import visible
from pipeline.views.wording import QUESTION_KINDS, SIDES, SIGNS

_STYLES: dict[Polarity, str] = {"supports": "green", "opposes": "red", "mixed": "yellow", "neutral": "cyan"}


def text_view(summary: Summary) -> RenderableType:
    """The whole summary: gist, stance, claims, figures, open questions, and what was dropped."""
    parts: list[RenderableType] = [*_gist(summary), *_stance(summary), *_claims(summary)]
    parts += [*_figures(summary.figures), *_questions(summary.open_questions), *_footer(summary)]
    return Group(*parts)


def _gist(summary: Summary) -> Iterable[RenderableType]:
    if summary.article.title:
        yield _indented(Text(visible(summary.article.title), style="bold underline"), 0)
    if summary.article.url:
        yield _indented(_address(summary.article.url), 0)
    if summary.gist:
        yield _indented(Text(visible(summary.gist.text), style="bold"), 0)
        yield from _quotes(summary.gist.evidence, indent=2)


def _address(url: str) -> Text:
    """Where the article stands: a link (OSC 8) in terminals that have them. Only web addresses are linked: a file or a script never is."""
    shown = visible(url)
    is_web = shown == url and re.fullmatch(r"https?://[!-~]+", url) is not None
    return Text(shown, style=Style(dim=True, link=url) if is_web else "dim")


def _stance(summary: Summary) -> Iterable[RenderableType]:
    stance = summary.stance
    yield _heading("Stance")
    yield _indented(
        Text.assemble("The article itself is ", (stance.article, "bold"), f" on {visible(stance.topic)}." if stance.topic else "."), 2
    )
    for evidence, same in groupby(stance.positions, key=lambda position: position.evidence):
        for position in same:
            yield _position(position)
        yield from _quotes(evidence, indent=4)


def _position(position: Position) -> RenderableType:
    words, style = f"{SIGNS[position.polarity]} {SIDES[position.polarity]}", _STYLES[position.polarity]
    return _indented(Text.assemble((visible(position.holder), "bold"), "  ", (words, style), " ", visible(position.target)), 2)


def _claims(summary: Summary) -> Iterable[RenderableType]:
    if not summary.claims:
        return
    yield _heading("Claims")
    for evidence, same in groupby(enumerate(summary.claims, 1), key=lambda numbered: numbered[1].evidence):
        for number, claim in same:
            yield from _claim(number, claim)
        yield from _quotes(evidence, indent=4)
    if summary.omitted:
        yield _indented(Text(f"… and {len(summary.omitted)} more (--max-claims 0 shows all)", style="dim"), 2)


def _claim(number: int, claim: Claim) -> Iterable[RenderableType]:
    style = "bold" if claim.salience == "core" else ""
    yield _marked(f"{number:>3} ", Text(visible(claim.statement), style))
    speaker = visible(claim.source) if claim.source else "the article"
    kind = "" if claim.kind == "factual" else f", {claim.kind}"
    yield _indented(Text.assemble("says ", (speaker, "cyan"), (f"  ({claim.attribution}{kind}, {claim.salience})", "dim")), 4)


def _figures(figures: tuple[Figure, ...]) -> Iterable[RenderableType]:
    if not figures:
        return
    yield _heading("Figures")
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim", expand=True)
    table.add_column("quantity", style="bold", max_width=22, overflow="fold")
    table.add_column("of what", ratio=5, overflow="fold")
    table.add_column("says, when", ratio=3, overflow="fold")
    table.add_column("in the text", ratio=3, style="italic", overflow="fold")
    for figure in figures:
        who = ", ".join(visible(part) for part in (figure.source or "the article", figure.when) if part)
        quotes = "; ".join(f"“{visible(span.quote)}”" for span in figure.evidence)
        table.add_row(Text(visible(quantity(figure))), Text(visible(figure.measures)), Text(who), Text(quotes))
    yield Padding(table, (0, 0, 0, 2), expand=False)


def _questions(questions: tuple[OpenQuestion, ...]) -> Iterable[RenderableType]:
    if not questions:
        return
    yield _heading("Open questions")
    for question in questions:
        kind = QUESTION_KINDS[question.kind]
        yield _marked("  ? ", Text.assemble(visible(question.question), (f"  ({kind})", "dim")))
        yield from _quotes(question.evidence, indent=4)


def _footer(summary: Summary) -> Iterable[RenderableType]:
    made = summary.provenance
    engine = f"{made.engine} ({made.model})" if made.model else made.engine
    yield Text()
    if summary.dropped:
        count = len(summary.dropped)
        yield Text(f"{count} item{'s' * (count != 1)} did not pass the checks (see `dropped` in --format json).", style="dim")
    yield Text(f"{visible(engine)}, {made.elapsed_s:.2f} s, nutgraf {made.nutgraf_version}", style="dim")


def _heading(words: str) -> RenderableType:
    return Text(f"\n{words.upper()}", style="bold blue")


def _quotes(evidence: Iterable[Span], indent: int) -> Iterable[RenderableType]:
    # A bar, since the words may begin with a quotation mark of their own.
    bar = Text(" " * indent + "│ ", style="dim")
    for span in evidence:
        yield _Lines(Text(visible(span.quote), style="italic"), first=bar, rest=bar)


def _indented(words: Text, indent: int) -> RenderableType:
    return _Lines(words, first=Text(" " * indent), rest=Text(" " * indent))


def _marked(mark: str, words: Text) -> RenderableType:
    """Words behind a mark, later lines under the first word."""
    return _Lines(words, first=Text(mark), rest=Text(" " * len(mark)))


class _Lines:
    """Words wrapped to the width, each line behind its prefix, no blanks at the ends."""

    def __init__(self, words: Text, *, first: Text, rest: Text) -> None:
        self.words = words
        self.first = first
        self.rest = rest

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        for number, line in enumerate(self.words.wrap(console, max(10, options.max_width - len(self.rest)))):
            line.rstrip()
            yield (self.rest if number else self.first) + line
