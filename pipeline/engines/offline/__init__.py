"""The offline engine: spaCy's parser and rules. No key, no network; the baseline for every model.

`drafting.py` calls its floors in order; each stands on those before it, and its `__init__.py` is where to start reading.

    syntax      sentences -> parses, put right by rules; verbs with their subjects and helpers
    names       who is meant by a name, a title, a pronoun
    speech      who says what, and how
    claims      speech and narration -> propositions, each a sentence of its own
    figures     what a number measures, counts, is per; when, and who says so
    stance      the issue, whose side it is, and which
    questions   what the text leaves open
"""

import asyncio
import multiprocessing
from concurrent.futures import ProcessPoolExecutor
from functools import cached_property
from pathlib import Path

from pipeline.article import Article
from pipeline.budget import Budget
from pipeline.draft import Answer, Draft, Failure, Fixes
from pipeline.engines import PromptInfo
from pipeline.engines.offline.syntax.parse import model_name
from pipeline.lexicons import extended
from pipeline.processes import without_interrupts
from pipeline.reading import Reading, read

__all__ = ["OfflineEngine"]


class OfflineEngine:
    """Drafts by rules. `model` is the name of the spaCy model (ConfigurationError where none is installed).

    processes: how many articles are parsed at once. Rules are bound by the processor, so more than one works in processes of their own,
    each with a model loaded (some 300 MB); a script that asks for them needs the usual `if __name__ == "__main__"`.
    word_lists: folder with the user's additions to the lexicons. The parts hold their lists for the life of a process, so an engine with
    additions works in a process of its own too.
    """

    name = "offline"
    prompt: PromptInfo | None = None
    can_revise = False

    def __init__(self, processes: int = 1, word_lists: Path | None = None) -> None:
        self._processes = processes
        self._word_lists = word_lists.resolve() if word_lists else None
        self._pool: ProcessPoolExecutor | None = None

    @cached_property
    def model(self) -> str | None:
        """The spaCy model that parses."""
        return model_name()

    async def draft(self, reading: Reading, budget: Budget) -> Answer:
        """The draft of an article, off the event loop. Raises UnsupportedLanguage, or EmptyArticle where there is no body."""
        if self._processes == 1 and self._word_lists is None:
            return await asyncio.to_thread(_draft, reading)
        if self._pool is None:
            # Not fork: a forked child may inherit a lock of a thread that it has not, and lists already loaded.
            spawn = multiprocessing.get_context("spawn")
            self._pool = ProcessPoolExecutor(self._processes, mp_context=spawn)
        with without_interrupts():  # the first article starts all processes
            answer = asyncio.get_running_loop().run_in_executor(self._pool, _draft_article, reading.article, self._word_lists)
        return await answer

    async def revise(self, reading: Reading, draft: Draft, failures: tuple[Failure, ...], budget: Budget) -> Fixes:
        """Nothing: rules do not change their mind."""
        return Fixes()

    async def aclose(self) -> None:
        """Ends the processes, if there are any."""
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)
            self._pool = None


def _draft_article(article: Article, word_lists: Path | None) -> Answer:
    """What a process of the pool does. Reading again costs less than sending a Reading over."""
    with extended(word_lists):
        return _draft(read(article))


def _draft(reading: Reading) -> Answer:
    from pipeline.engines.offline.drafting import draft  # noqa: PLC0415 - the first article decides which lists the process holds

    return draft(reading)
