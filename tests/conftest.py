"""Shared fixtures: articles, their readings, the seed; no setting of the developer's machine reaches a test."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.article import Article
from pipeline.reading import Reading, read

ROOT = Path(__file__).resolve().parents[1]
SEED = ROOT / "seeds" / "000_0403de12a7c841bc.txt"


@pytest.fixture(autouse=True)
def _no_settings_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    kept = {"NUTGRAF_REQUIRE_SERVICES"}
    for name in os.environ:
        if name.startswith(("NUTGRAF_", "OPENAI_")) and name not in kept:
            monkeypatch.delenv(name)


@pytest.fixture
def article() -> Callable[[str], Article]:
    """Makes an article of a text."""
    return lambda text: Article(text=text)


@pytest.fixture
def reading() -> Callable[[str], Reading]:
    """Reads a text."""
    return lambda text: read(Article(text=text))


@pytest.fixture(scope="session")
def seed() -> Article:
    """The seed article, its text exactly as stored."""
    return Article(text=SEED.read_bytes().decode("utf-8"))


@pytest.fixture(scope="session")
def seed_reading(seed: Article) -> Reading:
    """The seed article, read."""
    return read(seed)
