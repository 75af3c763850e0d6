"""`nutgraf doctor`: which engines work here, and why not."""

from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli.exits import guarded


def doctor_command(
    base_url: Annotated[str | None, typer.Option(help="OpenAI-compatible endpoint to try.")] = None,
    gguf: Annotated[Path | None, typer.Option(help="Model file of the llama engine to try.")] = None,
    debug: Annotated[bool, typer.Option("--debug", help="Show tracebacks.")] = False,
) -> None:
    """Say which engines work here and why not, whether the endpoint answers, and which models it lists.

    \b
    Examples:
      nutgraf doctor
      nutgraf doctor --base-url http://127.0.0.1:8080/v1
      nutgraf doctor --gguf model.gguf
    """
    from pipeline.cli.doctor_run import doctor  # noqa: PLC0415 - --help needs none of what this loads

    raise typer.Exit(guarded("nutgraf doctor", lambda: doctor(base_url, gguf), debug=debug))
