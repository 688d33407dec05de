"""What two persons agreed to dispose of and nobody goes on with: found twice a minute (LW-27)."""

import asyncio
import logging
from collections.abc import Callable, Sequence

from temporalio.client import Client

from database.disposal_desk import DisposalDesk
from database.engine import Database
from workflows.door import Door, EngineUnavailable, NotKnownYet

LOG = logging.getLogger("warifu.disposal")
SECONDS_BETWEEN = 30.0


async def keep_disposing(client: Client, database: Database) -> None:
    """Look for as long as the process lives; an error is told and does not end it."""
    while True:
        try:
            await go_on_disposing(Door(client), DisposalDesk(database).running)
        except Exception:
            LOG.exception("what is to be disposed of could not be looked through; it is tried again")
        await asyncio.sleep(SECONDS_BETWEEN)


async def go_on_disposing(door: Door, running: Callable[[], Sequence[str]]) -> None:
    """Have each carried on, also where the engine was away at the approval, or has forgotten it since."""
    for disposal in await asyncio.to_thread(running):
        try:
            await door.dispose(disposal)
        except (EngineUnavailable, NotKnownYet) as failure:
            LOG.warning("disposal %s does not go on yet: %s", disposal, type(failure).__name__)
