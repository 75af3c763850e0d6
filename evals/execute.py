"""Runs an engine over gold articles: concurrently, resumably, with progress."""

import asyncio
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from evals.gold_types import Gold
from evals.outputs import Output, append, drop_cut_line, read_outputs
from evals.runs import Config, write_config
from pipeline import Engine, Settings, Summarizer, make_engine

# Answers of models, shared by all runs; beside them, not inside one.
CACHE = Path("runs") / ".cache"

Progress = Callable[[Output, int, int], None]


def execute(
    config: Config,
    golds: Sequence[Gold],
    folder: Path,
    *,
    jobs: int = 8,
    fresh: bool = False,
    progress: Progress = lambda *_: None,
    engine_of: Callable[[Settings], Engine] = make_engine,
) -> list[Output]:
    """The outputs of a run; those that the folder already has are not made again, failed ones are tried anew.

    fresh: forget what is there. progress: called with each new output, how many there are, and how many there will be.
    """
    path = folder / "outputs.jsonl"
    write_config(folder, config)
    done: dict[tuple[str, int], Output] = {}
    if path.exists() and not fresh:
        drop_cut_line(path)
        done = {output.key: output for output in read_outputs(path, golds) if output.summary is not None}
    # Failed attempts leave the file, so that an article stands in it once.
    path.write_text("".join(output.model_dump_json() + "\n" for output in done.values()), encoding="utf-8")
    wanted = [(gold, repeat) for repeat in range(config.repeats) for gold in golds if (gold.name, repeat) not in done]
    if wanted:
        total = len(golds) * config.repeats

        def keep(output: Output) -> None:
            append(path, output)
            done[output.key] = output
            progress(output, len(done), total)

        asyncio.run(_execute(config, wanted, jobs, keep, engine_of))
    return [done[gold.name, repeat] for repeat in range(config.repeats) for gold in golds if (gold.name, repeat) in done]


async def _execute(
    config: Config,
    wanted: Sequence[tuple[Gold, int]],
    jobs: int,
    keep: Callable[[Output], None],
    engine_of: Callable[[Settings], Engine],
) -> None:
    for repeat in sorted({repeat for _, repeat in wanted}):
        settings = settings_of(config, repeat)
        golds = {gold.name: gold for gold, number in wanted if number == repeat}
        async with Summarizer.from_settings(settings, engine_of(settings)) as summarizer:
            started = time.perf_counter()
            async for outcome in summarizer.stream((gold.article for gold in golds.values()), jobs=jobs):
                keep(
                    Output(
                        article=outcome.article.id,
                        content_hash=outcome.article.content_hash,
                        repeat=repeat,
                        summary=outcome.summary,
                        error=f"{type(outcome.error).__name__}: {outcome.error}" if outcome.error else None,
                        usage=outcome.usage,
                        elapsed_s=outcome.summary.provenance.elapsed_s if outcome.summary else time.perf_counter() - started,
                    )
                )


def settings_of(config: Config, repeat: int = 0) -> Settings:
    """The settings of a run: the environment, and what the config says over it.

    Each repeat has a cache of its own, else it would only be the first answer again.
    """
    named = {"engine": config.engine, "model": config.model, "base_url": config.base_url, "prompt": config.prompt}
    cache = Path(config.settings.get("cache_dir") or CACHE) / f"repeat-{repeat}"
    return Settings.load(**{**config.settings, **named, "cache_dir": cache})
