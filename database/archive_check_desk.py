"""A run of 一括検証: files are fixed when it begins; each is looked at once, also after a kill (LW-14)."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlalchemy import ColumnElement, Select, func, insert, literal, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from contracts.archive_check import INTERMEDIATE, Basis, FileChecked, FileToCheck, Outcome
from contracts.preserving import Kept
from contracts.reasons import JST
from contracts.signing import FileIdentity, RevisionKind
from database.archival import ArchivalRevision
from database.archive_check import ArchiveCheck, ArchiveCheckFile
from database.audit import Told, append_audit
from database.contract import Contract
from database.document import StoredFile
from database.engine import Database, now_of
from database.evidence import Certificate, Revision, RevisionDocument
from database.people import Organization

_Files = Select[int, str, int, int, int, str]


@dataclass(frozen=True, slots=True)
class Asked:
    """`by` is the public id of a user or the name of a machine; the days are Japan's, both included."""

    basis: Basis
    first: date
    last: date
    by: str
    name: str
    address: str = ""

    @property
    def since(self) -> datetime:
        return datetime.combine(self.first, time(), JST)

    @property
    def until(self) -> datetime:
        return datetime.combine(self.last + timedelta(days=1), time(), JST)


def begin_check(session: Session, organization_id: int, key: str, asked: Asked) -> ArchiveCheck:
    """Fix the files of the period, all of the organisation's; the same key is the same run."""
    standing = session.scalars(select(ArchiveCheck).where(ArchiveCheck.public_id == key)).first()
    if standing is not None:
        return standing
    run = ArchiveCheck(
        public_id=key,
        organization_id=organization_id,
        basis=asked.basis,
        first=asked.first,
        last=asked.last,
        asked_by=asked.by,
        asked_name=asked.name,
        created_at=now_of(session),
    )
    session.add(run)
    session.flush()
    rows = list(_rows(session, run, asked))
    if rows:
        session.execute(insert(ArchiveCheckFile), rows)
    facts: dict[str, str | int] = {"files": len(rows), "address": asked.address}
    _tell(session, run, "archive_check_started", asked.by, facts)
    return run


class ArchiveCheckDesk:
    def __init__(self, database: Database) -> None:
        self._database = database

    def next_files(self, check: str, limit: int) -> list[FileToCheck]:
        """Return files that nobody has looked at yet, in their order."""
        waits = (ArchiveCheck.public_id == check, ArchiveCheckFile.outcome == Outcome.WAITING)
        query = (
            select(ArchiveCheckFile, StoredFile, Organization.public_id)
            .join(ArchiveCheck, ArchiveCheck.id == ArchiveCheckFile.check_id)
            .join(StoredFile, StoredFile.id == ArchiveCheckFile.file_id)
            .join(Organization, Organization.id == ArchiveCheckFile.organization_id)
            .where(*waits)
            .order_by(ArchiveCheckFile.number)
            .limit(limit)
        )
        with self._database.reading() as session:
            return [
                FileToCheck(
                    row.id,
                    FileIdentity(organization, file.public_id, file.purpose, row.digest),
                    row.kept,
                    row.generation == _newest_generation(session, row),
                )
                for row, file, organization in session.execute(query)
            ]

    def found(self, row_id: int, checked: FileChecked) -> None:
        with self._database.writing() as session:
            row = session.get_one(ArchiveCheckFile, row_id)
            if row.outcome != Outcome.WAITING:
                return
            row.outcome, row.reasons = checked.outcome, json.dumps(checked.reasons)
            row.timestamped_at, row.protected_until = checked.timestamped_at, checked.protected_until
            row.checked_at = now_of(session)

    def finish(self, check: str) -> None:
        """Say once that every file was looked at."""
        with self._database.writing() as session:
            run = session.scalars(select(ArchiveCheck).where(ArchiveCheck.public_id == check)).one()
            if run.ended_at is None:
                run.ended_at = now_of(session)
                counts: dict[str, str | int] = {**counts_of(session, run)}
                _tell(session, run, "archive_check_finished", run.asked_by, counts)

    def running(self) -> list[str]:
        """Return the runs that are to go on, for a worker that has just come up."""
        with self._database.reading() as session:
            return list(
                session.scalars(select(ArchiveCheck.public_id).where(ArchiveCheck.ended_at.is_(None)))
            )


def counts_of(session: Session, run: ArchiveCheck) -> dict[str, int]:
    """Return how many files there are by outcome, those not looked at under `waiting`."""
    query = select(ArchiveCheckFile.outcome, func.count()).where(ArchiveCheckFile.check_id == run.id)
    found = {
        outcome or "waiting": count
        for outcome, count in session.execute(query.group_by(ArchiveCheckFile.outcome))
    }
    return {name: found.get(name, 0) for name in ("ok", "doubt", "bad", "waiting")}


def _rows(session: Session, run: ArchiveCheck, asked: Asked) -> Iterator[dict[str, object]]:
    """A file that several acts share is looked at once."""
    seen: set[int] = set()
    for query in _files_of(run.organization_id, asked):
        for contract, kept, place, generation, file, digest in session.execute(query):
            if file in seen:
                continue
            seen.add(file)
            yield {
                "organization_id": run.organization_id,
                "check_id": run.id,
                "number": len(seen),
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


def _files_of(organization_id: int, asked: Asked) -> Iterator[_Files]:
    """Yield queries of contract, kind, place, generation, file and its SHA-256."""
    yield from _signed_files(organization_id, asked)
    yield from _issued_files(organization_id, asked)


def _signed_files(organization_id: int, asked: Asked) -> Iterator[_Files]:
    signed, further = Revision, RevisionDocument
    finals = () if asked.basis is Basis.TIMESTAMPED else (signed.kind == RevisionKind.FINAL,)
    yield (
        select(signed.contract_id, signed.kind, literal(1), signed.number, StoredFile.id, StoredFile.digest)
        .join(StoredFile, StoredFile.id == signed.file_id)
        .join(Contract, Contract.id == signed.contract_id)
        .where(*_in_period(organization_id, asked, signed.timestamped_at), *finals)
        .order_by(signed.id)
    )
    yield (
        select(
            signed.contract_id, signed.kind, further.position, signed.number, StoredFile.id, StoredFile.digest
        )
        .join(further, further.revision_id == signed.id)
        .join(StoredFile, StoredFile.id == further.file_id)
        .join(Contract, Contract.id == signed.contract_id)
        .where(*_in_period(organization_id, asked, further.timestamped_at), *finals)
        .order_by(further.id)
    )


def _issued_files(organization_id: int, asked: Asked) -> Iterator[_Files]:
    """Yield those of certificates and of everything that was renewed."""
    issued, renewed = Certificate, ArchivalRevision
    yield (
        select(issued.contract_id, issued.audience, literal(1), literal(0), StoredFile.id, StoredFile.digest)
        .join(StoredFile, StoredFile.id == issued.file_id)
        .join(Contract, Contract.id == issued.contract_id)
        .where(*_in_period(organization_id, asked, issued.issued_at))
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
        .where(*_in_period(organization_id, asked, renewed.timestamped_at))
        .order_by(renewed.id)
    )


def _in_period(
    organization_id: int, asked: Asked, stamped: InstrumentedAttribute[datetime]
) -> tuple[ColumnElement[bool], ...]:
    at = stamped if asked.basis is Basis.TIMESTAMPED else Contract.concluded_at
    return (Contract.organization_id == organization_id, at >= asked.since, at < asked.until)


def _newest_generation(session: Session, row: ArchiveCheckFile) -> int:
    query = select(func.max(ArchivalRevision.generation)).where(
        ArchivalRevision.contract_id == row.contract_id,
        ArchivalRevision.kept == row.kept,
        ArchivalRevision.place == row.place,
    )
    return session.scalar(query) or 0


def _tell(session: Session, run: ArchiveCheck, code: str, actor: str, facts: dict[str, str | int]) -> None:
    period: dict[str, str | int] = {
        "from": run.first.isoformat(),
        "to": run.last.isoformat(),
        "basis": run.basis,
    }
    append_audit(
        session, run.organization_id, Told(code, actor, run.public_id, {**period, **facts}), now_of(session)
    )
