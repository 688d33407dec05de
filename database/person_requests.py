"""本人からの請求 as they are kept: registered, answered or withdrawn, and forgotten in the end (LW-39)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from contracts.life import civil_day
from contracts.person_requests import (
    NothingAnswered,
    RequestClosed,
    RequestKind,
    Standing,
    is_to_be_forgotten,
)
from database.engine import now_of
from database.person_request import PersonHint, PersonOutcome, PersonRequest
from database.shelves import By

PAGE = 50
NAMING = ("mails", "name", "phone", "checked_how", "remarks")


@dataclass(frozen=True, slots=True)
class Registered:
    """`key` is the form's own and becomes the public id; `mails` are addresses, one a line."""

    key: str
    kind: RequestKind
    mails: str
    name: str
    phone: str
    received_on: date
    answer_by: date
    checked_how: str
    remarks: str


class RequestOfAnother(Exception):
    """The key of the form names a request of another organisation."""


def register(session: Session, by: By, new: Registered) -> PersonRequest:
    """Keep a request; the same form sent twice is one. Raises RequestOfAnother."""
    known = session.scalars(select(PersonRequest).where(PersonRequest.public_id == new.key)).first()
    if known is not None:
        if known.organization_id != by.organization_id:
            raise RequestOfAnother
        return known
    row = PersonRequest(
        public_id=new.key,
        organization_id=by.organization_id,
        kind=new.kind,
        standing=Standing.OPEN,
        mails=new.mails,
        name=new.name,
        phone=new.phone,
        received_on=new.received_on,
        answer_by=new.answer_by,
        checked_how=new.checked_how,
        remarks=new.remarks,
        registered_by_id=by.staff.user.id,
        created_at=now_of(session),
    )
    session.add(row)
    session.flush()
    by.tells(session, "person_request_registered", row.public_id, kind=new.kind.value)
    return row


def close(session: Session, by: By, request: PersonRequest, standing: Standing) -> None:
    """Say that it was answered or withdrawn; said twice is said once.

    Raises RequestClosed where it was closed otherwise, NothingAnswered for an erasure not carried out.
    """
    if request.standing == standing:
        return
    if request.standing != Standing.OPEN:
        raise RequestClosed
    if standing is Standing.ANSWERED and request.kind == RequestKind.ERASURE and not request.carried_out_at:
        raise NothingAnswered
    request.standing, request.closed_at = standing, now_of(session)
    request.closed_by_id = by.staff.user.id
    by.tells(session, f"person_request_{standing}", request.public_id, kind=request.kind)


def request_in(session: Session, organization_id: int, public_id: str) -> PersonRequest | None:
    query = select(PersonRequest).where(
        PersonRequest.organization_id == organization_id, PersonRequest.public_id == public_id
    )
    return session.scalars(query).first()


def requests_page(session: Session, organization_id: int, page: int) -> tuple[Sequence[PersonRequest], int]:
    """Return a page of requests, what is open first by the day of the answer, and how many there are."""
    here = PersonRequest.organization_id == organization_id
    total = session.scalar(select(func.count()).select_from(PersonRequest).where(here)) or 0
    is_closed = PersonRequest.standing != Standing.OPEN
    query = select(PersonRequest).where(here).order_by(is_closed, PersonRequest.answer_by, PersonRequest.id)
    return session.scalars(query.offset((page - 1) * PAGE).limit(PAGE)).all(), total


def outcomes_of(session: Session, request: PersonRequest) -> Sequence[PersonOutcome]:
    query = select(PersonOutcome).where(PersonOutcome.request_id == request.id)
    return session.scalars(query.order_by(PersonOutcome.id)).all()


def forget_old_requests(session: Session) -> int:
    """Empty requests that were closed long enough ago of what names the person; return how many."""
    now = now_of(session)
    query = select(PersonRequest).where(
        PersonRequest.closed_at.is_not(None), PersonRequest.forgotten_at.is_(None)
    )
    due = [
        one
        for one in session.scalars(query)
        if one.closed_at is not None and is_to_be_forgotten(civil_day(one.closed_at), civil_day(now))
    ]
    for one in due:
        for name in NAMING:
            setattr(one, name, "")
        one.forgotten_at = now
        session.execute(delete(PersonHint).where(PersonHint.request_id == one.id))
    return len(due)
