"""Sessions of staff, in one table of their own kind; the cookie's value is known only by its digest."""

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from contracts.roles import Permission, Role
from database.engine import now_of
from database.people import Organization, StaffSession, User

STAFF_SESSION = timedelta(hours=12)


@dataclass(frozen=True, slots=True)
class Staff:
    """Who is signed in; what they may see is asked of the query, what they may do of `may`."""

    session: str
    user: User
    organization: Organization

    def may(self, permission: Permission) -> bool:
        return Role(self.user.role).may(permission)


def open_staff_session(session: Session, user: User, digest: str) -> StaffSession:
    """A sign-in always gets a session of its own: an id from before it is worth nothing (T19)."""
    now = now_of(session)
    row = StaffSession(
        organization_id=user.organization_id,
        user_id=user.id,
        digest=digest,
        created_at=now,
        expires_at=now + STAFF_SESSION,
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
    return Staff(found[0].public_id, found[1], found[2]) if found else None


def end_staff_sessions(session: Session, user: User) -> None:
    """End every session of a person: after a change of password, or when the account is disabled."""
    now = now_of(session)
    for row in session.scalars(
        select(StaffSession).where(StaffSession.user_id == user.id, StaffSession.ended_at.is_(None))
    ):
        row.ended_at = now
