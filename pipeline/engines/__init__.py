"""Engines: Reading -> Draft. Siblings under one protocol; which one is chosen by name."""

from typing import Protocol

from pydantic import Field

from pipeline.article import Frozen
from pipeline.budget import Budget
from pipeline.draft import Answer, Draft, Failure, Fixes
from pipeline.reading import Reading


class PromptInfo(Frozen):
    """Which prompt made a summary."""

    name: str
    version: str
    hash: str = Field(description="sha256 of the prompt folder's files, in hexadecimal.")


class Engine(Protocol):
    """Proposes a Draft for a Reading, in ids. Safe for concurrent calls; holds no state of an article."""

    name: str
    model: str | None
    prompt: PromptInfo | None
    can_revise: bool

    async def draft(self, reading: Reading, budget: Budget) -> Answer:
        """Proposes a draft. Raises EngineError, or InputError where the engine cannot read the article."""
        ...

    async def revise(self, reading: Reading, draft: Draft, failures: tuple[Failure, ...], budget: Budget) -> Fixes:
        """Replacements for the failed items only. Called at most once per article, and only where `can_revise`."""
        ...

    async def aclose(self) -> None:
        """Lets go of connections and child processes."""
        ...
