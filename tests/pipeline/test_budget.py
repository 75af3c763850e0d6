"""Budget: one owner of what an article may use."""

import pytest

from pipeline.budget import Budget, Usage
from pipeline.errors import BudgetSpent


def test_usage_adds_up() -> None:
    total = Usage(input=10, output=2, cached=4, requests=1, cost_usd=0.5) + Usage(input=5, reasoning=1, requests=2, cost_usd=0.25)
    assert total == Usage(input=15, output=2, cached=4, reasoning=1, requests=3, cost_usd=0.75)


def test_an_unknown_price_makes_no_total() -> None:
    priced, unpriced = Usage(requests=1, input=1, cost_usd=0.5), Usage(requests=1, input=1)
    assert (priced + unpriced).cost_usd is None
    assert (unpriced + priced).cost_usd is None


def test_what_used_no_tokens_has_no_price_to_know() -> None:
    assert (Usage(requests=1) + Usage(requests=1, input=1, cost_usd=0.5)).cost_usd == 0.5


def test_requests_run_out() -> None:
    budget = Budget(max_requests=2)
    budget.check()
    budget.charge(Usage(requests=2))
    with pytest.raises(BudgetSpent, match="2 requests"):
        budget.check()


def test_tokens_run_out() -> None:
    budget = Budget(max_tokens=10)
    budget.charge(Usage(input=8, output=2, requests=1))
    with pytest.raises(BudgetSpent, match="10 of its 10 tokens"):
        budget.check()


def test_a_budget_of_money_ends_where_it_is_spent() -> None:
    budget = Budget(max_cost_usd=0.02)
    budget.charge(Usage(input=10, output=5, requests=1, cost_usd=0.015))
    budget.check()
    budget.charge(Usage(input=10, output=5, requests=1, cost_usd=0.015))
    with pytest.raises(BudgetSpent, match=r"\$0\.0300 of its \$0\.02"):
        budget.check()


def test_money_cannot_be_kept_to_where_the_price_is_unknown() -> None:
    budget = Budget(max_cost_usd=1)
    budget.check()
    budget.charge(Usage(input=10, output=5, requests=1))
    with pytest.raises(BudgetSpent, match="price of this model is unknown"):
        budget.check()
