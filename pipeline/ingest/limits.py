"""How many articles are in flight at once, and how fast new ones may begin."""

import asyncio
import math
import statistics
import time
from collections import deque
from collections.abc import Callable

from pipeline.budget import Usage

# Fewer in flight by this factor where the endpoint says that it is busy, or has become this much slower than it was at its best.
_BUSY = 0.7
_SLOWER = 3.0
_WINDOW = 20
# An endpoint that refuses so small a share is not busy: it throws dice, and fewer requests would not change them.
_TOLERATED = 0.05
_OUTCOMES, _ENOUGH = 200, 100
_MINUTE_S = 60.0


class Slots:
    """Places for articles in flight. Whoever waits longest is next.

    most: the limit that is never passed. The limit in force is lower while the endpoint is busy: it falls by a factor, at most once per
    time that an article takes, and rises by one for every round of articles that went well (AIMD, as in TCP; Chiu and Jain 1989), or by
    one for every article once a hundred in a row show that it was lowered for nothing. Busy is an endpoint that refuses more of the
    latest requests than one in twenty would give by chance, or answers much slower than at its best.
    """

    def __init__(self, most: int) -> None:
        self.most = most
        self.taken = 0
        self._limit = float(most)
        self._latencies: deque[float] = deque(maxlen=_WINDOW)
        self._best_s: float | None = None
        self._lowered_at = float("-inf")
        self._by_one = False
        self._refused: deque[bool] = deque(maxlen=_OUTCOMES)
        self._waiting: deque[asyncio.Future[None]] = deque()

    @property
    def limit(self) -> int:
        """The limit in force."""
        return max(1, int(self._limit))

    async def take(self) -> None:
        """Waits for a place."""
        while self.taken >= self.limit:
            turn: asyncio.Future[None] = asyncio.get_running_loop().create_future()
            self._waiting.append(turn)
            try:
                await turn
            except asyncio.CancelledError:
                if turn.done() and not turn.cancelled():  # the turn was given and cannot be used: on to the next
                    self._wake()
                raise
        self.taken += 1

    def free(self) -> None:
        """Gives a place back."""
        self.taken -= 1
        self._wake()

    def went_well(self, latency_s: float) -> None:
        """An article is done, after so many seconds."""
        self._refused.append(False)
        self._latencies.append(latency_s)
        if len(self._latencies) == _WINDOW:
            usual = statistics.median(self._latencies)
            self._best_s = min(usual, self._best_s or usual)
            if usual > _SLOWER * self._best_s:
                self._lower()
                return
        steady = len(self._refused) >= _ENOUGH and not self._refuses_many
        self._limit = min(float(self.most), self._limit + (1 if steady else 1 / self._limit))
        self._wake()

    def is_busy(self) -> None:
        """The endpoint refused for now (429, 503)."""
        self._refused.append(True)
        if self._refuses_many:
            self._lower()

    @property
    def _refuses_many(self) -> bool:
        expected = _TOLERATED * len(self._refused)
        return sum(self._refused) > expected + math.sqrt(expected)  # as many as one in twenty would hardly give by chance

    def _lower(self) -> None:
        """Many say at once that the endpoint is busy: they count as one. A single refusal says nothing of how many it can take at once, so
        it lowers the limit, and only the next one what is in flight.
        """
        now = time.monotonic()
        if now - self._lowered_at >= (self._best_s or 1.0):
            self._by_one = sum(self._refused) == 1
            self._limit = max(1.0, (self._limit if self._by_one else min(self._limit, float(self.taken or 1))) * _BUSY)
            self._lowered_at = now
            self._refused.clear()
            self._latencies.clear()
        elif self._by_one:
            self._by_one = False
            self._limit = max(1.0, min(self._limit, self.taken * _BUSY))

    def _wake(self) -> None:
        for _ in range(self.limit - self.taken):
            while self._waiting:
                turn = self._waiting.popleft()
                if not turn.done():
                    turn.set_result(None)
                    break


class Rates:
    """Requests and tokens per minute, over a sliding minute. None is no limit.

    What an article will cost is what articles of this run have cost on average; the first ones wait for the first to tell.
    """

    def __init__(self, requests: int | None, tokens: int | None, clock: Callable[[], float] = time.monotonic) -> None:
        self._limits = (requests, tokens)
        self._clock = clock
        self._spent: deque[tuple[float, int, int]] = deque()
        self._sums = [0, 0]
        self._articles = 0
        self._totals = [0, 0]
        self.in_flight = 0

    def wait_s(self) -> float:
        """Seconds until one more article may begin; 0 is now. Ask again afterwards."""
        if self._limits == (None, None):
            return 0.0
        now = self._clock()
        while self._spent and self._spent[0][0] <= now - _MINUTE_S:
            _, requests, tokens = self._spent.popleft()
            self._sums[0] -= requests
            self._sums[1] -= tokens
        if not self._articles:
            return 0.0 if not self.in_flight else 0.05
        for limit, spent, total in zip(self._limits, self._sums, self._totals, strict=True):
            each = total / self._articles
            if limit is not None and spent + (self.in_flight + 1) * each > max(limit, each):
                # What began is told when it ends; until then nobody knows exactly, so look again soon.
                return min(self._spent[0][0] + _MINUTE_S - now, 1.0) if self._spent else 0.05
        return 0.0

    def spent(self, usage: Usage) -> None:
        """An article has ended, and used this."""
        tokens = usage.input + usage.output
        self._articles += 1
        self._totals[0] += usage.requests
        self._totals[1] += tokens
        self._sums[0] += usage.requests
        self._sums[1] += tokens
        self._spent.append((self._clock(), usage.requests, tokens))
