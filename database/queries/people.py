"""Accounts: finding one by what was typed, counting attempts, and the names of those who acted."""

import unicodedata
from collections.abc import Collection
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from database.engine import now_of
from database.people import Organization, StaffSession, User
from database.readers import Reader
from database.tax_visit import TaxVisit

MOST_FAILED_LOGINS = 10
LOCK = timedelta(minutes=15)
Account = User | Reader | TaxVisit


def mail_key(mail: str) -> str:
    """Return the spelling under which a staff address is unique: NFKC, no margins, no case."""
    return unicodedata.normalize("NFKC", mail).strip().casefold()


def account_of(session: Session, login: str) -> User | None:
    """Return the account that can sign in under `login`, which is its mail address (IM-05)."""
    query = select(User).where(User.mail_key == mail_key(login), User.disabled_at.is_(None))
    return session.scalars(query).first()


def count_login(user: Account, now: datetime) -> bool:
    """Count an attempt before the password is compared; return whether it may be compared at all."""
    if user.locked_until is not None:
        if user.locked_until > now:
            return False
        user.locked_until, user.failed_logins = None, 0
    user.failed_logins += 1
    if user.failed_logins >= MOST_FAILED_LOGINS:
        user.locked_until = now + LOCK
    return True


def forgive_logins(user: Account) -> None:
    user.failed_logins, user.locked_until = 0, None


def end_session(session: Session, public_id: str) -> None:
    row = session.scalars(select(StaffSession).where(StaffSession.public_id == public_id)).one()
    row.ended_at = row.ended_at or now_of(session)


def first_organization_id(session: Session) -> int | None:
    """Return whose audit log hears of attempts on accounts that do not exist."""
    return session.scalars(select(Organization.id).order_by(Organization.id).limit(1)).first()


def names_of_people(session: Session, organization_id: int, ids: Collection[str]) -> dict[str, str]:
    """Map the public ids among `ids` that are accounts of this organisation to their names."""
    query = select(User.public_id, User.name).where(
        User.organization_id == organization_id, User.public_id.in_(ids)
    )
    return {row.public_id: row.name for row in session.execute(query)}
