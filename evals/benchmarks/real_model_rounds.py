"""The whole path against a real model: how many articles get a draft, and what share of the drafts needs the corrective round.

    python evals/benchmarks/real_model_rounds.py MODEL.gguf [ARTICLES]

The embedded server runs the model; the articles are the first paragraphs of dev's shortest ones, so that a small model has room. Eight
requests are the three stages of the staged prompt, a revision of each, and two to ask again.
"""

import asyncio
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from pipeline import Article, Draft, Reading, Settings, Summarizer
from pipeline.budget import Budget
from pipeline.draft import Failure, Fixes
from pipeline.engines.llama import LlamaServer
from pipeline.engines.openai import OpenAIEngine

DEV = Path(__file__).parents[1] / "gold" / "dev"
PARAGRAPHS = 4
REQUESTS = 8


class Watched(OpenAIEngine):
    """The engine, with a note of each revision that it was asked for: the number of items that had failed, and whether an answer came."""

    def __init__(self, settings: Settings) -> None:
        super().__init__(settings)
        self.revisions: list[tuple[int, bool]] = []

    async def revise(self, reading: Reading, draft: Draft, failures: tuple[Failure, ...], budget: Budget) -> Fixes:
        """As the engine does."""
        self.revisions.append((len(failures), False))
        fixes = await super().revise(reading, draft, failures, budget)
        self.revisions[-1] = (len(failures), True)
        return fixes


def articles(number: int) -> Sequence[Article]:
    """The first paragraphs of the shortest articles."""
    texts = sorted((file.read_text(encoding="utf-8") for file in DEV.glob("*.txt")), key=len)[:number]
    return [Article(text="\n\n".join(text.split("\n\n")[:PARAGRAPHS])) for text in texts]


async def run(server: LlamaServer, number: int) -> None:
    """Prints a line per article and the shares."""
    drafts = revised = lived = 0
    settings = Settings(base_url=server.base_url, api_key=server.key, prompt="staged", max_output_tokens=400)
    for article in articles(number):
        engine, started = Watched(settings), time.perf_counter()
        async with Summarizer(engine, max_requests=REQUESTS) as summarizer:
            outcome = await summarizer.outcome(article)
        kept = outcome.summary
        drafts += kept is not None
        revised += bool(engine.revisions)
        lived += any(answered for _, answered in engine.revisions)
        what = (
            f"{len(kept.claims)} claims, {len(kept.figures)} figures, {len(kept.dropped)} dropped" if kept else type(outcome.error).__name__
        )
        print(f"{outcome.usage.requests} requests, {time.perf_counter() - started:.0f} s, revisions {engine.revisions}: {what}")
    print(f"{number} articles, {drafts} summaries; corrective round asked for: {revised}, of them answered: {lived}")


if __name__ == "__main__":
    embedded = LlamaServer(Path(sys.argv[1]), context_tokens=8192)
    try:
        asyncio.run(run(embedded, int(sys.argv[2]) if len(sys.argv) > 2 else 4))
    finally:
        embedded.stop()
