"""`evals audit` and `evals sensitivity`."""

from pathlib import Path
from typing import Annotated

import typer

from evals.audit import audit as audit_pairs
from evals.commands.options import SEED_AND_DEV, Golds, Reporting, RunFolder
from evals.exits import GATE_FAILED, guarded, say
from evals.gold_files import load_folders
from evals.outputs import read_outputs
from evals.reports.terminal import show_audit, show_sensitivity, wide_console
from evals.runs import load_run
from evals.sensitivity import sensitivity as shift_thresholds


@guarded
def audit(
    outputs: Annotated[Path, typer.Argument(metavar="RUN|SUMMARIES.jsonl", help="A run, or summaries made anywhere.")],
    gold: Golds = SEED_AND_DEV,
    reporting: Reporting = False,
    strict: Annotated[bool, typer.Option("--strict", help="Exit 6 where an item is not in the text or comes from furniture.")] = False,
) -> None:
    """Are the items in the text, and do their spans support them? From the raw text and the output alone; no annotation is used
    but the marks of furniture."""
    if outputs.is_dir():
        run = load_run(outputs)
        golds, found = list(run.golds), list(run.outputs)
    else:
        golds = load_folders(gold, reporting=reporting)
        found = read_outputs(outputs, golds)
    by_name = {one.name: one for one in golds}
    pairs = ((by_name[output.article].article, output.summary, by_name[output.article].furniture) for output in found if output.summary)
    result = audit_pairs(pairs)
    show_audit(wide_console(), result)
    for fault in result.faults:
        say(fault)
    if strict and not result.sound:
        raise typer.Exit(GATE_FAILED)


@guarded
def sensitivity(folder: RunFolder) -> None:
    """How the headline moves when each threshold of the scorer is shifted by 0.1."""
    run = load_run(folder)
    show_sensitivity(wide_console(), shift_thresholds(run.golds, run.outputs))
