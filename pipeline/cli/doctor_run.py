"""What `nutgraf doctor` finds out."""

import importlib.util
import sys

from pipeline.cli.exits import DONE, ENGINE_FAILED
from pipeline.engines import OFFICIAL_URL, choose
from pipeline.errors import NutgrafError
from pipeline.settings import Settings
from pipeline.version import __version__


def doctor(base_url: str | None) -> int:
    """Prints a line per engine. Returns 0 where the engine that `auto` stands for works, else 4."""
    settings = Settings.load(base_url=base_url)
    print(f"nutgraf {__version__}, Python {sys.version.split()[0]}")
    name, why = choose(settings)
    works = {"offline": _offline(), "openai": _openai(settings)}
    print(f"llama    {_llama()}")
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
    from pipeline.engines.openai import models_sync  # noqa: PLC0415 - openai takes a second to load

    url = settings.base_url or OFFICIAL_URL
    if url == OFFICIAL_URL and settings.api_key is None:
        print("openai   not configured: set OPENAI_API_KEY, or --base-url for a server of your own")
        return False
    try:
        models = models_sync(settings)
    except NutgrafError as error:
        print(f"openai   does not work: {error}")
        return False
    shown = ", ".join(models[:8]) + (f" and {len(models) - 8} more" if len(models) > 8 else "")
    print(f"openai   {url} answers; models: {shown or 'none'}")
    if settings.model and settings.model not in models:
        print(f"         it does not list the configured model {settings.model!r}")
    return True


def _llama() -> str:
    if importlib.util.find_spec("xllamacpp") is None:
        return "not installed: pip install 'nutgraf[llama]'"
    return "installed; start a server and name it by --base-url"
