"""Child processes that leave interrupts to their parent."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing import resource_tracker


@contextmanager
def without_interrupts() -> Iterator[None]:
    """Processes that are started inside never see Ctrl-C, which a terminal sends to the whole group: this process says when they end.

    Blocked here it is blocked there, from their first moment on; a handler of their own would come seconds later.
    """
    resource_tracker.ensure_running()  # it lifts the block when it starts, so it starts first
    mask = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, mask)
