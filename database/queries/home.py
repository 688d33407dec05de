"""What the first page counts and lists, of what the person may see."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from contracts.reasons import JST
from database.contract import Contract
from database.queries.contracts import may_see
from database.sessions import Staff


def latest_requests(session: Session, staff: Staff, most: int) -> Sequence[Contract]:
    """Return 署名リクエスト文書: what was sent, newest first, then what waits to be (IM-15)."""
    query = select(Contract).where(may_see(staff), Contract.sequence > 0)
    newest = query.order_by(Contract.submitted_at.desc().nulls_last(), Contract.id.desc()).limit(most)
    return session.scalars(newest.options(selectinload(Contract.parties))).all()


def month_began(now: datetime) -> datetime:
    """Return the first instant of the calendar month in Japan (IM-13, UX-05)."""
    return now.astimezone(JST).replace(day=1, hour=0, minute=0, second=0, microsecond=0)
