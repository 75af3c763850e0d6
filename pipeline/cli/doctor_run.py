"""What `nutgraf doctor` finds out."""

import asyncio
import importlib.util
import sys
from pathlib import Path

from pipeline.cli.exits import DONE, ENGINE_FAILED
from pipeline.engines import choose
from pipeline.errors import NutgrafError
from pipeline.settings import Settings
from pipeline.version import __version__
from pipeline.views.visible import visible


def doctor(base_url: str | None, gguf: Path | None = None) -> int:
    """Prints a line per engine. Returns 0 where the engine that `auto` stands for works, else 4."""
    settings = Settings.load(base_url=base_url, gguf=gguf)
    print(f"nutgraf {__version__}, Python {sys.version.split()[0]}")
    name, why = choose(settings)
    works = {"offline": _offline(), "openai": _openai(settings)}
    print(f"llama    {_llama(settings)}")
    print(f"auto     stands for {name}, since {why}")
    return DONE if works.get(name, False) else ENGINE_FAILED


def _offline() -> bool:
    try:
        from pipeline.engines.offline import OfflineEngine  # noqa: PLC0415 - spaCy takes a second to load

        print(f"offline  works ({OfflineEngine().model}, English)")
    except (NutgrafError, ImportError, OSError) as error:
        print(f"offline  does not work: {error}")
        return False
    return True


def _openai(settings: Settings) -> bool:
    from pipeline.engines.openai import OpenAIEngine  # noqa: PLC0415 - openai takes a second to load
    from pipeline.engines.openai.endpoint import base_url_of  # noqa: PLC0415 - as above

    async def listed() -> list[str]:
        engine = OpenAIEngine(settings)
        try:
            return await engine.models()
        finally:
            await engine.aclose()

    try:
        models = asyncio.run(listed())
    except NutgrafError as error:
        print(f"openai   does not work: {visible(str(error))}")
        return False
    shown = ", ".join(models[:8]) + (f" and {len(models) - 8} more" if len(models) > 8 else "")
    print(f"openai   {visible(base_url_of(settings))} answers; models: {visible(shown) or 'none listed'}")
    if settings.model and models and settings.model not in models:
        print(f"         it does not list the configured model {settings.model!r}")
    return True


def _llama(settings: Settings) -> str:
    if importlib.util.find_spec("xllamacpp") is None:
        return "not installed: pip install 'nutgraf[llama]'"
    if settings.gguf is None:
        return "installed; name a model file by --gguf"
    from pipeline.engines.llama import LlamaServer  # noqa: PLC0415 - as above

    try:
        LlamaServer(settings.gguf, context_tokens=settings.context_tokens).stop()
    except NutgrafError as error:
        return f"does not work: {visible(str(error))}"
    return f"works with {visible(settings.gguf.name)}"
