"""How likely each word around a passage is one that a reader would ask with: a logistic model over cues and the word itself.

What a question is about often stands beside its passage: "He would not say. What he will do with it" means the report that the sentence
before names. The weights are data, fitted to gold by `evals/benchmarks/asked_words.py`.
"""

from collections import Counter
from collections.abc import Mapping, Sequence

from pipeline.draft import DraftQuestion
from pipeline.engines.offline.odds import chances
from pipeline.engines.offline.syntax.parse import Parsed
from pipeline.engines.offline.syntax.tokens import Token
from pipeline.lexicons import load
from pipeline.words import content_stems

_WEIGHTS: Mapping[str, Sequence[float]] = {cue: (worth,) for cue, worth in load("asked_words").table("weights").items()}
# Sentences before the passage whose words count; the one behind it does too.
BACK = 2
# Content words of a reader's question, about.
_LENGTH = 7
# The chance of a word that stands nowhere around.
_ELSEWHERE = 0.03
_MOST_TIMES = 5
_UNSAID = frozenset({"PUNCT", "SPACE"})


class Surroundings:
    """An article as the place where questions stand: what its words are to each passage."""

    def __init__(self, parsed: Sequence[Parsed], headline: str, topic: str) -> None:
        self._sentences = {sentence.id: sentence for sentence in parsed}
        self._times = Counter(word for sentence in parsed for word in set(content_stems(sentence.text)))
        self._whole = {"headline": content_stems(headline), "topic": content_stems(topic)}

    def word_cues(self, question: DraftQuestion) -> dict[str, set[str]]:
        """How each word around a question's passage stands there, by its stem. question: without its context."""
        seen: dict[str, set[str]] = {}
        places: dict[str, list[str]] = {}

        def add(word: str, where: str, *cues: str) -> None:
            seen.setdefault(word, set()).update((where, *cues))
            if where not in places.setdefault(word, []):
                places[word].append(where)

        for word in content_stems(question.question):
            add(word, "asked", f"asked {question.kind}", f"asked {question.rule.partition(':')[0]}")
        for where, sentence in self._around(question.sentences):
            for token in sentence.doc:
                if token.pos_ not in _UNSAID and (stems := content_stems(token.text)):
                    cues = _as(token, where, question.kind, quoted=sentence.quoted[token.i])
                    for word in stems:
                        add(word, where, *cues)
        for where, words in self._whole.items():
            for word in words:
                add(word, where)
        for word, found in seen.items():
            times = min(self._times[word], _MOST_TIMES)
            found |= {"always", f"word {word}", f"times {times}", f"in {'+'.join(places[word])}"}
        return seen

    def _around(self, passage: Sequence[int]) -> list[tuple[str, Parsed]]:
        """The sentences of a passage and beside it, each with what it is to the passage; the last of a passage tells the most."""
        first, last = passage[0], passage[-1]
        near = [(f"back {first - number}", number) for number in range(first - BACK, first)]
        near += [("passage", number) for number in range(first, last)]
        near += [("last", last), ("next", last + 1)]
        return [(where, self._sentences[number]) for where, number in near if number in self._sentences]

    def asked_words(self, question: DraftQuestion) -> dict[str, float]:
        """The chance of each word around a question's passage, by its stem."""
        return {word: chances(dict.fromkeys(cues, 1.0), _WEIGHTS, 1)[0] for word, cues in self.word_cues(question).items()}


def _as(token: Token, where: str, kind: str, *, quoted: bool) -> tuple[str, ...]:
    cues = (f"{where} {token.pos_}", f"{where} {token.dep_}", f"{where} {kind}")
    return (*cues, f"{where} quoted") if quoted else cues


def likeness(question: str, words: Mapping[str, float]) -> float:
    """How alike a question is to be expected to be to a reader's, in [0, 1]: Dice over stems, by the chance of each word."""
    stems = set(content_stems(question))
    return 2 * sum(words.get(word, _ELSEWHERE) for word in sorted(stems)) / (len(stems) + _LENGTH)
