"""Which propositions are core: who misses them has misread the article.

News puts first what matters most (the inverted pyramid), repeats it, and says it in the headline; so position, repetition and overlap with
headline and lead decide (the features of Edmundson 1969, "New methods in automatic extracting"), and that a claim is long, opens its
paragraph, and is reported rather than quoted: a quotation colours what the story has said already.
"""

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.engines.offline.parse import Parsed
from pipeline.engines.offline.proposition import Proposition
from pipeline.words import content_stems

# "usually 4 to 8": about three claims in ten; a long story may have one more.
_SHARE, _FEWEST, _MOST = 0.3, 4, 9
_LONG = 30
_PRONOUNS = frozenset({"it", "he", "she", "they", "this", "that", "these", "those", "we", "i", "you", "there"})


@dataclass(frozen=True, slots=True)
class Weights:
    """Weights of the features, all of which lie in [0, 1]. Fitted by logistic regression on the dev split and rounded;
    a claim that starts with a pronoun leans on another, and is less."""

    early: float = 1.4
    above: float = 2.0
    central: float = 0.4
    headline: float = 0.9
    lead: float = 0.2
    reported: float = 0.7
    quoted: float = -0.9
    length: float = 1.3
    first: float = 0.6
    opens: float = 0.5
    pronoun: float = -0.6


class Centre:
    """What an article is about, as weights of word stems: how many of its sentences use a word, and whether headline or lead do."""

    def __init__(self, parsed: Sequence[Parsed], headline: str) -> None:
        sentences = [frozenset(content_stems(sentence.text)) for sentence in parsed]
        self.counts = Counter(stem for sentence in sentences for stem in sentence)
        self.headline = frozenset(content_stems(headline))
        self.lead = sentences[0] if sentences else frozenset()
        self._top = math.log1p(max(self.counts.values(), default=1))

    def weight(self, text: str) -> float:
        """How central a text is, 0 to 1: the mean over its content words."""
        stems = set(content_stems(text))
        return sum(math.log1p(self.counts[stem]) for stem in stems) / (self._top * len(stems)) if stems else 0.0

    def overlap(self, text: str, words: frozenset[str]) -> float:
        """Share of the words that the text has."""
        return len(set(content_stems(text)) & words) / len(words) if words else 0.0


def core_places(made: Sequence[Proposition], parsed: Sequence[Parsed], headline: str) -> frozenset[int]:
    """Places of the core propositions in `made`."""
    if not made:
        return frozenset()
    centre = Centre(parsed, headline)
    order = {sentence.id: place for place, sentence in enumerate(parsed)}
    openers = {sentence.id for before, sentence in zip([None, *parsed], parsed, strict=False) if _opens(before, sentence)}
    scores: list[float] = []
    last = 0
    for proposition in made:
        number = proposition.sentence.id
        place = order[number]
        scores.append(_score(proposition, place, place / len(parsed), centre, first=number != last, opens=number in openers))
        last = number
    wanted = min(len(made), max(_FEWEST, min(_MOST, round(_SHARE * len(made)))))
    return frozenset(sorted(range(len(made)), key=lambda place: (-scores[place], place))[:wanted])


def _opens(before: Parsed | None, sentence: Parsed) -> bool:
    return before is None or before.sentence.paragraph != sentence.sentence.paragraph


def _score(
    proposition: Proposition, place: int, depth: float, centre: Centre, *, first: bool, opens: bool, weights: Weights = Weights()
) -> float:
    """place: sentences before it. depth: share of the article before it. first: of its sentence. opens: its sentence opens a paragraph."""
    statement, speech = proposition.statement, proposition.speech
    return (
        weights.early / (1.0 + place / 3.0)
        + weights.above * (1.0 - depth)
        + weights.central * centre.weight(statement)
        + weights.headline * centre.overlap(statement, centre.headline)
        + weights.lead * centre.overlap(statement, centre.lead)
        + weights.length * min(len(statement.split()), _LONG) / _LONG
        + (weights.reported if speech is not None else 0.0)
        + (weights.quoted if speech is not None and speech.attribution == "direct" else 0.0)
        + (weights.first if first else 0.0)
        + (weights.opens if opens else 0.0)
        + (weights.pronoun if statement.split()[0].lower() in _PRONOUNS else 0.0)
    )
