"""保存した表示 and 表示する列 of a person; each change is told to the audit log."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session, joinedload

from database.engine import now_of
from database.listing import ListColumns, SavedView
from database.sessions import Staff
from database.shelves import By

VIEWS = uuid.UUID("0d8a9f34-7a51-4f0e-8c06-0b0c7c2f8d11")
MOST_VIEWS = 100
SEPARATOR = ","


class ViewNameTaken(ValueError):
    """The person has another view of this name."""


@dataclass(frozen=True, slots=True)
class Naming:
    """`key` is the form's: sent twice it keeps one view."""

    key: str
    name: str
    shared: bool


def columns_of(session: Session, staff: Staff) -> tuple[str, ...]:
    """Return the columns the person chose, or nothing where they never did."""
    kept = session.get(ListColumns, staff.user.id)
    return tuple(kept.columns.split(SEPARATOR)) if kept and kept.columns else ()


def choose_columns(session: Session, by: By, columns: Sequence[str]) -> None:
    """Keep the columns; none at all stands for the usual ones."""
    now, spelled = now_of(session), SEPARATOR.join(columns)
    kept = session.get(ListColumns, by.staff.user.id)
    if kept is None:
        kept = ListColumns(user_id=by.staff.user.id, organization_id=by.organization_id)
    kept.columns, kept.changed_at = spelled, now
    session.add(kept)
    by.tells(session, "columns_chosen", "", columns=kept.columns)


def ledger_columns_of(session: Session, staff: Staff) -> tuple[str, ...]:
    """Return the columns of 契約台帳 the person chose, or nothing where they never did."""
    kept = session.get(ListColumns, staff.user.id)
    return tuple(kept.ledger.split(SEPARATOR)) if kept and kept.ledger else ()


def choose_ledger_columns(session: Session, by: By, columns: Sequence[str]) -> None:
    """Keep the columns of 契約台帳; none at all stands for the usual ones."""
    kept = session.get(ListColumns, by.staff.user.id)
    if kept is None:
        kept = ListColumns(user_id=by.staff.user.id, organization_id=by.organization_id, columns="")
    kept.ledger, kept.changed_at = SEPARATOR.join(columns), now_of(session)
    session.add(kept)
    by.tells(session, "columns_chosen", "", columns=kept.ledger)


def opening_view(session: Session, staff: Staff) -> SavedView | None:
    """Return the view that the person's list opens with, while they have it or it is shared with them."""
    kept = session.get(ListColumns, staff.user.id)
    if kept is None or not kept.opens_with:
        return None
    return view_seen_by(session, staff, kept.opens_with)


def open_with(session: Session, by: By, view: SavedView | None) -> None:
    """Have the person's list open with this view, or with everything."""
    kept = session.get(ListColumns, by.staff.user.id)
    if kept is None:
        kept = ListColumns(user_id=by.staff.user.id, organization_id=by.organization_id, columns="")
    chosen = view.public_id if view else ""
    if kept.opens_with == chosen:
        return
    kept.opens_with, kept.changed_at = chosen, now_of(session)
    session.add(kept)
    by.tells(session, "view_opens", chosen)


def view_seen_by(session: Session, staff: Staff, public_id: str) -> SavedView | None:
    return session.scalars(_seen_by(staff).where(SavedView.public_id == public_id)).first()


def views_of(session: Session, staff: Staff) -> Sequence[SavedView]:
    """Return the person's own views and those shared in the organisation, by name."""
    named = _seen_by(staff).order_by(SavedView.name, SavedView.id).options(joinedload(SavedView.owner))
    return session.scalars(named.limit(MOST_VIEWS)).all()


def _seen_by(staff: Staff) -> Select[Any]:
    mine_or_shared = or_(SavedView.owner_id == staff.user.id, SavedView.shared.is_(True))
    return select(SavedView).where(SavedView.organization_id == staff.organization.id, mine_or_shared)


def own_view(session: Session, staff: Staff, public_id: str) -> SavedView | None:
    query = select(SavedView).where(SavedView.public_id == public_id, SavedView.owner_id == staff.user.id)
    return session.scalars(query).first()


def save_view(session: Session, by: By, naming: Naming, query: str) -> SavedView:
    """Keep what the list was asked for under a name. Raises ViewNameTaken."""
    public_id = str(uuid.uuid5(VIEWS, f"{by.staff.user.public_id}|{naming.key}"))
    known = own_view(session, by.staff, public_id)
    if known is not None:
        return known
    _require_free(session, by, naming.name, public_id)
    view = SavedView(
        public_id=public_id,
        organization_id=by.organization_id,
        owner_id=by.staff.user.id,
        name=naming.name,
        query=query,
        shared=naming.shared,
        created_at=now_of(session),
    )
    session.add(view)
    by.tells(session, "view_saved", public_id, name=naming.name, shared=int(naming.shared))
    return view


def rename_view(session: Session, by: By, view: SavedView, naming: Naming) -> None:
    """Raises ViewNameTaken."""
    if (view.name, view.shared) == (naming.name, naming.shared):
        return
    _require_free(session, by, naming.name, view.public_id)
    view.name, view.shared = naming.name, naming.shared
    by.tells(session, "view_changed", view.public_id, name=naming.name, shared=int(naming.shared))


def delete_view(session: Session, by: By, view: SavedView) -> None:
    by.tells(session, "view_deleted", view.public_id, name=view.name)
    session.delete(view)


def _require_free(session: Session, by: By, name: str, public_id: str) -> None:
    query = select(SavedView.id).where(
        SavedView.owner_id == by.staff.user.id, SavedView.name == name, SavedView.public_id != public_id
    )
    if session.scalars(query).first() is not None:
        raise ViewNameTaken(name)
