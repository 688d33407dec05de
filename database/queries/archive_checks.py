"""Runs of 一括検証 and what was found, as compliance reads them; and how protection stands (LW-13, LW-14)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, func, select
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
WORST_FIRST = (ArchiveCheckFile.outcome, ArchiveCheckFile.number)
"""`bad` stands before `doubt`, in the index as well."""


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
) -> Sequence[ArchiveCheckFile]:
    """Return one page of what was looked at; `number` counts a run's files without a gap."""
    query = _files(run).limit(PAGE)
    if faults_only:
        query = query.where(ArchiveCheckFile.outcome.in_(NOT_OK)).offset((page - 1) * PAGE)
    else:
        query = query.where(ArchiveCheckFile.number > (page - 1) * PAGE)
    return session.scalars(query).all()


def files_after(session: Session, run: ArchiveCheck, number: int) -> Sequence[ArchiveCheckFile]:
    """Return the next of all files, a batch that fits into memory and into one statement."""
    return session.scalars(_files(run).where(ArchiveCheckFile.number > number).limit(BATCH)).all()


def faults_of(session: Session, run: ArchiveCheck, most: int) -> Sequence[ArchiveCheckFile]:
    """Return what is not as it should be, the worst first."""
    query = _files(run).where(ArchiveCheckFile.outcome.in_(NOT_OK)).limit(most)
    return session.scalars(query.order_by(None).order_by(*WORST_FIRST)).all()


def every_file(session: Session, run: ArchiveCheck) -> Iterator[ArchiveCheckFile]:
    last = 0
    while rows := files_after(session, run, last):
        yield from rows
        last = rows[-1].number


def last_seen_at(session: Session, run: ArchiveCheck) -> datetime:
    """Return when the run last got on."""
    ours = (ArchiveCheckFile.check_id == run.id,)
    waiting = select(func.min(ArchiveCheckFile.number)).where(*ours, ArchiveCheckFile.outcome == "")
    before = ArchiveCheckFile.number == (session.scalar(waiting) or 0) - 1
    at = session.scalar(select(ArchiveCheckFile.checked_at).where(*ours, before))
    return at or run.planned_at or run.created_at


def contracts_seen(session: Session, staff: Staff, rows: Sequence[ArchiveCheckFile]) -> set[int]:
    """Return which contracts of the rows this person may see: of others neither title nor number is told."""
    ids = {row.contract_id for row in rows}
    return set(session.scalars(select(Contract.id).where(Contract.id.in_(ids), may_see(staff))))


def _files(run: ArchiveCheck) -> Select[ArchiveCheckFile]:
    query = select(ArchiveCheckFile).where(ArchiveCheckFile.check_id == run.id)
    return query.order_by(ArchiveCheckFile.number).options(joinedload(ArchiveCheckFile.contract))
