"""How likely each word of an article is one of those that its issue is called by: a logistic model over cues and the word itself.

Most of what an article repeats is no issue (its town, its speakers), and what people are for or against has words of its own: a ban, a
closure, a fare. The weights are data, fitted to gold by `evals/benchmarks/topics.py`.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from math import log1p

from pipeline.engines.offline.odds import chances
from pipeline.engines.offline.syntax.parse import Parsed
from pipeline.engines.offline.syntax.tokens import Token
from pipeline.lexicons import load
from pipeline.words import content_stems

_WEIGHTS: Mapping[str, Sequence[float]] = {cue: (worth,) for cue, worth in load("issue_words").table("weights").items()}
# Sentences that each count by themselves, and in which a word comes early.
_FIRST, _EARLY = 6, 3
_UNSAID = frozenset({"PUNCT", "SPACE"})


def issue_words(headline: Sequence[Token], parsed: Sequence[Parsed]) -> dict[str, float]:
    """The chance of each word of an article, by its stem. headline: its parse; empty where there is none."""
    return {word: chances(seen, _WEIGHTS, 1)[0] for word, seen in word_cues(headline, parsed).items()}


def word_cues(headline: Sequence[Token], parsed: Sequence[Parsed]) -> dict[str, dict[str, float]]:
    """How each word of an article stands in it, by its stem. "as …" are shares of its mentions in the body."""
    mentions: dict[str, list[tuple[int, Token, bool]]] = {}
    for place, sentence in enumerate(parsed):
        for token in sentence.doc:
            for word in _stems(token):
                mentions.setdefault(word, []).append((place, token, sentence.quoted[token.i]))
    headed: dict[str, list[Token]] = {}
    for token in headline:
        for word in _stems(token):
            headed.setdefault(word, []).append(token)
    return {
        word: {
            **_in_body(mentions.get(word, ()), len(parsed)),
            **_in_headline(headed.get(word, ()), len(mentions.get(word, ()))),
            f"word {word}": 1.0,
            "always": 1.0,
        }
        for word in mentions.keys() | headed.keys()
    }


def _stems(token: Token) -> list[str]:
    return [] if token.pos_ in _UNSAID else content_stems(token.text)


def _in_body(mentions: Sequence[tuple[int, Token, bool]], sentences: int) -> dict[str, float]:
    times, places = len(mentions), sorted({place for place, _, _ in mentions})
    if not times:
        return {}
    kinds = Counter(f"as {kind}" for _, token, _ in mentions for kind in (token.pos_, token.dep_))
    return {
        **{kind: count / times for kind, count in kinds.items()},
        **{f"in sentence {place + 1}": 1.0 for place in places if place < _FIRST},
        "times": log1p(times),
        "sentences": log1p(len(places)),
        "share of sentences": len(places) / sentences,
        "first": places[0] / sentences,
        "early": float(places[0] < _EARLY),
        "quoted": sum(quoted for _, _, quoted in mentions) / times,
    }


def _in_headline(headed: Sequence[Token], times: int) -> dict[str, float]:
    kinds = {f"headline {kind}" for token in headed for kind in (token.pos_, token.dep_)}
    return {**dict.fromkeys(kinds, 1.0), "headline": 1.0, "headline and times": log1p(times)} if headed else {}
