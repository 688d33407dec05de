"""Which files a run of 一括検証 looks at: written down a few contracts at a time (LW-14)."""

from collections.abc import Iterator
from datetime import datetime, time, timedelta

from sqlalchemy import ColumnElement, Select, func, insert, literal, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from contracts.archive_check import ATTACHED, INTERMEDIATE, Basis
from contracts.preserving import Kept
from contracts.reasons import JST
from contracts.signing import RevisionKind
from database.archival import ArchivalRevision
from database.archive_check import ArchiveCheck, ArchiveCheckFile
from database.attachments import ContractAttachment
from database.contract import Contract
from database.document import StoredFile
from database.engine import now_of
from database.evidence import Certificate, Revision, RevisionDocument

CONTRACTS_AT_ONCE = 500
_Files = Select[int, str, int, int, int, str]


def plan_more(session: Session, run: ArchiveCheck) -> None:
    """Write down the files of the next contracts; after the last of them the plan stands."""
    last = _last_of_next(session, run)
    if last is None:
        run.planned_at = now_of(session)
        return
    rows = list(_rows(session, run, last))
    if rows:
        session.execute(insert(ArchiveCheckFile), rows)
    run.planned_to = last


def _last_of_next(session: Session, run: ArchiveCheck) -> int | None:
    ours = (Contract.organization_id == run.organization_id, Contract.id > run.planned_to)
    concluded = _within(run, Contract.concluded_at) if run.basis == Basis.CONCLUDED else ()
    following = select(Contract.id).where(*ours, *concluded).order_by(Contract.id).limit(CONTRACTS_AT_ONCE)
    last: int | None = session.scalar(select(func.max(following.subquery().c.id)))
    return last


def _rows(session: Session, run: ArchiveCheck, last: int) -> Iterator[dict[str, object]]:
    """A file that several acts share is looked at once."""
    standing = select(func.max(ArchiveCheckFile.number)).where(ArchiveCheckFile.check_id == run.id)
    begun, seen = session.scalar(standing) or 0, set[int]()
    for query in _files_of(run, last):
        for contract, kept, place, generation, file, digest in session.execute(query):
            if file in seen:
                continue
            seen.add(file)
            yield {
                "organization_id": run.organization_id,
                "check_id": run.id,
                "number": begun + len(seen),
                "contract_id": contract,
                "kept": _kept(kept),
                "place": place,
                "generation": 0 if kept == RevisionKind.FINAL else generation,
                "file_id": file,
                "digest": digest,
            }


def _kept(kind: str) -> str:
    """A final revision is the document that is kept; one before it is kept by what followed."""
    if kind == RevisionKind.FINAL:
        return Kept.DOCUMENT
    return INTERMEDIATE if kind in set(RevisionKind) else kind


def _files_of(run: ArchiveCheck, last: int) -> Iterator[_Files]:
    """Yield queries of contract, kind, place, generation, file and its SHA-256."""
    yield from _signed_files(run, last)
    yield from _issued_files(run, last)
    if run.basis == Basis.CONCLUDED:
        yield _attached_files(run, last)


def _signed_files(run: ArchiveCheck, last: int) -> Iterator[_Files]:
    signed, further = Revision, RevisionDocument
    finals = () if run.basis == Basis.TIMESTAMPED else (signed.kind == RevisionKind.FINAL,)
    yield (
        select(signed.contract_id, signed.kind, literal(1), signed.number, StoredFile.id, StoredFile.digest)
        .join(StoredFile, StoredFile.id == signed.file_id)
        .join(Contract, Contract.id == signed.contract_id)
        .where(*_in_period(run, last, signed.timestamped_at), *finals)
        .order_by(signed.id)
    )
    yield (
        select(
            signed.contract_id, signed.kind, further.position, signed.number, StoredFile.id, StoredFile.digest
        )
        .join(further, further.revision_id == signed.id)
        .join(StoredFile, StoredFile.id == further.file_id)
        .join(Contract, Contract.id == signed.contract_id)
        .where(*_in_period(run, last, further.timestamped_at), *finals)
        .order_by(further.id)
    )


def _issued_files(run: ArchiveCheck, last: int) -> Iterator[_Files]:
    """Yield those of certificates and of everything that was renewed."""
    issued, renewed = Certificate, ArchivalRevision
    yield (
        select(issued.contract_id, issued.audience, literal(1), literal(0), StoredFile.id, StoredFile.digest)
        .join(StoredFile, StoredFile.id == issued.file_id)
        .join(Contract, Contract.id == issued.contract_id)
        .where(*_in_period(run, last, issued.issued_at))
        .order_by(issued.id)
    )
    yield (
        select(
            renewed.contract_id,
            renewed.kept,
            renewed.place,
            renewed.generation,
            StoredFile.id,
            StoredFile.digest,
        )
        .join(StoredFile, StoredFile.id == renewed.file_id)
        .join(Contract, Contract.id == renewed.contract_id)
        .where(*_in_period(run, last, renewed.timestamped_at))
        .order_by(renewed.id)
    )


def _attached_files(run: ArchiveCheck, last: int) -> _Files:
    beside = ContractAttachment
    return (
        select(
            beside.contract_id, literal(ATTACHED), literal(1), literal(0), StoredFile.id, StoredFile.digest
        )
        .join(StoredFile, StoredFile.id == beside.file_id)
        .join(Contract, Contract.id == beside.contract_id)
        .where(*_in_period(run, last, beside.created_at), beside.removed_at.is_(None))
        .order_by(beside.id)
    )


def _in_period(
    run: ArchiveCheck, last: int, stamped: InstrumentedAttribute[datetime]
) -> tuple[ColumnElement[bool], ...]:
    following = (Contract.id > run.planned_to, Contract.id <= last)
    at = stamped if run.basis == Basis.TIMESTAMPED else Contract.concluded_at
    return (Contract.organization_id == run.organization_id, *following, *_within(run, at))


def _within(
    run: ArchiveCheck, at: InstrumentedAttribute[datetime] | InstrumentedAttribute[datetime | None]
) -> tuple[ColumnElement[bool], ...]:
    since, until = (datetime.combine(day, time(), JST) for day in (run.first, run.last + timedelta(days=1)))
    return (at >= since, at < until)
