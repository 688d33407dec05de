"""What the first page counts and lists, of what the person may see."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session, selectinload

from contracts.reasons import JST
from database.contract import Contract
from database.queries.contracts import may_see
from database.sessions import Staff


def stages_sent_since(session: Session, staff: Staff, since: datetime) -> dict[str, int]:
    """Return where the contracts sent at `since` or later stand now."""
    query = select(Contract.stage, func.count()).where(
        may_see(staff), Contract.sequence > 0, Contract.submitted_at >= since
    )
    return {row[0]: row[1] for row in session.execute(query.group_by(Contract.stage))}


def latest_requests(session: Session, staff: Staff, most: int) -> Sequence[Contract]:
    """Return 署名リクエスト文書: what was sent, newest first (IM-15)."""
    query = select(Contract).where(may_see(staff), Contract.sequence > 0)
    newest = query.order_by(Contract.submitted_at.desc(), Contract.id.desc()).limit(most)
    return session.scalars(newest.options(selectinload(Contract.parties))).all()


def month_began(now: datetime) -> datetime:
    """Return the first instant of the calendar month in Japan (IM-13, UX-05)."""
    return now.astimezone(JST).replace(day=1, hour=0, minute=0, second=0, microsecond=0)
