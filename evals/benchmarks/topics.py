"""Fits the weights by which the offline engine tells which issue an article is about, and writes them into its lexicons.

    python evals/benchmarks/topics.py [GOLD ...]     (default: seed, dev and what is to learn from of whole, partial and stance)

Two models. The first tells how likely each word of an article is to be in the wording of what its positions are about: a logistic
regression with a ridge penalty, whose answers are the share of the gold positions whose target has the word (Hastie, Tibshirani and
Friedman, The Elements of Statistical Learning, 2009, 4.4). The second weighs the candidates of `engines.offline.stance.topics`. A candidate
is worth the share of the gold positions whose target it names, by the scorer's threshold; the weights maximize the mean logarithm of what
a candidate is worth that is drawn by them (softmax, with a ridge penalty on cues scaled to unit variance), as in learning to rank by lists
(Cao and others, 2007). The chances of words that it learns from are those of a first model that has not seen the writer. What is printed
is measured out of the sample, by leaving a tenth of the writers out in turn: of how many positions the name found by rules, the name that
weighs most, the gold topic and the best candidate each name the target. GOLD is a folder of gold, or a file of JSON lines as
`python -m evals export` writes it.
"""

import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from evals.benchmarks.regression import ALWAYS, logistic, table, write_weights
from evals.exchange import import_lines
from evals.gold_files import load_folders
from evals.gold_types import Gold, GoldPosition
from evals.thresholds import DEFAULT
from evals.words import content, dice
from pipeline import read
from pipeline.engines.offline.odds import chances
from pipeline.engines.offline.stance.issue_words import word_cues
from pipeline.engines.offline.stance.issues import Issues
from pipeline.engines.offline.stance.topics import Scene, candidates
from pipeline.engines.offline.syntax.parse import parse, parsing

_GOLD = Path(__file__).parents[1] / "gold"
# Nothing is fitted to the other stories and articles, which measure.
_STORIES = ("p", "q", "s", "t", "v", "w", "x", *(f"g{name}" for name in "abcdef"), *(f"h{name}" for name in "abcdefgh"))
_UNREAD = {"i": "bh", "j": "dh", "k": "bg", "l": "bd"}
_ARTICLES = tuple(f"{wave}{name}" for wave, unread in _UNREAD.items() for name in "abcdefgh" if name not in unread)
_FILES = (_GOLD / folder / f"{name}.jsonl" for folder in ("whole", "partial") for name in _ARTICLES)
# Whole articles with all their positions and open questions, those of them with claims and figures too, and all with the stories.
WHOLE = (_GOLD / "seed", _GOLD / "dev", *(file for file in _FILES if file.exists()))
ANNOTATED = tuple(place for place in WHOLE if place.parent.name != "partial")
LEARN = (*WHOLE, *(_GOLD / "stance" / f"{name}.jsonl" for name in _STORIES))
# Ridge penalties of the two models. A word by itself counts where so many articles have it, and less than a cue that every word has.
OF_WORDS, OF_NAMES = 30.0, 0.1
RAREST, WORD = 8, 0.15
# Words whose weight is smaller are left out.
LEAST = 0.02
FOLDS = 10


@dataclass(frozen=True)
class Text:
    """An article: the cues of each of its words, and what share of the positions has the word in its target."""

    words: Mapping[str, Mapping[str, float]]
    answers: Mapping[str, float]


@dataclass(frozen=True)
class Case:
    """An article: the cues of its candidates, and of how many positions each, and the gold topic, names the target."""

    name: str
    cues: list[dict[str, float]]
    named: np.ndarray[Any, Any]
    positions: int
    gold: int

    @property
    def ours(self) -> int:
        """Place of the candidate that the rules gave."""
        return next(place for place, counted in enumerate(self.cues) if counted.get("ours"))


def golds_of(places: Sequence[Path]) -> list[Gold]:
    """The gold of folders and of files of JSON lines."""
    found: list[Gold] = []
    for place in places:
        if place.is_dir():
            found += load_folders([place])
            continue
        with TemporaryDirectory() as folder:
            import_lines(place, Path(folder) / "gold")
            found += load_folders([Path(folder) / "gold"])
    return found


def text_of(gold: Gold) -> Text:
    """An article's words."""
    answers: Counter[str] = Counter()
    for position in gold.stance.positions:
        for word in frozenset[str]().union(*map(content, _targets(position))):
            answers[word] += 1
    with parsing():
        scene = _scene(gold)
        cues = word_cues(scene.headline, scene.parsed)
    return Text(cues, {word: count / len(gold.stance.positions) for word, count in answers.items()})


def case_of(gold: Gold, likely: Mapping[str, float]) -> Case:
    """An article as a case. likely: the chances of its words."""
    with parsing():
        found = candidates(_scene(gold), likely)
    named = np.array([_named(candidate.text, gold) for candidate, _ in found], float)
    return Case(gold.name, [dict(counted) for _, counted in found], named, len(gold.stance.positions), _named(gold.stance.topic, gold))


def _scene(gold: Gold) -> Scene:
    reading = read(gold.article)
    return Issues(parse(reading), reading.headline_text).scene


def _targets(position: GoldPosition) -> tuple[str, ...]:
    return (position.target, *position.target_aliases)


def _named(topic: str, gold: Gold) -> int:
    words = content(topic)
    return sum(max(dice(words, content(target)) for target in _targets(position)) >= DEFAULT.target for position in gold.stance.positions)


def fit_words(texts: Sequence[Text]) -> dict[str, float]:
    """Weights of the cues of words, and of words themselves."""
    counts = Counter(f"word {word}" for text in texts for word in text.words)
    seen = [cues for text in texts for cues in text.words.values()]
    names = sorted({cue for cues in seen for cue in cues if not cue.startswith("word ") or counts[cue] >= RAREST})
    answers = np.array([text.answers.get(word, 0.0) for text in texts for word in text.words])
    cues = table(seen, names)
    mean = np.asarray(cues.mean(axis=0)).ravel()
    spread = np.sqrt(np.maximum(np.asarray(cues.multiply(cues).mean(axis=0)).ravel() - mean**2, 0.0))
    scale = np.array([_scale(name, width) for name, width in zip(names, spread, strict=True)])
    weights = logistic(csr_matrix(cues.multiply(1 / scale)), answers, names, OF_WORDS) / scale
    return dict(zip(names, map(float, weights), strict=True))


def _scale(name: str, spread: float) -> float:
    if name == ALWAYS or not spread:
        return 1.0
    return WORD if name.startswith("word ") else spread


def likely_words(text: Text, weights: Mapping[str, float]) -> dict[str, float]:
    """The chance of each word of an article."""
    model = {cue: (worth,) for cue, worth in weights.items()}
    return {word: chances(cues, model, 1)[0] for word, cues in text.words.items()}


def fit(cases: Sequence[Case], names: Sequence[str]) -> np.ndarray[Any, Any]:
    """Weights of the cues of names."""
    told = [case for case in cases if case.named.any()]
    tables = [_table(case, names) for case in told]
    spread = np.vstack(tables).std(axis=0)
    scale = np.where(spread > 0, spread, 1.0)
    scaled = [table / scale for table in tables]
    worth = [case.named / case.positions for case in told]

    def loss(weights: np.ndarray[Any, Any]) -> tuple[float, np.ndarray[Any, Any]]:
        value, slope = OF_NAMES / 2 * float(weights @ weights), OF_NAMES * weights
        for rows, gains in zip(scaled, worth, strict=True):
            pull = rows @ weights
            likely = np.exp(pull - pull.max())
            likely /= likely.sum()
            mean = max(float(likely @ gains), 1e-9)
            value -= np.log(mean) / len(told)
            slope = slope - rows.T @ (likely * (gains - mean)) / mean / len(told)
        return value, slope

    return np.asarray(minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B").x / scale)


def _table(case: Case, names: Sequence[str]) -> np.ndarray[Any, Any]:
    return np.array([[counted.get(name, 0.0) for name in names] for counted in case.cues])


def _chosen(weights: np.ndarray[Any, Any], names: Sequence[str], case: Case) -> int:
    return int(case.named[int(np.argmax(_table(case, names) @ weights))])


def _without(fold: int, writers: Sequence[str]) -> list[bool]:
    """Which articles are of a writer outside of a fold."""
    left_out = set(sorted(set(writers))[fold::FOLDS])
    return [writer not in left_out for writer in writers]


def main(places: Sequence[Path]) -> None:
    """Fits, prints what is named out of the sample, and writes the weights."""
    owned = [(place.stem if place.is_file() else gold.name, gold) for place in places for gold in golds_of([place])]
    writers, golds = [writer for writer, _ in owned], [gold for _, gold in owned]
    with ProcessPoolExecutor() as pool:
        texts = list(pool.map(text_of, golds, chunksize=4))
        of_words = fit_words(texts)
        likely: list[dict[str, float]] = [{}] * len(golds)
        for fold in range(FOLDS):
            inside = _without(fold, writers)
            weights = fit_words([text for text, learn in zip(texts, inside, strict=True) if learn])
            likely = [known if learn else likely_words(text, weights) for text, known, learn in zip(texts, likely, inside, strict=True)]
        cases = list(pool.map(case_of, golds, likely, chunksize=4))
    counts = Counter(name for case in cases for counted in case.cues for name in counted)
    names = sorted(name for name in counts if counts[name] >= RAREST)
    chosen = 0
    for fold in range(FOLDS):
        inside = _without(fold, writers)
        model = fit([case for case, learn in zip(cases, inside, strict=True) if learn], names)
        chosen += sum(_chosen(model, names, case) for case, learn in zip(cases, inside, strict=True) if not learn)
    total, gold = sum(case.positions for case in cases), sum(case.gold for case in cases)
    ours, best = sum(int(case.named[case.ours]) for case in cases), sum(int(case.named.max()) for case in cases)
    found = f"named by rules {ours}, by weight {chosen} (out of the sample), by gold {gold}, at best {best}"
    print(f"{len(cases)} articles, {total} positions; {found}")
    write_weights("issue_words", {name: (worth,) for name, worth in sorted(of_words.items()) if abs(worth) >= LEAST})
    write_weights("topics", {name: (worth,) for name, worth in zip(names, fit(cases, names), strict=True)})


if __name__ == "__main__":
    main([Path(place) for place in sys.argv[1:]] or LEARN)
