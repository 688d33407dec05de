"""Plans of the ledger that somebody agreed to and nobody goes on with: found twice a minute (MK-07)."""

import asyncio
import logging
from collections.abc import Callable, Sequence

from temporalio.client import Client

from database.engine import Database
from database.plan_desk import PlanDesk
from workflows.door import Door, EngineUnavailable, NotKnownYet

LOG = logging.getLogger("warifu.ledger")
SECONDS_BETWEEN = 30.0


async def keep_carrying_plans(client: Client, database: Database) -> None:
    """Look for as long as the process lives; an error is told and does not end it."""
    while True:
        try:
            await go_on_with_plans(Door(client), PlanDesk(database).under_way)
        except Exception:
            LOG.exception("plans of the ledger could not be looked through; it is tried again")
        await asyncio.sleep(SECONDS_BETWEEN)


async def go_on_with_plans(door: Door, under_way: Callable[[], Sequence[str]]) -> None:
    """Have each carried on, also where the engine was away at the yes, or has forgotten it since."""
    for plan in await asyncio.to_thread(under_way):
        try:
            await door.carry_out_plan(plan)
        except (EngineUnavailable, NotKnownYet) as failure:
            LOG.warning("plan %s does not go on yet: %s", plan, type(failure).__name__)
