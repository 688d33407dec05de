"""Runs of 一括検証 and what was found, as compliance reads them; and how protection stands (LW-13, LW-14)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload

from contracts.archive_check import Outcome
from database.archival import Preservation
from database.archive_check import ArchiveCheck, ArchiveCheckFile
from database.contract import Contract
from database.queries.contracts import may_see
from database.sessions import Staff

PAGE = 50
BATCH = 500
MOST_RUNS = 100
NOT_OK = (Outcome.DOUBT, Outcome.BAD)


@dataclass(frozen=True, slots=True)
class Protection:
    """`first_end` is until when the contract is protected whose protection ends first."""

    contracts: int
    failing: int
    first_end: datetime | None
    next_renewal: datetime | None


def protection_of_all(session: Session, organization_id: int) -> Protection:
    """Return how the timestamps of an organisation's contracts stand."""
    ours = Preservation.organization_id == organization_id
    columns = (func.count(), func.min(Preservation.protected_until), func.min(Preservation.renew_at))
    count, first_end, next_renewal = session.execute(select(*columns).where(ours)).one()
    failing = session.scalar(select(func.count()).where(ours, Preservation.failing_since.is_not(None)))
    return Protection(count, failing or 0, first_end, next_renewal)


def contracts_failing(
    session: Session, staff: Staff, limit: int = PAGE
) -> Sequence[tuple[Contract, Preservation]]:
    """Return those whose timestamps could not be renewed, as far as this person may see them."""
    query = (
        select(Contract, Preservation)
        .join(Preservation, Preservation.contract_id == Contract.id)
        .where(
            may_see(staff),
            Preservation.organization_id == staff.organization.id,
            Preservation.failing_since.is_not(None),
        )
        .order_by(Preservation.failing_since)
        .limit(limit)
    )
    return [(row[0], row[1]) for row in session.execute(query)]


def checks_of(session: Session, organization_id: int) -> Sequence[ArchiveCheck]:
    query = select(ArchiveCheck).where(ArchiveCheck.organization_id == organization_id)
    return session.scalars(query.order_by(ArchiveCheck.id.desc()).limit(MOST_RUNS)).all()


def check_of(session: Session, organization_id: int, public_id: str) -> ArchiveCheck | None:
    query = select(ArchiveCheck).where(
        ArchiveCheck.organization_id == organization_id, ArchiveCheck.public_id == public_id
    )
    return session.scalars(query).first()


def files_of(
    session: Session, run: ArchiveCheck, page: int, *, faults_only: bool
) -> tuple[Sequence[ArchiveCheckFile], int]:
    """Return one page of what was looked at, and how many there are."""
    query = select(ArchiveCheckFile).where(ArchiveCheckFile.check_id == run.id)
    if faults_only:
        query = query.where(ArchiveCheckFile.outcome.in_(NOT_OK))
    total = session.scalar(select(func.count()).select_from(query.subquery())) or 0
    rows = query.order_by(ArchiveCheckFile.number).limit(PAGE).offset((page - 1) * PAGE)
    return session.scalars(rows.options(joinedload(ArchiveCheckFile.contract))).all(), total


def every_file(session: Session, run: ArchiveCheck) -> Iterator[ArchiveCheckFile]:
    last = 0
    while True:
        query = select(ArchiveCheckFile).where(
            ArchiveCheckFile.check_id == run.id, ArchiveCheckFile.number > last
        )
        batch = query.order_by(ArchiveCheckFile.number).limit(BATCH)
        rows = session.scalars(batch.options(joinedload(ArchiveCheckFile.contract))).all()
        if not rows:
            return
        yield from rows
        last = rows[-1].number


def contracts_seen(session: Session, staff: Staff, rows: Sequence[ArchiveCheckFile]) -> set[int]:
    """Return which contracts of the rows this person may see: of others neither title nor number is told."""
    ids = {row.contract_id for row in rows}
    return set(session.scalars(select(Contract.id).where(Contract.id.in_(ids), may_see(staff))))
