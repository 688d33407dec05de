"""What the worker does once a day besides its workflows: delete what is due, say what was left unsaid."""

import asyncio
import logging
from collections.abc import Callable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Protocol

from activities.retention import purge
from adapters.files import FileMissing, FileTampered
from contracts.messages import NoticeRequest
from database.abuse_letters import AbuseLetterDesk
from database.account_letters import AccountLetterDesk
from database.archive_check_letters import ArchiveCheckLetterDesk
from database.archive_check_schedule import begin_due_checks
from database.bulk_letters import BulkLetterDesk
from database.case_notices import CaseNoticeDesk
from database.delivery_reports import ReportDesk
from database.digest_rounds import digests_due
from database.disposal_letters import DisposalLetterDesk
from database.engine import Database, now_of
from database.filed_addresses import forget_unconfirmed
from database.person_requests import forget_old_requests
from database.queries.stored_files import stored_files
from database.retention_desk import RetentionDesk
from database.review_letters import ReviewLetterDesk
from database.statistics import gather_statistics
from workflows.door import Door, EngineUnavailable, NotKnownYet
from workflows.installation import Opened

LOG = logging.getLogger("warifu.housekeeping")


class Desk(Protocol):
    def untold(self) -> Sequence[NoticeRequest]: ...


async def keep_house(door: Door, opened: Opened) -> None:
    """A chore that fails is told, and keeps none of the others from its turn."""
    for done, chore in CHORES.items():
        try:
            LOG.info("%s: %s", done, await asyncio.to_thread(chore, opened))
        except Exception:
            LOG.exception("not done today: %s", done)
    for desk in desks(opened):
        try:
            untold = await asyncio.to_thread(desk.untold)
        except Exception:
            LOG.exception("not told today: what %s left unsaid", type(desk).__name__)
        else:
            await say_again(door, untold)


def take_keys_out(opened: Opened) -> int:
    """What an older release wrote carries its key itself: shredding would not reach copies (decision 049)."""
    taken = 0
    for identity in stored_files(opened.database):
        try:
            taken += opened.files.take_key_out(identity)
        except (FileMissing, FileTampered):
            LOG.exception("%s does not open: bring it back from a backup", identity.object_id)
    return taken


def sweep_files(opened: Opened) -> int:
    with opened.database.reading() as session:
        now = now_of(session)
    return opened.files.sweep(now)


def forget_addresses(database: Database) -> int:
    with database.writing() as session:
        return forget_unconfirmed(session)


def forget_requests(database: Database) -> int:
    with database.writing() as session:
        return forget_old_requests(session)


CHORES: Mapping[str, Callable[[Opened], object]] = MappingProxyType(
    {
        "statistics gathered": lambda opened: gather_statistics(opened.database),
        "yearly checks of the archive begun": lambda opened: begin_due_checks(opened.database),
        "handed-in files deleted": lambda opened: purge(RetentionDesk(opened.database), opened.files),
        "objects of older releases given a key file of their own": take_keys_out,
        "pieces of interrupted writes deleted": sweep_files,
        "filed addresses that nobody confirmed deleted": lambda opened: forget_addresses(opened.database),
        "names in old requests of persons emptied": lambda opened: forget_requests(opened.database),
        "digests made": lambda opened: digests_due(opened.database),
    }
)


def desks(opened: Opened) -> Iterator[Desk]:
    """Each says what was left unsaid while the engine was away; said twice is said once."""
    database, base_url = opened.database, opened.settings.base_url
    yield CaseNoticeDesk(database, base_url)
    yield ReportDesk(database, base_url)
    yield ReviewLetterDesk(database, base_url)
    yield BulkLetterDesk(database, base_url)
    yield ArchiveCheckLetterDesk(database, base_url)
    yield DisposalLetterDesk(database, base_url)
    yield AccountLetterDesk(database, base_url)
    yield AbuseLetterDesk(database, opened.settings.support_mail)


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
