"""Baselines: what a run came to, item by item, in a file whose diff a person can read."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import astuple
from pathlib import Path
from typing import Any

from pydantic import Field, ValidationError

from evals.gold_types import Gold, Record
from evals.hashes import gold_hash, scorer_hash
from evals.items import ItemOutcome, outcomes
from evals.matrix import MODEL_FREE
from evals.runs import Config, Run, Scored, replace, score_outputs
from evals.scores import HEADLINE_PARTS, ITEM, Counts, Key, Table, headline, pooled
from evals.thresholds import DEFAULT
from pipeline import errors

# Long enough to know an item by; a baseline is no copy of the articles.
_SHOWN = 90


class Baseline(Record):
    """A run to hold others against. `items`: article -> one line per item; `counts`: article -> part -> counts as in Counts."""

    engine: str
    model: str | None = None
    prompt: str | None = None
    settings: dict[str, Any] = Field(default_factory=dict)
    repeats: int = 1
    gold: tuple[str, ...]
    deterministic: bool
    gold_hash: str
    scorer_hash: str
    scores: dict[str, float | None]
    counts: dict[str, dict[str, list[float]]]
    items: dict[str, list[str]]

    @property
    def config(self) -> Config:
        """The config of a run to hold against this."""
        return Config(
            engine=self.engine, model=self.model, prompt=self.prompt, settings=self.settings, gold=self.gold, repeats=self.repeats
        )

    @property
    def table(self) -> Table:
        """The counts as a table."""
        return {Key(article, part, ITEM): Counts(*counts) for article, parts in self.counts.items() for part, counts in parts.items()}


def bless(run: Run) -> Baseline:
    """The baseline that a run makes. ConfigurationError where an article failed or the test split is in it."""
    if run.config.reporting:
        raise errors.ConfigurationError("A run over the test split is no baseline.", "Bless a run over seed and dev.")
    scored = score_outputs(run.golds, run.outputs)
    if scored.scored < scored.total:
        raise errors.ConfigurationError(f"{scored.total - scored.scored} of {scored.total} articles failed.", "Bless a run that is whole.")
    config = run.config
    return Baseline(
        engine=config.engine,
        model=config.model,
        prompt=config.prompt,
        settings=config.settings,
        repeats=config.repeats,
        gold=config.gold,
        deterministic=config.engine in MODEL_FREE,
        gold_hash=gold_hash(run.golds),
        scorer_hash=scorer_hash(DEFAULT),
        scores=scores_of(scored.table),
        counts=_counts(scored.table, run.golds),
        items=items_of(scored),
    )


def scores_of(table: Table) -> dict[str, float | None]:
    """Headline and strict F1 of the parts, rounded for reading."""
    found: Mapping[str, float | None] = {"headline": headline(table)} | {part: pooled(table, part).score().f1 for part in HEADLINE_PARTS}
    return {name: None if score is None else round(score, 4) for name, score in found.items()}


def items_of(scored: Scored) -> dict[str, list[str]]:
    """Article -> sorted lines "part kind: item (faults)"; the lines of all repeats."""
    found: dict[str, list[str]] = {}
    for match in scored.matches:
        found.setdefault(match.gold.name, []).extend(_line(outcome) for outcome in outcomes(match))
    return {name: sorted(lines) for name, lines in sorted(found.items())}


def _line(outcome: ItemOutcome) -> str:
    text = outcome.text if len(outcome.text) <= _SHOWN else outcome.text[: _SHOWN - 1] + "…"
    faults = f" ({', '.join(outcome.faults)})" if outcome.faults else ""
    return f"{outcome.part} {outcome.kind}: {text}{faults}"


def _counts(table: Table, golds: Sequence[Gold]) -> dict[str, dict[str, list[float]]]:
    return {gold.name: {part: list(astuple(table[Key(gold.name, part, ITEM)])) for part in HEADLINE_PARTS} for gold in golds}


def write_baseline(path: Path, baseline: Baseline) -> None:
    """Writes a baseline, one item a line."""
    path.parent.mkdir(parents=True, exist_ok=True)
    values = baseline.model_dump(mode="json")
    # A row of counts is read as one thing.
    rows = {name: {part: json.dumps(counts) for part, counts in parts.items()} for name, parts in values.pop("counts").items()}
    text = json.dumps({**values, "counts": rows}, ensure_ascii=False, indent=1)
    for parts in rows.values():
        for row in parts.values():
            text = text.replace(json.dumps(row), row, 1)
    replace(path, text + "\n")


def read_baseline(path: Path) -> Baseline:
    """A baseline from its file. InputError where it cannot be read."""
    try:
        return Baseline.model_validate_json(path.read_bytes())
    except OSError as error:
        raise errors.InputError(f"{path} cannot be read: {error.strerror}.", "`python -m evals baseline bless RUN` makes one.") from None
    except ValidationError as error:
        detail = error.errors(include_input=False)[0]
        raise errors.InputError(f"{path}: {'.'.join(map(str, detail['loc'])) or 'the file'}: {detail['msg']}.") from None
