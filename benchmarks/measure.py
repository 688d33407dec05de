"""Rows of the table, and the few statistics they use."""

import math
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

MILLISECONDS = "ms"
Made = TypeVar("Made")


@dataclass(frozen=True, slots=True)
class Row:
    """`size` says of how much: pages, contracts, users."""

    name: str
    value: float
    unit: str
    size: str


@dataclass(frozen=True, slots=True)
class Sizes:
    """How large the benches are; the smoke test makes them tiny."""

    contracts: tuple[int, ...] = (10_000, 100_000)
    bodies: int = 10_000
    long_contracts: int = 100_000
    terms: tuple[int, ...] = (1_000,)
    users: int = 20
    seconds: float = 20.0
    lifecycles: int = 32
    at_once: int = 8
    updates: int = 40
    small_pages: int = 10
    large_pages: int = 200
    large_megabytes: int = 20
    rounds: int = 5
    queries: int = 25


def timed(act: Callable[[], Made], rounds: int) -> tuple[Made, float]:
    """Run `act` a few times; return its last result and the median in milliseconds."""
    spent: list[float] = []
    made = None
    for _ in range(max(rounds, 1)):
        started = time.perf_counter()
        made = act()
        spent.append((time.perf_counter() - started) * 1000)
    assert made is not None  # noqa: S101 -- every act here makes something
    return made, statistics.median(spent)


def processor_time(act: Callable[[], None], rounds: int) -> float:
    """Run `act` a few times; return the median of what this process used of the CPU, in milliseconds."""
    spent: list[float] = []
    for _ in range(max(rounds, 1)):
        started = time.process_time()
        act()
        spent.append((time.process_time() - started) * 1000)
    return statistics.median(spent)


def percentile(spent: Sequence[float], percent: int) -> float:
    """Return the smallest measured value that at least `percent` % do not exceed."""
    ordered = sorted(spent)
    return ordered[max(0, math.ceil(len(ordered) * percent / 100) - 1)]
