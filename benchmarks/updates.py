"""One act of a person, from the page's thread to the durable record and back, while nothing else happens.

The act is 利用規約への同意: a Temporal Update whose event is in SQL before it is answered. They come one
after the other, each on a contract of its own that has just been sent.
"""

import asyncio
import time
from collections.abc import Iterator

from benchmarks.measure import MILLISECONDS, Row, Sizes, percentile
from benchmarks.site import Site
from tests.lifecycle.stage_hands import Case
from workflows.door import Door

PERCENTS = (50, 95)


def rows(site: Site, sizes: Sizes) -> Iterator[Row]:
    spent = site.ask(lambda door: _round_trips(site, door, sizes.updates))
    for percent in PERCENTS:
        size = f"{sizes.updates} acts, one at a time"
        yield Row(f"update round trip, p{percent}", percentile(spent, percent), MILLISECONDS, size)


async def _round_trips(site: Site, door: Door, count: int) -> list[float]:
    cases = [Case(site.office, site.office.draft([1]), door) for _ in range(count)]
    for case in cases:
        await case.submit()
    for case in cases:
        await case.invited(case.draft.parties[0])
        await case.until(lambda case=case: not case.open_effects())  # type: ignore[misc]  # mypy cannot infer defaults
    await asyncio.sleep(1)
    return [await _timed(case) for case in cases]


async def _timed(case: Case) -> float:
    started = time.perf_counter()
    await case.accept_terms(case.draft.parties[0])
    return (time.perf_counter() - started) * 1000
