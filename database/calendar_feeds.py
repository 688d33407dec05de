"""カレンダー配信: secret addresses, each with the rights of one person and no more (MK-23)."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from contracts.refusals import Refused
from database.audit import Told, append_audit
from database.engine import now_of
from database.people import User
from database.queries.colleagues import as_staff
from database.sessions import Staff
from database.watched import CalendarFeed

TELLINGS = ("title", "number", "day")
"""How much an entry says: the title and the number, the number alone, or only what falls due."""
MOST_FEEDS = 5


class TooManyFeeds(Refused):
    """A person has as many addresses as they may have."""

    code = "too_many_feeds"


def feeds_of(session: Session, user: User) -> Sequence[CalendarFeed]:
    query = select(CalendarFeed).where(CalendarFeed.user_id == user.id, CalendarFeed.revoked_at.is_(None))
    return session.scalars(query.order_by(CalendarFeed.id)).all()


def issue_feed(session: Session, user: User, digest: str, telling: str) -> CalendarFeed:
    """Keep a new address, known only by its digest from now on; twice is once. Raises TooManyFeeds."""
    standing = next((one for one in feeds_of(session, user) if one.digest == digest), None)
    if standing is not None:
        return standing
    if len(feeds_of(session, user)) >= MOST_FEEDS:
        raise TooManyFeeds(most=MOST_FEEDS)
    row = CalendarFeed(
        organization_id=user.organization_id,
        user_id=user.id,
        digest=digest,
        telling=telling if telling in TELLINGS else TELLINGS[-1],
        created_at=now_of(session),
    )
    session.add(row)
    session.flush()
    _tell(session, user, row, "calendar_feed_issued")
    return row


def revoke_feed(session: Session, user: User, public_id: str) -> bool:
    """Let the address be dead from now on; False where the person has none of this id."""
    row = next((one for one in feeds_of(session, user) if one.public_id == public_id), None)
    if row is None:
        return False
    row.revoked_at = now_of(session)
    _tell(session, user, row, "calendar_feed_revoked")
    return True


def feed_by(session: Session, digest: str) -> tuple[CalendarFeed, Staff] | None:
    """Return the feed and its person with the rights of this moment; none once either has ended (T07)."""
    query = (
        select(CalendarFeed, User)
        .join(User, User.id == CalendarFeed.user_id)
        .where(CalendarFeed.digest == digest, CalendarFeed.revoked_at.is_(None), User.disabled_at.is_(None))
    )
    found = session.execute(query).first()
    return (found[0], as_staff(session, found[1])) if found else None


def _tell(session: Session, user: User, row: CalendarFeed, code: str) -> None:
    told = Told(code, user.public_id, row.public_id, {"telling": row.telling})
    append_audit(session, user.organization_id, told, now_of(session))
