"""One keeper of a queue in SQL: it works off what waits, looks again a little later, and hands over."""

from collections.abc import Callable
from datetime import timedelta

from temporalio import activity


def turn_after_turn(turn: Callable[[], object], looks: int, pause: timedelta) -> None:
    """Call `turn` while it does something, `looks` times with a `pause` between, or until the worker stops.

    After some minutes of looking the workflow goes on in a new run: each has a handful of events.
    """
    for _ in range(looks):
        while not activity.is_worker_shutdown() and turn():
            pass
        if activity.is_worker_shutdown():
            return
        activity.wait_for_worker_shutdown_sync(pause)
