"""`evals selftest`."""

from typing import Annotated

import typer
from rich.table import Table
from rich.text import Text

from evals.commands.options import SEED_AND_DEV, Golds, Reporting, Seed
from evals.exits import INTERNAL, guarded, say
from evals.gold_files import load_folders
from evals.reports.terminal import wide_console
from evals.reports.words import moved_words
from evals.selftest import Verdict
from evals.selftest import selftest as run_selftest


@guarded
def selftest(
    gold: Golds = SEED_AND_DEV,
    reporting: Reporting = False,
    seed: Seed = 0,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="Name every article and score that is off.")] = False,
) -> None:
    """Tests the scorer: each known corruption of gold must move exactly the scores that it should. Exit 1 where one does not."""
    verdicts = run_selftest(load_folders(gold, reporting=reporting), seed=seed)
    table = Table("corruption", "articles", "scores that moved", "", box=None, pad_edge=False)
    for verdict in verdicts:
        table.add_row(
            verdict.name, str(verdict.articles), moved_words(verdict), Text("ok", "green") if verdict.passed else Text("FAILED", "red")
        )
    wide_console().print(table)
    failed = [verdict for verdict in verdicts if not verdict.passed]
    for verdict in failed:
        say(f"{verdict.name}: {_fault(verdict, verbose)}")
    if failed:
        raise typer.Exit(INTERNAL)


def _fault(verdict: Verdict, verbose: bool) -> str:
    if not verdict.articles:
        return "no article to try it on"
    shown = None if verbose else 3
    faults = [*(f"did not move {score}" for score in verdict.lacking), *(f"moved {score}" for score in verdict.excess)]
    return "; ".join(faults[:shown]) + (f"; and {len(faults) - shown} more" if shown and len(faults) > shown else "")
