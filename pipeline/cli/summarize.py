"""`summarize ARTICLE...`: text files and standard input -> summaries."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from pipeline.cli.exits import guarded

Format = Literal["text", "json", "jsonl", "markdown", "html"]
Mode = Literal["json_schema", "tools", "json", "text"]


def summarize_command(
    articles: Annotated[list[str] | None, typer.Argument(metavar="ARTICLE...", help="Text files, addresses; - is standard input.")] = None,
    engine: Annotated[str | None, typer.Option(help="auto, offline, openai or llama (default: auto).")] = None,
    model: Annotated[str | None, typer.Option(help="Model of the openai engine.")] = None,
    base_url: Annotated[str | None, typer.Option(help="OpenAI-compatible endpoint, such as http://127.0.0.1:8080/v1.")] = None,
    format: Annotated[Format, typer.Option("--format", "-f", help="How the summary is printed.")] = "text",
    output: Annotated[str | None, typer.Option("--output", "-o", help="A file; for many articles or with / at its end a folder.")] = None,
    jobs: Annotated[int | None, typer.Option(min=1, help="Articles at once (default: the cores offline, else 8).")] = None,
    max_claims: Annotated[int | None, typer.Option(min=0, help="Claims in a summary, core first; 0 shows all (default: 12).")] = None,
    prompt: Annotated[str | None, typer.Option(help='Prompt of the openai engine, such as "default" or "default/v1".')] = None,
    prompt_dir: Annotated[Path | None, typer.Option(help="Folder with prompts of your own, NAME/VERSION/prompt.toml.")] = None,
    mode: Annotated[Mode | None, typer.Option(help="Force how a model is asked for structure (default: what the endpoint takes).")] = None,
    gguf: Annotated[Path | None, typer.Option(help="Model file of the llama engine.")] = None,
    max_tokens: Annotated[int | None, typer.Option(min=1, help="Tokens that one article may use.")] = None,
    max_cost: Annotated[float | None, typer.Option(min=0, help="US dollars that one article may cost.")] = None,
    cache_dir: Annotated[Path | None, typer.Option(help="Keep answers of models in this folder, and use them again.")] = None,
    no_cache: Annotated[bool, typer.Option("--no-cache", help="Use no kept answers, whatever the settings say.")] = False,
    word_lists: Annotated[Path | None, typer.Option(help="Folder with your additions to the word lists.")] = None,
    encoding: Annotated[str, typer.Option(help="Encoding of the articles.")] = "utf-8",
    language: Annotated[str | None, typer.Option(help="Language of the articles, such as en (default: not told).")] = None,
    explain: Annotated[bool, typer.Option("--explain", help="Say on stderr which rule made each item (offline engine).")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Print the exact request that would be sent, and send nothing.")] = False,
    schema: Annotated[bool, typer.Option("--schema", help="Print the JSON Schema of a summary.")] = False,
    debug: Annotated[bool, typer.Option("--debug", help="Show tracebacks.")] = False,
    version: Annotated[bool, typer.Option("--version", help="Print the version.")] = False,
) -> None:
    """Summarize news articles: gist, stance, claims, figures and open questions, each with the words that support it.

    \b
    Examples:
      summarize article.txt
      cat article.txt | summarize --format json -
      summarize --format html -o article.html article.txt
      summarize --format jsonl -o summaries.jsonl news/*.txt
      summarize https://example.org/news/an-article
      summarize --engine openai --base-url http://127.0.0.1:8080/v1 article.txt
      summarize --engine openai --model gpt-5-mini --dry-run article.txt

    \b
    Exit codes: 0 all done, 1 internal error, 2 usage or configuration,
    3 no input could be read, 4 the engine failed on every article,
    5 some articles failed (the rest are done), 130 interrupted.
    """
    from pipeline.cli import summarize_run as run  # noqa: PLC0415 - --help needs none of what this loads

    if version:
        guarded("summarize", run.print_version, debug=debug)
    elif schema:
        guarded("summarize", run.print_schema, debug=debug)
    else:
        request = run.Request(
            articles=tuple(articles or ()), format=format, output=output, jobs=jobs, encoding=encoding, language=language, explain=explain
        )
        flags = {
            "engine": engine,
            "model": model,
            "base_url": base_url,
            "prompt": prompt,
            "prompt_dir": prompt_dir,
            "mode": mode,
            "gguf": gguf,
            "max_claims": max_claims,
            "max_tokens": max_tokens,
            "max_cost_usd": max_cost,
            "cache_dir": cache_dir,
            "word_lists": word_lists,
        }
        code = guarded("summarize", lambda: run.summarize(request, flags, no_cache=no_cache, dry_run=dry_run, debug=debug), debug=debug)
        raise typer.Exit(code)
