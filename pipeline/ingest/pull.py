"""Draws items from a blocking source in a thread of its own, a few ahead and no more: a source is never read faster than it is used."""

import asyncio
import threading
from collections.abc import AsyncIterator, Iterable

from pipeline.ingest.items import Item


class Pull:
    """The items of a source as an async iterator.

    ahead: items that are read before they are asked for. The thread is a daemon: a source that blocks (standard input) holds up nothing.
    """

    def __init__(self, items: Iterable[Item], ahead: int = 64) -> None:
        self._items = items
        self._queue: asyncio.Queue[Item | BaseException | None] = asyncio.Queue(ahead)
        self._loop = asyncio.get_running_loop()
        self._over = False
        threading.Thread(target=self._read, name="nutgraf-source", daemon=True).start()

    async def __aiter__(self) -> AsyncIterator[Item]:
        while not self._over and (item := await self._queue.get()) is not None:
            if isinstance(item, BaseException):
                raise item
            yield item

    def stop(self) -> None:
        """Ends the iteration; what was read ahead is let go, so that the thread can see that it is over."""
        self._over = True
        while not self._queue.empty():
            self._queue.get_nowait()
        self._queue.put_nowait(None)

    def _read(self) -> None:
        try:
            for item in self._items:
                if not self._put(item):
                    return
        except BaseException as error:
            self._put(error)
        else:
            self._put(None)

    def _put(self, item: Item | BaseException | None) -> bool:
        """Whether anybody still wants more."""
        if self._over:
            return False
        try:
            asyncio.run_coroutine_threadsafe(self._queue.put(item), self._loop).result()
        except (RuntimeError, asyncio.CancelledError):  # the loop has ended meanwhile
            return False
        return not self._over
