"""Settings, from NUTGRAF_* variables and the usual OPENAI_* ones. Built by the caller and passed in; importing reads nothing."""

from pathlib import Path
from typing import Any, Literal, Self, TypeAlias

from pydantic import AliasChoices, Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from pipeline.errors import ConfigurationError

# How the openai engine asks for a structured answer, in the order in which it tries.
Mode: TypeAlias = Literal["json_schema", "tools", "json", "text"]


class Settings(BaseSettings):
    """All that can be set from outside. `Settings()` reads the environment; flags of the command line are passed as arguments."""

    model_config = SettingsConfigDict(env_prefix="NUTGRAF_", frozen=True, extra="ignore", populate_by_name=True)

    engine: str = Field(default="auto", description="auto | offline | openai | llama")
    model: str | None = Field(default=None, description="Model of the openai engine; without one, the endpoint's only model.")
    base_url: str | None = Field(
        default=None,
        validation_alias=AliasChoices("base_url", "NUTGRAF_BASE_URL", "OPENAI_BASE_URL"),
        description="OpenAI-compatible endpoint, such as http://127.0.0.1:8080/v1.",
    )
    api_key: SecretStr | None = Field(
        default=None,
        validation_alias=AliasChoices("api_key", "NUTGRAF_API_KEY", "OPENAI_API_KEY"),
        description="Key of the endpoint; local servers need none.",
    )
    prompt: str = Field(default="default", description='Prompt by name, or by name and version: "default" or "default/v1".')
    prompt_dir: Path | None = Field(default=None, description="Folder with your own prompts, NAME/VERSION/prompt.toml.")
    mode: Mode | None = Field(default=None, description="Forces how a structured answer is asked for; without it, what the endpoint takes.")
    gguf: Path | None = Field(default=None, description="Model file of the engine llama.")
    context_tokens: int = Field(default=8192, ge=512, description="Context of the engine llama, prompt and answer together, in tokens.")
    cache_dir: Path | None = Field(default=None, description="Folder that keeps answers of models; None keeps none.")
    word_lists: Path | None = Field(default=None, description="Folder with your additions to the lexicons (TOML files of the same names).")
    processes: int = Field(default=1, ge=1, description="Processes of the offline engine; 1 is this one.")
    max_claims: int = Field(default=12, ge=0, description="Claims in a summary; 0 means all.")
    max_article_bytes: int = Field(default=10_000_000, ge=1, description="Largest article that is read, in bytes.")
    max_output_tokens: int = Field(default=8_000, ge=1, description="Largest answer that a model may give, in tokens.")
    max_requests: int = Field(default=12, ge=1, description="HTTP requests for one article, retries included.")
    max_tokens: int | None = Field(default=None, ge=1, description="Tokens for one article, prompt and answer together.")
    max_cost_usd: float | None = Field(default=None, ge=0, description="US dollars for one article; the price of the model must be known.")
    window_tokens: int = Field(
        default=16_000, ge=200, description="Largest part of an article for one request, in estimated tokens; longer ones go in windows."
    )
    temperature: float | None = Field(default=0.0, ge=0, le=2, description="None leaves it out of the request.")
    timeout_s: float = Field(default=120.0, gt=0, description="Time for one request, in seconds.")
    retry_total_s: float = Field(default=300.0, gt=0, description="Time after which retries of one request end, in seconds.")

    @classmethod
    def load(cls, **given: Any) -> Self:
        """Settings from the environment, overruled by what is given; None means not given. ConfigurationError names what does not fit."""
        try:
            return cls(**{name: value for name, value in given.items() if value is not None})
        except ValidationError as error:
            fault = error.errors()[0]
            name = str(fault["loc"][0])
            variable = name if name.isupper() else f"NUTGRAF_{name.upper()}"
            raise ConfigurationError(
                f"{variable} (or its flag) is {fault['input']!r}: {fault['msg']}.", "Set it to a value that fits."
            ) from None
