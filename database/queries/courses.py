"""From 受付 to 締結: when what happened to the contracts that were concluded in a span of days."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from contracts.cycle import Course
from contracts.life import civil_day
from contracts.stage import Stage
from database.contract import Contract
from database.queries.archive_filters import began
from database.queries.contracts import may_see
from database.record import ContractEvent
from database.reviews import ReviewRequest
from database.sessions import Staff

APPROVED, SENT_BACK = "approval_given", "sent_back"


@dataclass(frozen=True, slots=True)
class Concluded:
    """Both days belong to the span; `kind` is the id of a 契約種別, None for every one."""

    first: date
    last: date
    kind: int | None = None


def courses_of(session: Session, staff: Staff, asked: Concluded) -> list[tuple[date, Course]]:
    """Return each with the first day of the month it was concluded in, in Japan, oldest first."""
    which = _conditions(staff, asked)
    requested, events = _requested(session, which), _events(session, which)
    columns = (Contract.id, Contract.created_at, Contract.submitted_at, Contract.concluded_at)
    query = select(*columns).where(*which).order_by(Contract.concluded_at, Contract.id)
    return [
        _course((created, sent, concluded), requested.get(contract), events.get(contract, Happened()))
        for contract, created, sent, concluded in session.execute(query)
        if sent is not None and concluded is not None
    ]


@dataclass(slots=True)
class Happened:
    """The approvals of one contract, and how often it was sent back."""

    approved: list[datetime] = field(default_factory=list)
    sent_back: int = 0

    def reviewed_at(self, sent: datetime) -> datetime | None:
        """Return when the last approval before the sending was given; a later round has its own."""
        return max((at for at in self.approved if at <= sent), default=None)


def _course(
    at: tuple[datetime, datetime, datetime], requested: datetime | None, happened: Happened
) -> tuple[date, Course]:
    created, sent, concluded = at
    received = min(created, requested or created)
    course = Course(received, happened.reviewed_at(sent), sent, concluded, happened.sent_back)
    return civil_day(concluded).replace(day=1), course


def _conditions(staff: Staff, asked: Concluded) -> tuple[ColumnElement[bool], ...]:
    of_kind = () if asked.kind is None else (Contract.type_id == asked.kind,)
    return (
        may_see(staff),
        Contract.stage == Stage.CONCLUDED,
        Contract.concluded_at >= began(asked.first),
        Contract.concluded_at < began(asked.last + timedelta(days=1)),
        *of_kind,
    )


def _requested(session: Session, which: tuple[ColumnElement[bool], ...]) -> dict[int, datetime]:
    query = (
        select(ReviewRequest.contract_id, func.min(ReviewRequest.created_at))
        .join(Contract, Contract.id == ReviewRequest.contract_id)
        .where(*which)
        .group_by(ReviewRequest.contract_id)
    )
    return {contract: at for contract, at in session.execute(query) if contract is not None}


def _events(session: Session, which: tuple[ColumnElement[bool], ...]) -> Mapping[int, Happened]:
    query = (
        select(ContractEvent.contract_id, ContractEvent.kind, ContractEvent.at)
        .join(Contract, Contract.id == ContractEvent.contract_id)
        .where(*which, ContractEvent.kind.in_((APPROVED, SENT_BACK)))
    )
    found: dict[int, Happened] = defaultdict(Happened)
    for contract, kind, at in session.execute(query):
        if kind == APPROVED:
            found[contract].approved.append(datetime.fromisoformat(at))
        else:
            found[contract].sent_back += 1
    return found
