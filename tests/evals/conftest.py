"""A small gold set of our own: an article with every part, and variations of it that share no words."""

import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest

from evals.gold_files import load_gold
from evals.gold_types import Gold

TEXT = """Marlow Bay to lose its ferry

The Marlow Bay council voted 7-2 on Tuesday to close the ferry. "We did not want this," said Ada Finch, the mayor.
Photo: Jo Bell / Bay News
The ferry lost about £3.5m in 2022, according to auditors. The closure may cost 40 jobs, the union said.
The union opposes the closure. Ada Finch supports it, and declined to say when the last boat would sail.
The two sides meet again on 3 June.
"""
YAML = """schema: 2
article: {name}.txt
sha256: {sha256}
language: en
furniture: ["Photo: Jo Bell / Bay News"]
stance:
  topic: closing the ferry
  article: neutral
  positions:
    - {{holder: the union, holder_aliases: [union leaders], target: closing the ferry, target_aliases: [the closure], polarity: opposes,
       evidence: ["The union opposes the closure."]}}
    - {{holder: Ada Finch, target: closing the ferry, target_aliases: [the closure], polarity: supports,
       evidence: ["Ada Finch supports it, and declined to say when the last boat would sail."]}}
claims:
  - {{statement: The Marlow Bay council voted 7-2 on Tuesday to close the ferry., source: null, source_kind: article,
     attribution: narration, kind: factual, salience: core,
     evidence: ["The Marlow Bay council voted 7-2 on Tuesday to close the ferry."]}}
  - {{statement: The council did not want to close the ferry., source: Ada Finch, source_aliases: [the mayor], source_kind: named,
     attribution: direct, kind: opinion, salience: core, evidence: ['"We did not want this," said Ada Finch, the mayor.']}}
  - {{statement: The ferry lost about £3.5m in 2022., source: auditors, source_kind: anonymous, attribution: indirect, kind: factual,
     salience: core, evidence: ["The ferry lost about £3.5m in 2022, according to auditors."]}}
  - {{statement: The closure of the ferry may cost 40 jobs., source: the union, source_kind: institution, attribution: indirect,
     kind: forecast, salience: supporting, evidence: ["The closure may cost 40 jobs, the union said."]}}
figures:
  - {{value: 7, unit: vote, bound: exact, measures: votes to close the ferry, when: on Tuesday, evidence: [{{quote: "7", occurrence: 1}}]}}
  - {{value: 2, unit: vote, bound: exact, measures: votes against closing the ferry, when: on Tuesday, optional: true,
     evidence: [{{quote: "2", occurrence: 1}}]}}
  - {{value: 3500000, unit: GBP, bound: approx, measures: loss of the ferry, when: in 2022, source: auditors, evidence: ["about £3.5m"]}}
  - {{value: 40, unit: job, bound: exact, measures: jobs that the closure may cost, source: the union, evidence: ["40 jobs"]}}
open_questions:
  - {{kind: unanswered, question: 'When will the last boat sail?',
     evidence: ["Ada Finch supports it, and declined to say when the last boat would sail."]}}
  - {{kind: unresolved, question: 'What will the two sides agree on 3 June?', evidence: ["The two sides meet again on 3 June."]}}
"""


@pytest.fixture
def gold_folder(tmp_path: Path) -> Callable[..., Path]:
    """Writes a gold folder with as many articles as asked for, each with other words and numbers."""

    def write(articles: int = 1, folder: str = "gold") -> Path:
        place = tmp_path / folder
        place.mkdir(exist_ok=True)
        for number in range(articles):
            name, text = f"a{number:02}", _vary(TEXT, number)
            yaml = YAML.format(name=name, sha256=hashlib.sha256(text.encode()).hexdigest())
            (place / f"{name}.txt").write_bytes(text.encode())
            (place / f"{name}.yaml").write_bytes(_vary(yaml, number).encode())
        return place

    return write


@pytest.fixture
def gold(gold_folder: Callable[..., Path]) -> Gold:
    """One article's gold."""
    return load_gold(gold_folder() / "a00.yaml")


def _vary(text: str, number: int) -> str:
    if not number:
        return text
    # Names and numbers that differ from article to article; the same in text and annotation.
    letter = "abcdefghijklmnopqrstuvwxyz"[number % 26]
    for word, other in (("ferry", f"tram{letter}"), ("Marlow Bay", f"Upper Thorn{letter}"), ("Finch", "Oxley")):
        text = text.replace(word, other)
    return text.replace("40 jobs", f"{40 + number} jobs").replace("value: 40,", f"value: {40 + number},")


@pytest.fixture(scope="session")
def gold_once(tmp_path_factory: pytest.TempPathFactory) -> Gold:
    """The same article's gold for property tests, written once."""
    place = tmp_path_factory.mktemp("gold")
    (place / "a00.txt").write_bytes(TEXT.encode())
    yaml = YAML.format(name="a00", sha256=hashlib.sha256(TEXT.encode()).hexdigest())
    (place / "a00.yaml").write_bytes(yaml.encode())
    return load_gold(place / "a00.yaml")
