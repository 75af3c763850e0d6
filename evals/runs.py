"""A run: a folder of plain files.

    config.json    what was run: engine, model, prompt, settings, gold, versions, hashes, and a one-line signature
    outputs.jsonl  one line per article and repeat, as they finished
    counts.jsonl   the counts, one line per article, part and field: every score is a function of them
    scores.json    precision, recall and F1 per part, for other programs

The signature names the folder, so the same command goes on where it was killed, and changed code or gold makes a new run.
"""

import hashlib
import json
import os
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from pydantic import Field, ValidationError

from evals.gold_files import load_folders
from evals.gold_types import Gold, Record
from evals.hashes import code_hash, gold_hash, scorer_hash, versions
from evals.matching import Match, match
from evals.outputs import Output, read_outputs
from evals.scores import Counts, Key, Table, count, mean_table
from evals.thresholds import DEFAULT, Thresholds
from pipeline import errors


class Config(Record):
    """What is run. `gold`: folders or files; `only`: names of articles, all where empty.

    `endpoint` names where the model is; `api_key_env` the variable with its key, never the key itself: a config is meant to be shared.
    """

    engine: str
    endpoint: str | None = None
    model: str | None = None
    base_url: str | None = None
    api_key_env: str | None = None
    prompt: str | None = None
    settings: dict[str, Any] = Field(default_factory=dict)
    gold: tuple[str, ...]
    only: tuple[str, ...] = ()
    repeats: int = Field(default=1, ge=1)
    versions: dict[str, str] = Field(default_factory=dict)
    code_hash: str = ""
    gold_hash: str = ""
    articles: tuple[str, ...] = ()
    reporting: bool = False

    @property
    def signature(self) -> str:
        """The run in one line."""
        what = [self.engine, self.model, self.base_url, self.prompt, *(f"{key}={value}" for key, value in sorted(self.settings.items()))]
        gold = f"gold {'+'.join(Path(place).name for place in self.gold)}({len(self.articles)})#{self.gold_hash}"
        return " | ".join([*(str(part) for part in what if part), gold, f"code#{self.code_hash}", f"repeats {self.repeats}"])

    @property
    def label(self) -> str:
        """A short name for tables and folders."""
        parts = [self.endpoint or self.engine, self.model and self.model.rsplit("/", 1)[-1], self.prompt and self.prompt.replace("/", "-")]
        return "-".join(part for part in parts if part)

    @property
    def folder_name(self) -> str:
        """The name of the run's folder: the same run has the same name."""
        golds = "+".join(Path(place).name for place in self.gold)
        return f"{self.label}-{golds}-{hashlib.sha256(self.signature.encode()).hexdigest()[:8]}"


@dataclass(frozen=True)
class Scored:
    """Matches and counts of some outputs. `table` averages repeats within each article."""

    table: Table
    matches: tuple[Match, ...]
    scored: int
    total: int


@dataclass(frozen=True)
class Run:
    """A run on disk, loaded."""

    folder: Path
    config: Config
    golds: tuple[Gold, ...]
    outputs: tuple[Output, ...]

    @property
    def label(self) -> str:
        """Its name in tables."""
        return self.config.label


def prepare(config: Config, golds: Sequence[Gold]) -> Config:
    """The config with what is known only now: versions, hashes, articles."""
    names = tuple(gold.name for gold in golds)
    return config.model_copy(update={"versions": versions(), "code_hash": code_hash(), "gold_hash": gold_hash(golds), "articles": names})


def gold_of(config: Config) -> list[Gold]:
    """The gold that a config names. InputError where `only` names an article that is not there."""
    golds = load_folders([Path(place) for place in config.gold], reporting=config.reporting)
    if unknown := set(config.only) - {gold.name for gold in golds}:
        raise errors.InputError(f"Gold has no article {sorted(unknown)[0]}.", f"It has: {', '.join(gold.name for gold in golds)}.")
    return [gold for gold in golds if not config.only or gold.name in config.only]


def score_outputs(golds: Sequence[Gold], outputs: Sequence[Output], limits: Thresholds = DEFAULT) -> Scored:
    """Matches outputs with gold. An article that failed, or has no output, counts as misses."""
    by_key = {output.key: output for output in outputs}
    repeats = sorted({output.repeat for output in outputs}) or [0]
    tables: list[Table] = []
    matches: list[Match] = []
    for repeat in repeats:
        table: Table = {}
        for gold in golds:
            output = by_key.get((gold.name, repeat))
            found = match(gold, output.summary if output else None, limits)
            table |= count(found)
            matches.append(found)
        tables.append(table)
    scored = {output.article for output in outputs if output.summary is not None}
    return Scored(mean_table(tables), tuple(matches), len(scored), len(golds))


def load_run(folder: Path) -> Run:
    """A run from its folder, with the gold as it is now. InputError where files are missing or broken."""
    path = folder / "config.json"
    try:
        config = Config.model_validate_json(path.read_bytes())
    except OSError:
        raise errors.InputError(f"{folder} is no run: it has no config.json.", "`python -m evals run` makes one.") from None
    except ValidationError as error:
        raise errors.InputError(f"{path}: not the config of a run ({error.error_count()} faults).") from None
    golds = gold_of(config)
    outputs = read_outputs(folder / "outputs.jsonl", golds, unfinished=True)
    return Run(folder, config, tuple(golds), tuple(outputs))


def write_config(folder: Path, config: Config) -> None:
    """Writes config.json."""
    folder.mkdir(parents=True, exist_ok=True)
    replace(folder / "config.json", config.model_dump_json(indent=2) + "\n")


def write_scores(folder: Path, scored: Scored, limits: Thresholds, gold: str, result: dict[str, Any]) -> None:
    """Writes counts.jsonl, whose first line says which gold and which scorer made them, and scores.json."""
    head = {"gold_hash": gold, "scorer_hash": scorer_hash(limits), "scored": scored.scored, "total": scored.total}
    lines = [head, *({**key._asdict(), **{name: n for name, n in asdict(counts).items() if n}} for key, counts in scored.table.items())]
    replace(folder / "counts.jsonl", "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines))
    replace(folder / "scores.json", json.dumps(result, ensure_ascii=False, indent=2) + "\n")


@dataclass(frozen=True)
class Recorded:
    """The counts of a run as recorded, and what they were made with."""

    table: Table
    gold_hash: str
    scorer_hash: str
    scored: int
    total: int


def read_counts(path: Path) -> Recorded:
    """The recorded counts. InputError, with file and line, where they cannot be read."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except OSError:
        raise errors.InputError(f"{path.parent} has no counts.jsonl.", f"`python -m evals rescore {path.parent}` makes it.") from None
    head: dict[str, Any] = {}
    table: Table = {}
    for number, line in enumerate(lines, 1):
        try:
            row = json.loads(line)
            if number == 1:
                head = {name: row[name] for name in ("gold_hash", "scorer_hash", "scored", "total")}
            else:
                key = Key(row.pop("article"), row.pop("part"), row.pop("field"))
                table[key] = Counts(**row)
        except (ValueError, KeyError, TypeError, AttributeError):
            remedy = f"`python -m evals rescore {path.parent}` makes it anew."
            raise errors.InputError(f"{path}:{number}: not a line of counts.", remedy) from None
    if not head:
        raise errors.InputError(f"{path}:1: the file is empty.", f"`python -m evals rescore {path.parent}` makes it anew.")
    return Recorded(table, **head)


def replace(path: Path, text: str) -> None:
    """Writes a file whole or not at all."""
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    draft.write_text(text, encoding="utf-8")
    draft.replace(path)
