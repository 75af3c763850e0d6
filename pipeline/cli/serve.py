"""`nutgraf serve`: the HTTP service and its page."""

from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli.exits import guarded


def serve_command(
    host: Annotated[str, typer.Option(help="Address to listen on. Other than loopback needs a key.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port; 0 takes a free one.")] = 8100,
    engine: Annotated[str | None, typer.Option(help="auto, offline, openai or llama (default: auto).")] = None,
    model: Annotated[str | None, typer.Option(help="Model of the openai engine.")] = None,
    base_url: Annotated[str | None, typer.Option(help="OpenAI-compatible endpoint of the engine.")] = None,
    prompt: Annotated[str | None, typer.Option(help="Prompt of the openai engine.")] = None,
    max_claims: Annotated[int | None, typer.Option(min=0, help="Claims in a summary; 0 shows all (default: 12).")] = None,
    key_file: Annotated[Path | None, typer.Option(help="File whose only line is the key that clients must send.")] = None,
    public_host: Annotated[
        list[str] | None, typer.Option(help="Name under which clients may ask besides the address; again for more. * is any.")
    ] = None,
    in_flight: Annotated[int, typer.Option(min=1, help="Articles at once.")] = 8,
    waiting: Annotated[int, typer.Option(min=0, help="Articles that may wait beyond them.")] = 64,
    max_bytes: Annotated[int, typer.Option(min=1, help="Largest article, in bytes.")] = 1_000_000,
    debug: Annotated[bool, typer.Option("--debug", help="Show tracebacks.")] = False,
) -> None:
    """Serve summaries over HTTP, with a page to paste an article into. Needs: pip install 'nutgraf[serve]'

    \b
    Examples:
      nutgraf serve
      curl --data-binary @article.txt -H 'Content-Type: text/plain' http://127.0.0.1:8100/v1/summaries
      nutgraf serve --host 0.0.0.0 --public-host news.example --key-file key.txt
    """
    from pipeline.cli.serve_run import Address, serve  # noqa: PLC0415 - --help needs none of what this loads

    flags = {"engine": engine, "model": model, "base_url": base_url, "prompt": prompt, "max_claims": max_claims}
    address = Address(host, port, tuple(public_host or ()), key_file)
    limits = {"in_flight": in_flight, "waiting": waiting, "max_bytes": max_bytes}
    raise typer.Exit(guarded("nutgraf serve", lambda: serve(address, flags, limits), debug=debug))
