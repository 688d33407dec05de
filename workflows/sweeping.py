"""Signed by people and not yet sealed: found within a minute, told after five, mended without SQL (T69)."""

import asyncio
import logging
from collections.abc import Sequence
from datetime import datetime, timedelta

from temporalio.client import Client

from database.engine import Database, now_of
from database.ledger import Ledger
from database.queries.unstamped import LATE_AFTER, Waiting, waiting_longer_than
from workflows.reconciliation import reconcile

LOG = logging.getLogger("warifu.timestamps")
SECONDS_BETWEEN = 30.0
OVERDUE_AFTER = timedelta(seconds=30)
MOST_AT_ONCE = 1000
"""While no authority answers, thousands may wait: the next round goes on where this one ended."""


async def keep_sweeping(client: Client, database: Database, turn: asyncio.Lock) -> None:
    """Look twice a minute for as long as the process lives; an error is told and does not end it."""
    last: datetime | None = None
    while True:
        try:
            found = await sweep(client, database, last, turn)
            last = found[-1].since if len(found) == MOST_AT_ONCE else None
        except Exception:
            LOG.exception("what waits for a timestamp could not be looked through; it is tried again")
        await asyncio.sleep(SECONDS_BETWEEN)


async def sweep(
    client: Client, database: Database, after: datetime | None = None, turn: asyncio.Lock | None = None
) -> Sequence[Waiting]:
    """Return what has waited for more than half a minute, MOST_AT_ONCE from a moment on.

    A contract whose workflow is gone or behind is started again from the record; one whose workflow waits
    for a timestamp is left alone, it goes on by itself.
    """
    overdue, late = await asyncio.to_thread(_found, database, after)
    if late:
        oldest = late[0]
        LOG.error(
            "no timestamp for more than %d minutes: %d waiting, the oldest %s of %s",
            LATE_AFTER.total_seconds() // 60,
            len(late),
            oldest.kind.value,
            oldest.contract,
        )
    if overdue:
        positions = {one.contract: one.position for one in overdue}
        await reconcile(client, positions, Ledger(database).restart_lost, turn)
    return overdue


def _found(database: Database, after: datetime | None) -> tuple[list[Waiting], list[Waiting]]:
    with database.reading() as session:
        overdue = waiting_longer_than(session, OVERDUE_AFTER, MOST_AT_ONCE, after)
        now = now_of(session)
    return overdue, [one for one in overdue if one.age(now) > LATE_AFTER]
