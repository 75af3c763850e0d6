"""Which propositions are core: who misses them has misread the article.

News puts first what matters most (the inverted pyramid), repeats it, and says it in the headline; so position, repetition and overlap with
the headline decide (the features of Edmundson 1969, "New methods in automatic extracting"), and that a claim is long, opens its
sentence or paragraph, and is reported rather than quoted: a quotation colours what the story has said already. What each is worth is data,
fitted to gold by `evals/benchmarks/salience.py`.
"""

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from pipeline.engines.offline.claims.proposition import Proposition
from pipeline.engines.offline.syntax.parse import Parsed
from pipeline.lexicons import load
from pipeline.words import content_stems

_WEIGHTS: Mapping[str, float] = load("salience").table("weights")
# "usually 4 to 8": about three claims in ten; a long story may have one more.
_SHARE, _FEWEST, _MOST = 0.3, 4, 9
_LONG = 30
_PRONOUNS = frozenset({"it", "he", "she", "they", "this", "that", "these", "those", "we", "i", "you", "there"})


class Centre:
    """What an article is about, as weights of word stems: how many of its sentences use a word, and whether the headline does."""

    def __init__(self, parsed: Sequence[Parsed], headline: str) -> None:
        sentences = [frozenset(content_stems(sentence.text)) for sentence in parsed]
        self.counts = Counter(stem for sentence in sentences for stem in sentence)
        self.headline = frozenset(content_stems(headline))
        self._top = math.log1p(max(self.counts.values(), default=1))

    def weight(self, text: str) -> float:
        """How central a text is, 0 to 1: the mean over its content words."""
        stems = set(content_stems(text))
        return math.fsum(math.log1p(self.counts[stem]) for stem in stems) / (self._top * len(stems)) if stems else 0.0

    def headed(self, text: str) -> float:
        """Share of the headline's words that a text has."""
        return len(set(content_stems(text)) & self.headline) / len(self.headline) if self.headline else 0.0


def by_salience(made: Sequence[Proposition], parsed: Sequence[Parsed], headline: str) -> tuple[int, ...]:
    """The places of all propositions in `made`, the most salient first."""
    scores = [sum(_WEIGHTS[cue] * value for cue, value in seen.items()) for seen in cues(made, parsed, headline)]
    return tuple(sorted(range(len(made)), key=lambda place: (-scores[place], place)))


def core_places(ranking: Sequence[int]) -> frozenset[int]:
    """The places of the core propositions, of all in the order of their salience."""
    return frozenset(ranking[: max(_FEWEST, min(_MOST, round(_SHARE * len(ranking))))])


def cues(made: Sequence[Proposition], parsed: Sequence[Parsed], headline: str) -> Iterator[dict[str, float]]:
    """What tells how salient each proposition is, all in [0, 1]."""
    centre = Centre(parsed, headline)
    order = {sentence.id: place for place, sentence in enumerate(parsed)}
    openers = {sentence.id for before, sentence in pairwise([None, *parsed]) if sentence is not None and _opens(before, sentence)}
    last = 0
    for proposition in made:
        number, statement, speech = proposition.sentence.id, proposition.statement, proposition.speech
        words = statement.split()
        yield {
            "early": 1.0 / (1.0 + order[number] / 3.0),
            "above": 1.0 - order[number] / len(parsed),
            "central": centre.weight(statement),
            "headed": centre.headed(statement),
            "length": min(len(words), _LONG) / _LONG,
            "reported": float(speech is not None),
            "quoted": float(speech is not None and speech.attribution == "direct"),
            "first of its sentence": float(number != last),
            "opens a paragraph": float(number in openers),
            "starts with a pronoun": float(words[0].lower() in _PRONOUNS),
        }
        last = number


def _opens(before: Parsed | None, sentence: Parsed) -> bool:
    return before is None or before.sentence.paragraph != sentence.sentence.paragraph
