"""The 一括検証 that comes by itself: everything of an organisation, once a year (LW-14)."""

import uuid
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from contracts.archive_check import SCHEDULE, Basis, is_due
from contracts.reasons import JST
from database.archive_check import ArchiveCheck
from database.archive_check_desk import Asked, begin_check
from database.contract import Contract
from database.engine import Database, now_of
from database.people import Organization

NAME = "自動（毎年の検証）"
NAMESPACE = uuid.UUID("0a3a1f0c-8f2b-4c0b-9b57-6d1a4f6f5f10")


def begin_due_checks(database: Database) -> int:
    """Begin what is due, and return how many; who has not concluded anything for a year has none."""
    with database.reading() as session:
        now = now_of(session)
        due = [one for one in session.scalars(select(Organization.id)) if _is_due(session, one, now)]
    return sum(_begun(database, one, now) for one in due)


def _begun(database: Database, organization_id: int, now: datetime) -> bool:
    """Of two processes that find it due on one day the second finds the run of the first."""
    last = (now.astimezone(JST) - timedelta(days=1)).date()
    key = str(uuid.uuid5(NAMESPACE, f"{organization_id} {last}"))
    with database.writing() as session:
        if not _is_due(session, organization_id, now):
            return False
        first = _first_conclusion(session, organization_id) or now
        asked = Asked(Basis.CONCLUDED, first.astimezone(JST).date(), last, SCHEDULE, NAME)
        begin_check(session, organization_id, key, asked)
    return True


def _is_due(session: Session, organization_id: int, now: datetime) -> bool:
    ours = (ArchiveCheck.organization_id == organization_id, ArchiveCheck.asked_by == SCHEDULE)
    last = session.scalar(select(func.max(ArchiveCheck.created_at)).where(*ours))
    return is_due(last, _first_conclusion(session, organization_id), now)


def _first_conclusion(session: Session, organization_id: int) -> datetime | None:
    query = select(func.min(Contract.concluded_at)).where(Contract.organization_id == organization_id)
    return session.scalar(query)
