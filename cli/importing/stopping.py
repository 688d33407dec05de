"""Ending between two files, and reasons for which nothing begins."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager


class CannotImport(Exception):
    """The sentence says why nothing was registered and what to do."""


@contextmanager
def asked_to_stop() -> Iterator[threading.Event]:
    """Yield what is set by Ctrl-C or a polite kill: the file under way is brought to its end first."""
    asked = threading.Event()
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    for number in before:
        signal.signal(number, lambda _number, _frame: asked.set())
    try:
        yield asked
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
