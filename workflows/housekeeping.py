"""What the worker does once a day besides its workflows: delete what is due, say what was left unsaid."""

import asyncio
import logging
from collections.abc import Sequence

from activities.retention import purge
from contracts.messages import NoticeRequest
from database.case_notices import CaseNoticeDesk
from database.engine import Database
from database.filed_addresses import forget_unconfirmed
from database.retention_desk import RetentionDesk
from workflows.door import Door, EngineUnavailable, NotKnownYet
from workflows.installation import Opened

LOG = logging.getLogger("warifu.housekeeping")


async def keep_house(door: Door, opened: Opened) -> None:
    purged = await asyncio.to_thread(purge, RetentionDesk(opened.database), opened.files)
    LOG.info("%d handed-in files deleted", purged)
    forgotten = await asyncio.to_thread(forget_addresses, opened.database)
    LOG.info("%d filed addresses that nobody confirmed deleted", forgotten)
    desk = CaseNoticeDesk(opened.database, opened.settings.base_url)
    await say_again(door, await asyncio.to_thread(desk.untold))


def forget_addresses(database: Database) -> int:
    with database.writing() as session:
        return forget_unconfirmed(session)


async def say_again(door: Door, untold: Sequence[NoticeRequest]) -> None:
    """Leave each notice to the worker; one that is under way already is left alone."""
    for notice in untold:
        try:
            await door.notify(notice)
        except (EngineUnavailable, NotKnownYet) as failure:
            LOG.warning("%s of %s not told: %s", notice.kind, notice.subject, type(failure).__name__)
