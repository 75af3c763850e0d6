"""A clause that says something, and who says it."""

from dataclasses import dataclass, field

from pipeline.engines.offline.names.actors import Actor
from pipeline.engines.offline.speech.speech import Speech, attribution
from pipeline.engines.offline.syntax.parse import Parsed
from pipeline.labels import Attribution


@dataclass(frozen=True, slots=True)
class Proposition:
    """A clause that says something, and who says it (None: the article). beside: further sentences that it rests on."""

    sentence: Parsed
    tokens: tuple[int, ...] = field(repr=False)
    root: int | None
    speech: Speech | None
    statement: str
    rule: str
    beside: tuple[int, ...] = ()

    @property
    def attribution(self) -> Attribution:
        """How it is said, by its own words rather than by those of the speech around it."""
        if self.speech is None:
            return "narration"
        return "direct" if self.speech.rule == "transcript-turn" else attribution(self.sentence, self.tokens)

    @property
    def source(self) -> Actor | None:
        """The speaker, or None for the article's own voice."""
        return self.speech.source if self.speech else None
