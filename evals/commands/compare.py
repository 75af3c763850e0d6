"""`evals compare` and `evals power`."""

from pathlib import Path
from typing import Annotated

import typer

from evals.commands.options import RunFolder, Seed
from evals.compare import compare as compare_runs
from evals.exits import guarded
from evals.power import power_of
from evals.reports.markdown import comparison_markdown
from evals.reports.terminal import show_comparison, show_power, wide_console
from evals.runs import load_run, read_counts, replace
from pipeline import errors


@guarded
def compare(
    a: Annotated[Path, typer.Argument(metavar="A", help="Folder of the run to hold against.")],
    b: Annotated[Path, typer.Argument(metavar="B", help="Folder of the run that may be better.")],
    markdown: Annotated[Path | None, typer.Option("--markdown", help="Write it for a pull request.")] = None,
    seed: Seed = 0,
    top: Annotated[int, typer.Option("--top", min=0, help="Articles to name, those that moved most first.")] = 5,
) -> None:
    """Is B better than A? Differences with intervals and tests, what this gold set could have shown, and the articles that did it."""
    comparison = compare_runs(load_run(a), load_run(b), seed)
    show_comparison(wide_console(), comparison, top)
    if markdown:
        replace(markdown, comparison_markdown(comparison, top))


@guarded
def power(
    run: RunFolder,
    against: Annotated[Path | None, typer.Option("--against", help="Another run: then the paired difference is measured.")] = None,
    articles: Annotated[list[int] | None, typer.Option("--articles", min=5, help="Sizes to tell of; again for more.")] = None,
) -> None:
    """What difference gold sets of other sizes would show, from the spread that this run has between articles."""
    table = read_counts(run / "counts.jsonl").table
    other = read_counts(against / "counts.jsonl").table if against else None
    rows = power_of(table, other, sorted(articles or [20, 30, 50, 100, 200, 400]))
    if not rows:
        raise errors.InputError("The run has too few articles to say.", "Five are the least.")
    show_power(wide_console(), rows, paired=other is not None)
