"""Which propositions are core: who misses them has misread the article.

News puts first what matters most (the inverted pyramid), repeats it, and says it in the headline; so position, repetition and overlap with
headline and lead decide (the features of Edmundson 1969, "New methods in automatic extracting").
"""

import math
from collections import Counter
from collections.abc import Sequence

from pipeline.engines.offline.claims import Proposition
from pipeline.engines.offline.parse import Parsed
from pipeline.words import content_stems

# "usually 4 to 8": about three claims in ten, between these.
_SHARE, _FEWEST, _MOST = 0.3, 4, 8


class Centre:
    """What an article is about, as weights of word stems: how many of its sentences use a word, and whether headline or lead do."""

    def __init__(self, parsed: Sequence[Parsed], headline: str) -> None:
        sentences = [frozenset(content_stems(sentence.text)) for sentence in parsed]
        self.counts = Counter(stem for sentence in sentences for stem in sentence)
        self.headline = frozenset(content_stems(headline))
        self.lead = sentences[0] if sentences else frozenset()
        self.sentences = len(sentences)

    def weight(self, text: str) -> float:
        """How central a text is, 0 to about 1: the mean over its content words."""
        stems = set(content_stems(text))
        if not stems:
            return 0.0
        top = max(self.counts.values(), default=1)
        return sum(math.log1p(self.counts[stem]) / math.log1p(top) for stem in stems) / len(stems)

    def overlap(self, text: str, words: frozenset[str]) -> float:
        """Share of the words that the text has."""
        return len(set(content_stems(text)) & words) / len(words) if words else 0.0


def core_places(made: Sequence[Proposition], parsed: Sequence[Parsed], headline: str) -> frozenset[int]:
    """Places of the core propositions in `made`."""
    if not made:
        return frozenset()
    centre = Centre(parsed, headline)
    order = {sentence.id: place for place, sentence in enumerate(parsed)}
    scores = [_score(proposition, order[proposition.sentence.id], centre) for proposition in made]
    number = min(len(made), max(_FEWEST, min(_MOST, round(_SHARE * len(made)))))
    best = sorted(range(len(made)), key=lambda place: (-scores[place], place))[:number]
    return frozenset(best)


def _score(proposition: Proposition, place: int, centre: Centre) -> float:
    """Position (lead first, falling off), centrality, and what headline and lead share with it."""
    position = 1.0 / (1.0 + place / 3.0)
    return (
        1.2 * position
        + 0.8 * centre.weight(proposition.statement)
        + 1.0 * centre.overlap(proposition.statement, centre.headline)
        + 0.4 * centre.overlap(proposition.statement, centre.lead)
    )
