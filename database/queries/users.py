"""利用者 as an administrator lists them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session

from contracts.accounts import UserState
from contracts.roles import Role
from database.people import Organization, StaffSession, User
from database.queries.people import mail_key
from database.staff_factor import StaffFactor

PAGE = 50
MOST_WORDS = 5


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the list is narrowed to; empty: everything."""

    words: str = ""
    role: str = ""
    state: str = ""
    page: int = 1


@dataclass(frozen=True, slots=True)
class UserLine:
    user: User
    last_signed_in: datetime | None
    has_factor: bool

    @property
    def state(self) -> UserState:
        return state_of(self.user)


@dataclass(frozen=True, slots=True)
class UserPage:
    lines: Sequence[UserLine]
    total: int


def state_of(user: User) -> UserState:
    if user.disabled_at is not None:
        return UserState.DISABLED
    return UserState.INVITED if user.must_change_password else UserState.ACTIVE


def user_page(session: Session, organization: Organization, wanted: Wanted) -> UserPage:
    """Return one page, by name."""
    those = [User.organization_id == organization.id, *_narrowed(wanted)]
    total = session.scalar(select(func.count()).select_from(User).where(*those)) or 0
    last = select(func.max(StaffSession.created_at)).where(StaffSession.user_id == User.id)
    query = select(User, last.correlate(User).scalar_subquery(), _has_factor()).where(*those)
    rows = session.execute(
        query.order_by(User.name, User.id).limit(PAGE).offset((max(1, wanted.page) - 1) * PAGE)
    )
    return UserPage([UserLine(row[0], row[1], bool(row[2])) for row in rows], total)


def user_in(session: Session, organization: Organization, public_id: str) -> User | None:
    query = select(User).where(User.organization_id == organization.id, User.public_id == public_id)
    return session.scalars(query).first()


def line_of(session: Session, user: User) -> UserLine:
    last = select(func.max(StaffSession.created_at)).where(StaffSession.user_id == user.id)
    factor = select(StaffFactor.id).where(StaffFactor.user_id == user.id, StaffFactor.revoked_at.is_(None))
    return UserLine(user, session.scalar(last), session.scalar(factor) is not None)


def other_administrators(session: Session, user: User) -> int:
    """Return how many administrators would be left without this one."""
    query = select(func.count()).where(
        User.organization_id == user.organization_id,
        User.id != user.id,
        User.role == Role.ADMINISTRATOR,
        User.disabled_at.is_(None),
    )
    return session.scalar(query) or 0


def users_by_mail(session: Session, mails: Sequence[str]) -> dict[str, User]:
    """Map folded addresses to accounts, of any organisation: an address is unique over the installation."""
    found = session.scalars(select(User).where(User.mail_key.in_([mail_key(one) for one in mails])))
    return {one.mail_key: one for one in found}


def _narrowed(wanted: Wanted) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    for word in wanted.words.split()[:MOST_WORDS]:
        by_name = User.name.icontains(word, autoescape=True)
        conditions.append(or_(by_name, User.mail_key.contains(mail_key(word), autoescape=True)))
    if wanted.role:
        conditions.append(User.role == wanted.role)
    return [*conditions, *_of_state(wanted.state)]


def _of_state(state: str) -> list[ColumnElement[bool]]:
    is_open, is_new = User.disabled_at.is_(None), User.must_change_password.is_(True)
    by_state: dict[str, list[ColumnElement[bool]]] = {
        UserState.DISABLED: [User.disabled_at.is_not(None)],
        UserState.INVITED: [is_open, is_new],
        UserState.ACTIVE: [is_open, User.must_change_password.is_(False)],
    }
    return by_state.get(state, [])


def _has_factor() -> ColumnElement[bool]:
    query = select(StaffFactor.id).where(StaffFactor.user_id == User.id, StaffFactor.revoked_at.is_(None))
    return query.correlate(User).exists()
