"""`evals gate` and `evals baseline bless`."""

import tempfile
from pathlib import Path
from typing import Annotated

import typer

from evals.baselines import bless as bless_run
from evals.baselines import read_baseline, write_baseline
from evals.commands.options import Jobs, RunFolder
from evals.execute import execute
from evals.exits import GATE_FAILED, GATE_INCONCLUSIVE, guarded, say
from evals.gate import MARGINS, changes
from evals.gate import gate as judge
from evals.reports.terminal import show_changed, show_gate, wide_console
from evals.runs import Run, gold_of, load_run, prepare
from pipeline import errors

BaselineFile = Annotated[Path, typer.Option("--baseline", help="File of the baseline.")]
DEFAULT_BASELINE = Path("evals/baselines/offline.json")


@guarded
def gate(
    baseline: BaselineFile = DEFAULT_BASELINE,
    run: Annotated[Path | None, typer.Option("--run", help="Folder of a run; without, the baseline's engine is run anew.")] = None,
    margin: Annotated[list[str] | None, typer.Option("--margin", metavar="PART=POINTS", help="Points a model may lose.")] = None,
    jobs: Jobs = 8,
) -> None:
    """May this change go in? Exit 0 pass, 6 fail, 7 inconclusive; names the articles and items that did it."""
    margins = {**MARGINS, **_margins(margin or [])}
    held = read_baseline(baseline)
    if run:
        found = judge(held, load_run(run), margins)
    else:
        golds = gold_of(held.config)
        config = prepare(held.config, golds)
        with tempfile.TemporaryDirectory() as folder:
            outputs = execute(config, golds, Path(folder), jobs=jobs)
            found = judge(held, Run(Path(folder), config, tuple(golds), tuple(outputs)), margins)
    show_gate(wide_console(), found)
    if found.verdict != "pass":
        raise typer.Exit(GATE_FAILED if found.verdict == "fail" else GATE_INCONCLUSIVE)


baseline_app = typer.Typer(no_args_is_help=True, help="The results that changes are held against.")


@baseline_app.callback()
def baseline_group() -> None:
    """The results that changes are held against."""


@baseline_app.command()
@guarded
def bless(run: RunFolder, baseline: BaselineFile = DEFAULT_BASELINE) -> None:
    """Makes a run the new baseline, and shows what changes by it."""
    found = bless_run(load_run(run))
    if baseline.exists():
        show_changed(wide_console(), changes(read_baseline(baseline).items, found.items))
    write_baseline(baseline, found)
    say(f"{baseline}: {', '.join(f'{name} {score}' for name, score in found.scores.items())}")


def _margins(pairs: list[str]) -> dict[str, float]:
    margins = {}
    for pair in pairs:
        name, _, points = pair.partition("=")
        try:
            margins[name] = float(points) / 100
        except ValueError:
            raise errors.ConfigurationError(f"--margin {pair} is no PART=POINTS.", "Write --margin claims=3.") from None
        if name not in MARGINS:
            raise errors.ConfigurationError(f"There is no part {name}.", f"There are: {', '.join(MARGINS)}.")
    return margins
