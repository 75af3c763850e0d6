"""`evals review`."""

import webbrowser
from pathlib import Path
from typing import Annotated

import typer

from evals.commands.options import Reporting
from evals.exits import guarded, say
from evals.review.server import ReviewServer
from evals.review.subjects import subjects_of
from pipeline import Settings, make_engine


@guarded
def review(
    place: Annotated[Path, typer.Argument(metavar="RUN|FILE", help="Folder of a run, a gold file (.yaml), or a text to draft gold for.")],
    out: Annotated[Path | None, typer.Option("--out", "-o", help="Folder for the gold; without it: in place, or RUN/review.")] = None,
    engine: Annotated[str, typer.Option("--engine", help="What drafts the gold of a text.")] = "offline",
    model: Annotated[str | None, typer.Option("--model", help="Its model.")] = None,
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help="Port on 127.0.0.1; 0 takes a free one.")] = 0,
    open_: Annotated[bool, typer.Option("--open/--no-open", help="Open the page in a browser.")] = True,
    reporting: Reporting = False,
) -> None:
    """Accept, correct, reject and add items on a page; saving writes a gold file that `check` passes. On this machine only."""
    drafting = make_engine(Settings.load(engine=engine, model=model)) if place.is_file() and place.suffix not in (".yaml", ".yml") else None
    with ReviewServer(subjects_of(place, out=out, engine=drafting, reporting=reporting), port) as server:
        typer.echo(server.url)
        say("Ctrl-C ends the review; what was saved is saved.")
        if open_:
            webbrowser.open(server.url)
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            say(f"{len(server.saved)} of {len(server.subjects)} saved.")
