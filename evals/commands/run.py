"""`evals run`, `evals rescore` and `evals score`."""

import json
import time
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from evals.agree import ceiling
from evals.choice import Candidate, candidate_of
from evals.commands.options import SEED_AND_DEV, Golds, Jobs, Json, Only, Reporting
from evals.execute import Purse, execute
from evals.exits import ENGINE_FAILED, SOME_FAILED, STOPPED, code_of_failures, guarded, say
from evals.gold_files import load_folders
from evals.hashes import gold_hash
from evals.matrix import configs_of, parse_settings, read_matrix
from evals.outputs import Output, failures, read_outputs
from evals.reports.result import result_of
from evals.reports.terminal import show_choice, show_result, wide_console
from evals.runs import Config, Run, gold_of, load_run, prepare, replace, score_outputs, write_scores
from evals.thresholds import DEFAULT
from pipeline import errors


@guarded
def run(
    engine: Annotated[list[str] | None, typer.Option("--engine", help="offline | openai | llama; again for more.")] = None,
    gold: Golds = SEED_AND_DEV,
    model: Annotated[list[str] | None, typer.Option("--model", help="Model; again for more.")] = None,
    prompt: Annotated[list[str] | None, typer.Option("--prompt", help="Prompt by name or name/version; again for more.")] = None,
    base_url: Annotated[str | None, typer.Option("--base-url", help="OpenAI-compatible endpoint.")] = None,
    set_: Annotated[list[str] | None, typer.Option("--set", metavar="KEY=VALUE", help="A setting, as in NUTGRAF_KEY.")] = None,
    matrix: Annotated[Path | None, typer.Option("--matrix", help="YAML file with engines, endpoints, models, prompts, settings.")] = None,
    only: Only = [],  # noqa: B006 - Typer copies defaults
    repeat: Annotated[int, typer.Option("--repeat", min=1, help="Times that each article is summarized (sampling models).")] = 1,
    max_cost: Annotated[
        float | None, typer.Option("--max-cost", min=0, metavar="USD", help="Stop once this is spent; run it again to go on.")
    ] = None,
    jobs: Jobs = 8,
    out: Annotated[Path, typer.Option("--out", help="Folder that holds the folders of runs.")] = Path("runs"),
    fresh: Annotated[bool, typer.Option("--fresh", help="Make all outputs anew.")] = False,
    json_file: Json = None,
    reporting: Reporting = False,
) -> None:
    """Runs engines over gold and scores them. The same command goes on where it was killed, and makes no finished output twice."""
    base = Config(engine="offline", base_url=base_url, gold=tuple(map(str, gold)), only=tuple(only), repeats=repeat, reporting=reporting)
    if matrix:
        configs = read_matrix(matrix, base)
    else:
        configs = configs_of(base, engines=engine or [], models=model or [], prompts=prompt or [], settings=[parse_settings(set_ or [])])
    golds = gold_of(base)
    prepared = [prepare(config, golds) for config in configs]
    purse = Purse(max_cost) if max_cost is not None else None
    results = {}
    failed: list[Output] = []
    candidates: list[Candidate] = []
    for config in prepared:
        folder = out / config.folder_name
        started = time.perf_counter()
        try:
            with _progress() as bar:
                outputs = execute(config, golds, folder, jobs=jobs, fresh=fresh, progress=_advance(bar, config.label), purse=purse)
        except errors.ConfigurationError as fault:
            if len(prepared) == 1 or purse:
                raise
            say(f"{config.label}: {fault}")
            candidates.append(Candidate(config.label, fault=str(fault)))
            continue
        if len(outputs) < len(golds) * config.repeats:
            _stopped(config, len(outputs), len(golds) * config.repeats, purse)
        say(f"{config.label}: {time.perf_counter() - started:.1f} s")
        finished = Run(folder, config, tuple(golds), tuple(outputs))
        results[str(folder)] = _finish(finished)
        candidates.append(candidate_of(finished, score_outputs(golds, outputs)))
        failed += failures(outputs)
    if len(prepared) > 1:
        show_choice(wide_console(), candidates)
    if json_file:
        replace(json_file, json.dumps(next(iter(results.values())) if len(results) == 1 else results, indent=2) + "\n")
    without = sum(bool(candidate.fault) for candidate in candidates)
    if without:
        raise typer.Exit(ENGINE_FAILED if without == len(prepared) else SOME_FAILED)
    if code := code_of_failures(failed, sum(len(golds) * config.repeats for config in prepared)):
        raise typer.Exit(code)


def _stopped(config: Config, finished: int, wanted: int, purse: Purse | None) -> None:
    """Ends the command where its money has ended: part of a run has no score."""
    spent = f"${purse.spent_usd:.4f}" if purse else "the limit"
    say(f"{config.label}: stopped by --max-cost after {finished} of {wanted} articles ({spent} spent); the same command goes on")
    raise typer.Exit(STOPPED)


@guarded
def rescore(folders: Annotated[list[Path], typer.Argument(metavar="RUN...", help="Folders of runs.")]) -> None:
    """Scores runs again, with gold and scorer as they are now; calls no engine."""
    for folder in folders:
        _finish(load_run(folder))


@guarded
def score(
    summaries: Annotated[Path, typer.Argument(metavar="SUMMARIES.jsonl", help="Summaries, one JSON a line; made anywhere.")],
    gold: Golds = SEED_AND_DEV,
    json_file: Json = None,
    reporting: Reporting = False,
) -> None:
    """Scores summaries made elsewhere. Articles of gold without a summary count as misses."""
    golds = load_folders(gold, reporting=reporting)
    scored = score_outputs(golds, read_outputs(summaries, golds))
    result = result_of(scored)
    show_result(wide_console(), str(summaries), result)
    if json_file:
        replace(json_file, json.dumps(result, indent=2) + "\n")


def _finish(run: Run) -> dict[str, Any]:
    """Scores a run, writes its scores and prints them."""
    scored = score_outputs(run.golds, run.outputs)
    spent = {
        "article_seconds": round(sum(output.elapsed_s for output in run.outputs), 2),
        "requests": sum(output.usage.requests for output in run.outputs),
        "tokens": sum(output.usage.input + output.usage.output for output in run.outputs),
        "cost_usd": sum(costs) if (costs := [o.usage.cost_usd for o in run.outputs if o.usage.cost_usd is not None]) else None,
    }
    result = {"signature": run.config.signature, **result_of(scored), "spent": spent}
    write_scores(run.folder, scored, DEFAULT, gold_hash(run.golds), result)
    agreed = ceiling([Path(place) for place in run.config.gold], reporting=run.config.reporting)
    show_result(wide_console(), run.config.signature, result, agreed)
    cost = "" if spent["cost_usd"] is None else f", ${spent['cost_usd']:.4f}"
    say(f"{spent['requests']} requests, {spent['tokens']} tokens{cost}; run folder: {run.folder}")
    for output in failures(run.outputs):
        say(f"failed: {output.article}: {output.error}")
    return result


def _progress() -> Progress:
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(), TextColumn("{task.fields[cost]}"))
    return Progress(*columns, console=Console(stderr=True), transient=True)


def _advance(bar: Progress, label: str) -> Callable[[Output, int, int], None]:
    task = bar.add_task(label, total=None, cost="")
    cost = 0.0

    def advance(output: Output, done: int, total: int) -> None:
        nonlocal cost
        cost += output.usage.cost_usd or 0.0
        bar.update(task, completed=done, total=total, cost=f"${cost:.4f}" if cost else "")

    return advance
