"""How many articles are in flight at once."""

import asyncio
from collections import deque


class Slots:
    """Places for articles in flight. Whoever waits longest is next."""

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self.taken = 0
        self._waiting: deque[asyncio.Future[None]] = deque()

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

    def _wake(self) -> None:
        while self._waiting and self.taken < self.limit:
            turn = self._waiting.popleft()
            if not turn.done():
                turn.set_result(None)
                return
