"""Runs an engine over gold articles: concurrently, resumably, with progress."""

import asyncio
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evals.gold_types import Gold
from evals.matrix import key_of
from evals.outputs import Output, append, drop_cut_line, read_outputs
from evals.runs import Config, write_config
from pipeline import Article, Engine, Settings, Summarizer, Usage, errors, make_engine

# Answers of models, shared by all runs; beside them, not inside one.
CACHE = Path("runs") / ".cache"

Progress = Callable[[Output, int, int], None]


@dataclass
class Purse:
    """What a command may spend, in US dollars, over all its runs, and what it has spent."""

    limit_usd: float
    spent_usd: float = 0.0

    @property
    def is_empty(self) -> bool:
        """Whether nothing is left."""
        return self.spent_usd >= self.limit_usd

    def pay(self, usage: Usage) -> None:
        """Takes out what an article has cost. ConfigurationError where its price is unknown."""
        if (usage.input or usage.output) and usage.cost_usd is None:
            raise errors.ConfigurationError("The price of this model is unknown, so no --max-cost can be kept to.", "Leave it out.")
        self.spent_usd += usage.cost_usd or 0.0


def execute(
    config: Config,
    golds: Sequence[Gold],
    folder: Path,
    *,
    jobs: int = 8,
    fresh: bool = False,
    progress: Progress = lambda *_: None,
    purse: Purse | None = None,
    engine_of: Callable[[Settings], Engine] = make_engine,
) -> list[Output]:
    """The outputs of a run; those that the folder already has are not made again, failed ones are tried anew.

    fresh: forget what is there. progress: called with each new output, how many there are, and how many there will be. purse: once it is
    empty, what is in flight is finished and nothing more begun. ConfigurationError where it limits a model whose price is unknown.
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
            if purse:
                purse.pay(output.usage)
            progress(output, len(done), total)

        asyncio.run(_execute(config, wanted, jobs, keep, purse, engine_of))
    return [done[gold.name, repeat] for repeat in range(config.repeats) for gold in golds if (gold.name, repeat) in done]


async def _execute(
    config: Config,
    wanted: Sequence[tuple[Gold, int]],
    jobs: int,
    keep: Callable[[Output], None],
    purse: Purse | None,
    engine_of: Callable[[Settings], Engine],
) -> None:
    for repeat in sorted({repeat for _, repeat in wanted}):
        settings = settings_of(config, repeat)
        golds = {gold.name: gold for gold, number in wanted if number == repeat}
        async with Summarizer.from_settings(settings, engine_of(settings)) as summarizer:
            started = time.perf_counter()
            async for outcome in summarizer.stream(_affordable(golds.values(), purse), jobs=jobs):
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


def _affordable(golds: Iterable[Gold], purse: Purse | None) -> Iterator[Article]:
    for gold in golds:
        if purse and purse.is_empty:
            return
        yield gold.article


def settings_of(config: Config, repeat: int = 0) -> Settings:
    """The settings of a run: the environment, and what the config says over it.

    Each repeat has a cache of its own, else it would only be the first answer again.
    """
    named: dict[str, Any] = {"engine": config.engine, "model": config.model, "base_url": config.base_url, "prompt": config.prompt}
    if config.api_key_env:
        named["api_key"] = key_of(config.api_key_env, config.endpoint or config.engine)
    cache = Path(config.settings.get("cache_dir") or CACHE) / f"repeat-{repeat}"
    return Settings.load(**{**config.settings, **named, "cache_dir": cache})
