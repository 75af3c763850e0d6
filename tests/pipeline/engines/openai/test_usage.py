"""Tokens and their price."""

from types import SimpleNamespace
from typing import Any

import pytest

from pipeline.budget import Usage
from pipeline.engines.openai.usage import price_usd, usage_of

OPENAI = "https://api.openai.com/v1"


def reported(**usage: Any) -> SimpleNamespace:
    return SimpleNamespace(usage=SimpleNamespace(**usage))


def test_the_price_is_that_of_the_table() -> None:
    # gpt-4o-mini: $0.15 per million input tokens, $0.075 for those from the cache, $0.60 for output.
    usage = Usage(input=1_000_000, cached=400_000, output=100_000)
    assert price_usd(usage, "gpt-4o-mini", OPENAI) == pytest.approx(0.6 * 0.15 + 0.4 * 0.075 + 0.1 * 0.60)


@pytest.mark.parametrize(
    ("model", "url"),
    [("a-model-nobody-knows", OPENAI), ("gpt-4o-mini", "http://127.0.0.1:8080/v1"), ("llama", "https://models.example/v1")],
    ids=["model", "local", "provider"],
)
def test_an_unknown_price_is_none_and_never_zero(model: str, url: str) -> None:
    assert price_usd(Usage(input=10, output=10), model, url) is None
    assert usage_of(reported(prompt_tokens=10, completion_tokens=10), model, url).cost_usd is None


@pytest.mark.parametrize(
    "answer",
    [
        pytest.param(SimpleNamespace(), id="none"),
        pytest.param(reported(), id="empty"),
        pytest.param(reported(prompt_tokens="many", completion_tokens=None), id="wrong-types"),
        pytest.param(reported(prompt_tokens=-5, completion_tokens=True), id="nonsense"),
        pytest.param("<html>", id="no-answer"),
    ],
)
def test_what_is_not_reported_counts_nothing_and_has_no_price(answer: object) -> None:
    assert usage_of(answer, "gpt-4o-mini", OPENAI) == Usage()


def test_cached_and_reasoning_tokens_are_parts_of_the_others() -> None:
    details = {"prompt_tokens_details": SimpleNamespace(cached_tokens=7), "completion_tokens_details": SimpleNamespace(reasoning_tokens=3)}
    usage = usage_of(reported(prompt_tokens=10, completion_tokens=5, **details), "m", "http://127.0.0.1:1/v1")
    assert (usage.input, usage.cached, usage.output, usage.reasoning) == (10, 7, 5, 3)
