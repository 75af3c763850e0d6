"""Options that several commands share."""

from pathlib import Path
from typing import Annotated, TypeAlias

import typer

SEED_AND_DEV = [Path("evals/gold/seed"), Path("evals/gold/dev")]

Golds: TypeAlias = Annotated[list[Path], typer.Option("--gold", help="Folder of gold, or a gold file. Give it again for more.")]
Only: TypeAlias = Annotated[list[str], typer.Option("--only", metavar="ARTICLE", help="Only this article. Give it again for more.")]
Jobs: TypeAlias = Annotated[int, typer.Option("--jobs", min=1, help="Articles in flight at once.")]
Json: TypeAlias = Annotated[Path | None, typer.Option("--json", help="Write the result to this file.")]
RunFolder: TypeAlias = Annotated[Path, typer.Argument(metavar="RUN", help="Folder of a run.")]
Seed: TypeAlias = Annotated[int, typer.Option("--seed", help="Seed of everything that is drawn at random.")]
Reporting: TypeAlias = Annotated[bool, typer.Option("--reporting", help="Allow the test split: for reports only, never while tuning.")]
