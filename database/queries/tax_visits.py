"""`contracts.tax_visiting` as SQL: the records a visit shows, by the three keys (NX-07, LW-18)."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Session, selectinload

from contracts.metadata import OWN_ITEM, Item
from contracts.tax_visiting import INNER_ITEMS
from database.contract import Contract
from database.disposal import Tombstone
from database.metadata_change import MetadataChange
from database.queries.archive import Wanted
from database.queries.archive_filters import began
from database.queries.corrections import Scope
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
    return (*_records_of(visit), _is_of_year(visit), _is_of_kind(visit))


def corrections_told(visit: TaxVisit, of: Contract | None = None) -> Scope:
    """Return the corrections, deletions and disposals a visit is told of, of one record or of all (LW-22).

    Of a tombstone nobody knows the 保存区分 any more: all of the year are told of.
    """
    values = (MetadataChange.item.not_in(INNER_ITEMS), MetadataChange.item.not_like(f"{OWN_ITEM}%"))
    if of is not None:
        return Scope(visit.organization_id, (*told_by(visit), Contract.id == of.id), values)
    stones = (
        Tombstone.traded_on.between(visit.first_day, visit.last_day),
        *(() if visit.confidential else (Tombstone.confidential.is_(False),)),
    )
    return Scope(visit.organization_id, told_by(visit), values, stones)


def told_by(visit: TaxVisit) -> tuple[ColumnElement[bool], ...]:
    """Return `contracts.tax_visiting.tells_of`: what is shown, and what a correction took out of it."""
    return (*_records_of(visit), _was_of_year(visit), _was_of_kind(visit))


def record_told(session: Session, visit: TaxVisit, public_id: str) -> Contract | None:
    query = select(Contract).where(Contract.public_id == public_id, *told_by(visit))
    return session.scalars(query).first()


def shown_among(session: Session, visit: TaxVisit, public_ids: Collection[str]) -> set[str]:
    """Return those of these contracts that the visit shows; for one page of them."""
    query = select(Contract.public_id).where(Contract.public_id.in_(public_ids), *shown_by(visit))
    return set(session.scalars(query))


def _records_of(visit: TaxVisit) -> tuple[ColumnElement[bool], ...]:
    records = (Contract.organization_id == visit.organization_id, IS_RECORD, Contract.sequence > 0)
    return records if visit.confidential else (*records, Contract.confidential.is_(False))


def _is_of_year(visit: TaxVisit) -> ColumnElement[bool]:
    return and_(Contract.traded_on >= visit.first_day, Contract.traded_on <= visit.last_day)


def _is_of_kind(visit: TaxVisit) -> ColumnElement[bool]:
    return Contract.kept_as.in_(visit.kept_as.split())


def _was_of_year(visit: TaxVisit) -> ColumnElement[bool]:
    """Before its first 締結日 was entered, a record was of the day of its conclusion."""
    named = MetadataChange.was.between(visit.first_day.isoformat(), visit.last_day.isoformat())
    unnamed = and_(
        MetadataChange.was == "",
        Contract.concluded_at >= began(visit.first_day),
        Contract.concluded_at < began(visit.last_day + timedelta(days=1)),
    )
    return or_(_is_of_year(visit), _corrected(Item.AGREED_ON, or_(named, unnamed)))


def _was_of_kind(visit: TaxVisit) -> ColumnElement[bool]:
    return or_(_is_of_kind(visit), _corrected(Item.KEPT_AS, MetadataChange.was.in_(visit.kept_as.split())))


def _corrected(item: Item, before: ColumnElement[bool]) -> ColumnElement[bool]:
    """Tell whether this was so of what is a record already: what is negotiated before is no correction."""
    since = or_(Contract.concluded_at.is_(None), MetadataChange.at >= Contract.concluded_at)
    mine = MetadataChange.contract_id == Contract.id
    change = select(MetadataChange.id).where(mine, MetadataChange.item == item.value, since, before)
    return change.correlate(Contract).exists()


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
