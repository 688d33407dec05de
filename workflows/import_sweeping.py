"""What was registered and has no term yet, and jobs that nobody goes on with: found twice a minute (MK-24).

Also what the command registered, which does not talk to the engine.
"""

import asyncio
import logging
from collections.abc import Callable, Sequence

from sqlalchemy import select
from sqlalchemy.orm import load_only
from temporalio.client import Client

from contracts.life import Life
from contracts.messages import Position
from contracts.stage import Stage
from database.contract import Contract
from database.engine import Database
from database.import_stamps import ImportStampDesk
from database.ledger import Ledger
from database.rebuilding import position_of
from workflows.door import Door, EngineUnavailable, NotKnownYet
from workflows.reconciliation import reconcile

LOG = logging.getLogger("warifu.importing")
SECONDS_BETWEEN = 30.0
MOST_AT_ONCE = 500


async def keep_importing(client: Client, database: Database, turn: asyncio.Lock) -> None:
    """Look for as long as the process lives; an error is told and does not end it."""
    while True:
        try:
            await go_on_with_jobs(Door(client), ImportStampDesk(database).unfinished)
            is_more = await open_terms(client, database, turn) == MOST_AT_ONCE
        except Exception:
            LOG.exception("what was registered could not be looked through; it is tried again")
            is_more = False
        await asyncio.sleep(1.0 if is_more else SECONDS_BETWEEN)


async def open_terms(client: Client, database: Database, turn: asyncio.Lock | None = None) -> int:
    """Start the term of what was registered, and return how many were started.

    Those that were and have not opened yet are no reason to look again at once: each would be asked about.
    """
    positions = await asyncio.to_thread(termless, database)
    if not positions:
        return 0
    return len((await reconcile(client, positions, Ledger(database).restart_lost, turn)).restarted)


def termless(database: Database) -> dict[str, Position]:
    """Return registered contracts whose term was never opened, oldest first, with where each stands."""
    query = select(Contract).where(
        Contract.stage == Stage.IMPORTED, Contract.life == Life.UNKNOWN, Contract.frozen_at.is_(None)
    )
    compared = load_only(Contract.public_id, Contract.epoch, Contract.sequence, Contract.head)
    with database.reading() as session:
        rows = session.scalars(query.options(compared).order_by(Contract.id).limit(MOST_AT_ONCE))
        return {row.public_id: position_of(row) for row in rows}


async def go_on_with_jobs(door: Door, unfinished: Callable[[], Sequence[str]]) -> None:
    for job in await asyncio.to_thread(unfinished):
        try:
            await door.import_files(job)
        except (EngineUnavailable, NotKnownYet) as failure:
            LOG.warning("import %s does not go on yet: %s", job, type(failure).__name__)
