"""Links that prove a mail address, of staff and of readers: for an hour, used once (T17, T18)."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, func, select, update
from sqlalchemy.orm import InstrumentedAttribute, Session

from database.engine import now_of
from database.password_reset import PasswordReset
from database.readers import ReaderInvitation

LIFE = timedelta(hours=1)
MOST_OF_AN_ACCOUNT = 3
MOST_FROM_AN_ADDRESS = 30


def count_of_last_hour(
    session: Session, created_at: InstrumentedAttribute[Any], condition: ColumnElement[bool]
) -> int:
    since = now_of(session) - timedelta(hours=1)
    return session.scalars(select(func.count()).where(created_at > since, condition)).one()


def take_once(session: Session, row: PasswordReset | ReaderInvitation, now: datetime) -> bool:
    """Use the row up; of two at once, one takes it: it is changed only while it is unused."""
    table = type(row)
    unused = update(table).where(table.id == row.id, table.used_at.is_(None))
    return session.execute(unused.values(used_at=now).returning(table.id)).first() is not None
