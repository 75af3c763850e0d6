"""What the offline engine sees in an article of gold on the way to its open questions, for the models that are fitted to them."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from evals.gold_types import Gold
from pipeline import read
from pipeline.draft import DraftFigure
from pipeline.engines.offline.claims import propositions
from pipeline.engines.offline.claims.proposition import Proposition
from pipeline.engines.offline.figures import figures
from pipeline.engines.offline.names import Names
from pipeline.engines.offline.speech import find_speech
from pipeline.engines.offline.speech.speech import Speech
from pipeline.engines.offline.stance.issues import find_topic
from pipeline.engines.offline.syntax.parse import Parsed, parse, parsing
from pipeline.reading import Reading


@dataclass(frozen=True)
class Seen:
    """An article and what the engine makes of it: parses, speakers, claims, figures, its topic."""

    reading: Reading
    parsed: Sequence[Parsed]
    speeches: Sequence[Speech]
    made: Sequence[Proposition]
    names: Names
    measured: Sequence[DraftFigure]
    topic: str


@contextmanager
def seen_in(gold: Gold) -> Iterator[Seen]:
    """The article as the engine sees it; its parses live inside the block."""
    reading = read(gold.article)
    with parsing():
        parsed = parse(reading)
        names = Names(parsed)
        speeches = find_speech(parsed, names)
        made, _ = propositions(parsed, speeches, names)
        measured, _ = figures(reading, parsed, speeches, names)
        yield Seen(reading, parsed, speeches, made, names, measured, find_topic(parsed, reading.headline_text))
