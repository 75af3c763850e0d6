"""What one article may cost, and what it has cost."""

from pydantic import Field

from pipeline.article import Frozen
from pipeline.errors import BudgetSpent


class Usage(Frozen):
    """Tokens, requests and money. `cached` is a part of `input`, `reasoning` a part of `output`."""

    input: int = Field(default=0, ge=0, description="Prompt tokens.")
    output: int = Field(default=0, ge=0, description="Completion tokens.")
    cached: int = Field(default=0, ge=0, description="Prompt tokens read from the provider's cache.")
    reasoning: int = Field(default=0, ge=0, description="Completion tokens spent on reasoning.")
    requests: int = Field(default=0, ge=0, description="HTTP requests sent, retries included.")
    cost_usd: float | None = Field(default=None, description="US dollars; None where the price is unknown.")

    def __add__(self, other: "Usage") -> "Usage":
        """The sum. Its price is unknown where that of either part is; a part without tokens costs nothing."""
        return Usage(
            input=self.input + other.input,
            output=self.output + other.output,
            cached=self.cached + other.cached,
            reasoning=self.reasoning + other.reasoning,
            requests=self.requests + other.requests,
            cost_usd=self._joined_cost(other),
        )

    def _joined_cost(self, other: "Usage") -> float | None:
        costs = [usage.cost_usd for usage in (self, other) if usage.input or usage.output or usage.cost_usd is not None]
        known = [cost for cost in costs if cost is not None]
        return sum(known) if known and len(known) == len(costs) else None


class Budget:
    """The one owner of what an article may use: network retries, re-asks and the revision all draw on it.

    max_requests: HTTP requests, retries included. max_tokens: prompt and completion tokens together. max_cost_usd: US dollars; a model
    whose price is unknown gets no second request. None is no limit.
    """

    def __init__(self, max_requests: int = 12, max_tokens: int | None = None, max_cost_usd: float | None = None) -> None:
        self.max_requests = max_requests
        self.max_tokens = max_tokens
        self.max_cost_usd = max_cost_usd
        self.spent = Usage()

    def charge(self, usage: Usage) -> None:
        """Adds what a request has cost; never refuses, since it is spent already."""
        self.spent = self.spent + usage

    def check(self) -> None:
        """BudgetSpent where no further request is allowed. Call before each request."""
        if self.spent.requests >= self.max_requests:
            raise BudgetSpent(
                f"This article has used its {self.max_requests} requests.",
                "Raise NUTGRAF_MAX_REQUESTS, or look at why the endpoint keeps failing.",
            )
        used = self.spent.input + self.spent.output
        if self.max_tokens is not None and used >= self.max_tokens:
            raise BudgetSpent(f"This article has used {used} of its {self.max_tokens} tokens.", "Raise NUTGRAF_MAX_TOKENS.")
        if self.max_cost_usd is not None:
            self._check_cost(self.max_cost_usd, used)

    def _check_cost(self, max_cost_usd: float, used_tokens: int) -> None:
        if used_tokens and self.spent.cost_usd is None:
            raise BudgetSpent(
                "The price of this model is unknown, so that no cost can be kept to.", "Limit tokens by NUTGRAF_MAX_TOKENS instead."
            )
        if (self.spent.cost_usd or 0.0) >= max_cost_usd:
            raise BudgetSpent(
                f"This article has cost ${self.spent.cost_usd or 0.0:.4f} of its ${max_cost_usd:g}.", "Raise NUTGRAF_MAX_COST_USD."
            )
