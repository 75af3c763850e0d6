"""`summarize` and `nutgraf`: the Typer apps and their entry points."""

from typing import Annotated

import typer

from pipeline.cli.batch import batch_app
from pipeline.cli.doctor import doctor_command
from pipeline.cli.ingest import forget_command, ingest_command
from pipeline.cli.prompts import prompts_app
from pipeline.cli.serve import serve_command
from pipeline.cli.summarize import summarize_command

# Markup in help and shell completion would each load more than the rest of `--help` together.
_LEAN = {"rich_markup_mode": None, "add_completion": False, "pretty_exceptions_enable": False}
_CONTEXT = {"help_option_names": ["-h", "--help"], "max_content_width": 110}

summarize_app = typer.Typer(**_LEAN, context_settings=_CONTEXT)  # type: ignore[arg-type] # the options are shared as a dict
summarize_app.command("summarize", no_args_is_help=True)(summarize_command)

nutgraf_app = typer.Typer(
    **_LEAN,  # type: ignore[arg-type] # as above
    context_settings=_CONTEXT,
    no_args_is_help=True,
    help="Typed, grounded summaries of news articles.",
)
nutgraf_app.command("summarize", no_args_is_help=True)(summarize_command)
nutgraf_app.command("ingest", no_args_is_help=True)(ingest_command)
nutgraf_app.command("forget", no_args_is_help=True)(forget_command)
nutgraf_app.command("serve")(serve_command)
nutgraf_app.add_typer(batch_app, name="batch")
nutgraf_app.add_typer(prompts_app, name="prompts")
nutgraf_app.command("doctor")(doctor_command)


def _print_version(wanted: bool) -> None:
    if wanted:
        from pipeline.cli.summarize_run import print_version  # noqa: PLC0415 - --help needs none of what this loads

        print_version()
        raise typer.Exit


@nutgraf_app.callback()
def _commands(
    version: Annotated[bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version.")] = False,
) -> None:
    """Typed, grounded summaries of news articles."""


def summarize() -> None:
    """Entry point of `summarize`."""
    summarize_app(prog_name="summarize")


def nutgraf() -> None:
    """Entry point of `nutgraf`."""
    nutgraf_app(prog_name="nutgraf")
