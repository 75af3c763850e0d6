"""The offline engine: spaCy's parser and rules. No key, no network; the baseline for every model."""

import asyncio
import multiprocessing
import signal
from concurrent.futures import ProcessPoolExecutor
from functools import cached_property

from pipeline.article import Article
from pipeline.budget import Budget
from pipeline.draft import Answer, Draft, Failure, Fixes, TurnedDown
from pipeline.engines import PromptInfo
from pipeline.engines.offline.claims import draft_claims, propositions
from pipeline.engines.offline.gist import gist
from pipeline.engines.offline.language import demand_english
from pipeline.engines.offline.measures import figures
from pipeline.engines.offline.names import Names
from pipeline.engines.offline.parse import model_name, parse, parsing
from pipeline.engines.offline.questions import questions
from pipeline.engines.offline.salience import core_places
from pipeline.engines.offline.speakers import find_speech
from pipeline.engines.offline.stance import stance
from pipeline.errors import EmptyArticle
from pipeline.reading import Reading, read

__all__ = ["OfflineEngine"]


class OfflineEngine:
    """Drafts by rules. `model` is the name of the spaCy model (ConfigurationError where none is installed).

    processes: how many articles are parsed at once. Rules are bound by the processor, so more than one works in processes of their own,
    each with a model loaded (some 300 MB); a script that asks for them needs the usual `if __name__ == "__main__"`.
    """

    name = "offline"
    prompt: PromptInfo | None = None
    can_revise = False

    def __init__(self, processes: int = 1) -> None:
        self._processes = processes
        self._pool: ProcessPoolExecutor | None = None

    @cached_property
    def model(self) -> str | None:
        """The spaCy model that parses."""
        return model_name()

    async def draft(self, reading: Reading, budget: Budget) -> Answer:
        """The draft of an article, off the event loop. Raises UnsupportedLanguage, or EmptyArticle where there is no body."""
        if self._processes == 1:
            return await asyncio.to_thread(_draft, reading)
        if self._pool is None:
            # Not fork: this process has threads, and a forked child may inherit a lock that nobody will release.
            spawn = multiprocessing.get_context("spawn")
            self._pool = ProcessPoolExecutor(self._processes, mp_context=spawn, initializer=_leave_interrupts_to_parent)
        return await asyncio.get_running_loop().run_in_executor(self._pool, _draft_article, reading.article)

    async def revise(self, reading: Reading, draft: Draft, failures: tuple[Failure, ...], budget: Budget) -> Fixes:
        """Nothing: rules do not change their mind."""
        return Fixes()

    async def aclose(self) -> None:
        """Ends the processes, if there are any."""
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)
            self._pool = None


def _leave_interrupts_to_parent() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _draft_article(article: Article) -> Answer:
    """What a process of the pool does. Reading again costs less than sending a Reading over."""
    return _draft(read(article))


def _draft(reading: Reading) -> Answer:
    demand_english(reading)
    with parsing():
        parsed = parse(reading)
        if not parsed:
            raise EmptyArticle("The article has no sentence.", "Check that the text is an article and not only headings and furniture.")
        names = Names(parsed)
        speeches = find_speech(parsed, names)
        made, no_claims = propositions(parsed, speeches, names)
        core = core_places(made, parsed, reading.text_of(reading.headline) if reading.headline else "")
        measured, no_figures = figures(reading, parsed, speeches, names)
        draft = Draft(
            gist=gist(parsed, made, core),
            stance=stance(reading, parsed, speeches, names),
            claims=draft_claims(made, core),
            figures=measured,
            open_questions=questions(reading, parsed, speeches, made, names),
        )
    return Answer(draft=draft, turned_down=tuple[TurnedDown, ...]((*no_claims, *no_figures)))
