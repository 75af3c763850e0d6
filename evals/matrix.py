"""Engines x models x prompts x settings, from flags or one YAML file.

engines: [offline, openai]     # models and prompts apply to engines that take them; offline runs once
models: [small, large]
prompts: [default/v1, staged/v1]
settings: [{temperature: 0}, {temperature: 0.7}]
base_url: http://127.0.0.1:8080/v1
repeat: 3

Models at several addresses stand in a table of endpoints; each takes the prompts and settings above, or its own.

endpoints:
  - {name: local, base_url: http://127.0.0.1:8080/v1, models: [qwen3-8b], prompts: [staged], settings: {max_output_tokens: 4000}}
  - {name: openai, models: [gpt-5-mini, gpt-5], api_key_env: OPENAI_API_KEY}
"""

import os
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


class _Endpoint(Record):
    name: str = Field(min_length=1)
    engine: str = "openai"
    base_url: str | None = None
    api_key_env: str | None = None
    models: tuple[str, ...] = ()
    prompts: tuple[str, ...] = ()
    settings: dict[str, Any] = Field(default_factory=dict)


class _Matrix(Record):
    engines: tuple[str, ...] = ()
    endpoints: tuple[_Endpoint, ...] = ()
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
        there_are = (
            f"There are: {', '.join(_Matrix.model_fields)}." if detail["type"] == "extra_forbidden" and len(detail["loc"]) == 1 else ""
        )
        raise errors.ConfigurationError(f"{path}: {'.'.join(map(str, detail['loc'])) or 'the file'}: {detail['msg']}.", there_are) from None
    base = base.model_copy(update={"base_url": matrix.base_url or base.base_url, "repeats": matrix.repeat or base.repeats})
    for settings in (*matrix.settings, *(endpoint.settings for endpoint in matrix.endpoints)):
        _known(settings)
    if not matrix.engines and not matrix.endpoints:
        raise errors.ConfigurationError(f"{path}: engines: none are named, nor endpoints.", "Name at least one.")
    names = [endpoint.name for endpoint in matrix.endpoints]
    if twice := sorted({name for name in names if names.count(name) > 1}):
        raise errors.ConfigurationError(f"{path}: endpoints: {twice[0]} stands there twice.", "Give each a name of its own.")
    configs = (
        configs_of(base, engines=matrix.engines, models=matrix.models, prompts=matrix.prompts, settings=matrix.settings)
        if (matrix.engines)
        else []
    )
    for endpoint in matrix.endpoints:
        if endpoint.api_key_env:
            key_of(endpoint.api_key_env, endpoint.name)
        there = {"endpoint": endpoint.name, "base_url": endpoint.base_url, "api_key_env": endpoint.api_key_env}
        configs += configs_of(
            base.model_copy(update=there),
            engines=(endpoint.engine,),
            models=endpoint.models,
            prompts=endpoint.prompts or matrix.prompts,
            settings=[{**shared, **endpoint.settings} for shared in matrix.settings],
        )
    return configs


def key_of(variable: str, endpoint: str) -> str:
    """The key in an environment variable. ConfigurationError where it is not set."""
    key = os.environ.get(variable, "").strip()
    if not key:
        raise errors.ConfigurationError(
            f"The endpoint {endpoint} takes its key from {variable}, which is not set.", "Set it, or leave it out."
        )
    return key


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
            changes |= {"model": None, "prompt": None, "base_url": None, "api_key_env": None}
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
