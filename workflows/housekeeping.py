"""What the worker does once a day besides its workflows: delete what is due, say what was left unsaid."""

import asyncio
import logging
from collections.abc import Sequence

from activities.retention import purge
from adapters.files import FileTampered
from contracts.messages import NoticeRequest
from database.account_letters import AccountLetterDesk
from database.bulk_letters import BulkLetterDesk
from database.case_notices import CaseNoticeDesk
from database.delivery_reports import ReportDesk
from database.digest_rounds import digests_due
from database.engine import Database
from database.filed_addresses import forget_unconfirmed
from database.queries.stored_files import stored_files
from database.retention_desk import RetentionDesk
from database.review_letters import ReviewLetterDesk
from database.statistics import gather_statistics
from workflows.door import Door, EngineUnavailable, NotKnownYet
from workflows.installation import Opened

LOG = logging.getLogger("warifu.housekeeping")


async def keep_house(door: Door, opened: Opened) -> None:
    await asyncio.to_thread(gather_statistics, opened.database)
    purged = await asyncio.to_thread(purge, RetentionDesk(opened.database), opened.files)
    LOG.info("%d handed-in files deleted", purged)
    taken = await asyncio.to_thread(take_keys_out, opened)
    LOG.info("%d objects of older releases have a key file of their own now", taken)
    forgotten = await asyncio.to_thread(forget_addresses, opened.database)
    LOG.info("%d filed addresses that nobody confirmed deleted", forgotten)
    desk = CaseNoticeDesk(opened.database, opened.settings.base_url)
    await say_again(door, await asyncio.to_thread(desk.untold))
    reports = ReportDesk(opened.database, opened.settings.base_url)
    await say_again(door, await asyncio.to_thread(reports.untold))
    said = ReviewLetterDesk(opened.database, opened.settings.base_url)
    await asyncio.to_thread(digests_due, opened.database)
    await say_again(door, await asyncio.to_thread(said.untold))
    bulk = BulkLetterDesk(opened.database, opened.settings.base_url)
    await say_again(door, await asyncio.to_thread(bulk.untold))
    accounts = AccountLetterDesk(opened.database, opened.settings.base_url)
    await say_again(door, await asyncio.to_thread(accounts.untold))


def take_keys_out(opened: Opened) -> int:
    """What an older release wrote carries its key itself: shredding would not reach copies (decision 049)."""
    taken = 0
    for identity in stored_files(opened.database):
        try:
            taken += opened.files.take_key_out(identity)
        except FileTampered:
            LOG.exception("%s does not open: bring it back from a backup", identity.object_id)
    return taken


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


async def send_on(door: Door, sendings: Sequence[str]) -> None:
    """Go on with each bulk sending that was under way, also where the engine has forgotten it."""
    for sending in sendings:
        try:
            await door.send_bulk(sending)
        except (EngineUnavailable, NotKnownYet) as failure:
            LOG.warning("bulk sending %s does not go on yet: %s", sending, type(failure).__name__)


async def check_on(door: Door, checks: Sequence[str]) -> None:
    """Go on with each 一括検証 that was under way, also where the engine has forgotten it."""
    for check in checks:
        try:
            await door.check_archive(check)
        except (EngineUnavailable, NotKnownYet) as failure:
            LOG.warning("check %s does not go on yet: %s", check, type(failure).__name__)
