"""`evals selftest`."""

from typing import Annotated

import typer
from rich.table import Table
from rich.text import Text

from evals.commands.options import SEED_AND_DEV, Golds, Reporting, Seed
from evals.defects import DEFECTS
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
    """Tests the scorer: each known corruption of gold must move exactly the scores that it should, and the defects of other harnesses
    must be absent. Exit 1 where one is not so."""
    verdicts = run_selftest(load_folders(gold, reporting=reporting), seed=seed)
    console = wide_console()
    table = Table("corruption", "articles", "scores that moved", "", box=None, pad_edge=False)
    for verdict in verdicts:
        table.add_row(verdict.name, str(verdict.articles), moved_words(verdict), _mark(verdict.passed))
    console.print(table)
    absent = {case.defect: case.free() for case in DEFECTS}
    cases = Table("defect of other harnesses (ok: absent here)", "", box=None, pad_edge=False)
    for defect, free in absent.items():
        cases.add_row(defect, _mark(free))
    console.print(cases)
    failed = [verdict for verdict in verdicts if not verdict.passed]
    for verdict in failed:
        say(f"{verdict.name}: {_fault(verdict, verbose)}")
    if failed or not all(absent.values()):
        raise typer.Exit(INTERNAL)


def _mark(passed: bool) -> Text:
    return Text("ok", "green") if passed else Text("FAILED", "red")


def _fault(verdict: Verdict, verbose: bool) -> str:
    if not verdict.articles:
        return "no article to try it on"
    shown = None if verbose else 3
    faults = [*(f"did not move {score}" for score in verdict.lacking), *(f"moved {score}" for score in verdict.excess)]
    return "; ".join(faults[:shown]) + (f"; and {len(faults) - shown} more" if shown and len(faults) > shown else "")
