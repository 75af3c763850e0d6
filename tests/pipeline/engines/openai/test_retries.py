"""What is retried, how long, and after which wait."""

import asyncio
import time
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from tenacity import AsyncRetrying, RetryCallState

from pipeline.budget import Budget
from pipeline.engines.openai.border import BrokenBody, UpstreamFault
from pipeline.engines.openai.retries import RetryPolicy, is_transient, retry_after_s
from pipeline.errors import BudgetSpent

QUICK = RetryPolicy(total_s=5, first_wait_s=0.001, longest_wait_s=0.002)


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        pytest.param({}, None, id="none"),
        pytest.param({"retry-after": "3"}, 3.0, id="seconds"),
        pytest.param({"retry-after": "0"}, 0.0, id="now"),
        pytest.param({"retry-after": " 1.5 "}, 1.5, id="fraction"),
        pytest.param({"retry-after": "-3"}, None, id="negative"),
        pytest.param({"retry-after": "nan"}, None, id="nan"),
        pytest.param({"retry-after": "soon"}, None, id="words"),
        pytest.param({"retry-after": ""}, None, id="empty"),
        pytest.param({"retry-after": "Wed, 21 Oct 2015 07:28:00 GMT"}, 0.0, id="past"),
        pytest.param({"retry-after-ms": "250", "retry-after": "9"}, 0.25, id="milliseconds-first"),
    ],
)
def test_retry_after(headers: dict[str, str], seconds: float | None) -> None:
    assert retry_after_s(headers) == seconds


def test_retry_after_as_a_date() -> None:
    later = format_datetime(datetime.now(UTC) + timedelta(seconds=90), usegmt=True)
    assert retry_after_s({"retry-after": later}) == pytest.approx(90, abs=2)


@pytest.mark.parametrize(
    ("error", "transient"),
    [
        (TimeoutError(), True),
        (BrokenBody(), True),
        (UpstreamFault(502, "x"), True),
        (UpstreamFault(429, "x"), True),
        (UpstreamFault(402, "x"), False),
        (ValueError("x"), False),
        (BudgetSpent("x"), False),
    ],
)
def test_what_is_transient(error: Exception, transient: bool) -> None:
    assert is_transient(error) is transient


class Flaky:
    def __init__(self, failures: int) -> None:
        self.failures, self.calls = failures, 0

    async def __call__(self) -> str:
        self.calls += 1
        if self.calls <= self.failures:
            raise TimeoutError
        return "well"


def test_concurrent_runs_of_one_policy_count_apart() -> None:
    calls = [Flaky(2) for _ in range(8)]

    async def all_of_them() -> list[str]:
        return await asyncio.gather(*(QUICK.run(call) for call in calls))

    assert asyncio.run(all_of_them()) == ["well"] * 8
    assert [call.calls for call in calls] == [3] * 8


def test_a_wait_that_would_end_too_late_is_not_begun() -> None:
    policy = RetryPolicy(total_s=1, first_wait_s=2)
    call = Flaky(1)
    started = time.monotonic()
    with pytest.raises(TimeoutError):
        asyncio.run(policy.run(call))
    assert call.calls == 1
    assert time.monotonic() - started < 0.5


def test_nothing_is_tried_again_on_a_spent_budget() -> None:
    budget = Budget(max_requests=1)
    budget.charge(budget.spent.model_copy(update={"requests": 1}))
    call = Flaky(1)
    with pytest.raises(TimeoutError):
        asyncio.run(QUICK.run(call, budget))
    assert call.calls == 1


def attempted(times: int) -> RetryCallState:
    """A call that has been tried so many times."""
    state = RetryCallState(AsyncRetrying(), None, (), {})
    state.attempt_number = times
    return state


def test_waits_grow_and_have_jitter() -> None:
    waits: list[float] = []
    policy = RetryPolicy(first_wait_s=1, longest_wait_s=10)
    for attempt in (1, 2, 3, 8):
        waits.append(policy._wait(attempted(attempt)))
    assert [int(wait) for wait in waits[:3]] == sorted(int(wait) for wait in waits[:3])
    assert 1 <= waits[0] <= 2 <= waits[1] <= 3
    assert 10 <= waits[3] <= 11
    assert len({policy._wait(attempted(1)) for _ in range(5)}) > 1


def test_a_wait_that_was_asked_for_is_kept_and_has_jitter(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.engines.openai.retries._headers", lambda _: {"retry-after-ms": "500"})
    waits = [RetryPolicy()._wait(attempted(1)) for _ in range(20)]
    assert all(0.5 <= wait <= 1.5 for wait in waits)
    assert max(waits) - min(waits) > 0.1
