"""`nutgraf prompts`: which prompts there are, what stands in them, how two differ, what an article makes of one."""

from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli.exits import guarded

prompts_app = typer.Typer(no_args_is_help=True, help="List, show, compare and render prompts.", rich_markup_mode=None)

Folder = Annotated[Path | None, typer.Option("--prompt-dir", help="Folder with your own prompts, NAME/VERSION/prompt.toml.")]
Debug = Annotated[bool, typer.Option("--debug", help="Show tracebacks.")]


def _run(name: str, work: Callable[[], None], debug: bool) -> None:
    guarded(f"nutgraf prompts {name}", work, debug=debug)


@prompts_app.command("list")
def list_command(prompt_dir: Folder = None, debug: Debug = False) -> None:
    """A line per prompt: name, version, start of its hash, what it is for."""
    from pipeline.cli import prompts_run as run  # noqa: PLC0415 - --help needs none of what this loads

    _run("list", lambda: run.print_list(prompt_dir), debug)


@prompts_app.command("show")
def show_command(prompt: str, prompt_dir: Folder = None, debug: Debug = False) -> None:
    """Everything that stands in a prompt: metadata, templates, examples.

    \b
    Examples:
      nutgraf prompts show default
      nutgraf prompts show staged/v1
    """
    from pipeline.cli import prompts_run as run  # noqa: PLC0415 - as above

    _run("show", lambda: run.print_prompt(prompt, prompt_dir), debug)


@prompts_app.command("diff")
def diff_command(old: str, new: str, prompt_dir: Folder = None, debug: Debug = False) -> None:
    """What changed between two prompts, file by file.

    \b
    Example:
      nutgraf prompts diff default/v1 default/v2
    """
    from pipeline.cli import prompts_run as run  # noqa: PLC0415 - as above

    _run("diff", lambda: run.print_diff(old, new, prompt_dir), debug)


@prompts_app.command("render")
def render_command(
    article: Annotated[Path, typer.Argument(help="A text file.")],
    prompt: Annotated[str, typer.Option(help='Prompt by name, or by name and version: "default" or "default/v1".')] = "default",
    prompt_dir: Folder = None,
    debug: Debug = False,
) -> None:
    """The messages that a model would read for an article, without their JSON. (`summarize --dry-run` prints the whole request.)

    \b
    Example:
      nutgraf prompts render article.txt --prompt staged
    """
    from pipeline.cli import prompts_run as run  # noqa: PLC0415 - as above

    _run("render", lambda: run.print_rendered(article, prompt, prompt_dir), debug)
