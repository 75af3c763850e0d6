"""Engines x models x prompts x settings, from flags or one YAML file.

engines: [offline, openai]     # models and prompts apply to engines that take them; offline runs once
models: [small, large]
prompts: [default/v1, staged/v1]
settings: [{temperature: 0}, {temperature: 0.7}]
base_url: http://127.0.0.1:8080/v1
repeat: 3
"""

from collections.abc import Sequence
from itertools import product
from pathlib import Path
from typing import Any

import yaml
from pydantic import Field, ValidationError

from evals.gold_types import Record
from evals.runs import Config
from pipeline import Settings, errors

# Engines that ask no model: models, prompts and their settings would make equal runs.
MODEL_FREE = frozenset({"offline"})


class _Matrix(Record):
    engines: tuple[str, ...] = Field(min_length=1)
    models: tuple[str, ...] = ()
    prompts: tuple[str, ...] = ()
    settings: tuple[dict[str, Any], ...] = ({},)
    base_url: str | None = None
    repeat: int | None = Field(default=None, ge=1)


def read_matrix(path: Path, base: Config) -> list[Config]:
    """The runs that a YAML file asks for. ConfigurationError names the file and the field."""
    try:
        values = yaml.safe_load(path.read_text(encoding="utf-8"))
        matrix = _Matrix.model_validate(values)
    except (OSError, UnicodeDecodeError) as error:
        raise errors.ConfigurationError(f"{path} cannot be read: {error}.") from None
    except yaml.YAMLError as error:
        raise errors.ConfigurationError(f"{path}: not YAML: {error}.") from None
    except ValidationError as error:
        detail = error.errors()[0]
        raise errors.ConfigurationError(f"{path}: {'.'.join(map(str, detail['loc'])) or 'the file'}: {detail['msg']}.") from None
    base = base.model_copy(update={"base_url": matrix.base_url or base.base_url, "repeats": matrix.repeat or base.repeats})
    for settings in matrix.settings:
        _known(settings)
    return configs_of(base, engines=matrix.engines, models=matrix.models, prompts=matrix.prompts, settings=matrix.settings)


def configs_of(
    base: Config, *, engines: Sequence[str], models: Sequence[str], prompts: Sequence[str], settings: Sequence[dict[str, Any]]
) -> list[Config]:
    """One config per combination, without repetitions. ConfigurationError where no engine is named."""
    if not engines or "auto" in engines:
        raise errors.ConfigurationError("No engine was named.", "Give --engine offline or openai, so that no stray key spends money.")
    configs = []
    no_name: tuple[None, ...] = (None,)
    for engine, model, prompt, setting in product(engines, models or no_name, prompts or no_name, settings or ({},)):
        changes: dict[str, Any] = {"engine": engine, "model": model, "prompt": prompt, "settings": setting}
        if engine in MODEL_FREE:
            changes |= {"model": None, "prompt": None, "base_url": None}
        config = base.model_copy(update=changes)
        if config not in configs:
            configs.append(config)
    return configs


def parse_settings(pairs: Sequence[str]) -> dict[str, Any]:
    """KEY=VALUE flags as settings. ConfigurationError for a key that is no setting."""
    settings: dict[str, Any] = {}
    for pair in pairs:
        key, equals, value = pair.partition("=")
        if not equals:
            raise errors.ConfigurationError(f"--set {pair} has no `=`.", "Write --set temperature=0.7.")
        settings[key] = value
    _known(settings)
    return settings


def _known(settings: dict[str, Any]) -> None:
    # Secrets are not recorded: a run's config is meant to be shared.
    allowed = set(Settings.model_fields) - {"api_key", "engine", "model", "prompt", "base_url"}
    if unknown := sorted(set(settings) - allowed):
        raise errors.ConfigurationError(f"There is no setting {unknown[0]}.", f"There are: {', '.join(sorted(allowed))}.")
