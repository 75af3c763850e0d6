"""The kept answers of spaCy's attribute ruler and lemmatizer are the answers that these give."""

import importlib
from typing import Any

import pytest
from spacy.tokens import Doc

from evals.gold_files import load_folders
from pipeline.engines.offline.syntax.attributes import kept_answers, kept_lemmas
from pipeline.engines.offline.syntax.parse import _pipeline, model_name
from tests.conftest import ROOT

DEV = ROOT / "evals" / "gold" / "dev"


@pytest.fixture(scope="module")
def model() -> Any:
    """The pipeline whose ruler and lemmatizer can be left out."""
    return importlib.import_module(model_name()).load(exclude=["ner", "senter"])


def attributes(doc: Any) -> list[tuple[str, ...]]:
    return [(token.text, token.tag_, token.pos_, token.lemma_, str(token.morph), token.dep_) for token in doc]


def both(model: Any, text: str) -> tuple[list[tuple[str, ...]], list[tuple[str, ...]]]:
    """What the ruler gives, and what the kept answers give."""
    ruler = model.get_pipe("attribute_ruler")
    parsed = model(text, disable=["attribute_ruler", "lemmatizer"]).to_bytes()
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


def test_lemmas_of_articles(model: Any) -> None:
    lemmatizer = model.get_pipe("lemmatizer")
    component = kept_lemmas(lemmatizer)
    for gold in load_folders([DEV])[:6]:
        parsed = model(gold.article.text, disable=["lemmatizer"]).to_bytes()
        theirs, ours, again = (Doc(model.vocab).from_bytes(parsed) for _ in range(3))
        assert attributes(component(ours)) == attributes(component(again)) == attributes(lemmatizer(theirs)), gold.name


def test_the_pipeline_has_the_kept_answers_in_place_of_the_components() -> None:
    assert not {"attribute_ruler", "lemmatizer"} & set(_pipeline().pipe_names)
    assert {"nutgraf_attributes", "nutgraf_lemmas"} <= set(_pipeline().pipe_names)
