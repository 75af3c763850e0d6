"""`python -m evals`: a command per verb. Commands parse, call and print; the work is done elsewhere."""

from pathlib import Path
from typing import Annotated

import typer

from evals.gold_files import gold_paths, parse_gold
from evals.lint import lint
from pipeline.errors import NutgrafError

app = typer.Typer(help="How good are the summaries? Scores against gold, with intervals.", no_args_is_help=True, add_completion=False)


@app.callback()
def _group() -> None:
    """Keeps the commands named, also while there is only one."""


@app.command()
def check(
    places: Annotated[list[Path], typer.Argument(metavar="FILE|FOLDER...", help="Gold files, or folders of them.")],
    strict: Annotated[bool, typer.Option("--strict", help="Warnings count as problems.")] = False,
) -> None:
    """Checks gold files: schema, hash, quotes, furniture, duplicates, and (as warnings) the guide. Exit 2 where a file is not in order."""
    paths = gold_paths(places)
    if not paths:
        _fail("No gold file (*.yaml) there.", 3)
    bad = 0
    for path in paths:
        try:
            parsed = parse_gold(path)
        except NutgrafError as error:
            _fail(str(error), 3)
        problems = parsed.problems + lint(parsed)
        bad += any(strict or not problem.warning for problem in problems)
        for problem in problems:
            typer.echo(str(problem))
    typer.echo(f"{len(paths) - bad} of {len(paths)} gold files are in order.", err=True)
    if bad:
        raise typer.Exit(2)


def _fail(message: str, code: int) -> None:
    typer.echo(message, err=True)
    raise typer.Exit(code)


def main() -> None:
    """Entry point of `nutgraf-evals`."""
    app(prog_name="nutgraf-evals")
