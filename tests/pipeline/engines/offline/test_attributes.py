"""The kept answers of spaCy's attribute ruler are the answers that it gives."""

import importlib
from pathlib import Path
from typing import Any

import pytest
from spacy.tokens import Doc

from evals.gold_files import load_folders
from pipeline.engines.offline.attributes import kept_answers
from pipeline.engines.offline.parse import _pipeline, model_name

DEV = Path(__file__).parents[4] / "evals" / "gold" / "dev"


@pytest.fixture(scope="module")
def model() -> Any:
    """The pipeline up to the ruler, which stands apart."""
    return importlib.import_module(model_name()).load(exclude=["ner", "senter", "lemmatizer"])


def attributes(doc: Any) -> list[tuple[str, ...]]:
    return [(token.text, token.tag_, token.pos_, token.lemma_, str(token.morph), token.dep_) for token in doc]


def both(model: Any, text: str) -> tuple[list[tuple[str, ...]], list[tuple[str, ...]]]:
    """What the ruler gives, and what the kept answers give."""
    ruler = model.get_pipe("attribute_ruler")
    parsed = model(text, disable=["attribute_ruler"]).to_bytes()
    theirs, ours = (Doc(model.vocab).from_bytes(parsed) for _ in range(2))
    return attributes(ruler(theirs)), attributes(kept_answers(ruler)(ours))


@pytest.mark.parametrize(
    "text",
    [
        "I’m gonna go, but I ain't sure that it's what you wanted.",
        "There's a ferry that'd been late; didn't they know?",
        "That is something nobody but her could have done because of that.",
        "The  mayor   said \n so.",
        "C'mon, gotta run: lemme see what's doin'.",
    ],
)
def test_forms_of_the_patterns(model: Any, text: str) -> None:
    theirs, ours = both(model, text)
    assert ours == theirs


def test_articles(model: Any) -> None:
    for gold in load_folders([DEV])[:6]:
        theirs, ours = both(model, gold.article.text)
        assert ours == theirs, gold.name


def test_the_pipeline_has_the_kept_answers_in_place_of_the_ruler() -> None:
    assert "attribute_ruler" not in _pipeline().pipe_names
    assert "nutgraf_attributes" in _pipeline().pipe_names
