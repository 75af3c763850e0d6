"""`nutgraf batch`: summaries by a provider's Batch API, or by any other system that answers requests in files."""

from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli.exits import guarded
from pipeline.cli.ingest import Form, LogFormat

batch_app = typer.Typer(
    no_args_is_help=True,
    help="Summaries by the Batch API: prepare, submit, status, collect. Answers come within a day, at half the price.",
    rich_markup_mode=None,
)

Work = Annotated[Path, typer.Option("--work", "-w", metavar="FOLDER", help="Folder of the batch; prepare makes it.")]
Debug = Annotated[bool, typer.Option("--debug", help="Show tracebacks.")]


@batch_app.command("prepare")
def prepare_command(
    work: Work,
    sources: Annotated[list[str] | None, typer.Argument(metavar="SOURCE...", help="What `nutgraf ingest` reads.")] = None,
    output: Annotated[
        str | None, typer.Option("--output", "-o", metavar="SINK", help="Leave out the articles that this sink holds already.")
    ] = None,
    model: Annotated[str | None, typer.Option(help="Model that answers; must be named.")] = None,
    base_url: Annotated[str | None, typer.Option(help="Endpoint with a Batch API (default: OpenAI's).")] = None,
    prompt: Annotated[str | None, typer.Option(help='Prompt, such as "default/v1" or "staged".')] = None,
    max_claims: Annotated[int | None, typer.Option(min=0, help="Claims in a summary; 0 keeps all (default: 12).")] = None,
    form: Annotated[Form | None, typer.Option("--from", help="What the sources hold, where their names do not tell.")] = None,
    fields: Annotated[
        list[str] | None, typer.Option("--field", metavar="NAME=PATH", help="Field of a JSON row, such as text=body.")
    ] = None,
    encoding: Annotated[str, typer.Option(help="Encoding of text files.")] = "utf-8",
    language: Annotated[str | None, typer.Option(help="Language of articles that do not say, such as en.")] = None,
    allow_private: Annotated[bool, typer.Option("--allow-private", help="Fetch from addresses that are not public too.")] = False,
    retry_failed: Annotated[
        bool, typer.Option("--retry-failed", help="Ask again what ended batches left without a good answer; needs no SOURCE.")
    ] = False,
    most_requests: Annotated[int, typer.Option(min=1, max=50_000, help="Requests in one file.")] = 50_000,
    debug: Debug = False,
) -> None:
    """Write the requests for articles into files, as the Batch API wants them. Needs no network and no key; run it again to go on.

    \b
    Examples:
      nutgraf batch prepare archive.jsonl.gz -w june --model gpt-5-mini
      nutgraf batch prepare -w june --retry-failed
    """
    from pipeline.cli import batch_run as run  # noqa: PLC0415 - --help needs none of what this loads

    request = run.Preparation(
        sources=tuple(sources or ()),
        output=output,
        form=form,
        fields=tuple(fields or ()),
        encoding=encoding,
        language=language,
        allow_private=allow_private,
        retry_failed=retry_failed,
        most_requests=most_requests,
    )
    flags = {"model": model, "base_url": base_url, "prompt": prompt, "max_claims": max_claims}
    raise typer.Exit(guarded("nutgraf batch prepare", lambda: run.prepare(work, request, flags), debug=debug))


@batch_app.command("submit")
def submit_command(work: Work, debug: Debug = False) -> None:
    """Upload the files that are not submitted yet, and start a batch of each. Run again after a fault: none is started twice.

    \b
    Example:
      nutgraf batch submit -w june
    """
    from pipeline.cli import batch_run as run  # noqa: PLC0415 - as above

    raise typer.Exit(guarded("nutgraf batch submit", lambda: run.submit(work), debug=debug))


@batch_app.command("status")
def status_command(
    work: Work,
    wait: Annotated[bool, typer.Option("--wait", help="Look every minute until all batches have ended.")] = False,
    every_s: Annotated[float, typer.Option("--every", min=0.1, metavar="SECONDS", help="How often --wait looks.")] = 60.0,
    debug: Debug = False,
) -> None:
    """Show the state of every batch. Exit code 0 where all have ended, 5 where some have not.

    \b
    Example:
      nutgraf batch status -w june --wait
    """
    from pipeline.cli import batch_run as run  # noqa: PLC0415 - as above

    raise typer.Exit(guarded("nutgraf batch status", lambda: run.status(work, every_s if wait else None), debug=debug))


@batch_app.command("collect")
def collect_command(
    work: Work,
    output: Annotated[str, typer.Option("--output", "-o", metavar="SINK", help="As for `nutgraf ingest`.")],
    results: Annotated[
        list[Path] | None,
        typer.Option("--results", metavar="FILE", help="Files of answers from elsewhere; nothing is downloaded then."),
    ] = None,
    final: Annotated[bool, typer.Option("--final", help="Ask no further round: finish with the answers that are there.")] = False,
    text: Annotated[bool, typer.Option("--text/--no-text", help="Keep the article's text, so that offsets mean something.")] = True,
    max_failed: Annotated[
        float, typer.Option(min=0, max=1, metavar="SHARE", help="Share of failures up to which the exit code is 0.")
    ] = 0.0,
    ledger: Annotated[Path | None, typer.Option(help="The run's memory (default: beside SINK, with .ledger at its end).")] = None,
    log_format: Annotated[LogFormat, typer.Option("--log-format", help="What stderr is written in.")] = "text",
    debug: Debug = False,
) -> None:
    """Turn the answers of ended batches into summaries, by the path of `nutgraf ingest`: same checks, ledger, sinks and dead letters.

    Where an answer needs a correction, or a long article its next part, the question goes into a new file: submit and collect once more,
    or finish with --final.

    \b
    Examples:
      nutgraf batch collect -w june -o june.parquet
      nutgraf batch collect -w june -o june.jsonl --results answers.jsonl --final

    \b
    Exit codes: those of `nutgraf ingest`; also 0 where articles wait for another round.
    """
    from pipeline.cli import batch_run as run  # noqa: PLC0415 - as above

    request = run.Collection(
        output=output,
        results=tuple(results or ()),
        final=final,
        keep_text=text,
        max_failed=max_failed,
        ledger=ledger,
        log_format=log_format,
    )
    raise typer.Exit(guarded("nutgraf batch collect", lambda: run.collect(work, request), debug=debug))
