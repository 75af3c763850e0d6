"""`python -m evals`: a command per verb, each in its module of evals/commands/."""

from typing import Annotated

import typer

from evals.commands.annotation import adjudicate, agree, annotate, export, import_
from evals.commands.audit import audit, sensitivity
from evals.commands.check import check
from evals.commands.compare import compare, power
from evals.commands.gate import baseline_app, gate
from evals.commands.report import report
from evals.commands.review import review
from evals.commands.run import rescore, run, score
from evals.commands.selftest import selftest
from evals.commands.show import show
from evals.exits import Debug

app = typer.Typer(
    help="How good are the summaries? Scores against gold, with intervals.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110},
)
for command in (run, show, compare, score, rescore, gate, audit, selftest, power, sensitivity, report, check, annotate, adjudicate, agree):
    app.command()(command)
app.command()(review)
app.command()(export)
app.command("import")(import_)
app.add_typer(baseline_app, name="baseline")


@app.callback()
def group(debug: Annotated[bool, typer.Option("--debug", help="Show tracebacks.")] = False) -> None:
    """How good are the summaries? Scores against gold, with intervals."""
    Debug.on = debug


def main() -> None:
    """Entry point of `nutgraf-evals`."""
    app(prog_name="nutgraf-evals")
