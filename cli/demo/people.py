"""The three people of the demonstration's office."""

from dataclasses import dataclass
from datetime import date, timedelta, timezone

from sqlalchemy import select
from sqlalchemy.orm import Session

from adapters.passwords import hash_password, temporary_password
from contracts.roles import Role
from database.engine import now_of
from database.people import Organization, User
from database.queries.accounts import NewAccount, add_account
from database.queries.people import mail_key
from database.sessions import Staff
from workflows.installation import Opened

BY = "command"
JST = timezone(timedelta(hours=9), "JST")


@dataclass(frozen=True, slots=True)
class Colleague:
    mail: str
    name: str
    role: Role
    duty: str


LEGAL = Colleague("houmu@warifu.example", "高橋 真由美", Role.LEGAL, "法務")
MANAGER = Colleague("bucho@warifu.example", "中村 浩二", Role.APPROVER, "承認者")
COMPLIANCE = Colleague("kansa@warifu.example", "山本 智子", Role.COMPLIANCE, "監査")
EVERYONE = (LEGAL, MANAGER, COMPLIANCE)


@dataclass(frozen=True, slots=True)
class Login:
    """`password` is empty for an account that was there already."""

    who: Colleague
    password: str


@dataclass(frozen=True, slots=True)
class Office:
    opened: Opened
    organization: Organization
    legal: User
    manager: User
    today: date

    @property
    def staff(self) -> Staff:
        return Staff("", self.legal, self.organization)


def hired(opened: Opened) -> tuple[Office, list[Login]]:
    """Return the office, with the accounts it lacked and their temporary passwords."""
    with opened.database.writing() as session:
        organization = session.scalars(select(Organization).order_by(Organization.id)).first()
        if organization is None:
            raise LookupError("no organization")
        logins = [_login(session, organization, colleague) for colleague in EVERYONE]
        legal, manager = (_account(session, colleague) for colleague in (LEGAL, MANAGER))
        today = now_of(session).astimezone(JST).date()
        if legal is None or manager is None:
            raise LookupError("no colleagues")
        return Office(opened, organization, legal, manager, today), logins


def _login(session: Session, organization: Organization, who: Colleague) -> Login:
    if _account(session, who) is not None:
        return Login(who, "")
    password = temporary_password()
    new = NewAccount(who.mail, who.name, who.role, hash_password(password))
    add_account(session, organization, new, BY)
    return Login(who, password)


def _account(session: Session, who: Colleague) -> User | None:
    return session.scalars(select(User).where(User.mail_key == mail_key(who.mail))).first()
