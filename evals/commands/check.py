"""`evals check`."""

from pathlib import Path
from typing import Annotated

import typer

from evals.exits import NO_INPUT, USAGE, guarded, say
from evals.gold_files import gold_paths, parse_gold
from evals.lint import lint


@guarded
def check(
    places: Annotated[list[Path], typer.Argument(metavar="FILE|FOLDER...", help="Gold files, or folders of them.")],
    strict: Annotated[bool, typer.Option("--strict", help="Warnings count as problems.")] = False,
) -> None:
    """Checks gold files: schema, hash, quotes, furniture, duplicates, and (as warnings) the guide. Exit 2 where a file is not in order."""
    paths = gold_paths(places)
    if not paths:
        say("No gold file (*.yaml) there.")
        raise typer.Exit(NO_INPUT)
    bad = 0
    for path in paths:
        parsed = parse_gold(path)
        problems = parsed.problems + lint(parsed)
        bad += any(strict or not problem.warning for problem in problems)
        for problem in problems:
            typer.echo(str(problem))
    say(f"{len(paths) - bad} of {len(paths)} gold files are in order.")
    if bad:
        raise typer.Exit(USAGE)
