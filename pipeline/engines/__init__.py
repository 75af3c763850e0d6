"""Engines: Reading -> Draft. Siblings under one protocol; which one is chosen by name."""

from typing import Protocol

from pydantic import Field

from pipeline.article import Frozen
from pipeline.budget import Budget
from pipeline.draft import Answer, Draft, Failure, Fixes
from pipeline.errors import UnknownEngine
from pipeline.reading import Reading
from pipeline.settings import Settings

ENGINES = ("offline", "openai", "llama")


class PromptInfo(Frozen):
    """Which prompt made a summary."""

    name: str
    version: str
    hash: str = Field(description="sha256 of the prompt folder's files, in hexadecimal.")


class Engine(Protocol):
    """Proposes a Draft for a Reading, in ids. Safe for concurrent calls; holds no state of an article."""

    @property
    def name(self) -> str:
        """Name by which it is chosen, and which provenance carries."""
        ...

    @property
    def model(self) -> str | None:
        """The model that it uses, where it uses one."""
        ...

    @property
    def prompt(self) -> PromptInfo | None:
        """The prompt that it uses, where it uses one."""
        ...

    @property
    def can_revise(self) -> bool:
        """Whether failed items may go back to it once."""
        ...

    async def draft(self, reading: Reading, budget: Budget) -> Answer:
        """Proposes a draft. Raises EngineError, or InputError where the engine cannot read the article."""
        ...

    async def revise(self, reading: Reading, draft: Draft, failures: tuple[Failure, ...], budget: Budget) -> Fixes:
        """Replacements for the failed items only. Called at most once per article, and only where `can_revise`."""
        ...

    async def aclose(self) -> None:
        """Lets go of connections and child processes."""
        ...


def choose(settings: Settings) -> tuple[str, str]:
    """The name of the engine that `auto` stands for, and why in half a sentence."""
    if settings.engine != "auto":
        return settings.engine, "it was asked for"
    if settings.base_url:
        return "openai", f"a base URL is set ({settings.base_url})"
    if settings.api_key and settings.model:
        return "openai", f"a key and a model ({settings.model}) are set"
    return "offline", "no model with a key or base URL is configured"


def make_engine(settings: Settings) -> Engine:
    """The engine that the settings name. Raises UnknownEngine, or ConfigurationError where it lacks a key or a model.

    Engines are imported only here and only when they are used: each brings libraries that take seconds to load.
    """
    name, _ = choose(settings)
    if name == "offline":
        from pipeline.engines.offline import OfflineEngine  # noqa: PLC0415 - spaCy

        return OfflineEngine(settings.processes, settings.word_lists)
    if name == "openai":
        from pipeline.engines.openai import OpenAIEngine  # noqa: PLC0415 - openai and instructor

        return OpenAIEngine(settings)
    if name == "llama":
        from pipeline.engines.llama import LlamaEngine  # noqa: PLC0415 - openai and instructor

        return LlamaEngine(settings)
    raise UnknownEngine(f"There is no engine {name!r}.", f"Choose one of: auto, {', '.join(ENGINES)}.")
