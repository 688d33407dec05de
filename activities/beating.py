"""A heartbeat beside a long step, so that a killed worker is noticed in seconds, not at the step's limit."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import copy_context

from temporalio import activity

BEAT_SECONDS = 1.0


@contextmanager
def beating() -> Iterator[None]:
    """Tell the engine every second that this step is alive; a step called by hand tells nobody."""
    if not activity.in_activity():
        yield
        return
    ended = threading.Event()

    def beat() -> None:
        while not ended.wait(BEAT_SECONDS):
            activity.heartbeat()

    thread = threading.Thread(target=copy_context().run, args=(beat,), daemon=True)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join()
