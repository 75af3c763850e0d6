"""Fits the weights of the offline engine's leanings to gold, and writes them into its lexicons.

    python evals/benchmarks/leanings.py [GOLD ...]     (default: seed, dev and what is to learn from of whole, partial and stance)

An actor of an article whose side nothing tells is one case: the cues and words that `engines.offline.stance.leanings` finds in what
the actor says, asks and does, and as the answer the side that gold has for that holder on its topic. Two logistic regressions with a ridge
penalty (Hastie, Tibshirani and Friedman, The Elements of Statistical Learning, 2009, 4.4): whether the actor takes a side at all, and which
of those who do are against. Cues are scaled to unit variance, words are not, so that a rare word weighs little. What is printed is measured
out of the sample, by leaving a tenth of the articles out in turn: how many actors get a side, and how many of these are right. GOLD is a
folder of gold, or a file of JSON lines as `python -m evals export` writes it.
"""

import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix
from scipy.special import expit

from evals.benchmarks.regression import left_out, logistic, table, write_weights
from evals.benchmarks.topics import LEARN, golds_of
from evals.gold_types import Gold, GoldPosition
from evals.names import same_name
from evals.thresholds import DEFAULT
from evals.words import content, dice
from pipeline import read
from pipeline.engines.offline.names import Names
from pipeline.engines.offline.speech import find_speech
from pipeline.engines.offline.stance import told
from pipeline.engines.offline.stance.issues import Issues
from pipeline.engines.offline.syntax.parse import parse, parsing
from pipeline.lexicons import load

_SIDES = ("supports", "opposes")
_NONE = len(_SIDES)
# Ridge penalties of the two models, how likely a side must be to be given, and of how many actors a word must be to count.
SIDED, AGAINST = 333.0, 100.0
LEAST = float(load("leanings").table("model")["least"])
RAREST = 20


@dataclass(frozen=True)
class Case:
    """An actor: of which article, with which cues and words, and the side that gold has (0 supports, 1 opposes, 2 none)."""

    article: str
    seen: Mapping[str, float]
    side: int


@dataclass(frozen=True)
class Model:
    """Weights for taking a side, and for being against: an array of cues and words by two, in the order of `names`."""

    names: list[str]
    weights: np.ndarray[Any, Any]

    def sides(self, cases: Sequence[Case]) -> list[int | None]:
        """The side that each case gets; None where none is likely enough."""
        takes, opposes = expit(table([case.seen for case in cases], self.names) @ self.weights).T
        likely = takes * np.maximum(opposes, 1 - opposes)
        return [int(against > 1 / 2) if chance >= LEAST else None for against, chance in zip(opposes, likely, strict=True)]


def cases_of(gold: Gold) -> list[Case]:
    """The actors of an article whose side nothing tells."""
    reading = read(gold.article)
    with parsing():
        parsed = parse(reading)
        names = Names(parsed)
        speeches = find_speech(parsed, names)
        issues = Issues(parsed, reading.headline_text)
        _, actors = told(reading, parsed, speeches, names, issues)
    topic = content(gold.stance.topic)
    on_topic = [position for position in gold.stance.positions if _names(position, topic) and position.polarity in _SIDES]
    return [Case(gold.name, actor.seen, _side_of(actor.holder, on_topic)) for actor in actors]


def _names(position: GoldPosition, topic: frozenset[str]) -> bool:
    return max(dice(topic, content(target)) for target in (position.target, *position.target_aliases)) >= DEFAULT.target


def _side_of(holder: str, positions: Sequence[GoldPosition]) -> int:
    own = (position for position in positions if same_name(holder, position.holder, position.holder_aliases))
    return next((_SIDES.index(position.polarity) for position in own), _NONE)


def fit(cases: Sequence[Case]) -> Model:
    """The model of all cases."""
    counts = Counter(name for case in cases for name in case.seen)
    names = sorted(name for name, count in counts.items() if count >= RAREST or not _is_word(name))
    sides = np.array([case.side for case in cases])
    sided = sides != _NONE
    cues = table([case.seen for case in cases], names)
    against = _fitted(cues[sided], sides[sided] == _SIDES.index("opposes"), names, AGAINST)
    return Model(names, np.stack([_fitted(cues, sided, names, SIDED), against], axis=1))


def _fitted(cases: csr_matrix, answers: np.ndarray[Any, Any], names: Sequence[str], penalty: float) -> np.ndarray[Any, Any]:
    """Weights of a logistic regression of cases whose cues are scaled to unit variance."""
    spread = cases.toarray().std(axis=0)
    is_cue = np.array([not _is_word(name) for name in names])
    scale = np.where(is_cue & (spread > 0), spread, 1.0)
    return logistic(csr_matrix(cases.multiply(1 / scale)), answers, names, penalty) / scale


def _is_word(name: str) -> bool:
    """By the prefixes of `leanings.words`."""
    return name.startswith(("said ", "near ", "does ", "cue "))


def main(places: Sequence[Path]) -> None:
    """Fits, prints what is right out of the sample, and writes the weights."""
    with ProcessPoolExecutor() as pool:
        cases = [case for found in pool.map(cases_of, golds_of(places), chunksize=4) for case in found]
    given = right = 0
    for learnt, places_held in left_out([case.article for case in cases]):
        model, held = fit([cases[place] for place in learnt]), [cases[place] for place in places_held]
        for case, side in zip(held, model.sides(held), strict=True):
            given += side is not None
            right += side == case.side
    articles = len({case.article for case in cases})
    print(f"{articles} articles, {len(cases)} actors; out of the sample {given} get a side, {right} of them the right one")
    _write(fit(cases))


def _write(model: Model) -> None:
    weights = dict(zip(model.names, model.weights, strict=True))
    write_weights("leanings", {name: worth for name, worth in weights.items() if not _is_word(name)})
    write_weights("leaning_words", {name: worth for name, worth in weights.items() if _is_word(name)})


if __name__ == "__main__":
    main([Path(place) for place in sys.argv[1:]] or LEARN)
