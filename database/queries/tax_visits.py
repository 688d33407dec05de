"""`contracts.tax_visiting` as SQL: the records a visit shows, by the three keys (NX-07, LW-18)."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session, selectinload

from database.contract import Contract
from database.queries.archive import Wanted
from database.queries.tax_records import IS_RECORD, found_count
from database.tax_visit import TaxVisit

PAGE = 50
NEWEST_FIRST = (Contract.traded_on.desc(), Contract.id.desc())


@dataclass(frozen=True, slots=True)
class RecordPage:
    """`total` counts nothing that the visit does not show."""

    rows: Sequence[Contract] = field(default_factory=list)
    total: int = 0

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // PAGE))


def shown_by(visit: TaxVisit) -> tuple[ColumnElement[bool], ...]:
    """Return what every query of a visit begins with; no date, no year."""
    conditions = (
        Contract.organization_id == visit.organization_id,
        IS_RECORD,
        Contract.sequence > 0,
        Contract.traded_on >= visit.first_day,
        Contract.traded_on <= visit.last_day,
        Contract.kept_as.in_(visit.kept_as.split()),
    )
    return conditions if visit.confidential else (*conditions, Contract.confidential.is_(False))


def conditions_for(visit: TaxVisit, wanted: Wanted) -> list[ColumnElement[bool]]:
    return [*shown_by(visit), *wanted.filters.conditions(), *wanted.conditions]


def records_shown(session: Session, visit: TaxVisit, wanted: Wanted) -> RecordPage:
    """Return one page of what the visit shows and the search finds, newest 取引年月日 first."""
    conditions = conditions_for(visit, wanted)
    query = (
        select(Contract).where(*conditions).order_by(*NEWEST_FIRST).options(selectinload(Contract.parties))
    )
    rows = session.scalars(query.limit(PAGE).offset((wanted.page - 1) * PAGE)).all()
    return RecordPage(rows, found_count(session, conditions))


def record_shown(session: Session, visit: TaxVisit, public_id: str) -> Contract | None:
    query = select(Contract).where(Contract.public_id == public_id, *shown_by(visit))
    return session.scalars(query).first()
