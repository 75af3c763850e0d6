"""The retry policy, alone: nothing else in this package sends a request twice because of the network.

Retried: 408, 409, 429, 5xx, timeouts, connections that fail or break, and bodies that are not JSON. The wait is what Retry-After says
(RFC 9110, 10.2.3: seconds or a date; and the millisecond form that OpenAI and Azure send), else exponential with jitter.
"""

import logging
import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from typing import TypeVar

import openai
from tenacity import AsyncRetrying, RetryCallState, retry_if_exception, stop_before_delay, wait_exponential, wait_random

from pipeline.budget import Budget
from pipeline.engines.openai.border import BrokenBody, UpstreamFault, is_unpaid, said, status_of, unreachable
from pipeline.errors import BudgetSpent

log = logging.getLogger(__name__)
Result = TypeVar("Result")

_TRANSIENT = frozenset({408, 409, 429})


@dataclass(frozen=True)
class RetryPolicy:
    """How long one request is tried again. Times in seconds.

    total_s: after it, or where the next wait would end after it, the last error stands. unreachable_s: the same where no connection was
    made at all, since a wrong address does not get better: a user waits for its message. on_retry: told of each fault before the wait.
    """

    total_s: float = 300.0
    unreachable_s: float = 8.0
    first_wait_s: float = 0.5
    longest_wait_s: float = 30.0
    on_retry: Callable[[BaseException], None] | None = None

    async def run(self, attempt: Callable[[], Awaitable[Result]], budget: Budget | None = None) -> Result:
        """The result of the first attempt that does not fail for now. Safe for concurrent calls: each has a state of its own.

        budget: where it is spent, nothing is tried again and the last error stands, since that is what went wrong.
        """
        retrying = AsyncRetrying(
            retry=retry_if_exception(is_transient),
            wait=self._wait,
            stop=lambda state: self._give_up(state) or _is_spent(budget),
            before_sleep=self._tell,
            reraise=True,
        )

        async def once() -> Result:  # tenacity awaits only what is declared `async`, not a lambda that gives a coroutine
            return await attempt()

        return await retrying(once)

    def _wait(self, state: RetryCallState) -> float:
        wanted = retry_after_s(_headers(_error(state)))
        backoff = (wait_exponential(multiplier=self.first_wait_s, max=self.longest_wait_s) + wait_random(0, self.first_wait_s))(state)
        # Jitter on top, so that many articles that were told the same time do not come back at once.
        return backoff if wanted is None else wanted + wait_random(0, min(backoff, 1.0))(state)

    def _tell(self, state: RetryCallState) -> None:
        log.info("Attempt %d failed (%s), again in %.1f s", state.attempt_number, said(_error(state)), state.upcoming_sleep)
        if self.on_retry:
            self.on_retry(_error(state))

    def _give_up(self, state: RetryCallState) -> bool:
        total_s = min(self.total_s, self.unreachable_s) if unreachable(_error(state)) else self.total_s
        return stop_before_delay(total_s)(state)


def is_transient(error: BaseException) -> bool:
    """Whether the same request may succeed later."""
    if is_unpaid(error):
        return False
    if isinstance(error, openai.APIStatusError | UpstreamFault):
        status = status_of(error) or 0
        return status in _TRANSIENT or status >= 500
    return isinstance(error, openai.APIConnectionError | TimeoutError | BrokenBody)


def retry_after_s(headers: Mapping[str, str]) -> float | None:
    """Seconds that the server asks to wait; None where it does not, or says nothing that can be read."""
    if (milliseconds := _number(headers.get("retry-after-ms"))) is not None:
        return milliseconds / 1000
    text = headers.get("retry-after")
    if text is None or (seconds := _number(text)) is not None:
        return seconds if text is not None else None
    try:
        return max(0.0, parsedate_to_datetime(text).timestamp() - time.time())
    except (TypeError, ValueError, OverflowError):
        return None


def _number(text: str | None) -> float | None:
    try:
        number = float(text or "")
    except ValueError:
        return None
    return number if 0 <= number < 1e9 else None


def _error(state: RetryCallState) -> BaseException:
    error = state.outcome.exception() if state.outcome else None
    return error or RuntimeError("no attempt was made")


def _headers(error: BaseException) -> Mapping[str, str]:
    return error.response.headers if isinstance(error, openai.APIStatusError) else {}


def _is_spent(budget: Budget | None) -> bool:
    try:
        if budget:
            budget.check()
    except BudgetSpent:
        return True
    return False
