"""What a response has cost: tokens from its `usage`, the price from genai-prices (a table inside that package; nothing is fetched)."""

from functools import lru_cache
from typing import Any

from pipeline.budget import Usage


def usage_of(answer: object, model: str, base_url: str) -> Usage:
    """Tokens and cost of one response, without the request itself. Zero tokens where the endpoint does not say.

    `cost_usd` is None where the price is unknown, or where the endpoint reported no tokens.
    """
    reported: Any = getattr(answer, "usage", None)
    usage = Usage(
        input=_count(reported, "prompt_tokens"),
        output=_count(reported, "completion_tokens"),
        cached=_count(getattr(reported, "prompt_tokens_details", None), "cached_tokens"),
        reasoning=_count(getattr(reported, "completion_tokens_details", None), "reasoning_tokens"),
    )
    if not usage.input and not usage.output:
        return usage
    return usage.model_copy(update={"cost_usd": price_usd(usage, model, base_url)})


def price_usd(usage: Usage, model: str, base_url: str) -> float | None:
    """US dollars for these tokens; None for a model or provider that the table does not have. A local model has no price."""
    per_million = _prices(model, base_url)
    if per_million is None:
        return None
    from genai_prices import Usage as Tokens  # noqa: PLC0415 - only where a price is known to exist

    cached = min(usage.cached, usage.input)
    tokens = Tokens(input_tokens=usage.input, cache_read_tokens=cached, output_tokens=usage.output)
    return float(per_million.calc_price(tokens)["total_price"])


@lru_cache(maxsize=64)
def _prices(model: str, base_url: str) -> Any:
    from genai_prices import Usage as Tokens  # noqa: PLC0415 - 0.1 s, and only where a model answered
    from genai_prices import calc_price  # noqa: PLC0415

    try:
        return calc_price(Tokens(input_tokens=1, output_tokens=1), model, provider_api_url=base_url).model_price
    except LookupError:
        return None


def _count(source: object, name: str) -> int:
    value = getattr(source, name, None)
    return value if isinstance(value, int) and not isinstance(value, bool) and value > 0 else 0
