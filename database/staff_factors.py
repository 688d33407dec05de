"""Second factors of staff: registering one, taking a code once, and the day it is lost (GM-35)."""

import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from contracts.accounts import AccountNews, NotOnYourself, require_above
from contracts.roles import Role
from database.engine import now_of
from database.people import User
from database.sessions import end_staff_sessions
from database.shelves.telling import By
from database.staff_factor import RecoveryCode, StaffChallenge, StaffFactor
from database.users import tell

MOST_TRIES = 5
LOCK = timedelta(minutes=15)
CHALLENGE = timedelta(minutes=10)
RECOVERY_CODES, CODE_BYTES, GROUP = 10, 10, 4
"""Eighty bits each: nothing to guess, so that a plain digest is enough."""


@dataclass(frozen=True, slots=True)
class Enrolment:
    public_id: str
    sealed: bytes
    step: int


def factor_of(session: Session, user: User) -> StaffFactor | None:
    """Return the factor that counts, or None."""
    query = select(StaffFactor).where(StaffFactor.user_id == user.id, StaffFactor.revoked_at.is_(None))
    return session.scalars(query).first()


def times_enrolled(session: Session, user: User) -> int:
    """Return how many factors the person ever had, revoked ones too."""
    query = select(func.count()).select_from(StaffFactor).where(StaffFactor.user_id == user.id)
    return session.scalar(query) or 0


def codes_left(session: Session, user: User) -> int:
    query = select(func.count()).select_from(RecoveryCode)
    return session.scalar(query.where(RecoveryCode.user_id == user.id, RecoveryCode.used_at.is_(None))) or 0


def enrol(session: Session, user: User, enrolment: Enrolment) -> Sequence[str]:
    """Keep the factor and return the recovery codes, which are shown this once."""
    now = now_of(session)
    session.add(
        StaffFactor(
            public_id=enrolment.public_id,
            organization_id=user.organization_id,
            user_id=user.id,
            secret=enrolment.sealed,
            counter=enrolment.step,
            created_at=now,
        )
    )
    return _new_codes(session, user, now)


def new_codes(session: Session, user: User) -> Sequence[str]:
    """Return new recovery codes; those from before are worth nothing."""
    return _new_codes(session, user, now_of(session))


def count_try(factor: StaffFactor, now: datetime) -> bool:
    """Count a try before anything is compared; return whether it may be compared at all (T15)."""
    if factor.locked_until is not None:
        if factor.locked_until > now:
            return False
        factor.locked_until, factor.tries = None, 0
    factor.tries += 1
    if factor.tries >= MOST_TRIES:
        factor.locked_until = now + LOCK
    return True


def take_step(session: Session, factor: StaffFactor, step: int) -> bool:
    """Take a time step once; False when it, or a later one, was taken before (RFC 6238, section 5.2)."""
    taken = (
        update(StaffFactor)
        .where(StaffFactor.id == factor.id, StaffFactor.revoked_at.is_(None), StaffFactor.counter < step)
        .values(counter=step, tries=0, locked_until=None)
        .returning(StaffFactor.id)
    )
    return session.scalars(taken).one_or_none() is not None


def take_recovery_code(session: Session, factor: StaffFactor, typed: str) -> bool:
    """Use up a recovery code; False for one that is unknown or used."""
    now = now_of(session)
    taken = (
        update(RecoveryCode)
        .where(
            RecoveryCode.user_id == factor.user_id,
            RecoveryCode.digest == _digest(typed),
            RecoveryCode.used_at.is_(None),
        )
        .values(used_at=now)
        .returning(RecoveryCode.id)
    )
    is_taken = session.scalars(taken).one_or_none() is not None
    if is_taken:
        factor.tries, factor.locked_until = 0, None
    return is_taken


def withdraw_factor(session: Session, user: User) -> bool:
    """End the person's factor with its recovery codes; False when there is none."""
    factor, now = factor_of(session, user), now_of(session)
    if factor is None:
        return False
    factor.revoked_at = now
    _end_codes(session, user, now)
    return True


def release_factor(session: Session, by: By, user: User) -> str | None:
    """Take somebody else's factor away, end their sessions, and return the mail that tells them (T09).

    Raises NotOnYourself or OnlyByAdministrators.
    """
    if user.id == by.staff.user.id:
        raise NotOnYourself
    require_above(Role(by.staff.user.role), Role(user.role))
    if not withdraw_factor(session, user):
        return None
    end_staff_sessions(session, user)
    by.tells(session, "staff_factor_released", user.public_id)
    return tell(session, by, user, AccountNews.FACTOR_RELEASED)


def open_challenge(session: Session, user: User, digest: str, came_by: str = "") -> None:
    now = now_of(session)
    session.add(
        StaffChallenge(
            organization_id=user.organization_id,
            user_id=user.id,
            digest=digest,
            created_at=now,
            expires_at=now + CHALLENGE,
            came_by=came_by,
        )
    )


def challenged_by(session: Session, digest: str) -> tuple[StaffChallenge, User] | None:
    """Return who owes the second factor in this browser, for ten minutes after the password."""
    query = (
        select(StaffChallenge, User)
        .join(User, User.id == StaffChallenge.user_id)
        .where(
            StaffChallenge.digest == digest,
            StaffChallenge.ended_at.is_(None),
            StaffChallenge.expires_at > now_of(session),
            User.disabled_at.is_(None),
        )
    )
    found = session.execute(query).first()
    return (found[0], found[1]) if found else None


def _new_codes(session: Session, user: User, now: datetime) -> Sequence[str]:
    _end_codes(session, user, now)
    codes = [_spelled(secrets.token_hex(CODE_BYTES)) for _number in range(RECOVERY_CODES)]
    for code in codes:
        session.add(
            RecoveryCode(
                organization_id=user.organization_id, user_id=user.id, digest=_digest(code), created_at=now
            )
        )
    return codes


def _end_codes(session: Session, user: User, now: datetime) -> None:
    standing = update(RecoveryCode).where(RecoveryCode.user_id == user.id, RecoveryCode.used_at.is_(None))
    session.execute(standing.values(used_at=now))


def _spelled(code: str) -> str:
    return "-".join(code[at : at + GROUP] for at in range(0, len(code), GROUP))


def _digest(typed: str) -> str:
    plain = "".join(one for one in typed.casefold() if one.isalnum())
    return hashlib.sha256(plain.encode(errors="replace")).hexdigest()
