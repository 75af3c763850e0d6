"""`nutgraf ingest SOURCE... -o SINK` and `nutgraf forget ID...`."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from pipeline.cli.exits import guarded

Form = Literal["jsonl", "text", "html", "warc", "feed", "urls"]
LogFormat = Literal["text", "json"]


def ingest_command(
    sources: Annotated[
        list[str] | None, typer.Argument(metavar="SOURCE...", help="Files, folders, addresses of pages or feeds; - is stdin.")
    ] = None,
    output: Annotated[
        str | None,
        typer.Option("--output", "-o", metavar="SINK", help="NAME.jsonl, NAME.sqlite, NAME.parquet (a folder) or postgresql://…"),
    ] = None,
    engine: Annotated[str | None, typer.Option(help="offline or openai; must be named.")] = None,
    model: Annotated[str | None, typer.Option(help="Model of the openai engine.")] = None,
    base_url: Annotated[str | None, typer.Option(help="OpenAI-compatible endpoint, such as http://127.0.0.1:8080/v1.")] = None,
    prompt: Annotated[str | None, typer.Option(help='Prompt of the openai engine, such as "default/v1".')] = None,
    max_claims: Annotated[int | None, typer.Option(min=0, help="Claims in a summary; 0 keeps all (default: 12).")] = None,
    form: Annotated[Form | None, typer.Option("--from", help="What the sources hold, where their names do not tell.")] = None,
    fields: Annotated[
        list[str] | None, typer.Option("--field", metavar="NAME=PATH", help="Field of a JSON row, such as text=body or url=meta.link.")
    ] = None,
    encoding: Annotated[str, typer.Option(help="Encoding of text files.")] = "utf-8",
    language: Annotated[str | None, typer.Option(help="Language of articles that do not say, such as en.")] = None,
    allow_private: Annotated[bool, typer.Option("--allow-private", help="Fetch from addresses that are not public too.")] = False,
    jobs: Annotated[int | None, typer.Option(min=1, help="Articles at once (default: the cores offline, else 16).")] = None,
    processes: Annotated[
        int | None, typer.Option(min=1, help="Processes that summarize, once a run is long (default: the cores that jobs keep busy).")
    ] = None,
    refresh: Annotated[bool, typer.Option("--refresh", help="Do again what another engine, model or prompt made.")] = False,
    retry_failed: Annotated[bool, typer.Option("--retry-failed", help="Try the dead letters again; without SOURCE, only them.")] = False,
    max_failed: Annotated[
        float, typer.Option(min=0, max=1, metavar="SHARE", help="Share of failures up to which the exit code is 0.")
    ] = 0.0,
    max_cost: Annotated[
        float | None, typer.Option(min=0, metavar="USD", help="Stop before this run costs more; run it again to go on.")
    ] = None,
    requests_per_minute: Annotated[int | None, typer.Option(min=1, help="Requests per minute, over all articles.")] = None,
    tokens_per_minute: Annotated[int | None, typer.Option(min=1, help="Tokens per minute, prompt and answer together.")] = None,
    text: Annotated[bool, typer.Option("--text/--no-text", help="Keep the article's text, so that offsets mean something.")] = True,
    copies: Annotated[bool, typer.Option("--copies/--no-copies", help="Summarize articles with the same text again.")] = False,
    near_copies: Annotated[
        float | None,
        typer.Option(metavar="SHARE", help="Take articles that share so much of their text (0.5 to 1) for copies, such as 0.8."),
    ] = None,
    ledger: Annotated[Path | None, typer.Option(help="The run's memory (default: beside SINK, with .ledger at its end).")] = None,
    log_format: Annotated[LogFormat, typer.Option("--log-format", help="What stderr is written in.")] = "text",
    debug: Annotated[bool, typer.Option("--debug", help="Show tracebacks.")] = False,
) -> None:
    """Summarize every article of the sources into a sink: nothing lost, nothing twice. Run it again to go on.

    A ledger beside the sink remembers what is done. The first Ctrl-C finishes what is in flight, the second aborts; neither loses a
    finished summary. Articles that fail are kept as dead letters, with their error, in NAME.failed.jsonl, and tried again by the next run.

    \b
    Examples:
      nutgraf ingest news.jsonl.gz -o summaries.jsonl --engine offline
      nutgraf ingest archive/ crawl.warc.gz -o summaries.parquet --engine offline --max-failed 0.02
      nutgraf ingest https://example.org/news/rss.xml -o news.sqlite --engine offline
      nutgraf ingest feed.jsonl --field text=body -o out.jsonl --engine openai --model gpt-5-mini
      nutgraf ingest --retry-failed -o out.jsonl --engine openai --model gpt-5

    \b
    Exit codes: 0 all done, 1 internal error or a sink that cannot be written,
    2 usage or configuration, 3 no input could be read, 4 the engine failed on every
    article, 5 some articles failed (the rest are done), 8 stopped by --max-cost, 130 interrupted.
    """
    from pipeline.cli import ingest_run as run  # noqa: PLC0415 - --help needs none of what this loads

    request = run.Request(
        sources=tuple(sources or ()),
        output=output,
        form=form,
        fields=tuple(fields or ()),
        encoding=encoding,
        language=language,
        allow_private=allow_private,
        jobs=jobs,
        processes=processes,
        refresh=refresh,
        retry_failed=retry_failed,
        max_failed=max_failed,
        keep_text=text,
        near_copies=near_copies,
        max_cost_usd=max_cost,
        requests_per_minute=requests_per_minute,
        tokens_per_minute=tokens_per_minute,
        find_copies=not copies,
        ledger=ledger,
        log_format=log_format,
    )
    flags = {"engine": engine, "model": model, "base_url": base_url, "prompt": prompt, "max_claims": max_claims}
    raise typer.Exit(guarded("nutgraf ingest", lambda: run.ingest(request, flags), debug=debug))


def forget_command(
    ids: Annotated[list[str], typer.Argument(metavar="ID...", help="Ids of articles.")],
    output: Annotated[str, typer.Option("--output", "-o", metavar="SINK", help="The sink of the run.")],
    ledger: Annotated[Path | None, typer.Option(help="Its ledger, where it was named.")] = None,
    cache_dir: Annotated[
        Path | None, typer.Option(help="Folder of kept answers to forget it in too (default: NUTGRAF_CACHE_DIR, where it is set).")
    ] = None,
    work: Annotated[Path | None, typer.Option("--work", "-w", metavar="FOLDER", help="Folder of a batch to forget it in too.")] = None,
    debug: Annotated[bool, typer.Option("--debug", help="Show tracebacks.")] = False,
) -> None:
    """Remove retracted articles from a sink, its ledger, its dead letters and the kept answers; copies that point at them go too.

    \b
    Examples:
      nutgraf forget 2024-11-03-0172 -o summaries.jsonl
      nutgraf forget 2024-11-03-0172 -o june.parquet -w june
    """
    from pipeline.cli import ingest_run as run  # noqa: PLC0415 - --help needs none of what this loads

    raise typer.Exit(guarded("nutgraf forget", lambda: run.forget(tuple(ids), output, ledger, cache_dir, work), debug=debug))
