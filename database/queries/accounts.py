"""Adding people to an organisation."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from contracts.languages import SOURCE
from contracts.roles import Right, Role
from database.audit import Told, append_audit
from database.engine import now_of
from database.folders import UserRight
from database.people import Organization, User
from database.queries.people import mail_key


@dataclass(frozen=True, slots=True)
class NewAccount:
    """`password_hash` is that of a temporary password, which the person must change (IM-07)."""

    mail: str
    name: str
    role: Role
    password_hash: str
    language: str = SOURCE


def organizations(session: Session) -> list[Organization]:
    return list(session.scalars(select(Organization).order_by(Organization.id)))


def is_taken(session: Session, mail: str) -> bool:
    """A disabled account keeps its address: its acts stay under its name."""
    return session.scalar(select(User.id).where(User.mail_key == mail_key(mail))) is not None


def add_account(session: Session, organization: Organization, new: NewAccount, by: str) -> User:
    """Add the person and tell the audit log, where `by` names who did it.

    Whoever works on contracts begins with 署名権限; it can be taken away.
    """
    now = now_of(session)
    user = User(
        organization_id=organization.id,
        mail=new.mail,
        mail_key=mail_key(new.mail),
        name=new.name,
        role=new.role,
        language=new.language,
        password_hash=new.password_hash,
        must_change_password=True,
        failed_logins=0,
        created_at=now,
    )
    session.add(user)
    session.flush()
    if new.role not in {Role.SYSTEM, Role.COMPLIANCE}:
        session.add(UserRight(organization_id=organization.id, user_id=user.id, right=Right.SIGN))
    told = Told("user_added", by, user.public_id, {"role": new.role.value})
    append_audit(session, organization.id, told, now)
    return user
