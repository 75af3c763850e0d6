"""`evals show`."""

from pathlib import Path
from typing import Annotated

import typer

from evals.commands.options import RunFolder
from evals.exits import guarded
from evals.reports.article_view import report_page
from evals.reports.result import result_of
from evals.reports.terminal import show_match, show_result, wide_console
from evals.runs import load_run, replace, score_outputs
from pipeline import errors


@guarded
def show(
    folder: RunFolder,
    article: Annotated[str | None, typer.Argument(metavar="[ARTICLE]", help="One article; all of them without.")] = None,
    html: Annotated[Path | None, typer.Option("--html", help="Write a page instead: gold and output at the article's words.")] = None,
) -> None:
    """Gold and output side by side: what each article got right, nearly right, wrong, missed and added."""
    run = load_run(folder)
    if article and article not in {gold.name for gold in run.golds}:
        raise errors.InputError(f"The run has no article {article}.", f"It has: {', '.join(gold.name for gold in run.golds)}.")
    scored = score_outputs(run.golds, run.outputs)
    matches = [match for match in scored.matches if article in (None, match.gold.name)]
    if html:
        replace(html, report_page(run.config.signature, matches))
        return
    console = wide_console()
    for match in matches:
        show_match(console, match)
    if article is None:
        show_result(console, run.config.signature, result_of(scored))
