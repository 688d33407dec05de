"""Whole lifecycles: sent; two parties, one after the other, accept, seal and agree; concluded and certified.

Many run at once against the processes of `warifu up`, with real signatures, mails and certificates; the
drafts, of one page, are made before. Between two acts a person here takes no time at all.
"""

import asyncio
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from benchmarks.measure import MILLISECONDS, Row, Sizes, percentile
from benchmarks.site import Site
from database.contract import Contract
from tests.lifecycle.office import Draft
from tests.lifecycle.stage_hands import Case
from workflows.door import Door

ORDERS = [1, 2]
MIDDLE = 50
LOOK_SECONDS = 0.05


@dataclass(frozen=True)
class PatientCase(Case):
    """Waits as long as it takes: with many at once the last one is served late."""

    async def until(self, holds: Callable[[], bool]) -> Contract:
        while not holds():  # noqa: ASYNC110 -- SQL is looked at, it calls nobody
            await asyncio.sleep(LOOK_SECONDS)
        return self.row()


def rows(site: Site, sizes: Sizes) -> Iterator[Row]:
    drafts = [site.office.draft(ORDERS) for _ in range(sizes.lifecycles)]
    started = time.perf_counter()
    spent = site.ask(lambda door: _all(site, door, drafts, sizes.at_once))
    whole = time.perf_counter() - started
    size = f"{len(drafts)} lifecycles, {sizes.at_once} at once"
    yield Row("lifecycles, concluded with certificates", len(drafts) / whole, "a second", size)
    yield Row("one such lifecycle, p50", percentile(spent, MIDDLE), MILLISECONDS, size)


async def _all(site: Site, door: Door, drafts: list[Draft], at_once: int) -> list[float]:
    turns = asyncio.Semaphore(at_once)

    async def one(draft: Draft) -> float:
        async with turns:
            started = time.perf_counter()
            await _concluded(PatientCase(site.office, draft, door))
            return (time.perf_counter() - started) * 1000

    return await asyncio.gather(*(one(draft) for draft in drafts))


async def _concluded(case: Case) -> None:
    await case.submit()
    for plan in case.draft.parties:
        await case.agree(plan)
    await case.stage("concluded")
