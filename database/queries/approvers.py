"""Who may approve, and for whom else today (代理承認)."""

from collections.abc import Collection, Sequence
from datetime import date

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session, aliased

from contracts.life import civil_day
from contracts.roles import Permission, Role
from database.approval import ApprovalDelegation
from database.engine import now_of
from database.people import User
from database.sessions import Staff


def approvers_of(session: Session, organization_id: int) -> list[User]:
    """Return everybody whose account is open and who may approve, by name."""
    query = select(User).where(User.organization_id == organization_id, User.disabled_at.is_(None))
    return [one for one in session.scalars(query.order_by(User.name, User.id)) if is_able(one)]


def is_able(user: User) -> bool:
    return user.disabled_at is None and Role(user.role).may(Permission.APPROVE)


def absent_among(session: Session, organization_id: int, people: Collection[str]) -> list[str]:
    """Return the public ids of those who can approve no more: closed, another role, or gone (T07)."""
    able = {one.public_id for one in approvers_of(session, organization_id)} if people else set()
    return [one for one in people if one not in able]


def principals_of(session: Session, staff: Staff) -> list[str]:
    """Return for whom the person may decide today: for themselves, and for whoever named them delegate."""
    if not staff.may(Permission.APPROVE):
        return []
    today = civil_day(now_of(session))
    query = (
        select(User)
        .join(ApprovalDelegation, ApprovalDelegation.user_id == User.id)
        .where(ApprovalDelegation.delegate_id == staff.user.id, _holds_on(today))
    )
    others = (one.public_id for one in session.scalars(query.order_by(User.id)) if is_able(one))
    return list(dict.fromkeys((staff.user.public_id, *others)))


def delegates_of(session: Session, user: User, on: date | None = None) -> list[User]:
    """Return who may decide for `user` on that day in Japan, today unless it is given."""
    day = on or civil_day(now_of(session))
    delegate = aliased(User)
    query = (
        select(delegate)
        .join(ApprovalDelegation, ApprovalDelegation.delegate_id == delegate.id)
        .where(ApprovalDelegation.user_id == user.id, _holds_on(day))
    )
    return [one for one in dict.fromkeys(session.scalars(query.order_by(delegate.id))) if is_able(one)]


def standing_delegations(session: Session, user: User) -> Sequence[tuple[ApprovalDelegation, User]]:
    """Return what `user` has set and not revoked and what is not over, by day."""
    today = civil_day(now_of(session))
    query = (
        select(ApprovalDelegation, User)
        .join(User, User.id == ApprovalDelegation.delegate_id)
        .where(
            ApprovalDelegation.user_id == user.id,
            ApprovalDelegation.revoked_at.is_(None),
            ApprovalDelegation.last_day >= today,
        )
    )
    ordered = query.order_by(ApprovalDelegation.first_day, ApprovalDelegation.id)
    return [(row[0], row[1]) for row in session.execute(ordered)]


def delegations_to(session: Session, user: User) -> Sequence[tuple[ApprovalDelegation, User]]:
    """Return for whom `user` may decide now or later."""
    query = (
        select(ApprovalDelegation, User)
        .join(User, User.id == ApprovalDelegation.user_id)
        .where(
            ApprovalDelegation.delegate_id == user.id,
            ApprovalDelegation.revoked_at.is_(None),
            ApprovalDelegation.last_day >= civil_day(now_of(session)),
        )
    )
    ordered = query.order_by(ApprovalDelegation.first_day, ApprovalDelegation.id)
    return [(row[0], row[1]) for row in session.execute(ordered)]


def _holds_on(day: date) -> ColumnElement[bool]:
    return (
        ApprovalDelegation.revoked_at.is_(None)
        & (ApprovalDelegation.first_day <= day)
        & (ApprovalDelegation.last_day >= day)
    )
