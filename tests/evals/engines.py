"""Small engines for tests of the harness: what they answer is known, so that what is made of it can be."""

from pipeline import Answer, Budget, Draft, Engine, PromptInfo, Reading, Settings
from pipeline.draft import DraftGist, DraftStance, Failure, Fixes
from pipeline.errors import AnswerRefused


class GistEngine:
    """Says the first sentence and nothing else; refuses the articles that it is told to; counts its calls."""

    name = "gist"
    model: str | None = None
    prompt: PromptInfo | None = None
    can_revise = False

    def __init__(self, refuse: frozenset[str] = frozenset()) -> None:
        self.refuse = refuse
        self.calls: list[str] = []

    async def draft(self, reading: Reading, budget: Budget) -> Answer:
        """An answer whose only item is the gist."""
        self.calls.append(reading.article.id)
        if reading.article.id in self.refuse:
            raise AnswerRefused("The engine declined.")
        gist = DraftGist(text=reading.text_of(reading.sentences[0]), sentences=(1,))
        stance = DraftStance(topic="ferries", article="neutral", positions=())
        return Answer(draft=Draft(gist=gist, stance=stance, claims=(), figures=(), open_questions=()))

    async def revise(self, reading: Reading, draft: Draft, failures: tuple[Failure, ...], budget: Budget) -> Fixes:
        """Never called."""
        raise NotImplementedError

    async def aclose(self) -> None:
        """Nothing to let go of."""


def always(engine: GistEngine) -> "EngineOf":
    """A maker that gives this engine, whatever the settings."""
    return EngineOf(engine)


class EngineOf:
    """Gives one engine, and keeps the settings that it was asked with."""

    def __init__(self, engine: GistEngine) -> None:
        self.engine = engine
        self.settings: list[Settings] = []

    def __call__(self, settings: Settings) -> Engine:
        self.settings.append(settings)
        return self.engine
