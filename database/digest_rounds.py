"""The daily round of 活動のまとめ: who wants it, and one row for each mail that is due (MK-42)."""

from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from contracts.messages import NoticeKind, NoticeRequest
from database.digests import ActivityDigest, DigestSubscription
from database.engine import Database, now_of
from database.people import User

A_DAY = timedelta(hours=20)
"""The round comes once a day, not always at the same minute."""


def wants_digest(session: Session, user: User) -> bool:
    return _subscription(session, user) is not None


def set_digest(session: Session, user: User, *, wanted: bool) -> bool:
    """Begin or stop the daily mail; it tells nothing of before. False: nothing changes."""
    row = _subscription(session, user)
    if (row is not None) == wanted:
        return False
    if row is not None:
        session.delete(row)
    else:
        now = now_of(session)
        session.add(DigestSubscription(organization_id=user.organization_id, user_id=user.id, told_until=now))
    return True


def digests_due(database: Database) -> list[NoticeRequest]:
    """File a row for everybody whose last mail is a day old, and return the notices to leave."""
    with database.writing() as session:
        now = now_of(session)
        due = select(DigestSubscription).where(DigestSubscription.told_until <= now - A_DAY)
        return [_filed(session, one) for one in session.scalars(due).all()]


def _filed(session: Session, subscription: DigestSubscription) -> NoticeRequest:
    now = now_of(session)
    row = ActivityDigest(
        organization_id=subscription.organization_id,
        user_id=subscription.user_id,
        since=subscription.told_until,
        until=now,
    )
    session.add(row)
    subscription.told_until = now
    session.flush()
    return NoticeRequest(NoticeKind.ACTIVITY_DIGEST, row.public_id)


def _subscription(session: Session, user: User) -> DigestSubscription | None:
    return session.scalars(select(DigestSubscription).where(DigestSubscription.user_id == user.id)).first()
