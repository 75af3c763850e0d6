"""Fits the weights by which the offline engine tells which unit is to be understood with a bare number, and writes them into its lexicon.

    python evals/benchmarks/bare_units.py     (the seed, dev, what is to learn from of whole and numbers, and bare)

A number without a unit of its own is one case, if gold has it as a figure with a unit; the units that
`engines.offline.figures.understood` offers are its options, and those right that the scorer takes for gold's. The weights maximize the
logarithm of the chance of a right option (softmax, with a ridge penalty), as in learning to rank by lists (Cao and others, 2007). What is
printed is measured out of the sample, by leaving out in turn a fifth of the articles, and all passages of one writer: how many numbers get
a right unit by weight, and at best.
"""

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias
from unittest.mock import patch

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from evals.benchmarks.regression import table, write_weights
from evals.benchmarks.topics import ANNOTATED, golds_of
from evals.names import same_unit
from pipeline import Article, read
from pipeline.engines.offline import figures
from pipeline.engines.offline.drafting import draft
from pipeline.engines.offline.figures.understood import Bare, options, understood

_GOLD = Path(__file__).parents[1] / "gold"
# The other two files of numbers/ were kept to measure when these weights were first fitted.
_NUMBERS = tuple(_GOLD / "numbers" / f"{name}.jsonl" for name in ("na", "nc", "nd", "ne"))
PENALTY = 5.0
FOLDS = 5
# A cue of fewer numbers tells nothing.
_SELDOM = 3
# The units of a number by the place where it starts, the best one first.
Named: TypeAlias = Mapping[int, Sequence[str]]


@dataclass(frozen=True)
class Case:
    """A bare number: the cues of its options, and which of these are right."""

    cues: list[dict[str, float]]
    right: np.ndarray[Any, Any]


def cases_of(article: Article, named: Named) -> list[Case]:
    """The bare numbers of an article whose unit is known."""
    found: list[Case] = []

    def note(bare: Bare, sure: str | None) -> tuple[str | None, str | None]:
        candidate = bare.quantity.candidate
        units = next((units for place, units in named.items() if candidate.start <= place <= candidate.number_end), None)
        offered = options(bare)
        if units and offered:
            right = np.array([same_unit(unit, units[0], tuple(units[1:])) for unit in offered], float)
            found.append(Case([option.cues for option in offered.values()], right))
        return understood(bare, sure)

    with patch.object(figures, "understood", note):
        draft(read(article))
    return found


def _of_gold() -> list[list[Case]]:
    """The cases of articles of gold, by article."""
    found = []
    for gold in golds_of((*ANNOTATED, *_NUMBERS)):
        told = ((figure, figure.evidence[0].start) for figure in gold.figures if figure.unit is not None)
        found.append(cases_of(gold.article, {start: (str(figure.unit), *figure.unit_aliases) for figure, start in told}))
    return found


def _of_passages(file: Path) -> list[Case]:
    """The cases of one writer's passages."""
    found: list[Case] = []
    for line in file.read_text(encoding="utf-8").splitlines():
        passage = json.loads(line)
        text = passage["text"]
        named = {number.get("at", text.find(number["number"])): number["units"] for number in passage["bare"]}
        found += cases_of(Article(text=text), named)
    return found


class Model:
    """Weights of cues, by which right options are likeliest."""

    def __init__(self, cases: Sequence[Case]) -> None:
        seen = Counter(name for case in cases for name in {name for cues in case.cues for name in cues})
        self.names = sorted(name for name, count in seen.items() if count >= _SELDOM)
        told = [case for case in cases if case.right.any()]
        rows, starts, right = self._stacked(told)
        turned, owner = rows.T.tocsr(), np.repeat(np.arange(len(told)), [len(case.cues) for case in told])

        def loss(weights: np.ndarray[Any, Any]) -> tuple[float, np.ndarray[Any, Any]]:
            pull = rows @ weights
            likely = np.exp(pull - np.maximum.reduceat(pull, starts)[owner])
            likely /= np.add.reduceat(likely, starts)[owner]
            chance = np.maximum(np.add.reduceat(likely * right, starts), 1e-9)
            value = PENALTY / 2 * float(weights @ weights) - float(np.log(chance).sum())
            return value, np.asarray(PENALTY * weights - turned @ (likely * (right / chance[owner] - 1)))

        self.weights = np.asarray(minimize(loss, np.zeros(len(self.names)), jac=True, method="L-BFGS-B").x)

    def _stacked(self, cases: Sequence[Case]) -> tuple[csr_matrix, np.ndarray[Any, Any], np.ndarray[Any, Any]]:
        rows = table([cues for case in cases for cues in case.cues], self.names)
        starts = np.cumsum([0, *(len(case.cues) for case in cases[:-1])])
        return rows, starts, np.concatenate([case.right for case in cases])

    def right(self, cases: Sequence[Case]) -> int:
        """How many bare numbers get a right unit."""
        if not cases:
            return 0
        rows, starts, right = self._stacked(cases)
        pull = rows @ self.weights
        ends = [*starts[1:], len(pull)]
        return sum(int(right[start + int(np.argmax(pull[start:end]))]) for start, end in zip(starts, ends, strict=True))


def main() -> None:
    """Fits, prints how many units are right out of the sample, and writes the weights."""
    articles = _of_gold()
    writers = {file.stem: _of_passages(file) for file in sorted((_GOLD / "bare").glob("*.jsonl"))}
    right = 0
    for fold in range(FOLDS):
        model = Model([*_flat(article for place, article in enumerate(articles) if place % FOLDS != fold), *_flat(writers.values())])
        right += model.right(_flat(articles[fold::FOLDS]))
    _print("articles", _flat(articles), right)
    for name, cases in writers.items():
        model = Model([*_flat(articles), *_flat(other for writer, other in writers.items() if writer != name)])
        _print(f"writer {name}", cases, model.right(cases))
    model = Model([*_flat(articles), *_flat(writers.values())])
    write_weights("bare_units", {name: (worth,) for name, worth in zip(model.names, model.weights, strict=True)})


def _flat(parts: Iterable[Iterable[Case]]) -> list[Case]:
    return [case for part in parts for case in part]


def _print(name: str, cases: Sequence[Case], right: int) -> None:
    best = sum(int(case.right.max()) for case in cases)
    print(f"{name}: {len(cases)} bare numbers; right by weight {right} (out of the sample), at best {best}")


if __name__ == "__main__":
    main()
