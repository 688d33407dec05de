"""Sessions of staff, in one table of their own kind; the cookie's value is known only by its digest."""

from dataclasses import dataclass, replace
from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from contracts.access import Level
from contracts.roles import Permission, Role
from database.engine import now_of
from database.folders import UserRight
from database.people import Organization, StaffSession, User

STAFF_SESSION = timedelta(hours=12)
SEEN_EVERY = timedelta(seconds=30)


@dataclass(frozen=True, slots=True)
class Staff:
    """Who is signed in; what they may see is asked of the query, what they may do of `may`."""

    session: str
    user: User
    organization: Organization
    rights: frozenset[str] = frozenset()
    level: Level = Level.EDITOR
    came_by: str = ""

    def may(self, permission: Permission) -> bool:
        """Tell what the role and the person's own rights allow, as far as `level` leaves it."""
        given = permission in self.rights or Role(self.user.role).may(permission)
        return given and self.level.allows(permission)

    def before(self, level: Level) -> "Staff":
        """Return the same person with what is left to them on a contract that is open to them so far."""
        return replace(self, level=level)


def open_staff_session(
    session: Session, user: User, digest: str, life: timedelta = STAFF_SESSION, came_by: str = ""
) -> StaffSession:
    """A sign-in always gets a session of its own: an id from before it is worth nothing (T19)."""
    now = now_of(session)
    row = StaffSession(
        organization_id=user.organization_id,
        user_id=user.id,
        digest=digest,
        created_at=now,
        expires_at=now + life,
        last_seen_at=now,
        came_by=came_by,
    )
    session.add(row)
    return row


def staff_of(session: Session, digest: str) -> Staff | None:
    """Return who holds the session, unless it has ended, or the account has been disabled (T07)."""
    query = (
        select(StaffSession, User, Organization)
        .join(User, User.id == StaffSession.user_id)
        .join(Organization, Organization.id == User.organization_id)
        .where(
            StaffSession.digest == digest,
            StaffSession.ended_at.is_(None),
            StaffSession.expires_at > now_of(session),
            User.disabled_at.is_(None),
        )
    )
    found = session.execute(query).first()
    if found is None:
        return None
    opened, rights = found[0], rights_of(session, found[1])
    return Staff(opened.public_id, found[1], found[2], rights, came_by=opened.came_by)


def is_fresh(session: Session, public_id: str) -> bool:
    """Tell whether the session was seen so lately that nothing is to be written."""
    seen = session.scalar(select(StaffSession.last_seen_at).where(StaffSession.public_id == public_id))
    return seen is not None and seen + SEEN_EVERY > now_of(session)


def is_idle(session: Session, public_id: str, most: timedelta) -> bool:
    """Tell whether nothing came from this session for longer than `most`; if not, it is seen now (MK-82)."""
    row = session.scalars(select(StaffSession).where(StaffSession.public_id == public_id)).one()
    now = now_of(session)
    if row.last_seen_at is not None and row.last_seen_at + most <= now:
        row.ended_at = row.ended_at or now
        return True
    if row.last_seen_at is None or row.last_seen_at + SEEN_EVERY <= now:
        row.last_seen_at = now
    return False


def rights_of(session: Session, user: User) -> frozenset[str]:
    """Return `contracts.roles.Right` of a person, read with each request (T07)."""
    return frozenset(session.scalars(select(UserRight.right).where(UserRight.user_id == user.id)))


def end_staff_sessions(session: Session, user: User) -> None:
    """End every session of a person: after a change of password, or when the account is disabled."""
    now = now_of(session)
    for row in session.scalars(
        select(StaffSession).where(StaffSession.user_id == user.id, StaffSession.ended_at.is_(None))
    ):
        row.ended_at = now
