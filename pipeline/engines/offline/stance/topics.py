"""Which issue an article is about, of all that it names: a linear model over cues.

Nouns that name issues and deeds ("closing the unit") are candidates, in each of their wordings, and so is the name that `issues` finds by
rules. Each is weighed by how likely its words are to be those of the issue (`issue_words`), by what it shares with the headline, the lead
and the rest of the article, and by how it is worded. The weights are data, fitted to gold by `evals/benchmarks/topics.py`.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from math import fsum, log, log1p

from pipeline.engines.offline.stance.deeds import phrase
from pipeline.engines.offline.stance.issue_kinds import is_known, key_of
from pipeline.engines.offline.stance.judgement import Judgement
from pipeline.engines.offline.stance.naming import with_article
from pipeline.engines.offline.stance.wordings import BODIES, wordings
from pipeline.engines.offline.syntax.parse import Parsed
from pipeline.engines.offline.syntax.tokens import Token, text_of
from pipeline.lexicons import load
from pipeline.words import content_stems

_WEIGHTS: Mapping[str, float] = load("topics").table("weights")
# Content words of a name.
_LONGEST, _COUNTED = 8, 6
# So many of the likeliest names are weighed. What people call an issue has about three words; the chance of a word that is not known.
_MOST, _USUAL, _LEAST = 60, 3, 0.02
_NUMBERS = (1, 2, 3, 5)
# So often something in the article is judged counts, and no more.
_MOST_JUDGED = 3


@dataclass(frozen=True, slots=True)
class Candidate:
    """An issue by its wording. token: what heads it; None for the name that rules gave."""

    text: str
    token: Token | None


Weighed = tuple[Candidate, Mapping[str, float]]


class Scene:
    """What an article's candidates are weighed against.

    ours: the name found by rules. headline: its parse; empty where there is none. judged: what the article's sides are about.
    """

    def __init__(self, ours: str, headline: Sequence[Token], parsed: Sequence[Parsed], judged: Sequence[Judgement]) -> None:
        self.ours, self.headline, self.parsed = ours, headline, parsed
        self.headed = set(content_stems(text_of(headline)))
        self.sentences = [set(content_stems(sentence.text)) for sentence in parsed]
        self.judged = Counter(word for side in judged if side.thing is not None for word in content_stems(phrase(side.thing)))


@dataclass(slots=True)
class _Named:
    """A name by its content words: its first wording, the kinds of wordings and of grammar it has, and where it stands."""

    text: str
    token: Token | None
    kinds: set[str] = field(default_factory=set[str])
    places: list[int] = field(default_factory=list[int])
    quoted: int = 0


def candidates(scene: Scene, likely: Mapping[str, float]) -> list[Weighed]:
    """What the article could be about, each with its cues: the name that rules gave, and the likeliest others.

    likely: the chance of each word to be one of the issue's, by its stem.
    """
    found = dict(_named(scene))
    ours = frozenset(content_stems(scene.ours))
    others = sorted((words for words in found if words != ours), key=lambda words: -_expected(words, likely, _USUAL))
    first = found.get(ours, _Named(scene.ours, None))
    ranks = {word: rank for rank, word in enumerate(sorted(likely, key=lambda word: (-likely[word], word)))}
    return [
        (Candidate(scene.ours, None), {"ours": 1.0, **_cues(ours, first, scene, likely, ranks)}),
        *((Candidate(found[words].text, found[words].token), _cues(words, found[words], scene, likely, ranks)) for words in others[:_MOST]),
    ]


def central(found: Sequence[Weighed]) -> Candidate:
    """The candidate that weighs most; of equals the one that rules gave."""
    chosen, _ = max(
        found, key=lambda weighed: (sum(_WEIGHTS.get(cue, 0.0) * value for cue, value in weighed[1].items()), -found.index(weighed))
    )
    return chosen


def _named(scene: Scene) -> Iterator[tuple[frozenset[str], _Named]]:
    """All names, in the order of body and headline, which leaves out articles."""
    found: dict[frozenset[str], _Named] = {}
    definite = with_article(scene.parsed)
    lines: list[tuple[int, Sequence[Token], Sequence[bool]]] = [
        *((place, sentence.doc, sentence.quoted) for place, sentence in enumerate(scene.parsed)),
        (-1, scene.headline, [False] * len(scene.headline)),
    ]
    for place, doc, quoted in lines:
        for token in doc:
            for wording in wordings(token, definite):
                words = frozenset(content_stems(wording.text))
                if not 1 <= len(words) <= _LONGEST:
                    continue
                named = found.setdefault(words, _Named(wording.text, token))
                named.kinds |= {wording.kind, f"as {token.dep_}"}
                named.places.append(place)
                named.quoted += quoted[token.i]
    yield from found.items()


def _expected(words: Iterable[str], likely: Mapping[str, float], usual: int) -> float:
    """What a name is expected to share with the issue's, as Dice's coefficient, where that has so many words."""
    shares = [likely.get(word, _LEAST) for word in words]
    return 2 * fsum(shares) / (len(shares) + usual)


def _cues(words: frozenset[str], named: _Named, scene: Scene, likely: Mapping[str, float], ranks: Mapping[str, int]) -> dict[str, float]:
    """How a candidate stands in the article. Shares are of its content words."""
    return {
        **(_likelihood(words, likely, ranks) if words else {}),
        **_standing(words, scene),
        **dict.fromkeys(named.kinds, 1.0),
        **(_mentions(named, len(scene.parsed)) if named.places else {}),
    }


def _likelihood(words: frozenset[str], likely: Mapping[str, float], ranks: Mapping[str, int]) -> dict[str, float]:
    """How likely its words are to be those of the issue."""
    shares = sorted((likely.get(word, _LEAST) for word in words), reverse=True)
    size = len(shares)
    among = {number: float(sum(ranks.get(word, number) < number for word in words)) for number in (*_NUMBERS, 4)}
    return {
        "likely": fsum(shares),
        "likely on average": fsum(shares) / size,
        "likely at all": fsum(map(log, shares)) / size,
        "likeliest word": shares[0],
        "second word": shares[1] if size > 1 else 0.0,
        "least likely word": shares[-1],
        **{f"expected of {usual}": _expected(words, likely, usual) for usual in (2, 3, 4)},
        **{f"of the likeliest {number}": among[number] for number in _NUMBERS},
        **{f"like the likeliest {number}": 2 * among[number] / (size + number) for number in (3, 4)},
    }


def _standing(words: frozenset[str], scene: Scene) -> dict[str, float]:
    """What it shares with the headline, the lead and the rest."""
    size = max(1, len(words))
    shared = [len(words & sentence) for sentence in scene.sentences]
    return {
        "touched": sum(map(bool, shared)) / len(shared),
        "named": sum(count >= min(2, size) for count in shared) / len(shared),
        "whole": log1p(sum(count == size for count in shared)),
        "in the headline": len(words & scene.headed) / size,
        "like the headline": 2 * len(words & scene.headed) / (size + len(scene.headed)),
        "in the lead": shared[0] / size,
        "judged": sum(min(_MOST_JUDGED, scene.judged[word]) for word in words) / size,
        f"words {min(size, _COUNTED)}": 1.0,
    }


def _mentions(named: _Named, sentences: int) -> dict[str, float]:
    """Where it stands, and what heads it."""
    times, head = len(named.places), named.token
    return {
        "times": log1p(times),
        "of the headline": float(-1 in named.places),
        "first": max(0, named.places[0]) / sentences,
        "quoted": named.quoted / times,
        "body": float(head is not None and head.lemma_.lower() in BODIES),
        "proper name": float(head is not None and head.pos_ == "PROPN"),
        "known": float(head is not None and is_known(key_of(head))),
    }
