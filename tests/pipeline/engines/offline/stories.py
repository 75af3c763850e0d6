"""Texts as the parts of the offline engine see them."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from pipeline.article import Article
from pipeline.draft import DraftFigure, TurnedDown
from pipeline.engines.offline.claims import propositions
from pipeline.engines.offline.claims.proposition import Proposition
from pipeline.engines.offline.figures import figures
from pipeline.engines.offline.names import Names
from pipeline.engines.offline.speech import find_speech
from pipeline.engines.offline.speech.speech import Speech
from pipeline.engines.offline.syntax.parse import Parsed, parse, parsing
from pipeline.reading import Reading, read


@dataclass(frozen=True)
class Story:
    """An article with all that the engine makes of it on the way to a draft."""

    reading: Reading
    parsed: Sequence[Parsed]
    names: Names
    speeches: Sequence[Speech]
    made: Sequence[Proposition]
    measured: Sequence[DraftFigure]
    turned_down: Sequence[TurnedDown]


@contextmanager
def story(text: str) -> Iterator[Story]:
    """Reads and parses a text; its parses live inside the block."""
    reading = read(Article(text=text))
    with parsing():
        parsed = parse(reading)
        names = Names(parsed)
        speeches = find_speech(parsed, names)
        made, turned_down = propositions(parsed, speeches, names)
        measured, _ = figures(reading, parsed, speeches, names)
        yield Story(reading, parsed, names, speeches, made, measured, turned_down)


def statements(text: str) -> list[str]:
    """What the engine claims of a text, in its order."""
    with story(text) as seen:
        return [made.statement for made in seen.made]
