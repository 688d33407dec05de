"""承認経路 and 代理 as people set them: every change is told to the audit log (MK-48)."""

import uuid
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from contracts.acts import RouteStep
from contracts.delegation import require_delegation
from contracts.life import civil_day
from database.approval import ApprovalDelegation, ApprovalRoute
from database.audit import Told, append_audit
from database.engine import now_of
from database.people import User
from database.queries.approval_routes import approval_routes, last_position, steps_read, steps_written


@dataclass(frozen=True, slots=True)
class RouteEntry:
    """A template as it was typed; the ids are those of rows."""

    name: str
    type_id: int | None
    amount_from: int | None
    amount_to: int | None
    department: str
    person_id: int | None
    steps: tuple[RouteStep, ...]


def add_route(session: Session, user: User, key: str, entry: RouteEntry) -> ApprovalRoute:
    """Add a template behind all others; the same key again returns the one that was added."""
    public_id = str(uuid.UUID(hex=key))
    known = session.scalars(select(ApprovalRoute).where(ApprovalRoute.public_id == public_id)).first()
    if known is not None:
        return known
    row = ApprovalRoute(
        public_id=public_id,
        organization_id=user.organization_id,
        position=last_position(session, user.organization_id) + 1,
    )
    _take(session, user, row, entry)
    session.add(row)
    session.flush()
    _tell(session, user, row, "approval_route_added")
    return row


def change_route(session: Session, user: User, row: ApprovalRoute, entry: RouteEntry) -> bool:
    """Return whether anything is different now; contracts under way keep the steps they were sent with."""
    if held_in(row) == entry:
        return False
    _take(session, user, row, entry)
    _tell(session, user, row, "approval_route_changed")
    return True


def held_in(row: ApprovalRoute) -> RouteEntry:
    return RouteEntry(
        row.name,
        row.type_id,
        row.amount_from,
        row.amount_to,
        row.department,
        row.person_id,
        tuple(steps_read(row.steps)),
    )


def move_route(session: Session, user: User, row: ApprovalRoute, by: int) -> None:
    """Exchange places with the neighbour; at either end nothing happens."""
    rows = list(approval_routes(session, user.organization_id))
    at = next(place for place, one in enumerate(rows) if one.id == row.id)
    to = at + by
    if by == 0 or not 0 <= to < len(rows):
        return
    rows[at], rows[to] = rows[to], rows[at]
    for position, one in enumerate(rows, 1):
        one.position = position
    _tell(session, user, row, "approval_route_moved")


def switch_route(session: Session, user: User, row: ApprovalRoute, *, on: bool) -> None:
    if on == (row.disabled_at is None):
        return
    row.disabled_at = None if on else now_of(session)
    _tell(session, user, row, "approval_route_enabled" if on else "approval_route_disabled")


def delegate(session: Session, user: User, key: str, to: User, days: tuple[date, date]) -> ApprovalDelegation:
    """Let `to` decide for `user` on these days; the same key again is the same delegation.

    Raises the refusals of `contracts.delegation`.
    """
    known = session.scalars(select(ApprovalDelegation).where(ApprovalDelegation.key == key)).first()
    if known is not None:
        return known
    now = now_of(session)
    require_delegation(user.public_id, to.public_id, days, civil_day(now))
    row = ApprovalDelegation(
        organization_id=user.organization_id,
        user_id=user.id,
        delegate_id=to.id,
        first_day=days[0],
        last_day=days[1],
        key=key,
        created_at=now,
    )
    session.add(row)
    session.flush()
    _tell_of_delegation(session, user, row, to, "approval_delegated")
    return row


def revoke(session: Session, user: User, public_id: str) -> bool:
    """Return whether there is such a delegation of `user`; it ends at once."""
    query = select(ApprovalDelegation).where(
        ApprovalDelegation.public_id == public_id, ApprovalDelegation.user_id == user.id
    )
    row = session.scalars(query).first()
    if row is None:
        return False
    if row.revoked_at is None:
        row.revoked_at = now_of(session)
        to = session.get_one(User, row.delegate_id)
        _tell_of_delegation(session, user, row, to, "approval_delegation_revoked")
    return True


def _take(session: Session, user: User, row: ApprovalRoute, entry: RouteEntry) -> None:
    row.name, row.type_id, row.department = entry.name, entry.type_id, entry.department
    row.amount_from, row.amount_to, row.person_id = entry.amount_from, entry.amount_to, entry.person_id
    row.steps = steps_written(entry.steps)
    row.changed_by_id, row.changed_at = user.id, now_of(session)


def _tell(session: Session, user: User, row: ApprovalRoute, code: str) -> None:
    told = Told(code, user.public_id, row.public_id, {"name": row.name})
    append_audit(session, user.organization_id, told, now_of(session))


def _tell_of_delegation(session: Session, user: User, row: ApprovalDelegation, to: User, code: str) -> None:
    facts: dict[str, str | int] = {
        "delegate": to.public_id,
        "first_day": row.first_day.isoformat(),
        "last_day": row.last_day.isoformat(),
    }
    append_audit(
        session, user.organization_id, Told(code, user.public_id, row.public_id, facts), now_of(session)
    )
