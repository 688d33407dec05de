"""締結済み契約の登録 as its owner sees and steers it (MK-24)."""

import json
import uuid
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, delete, func, select, update
from sqlalchemy.orm import Session

from contracts.access import Level
from contracts.acts import Origin
from contracts.import_facts import ImportFacts, spelled_facts
from contracts.importing import FileOutcome, ImportState
from contracts.signing import FileIdentity
from database.audit import Told, append_audit
from database.contract import Contract
from database.document import StoredFile
from database.engine import now_of
from database.filing import file_stored
from database.folders import Folder
from database.import_meaning import Fault
from database.import_twins import Twins, spelled_twins
from database.imports import ImportFile, ImportJob
from database.queries.contracts import may_see
from database.queries.folders import folders_for
from database.sessions import Staff

PAGE = 50
MOST_JOBS = 100
TRIED_AGAIN = (FileOutcome.REFUSED,)


@dataclass(frozen=True, slots=True)
class NewFile:
    """`stored` is None while the bytes lie in a folder; without `digest` no file came at all.

    `twins` are what it looks the same as already now; it then waits for a person.
    """

    filename: str
    digest: str
    size: int
    facts: ImportFacts
    faults: Sequence[Fault] = ()
    sheet_line: int = 0
    stored: FileIdentity | None = None
    twins: Twins = ()

    @property
    def outcome(self) -> FileOutcome:
        if self.faults:
            return FileOutcome.BAD
        return FileOutcome.DUPLICATE if self.twins else FileOutcome.WAITING


@dataclass(frozen=True, slots=True)
class NewJob:
    """`source` is browser, single or folder; `key` is the public id: a form sent twice makes one job."""

    key: str
    source: str
    name: str
    folder: Folder | None
    stamps: bool


def object_id(job: str, line: int) -> str:
    """Return the name in the store of a file of the job: written twice it is one object."""
    return str(uuid.uuid5(uuid.UUID(job), f"file {line}"))


def keep_job(
    session: Session, staff: Staff, new: NewJob, files: Sequence[NewFile], origin: Origin
) -> ImportJob:
    """Keep what is to be registered; nothing is registered before the job is started."""
    job = ImportJob(
        public_id=new.key,
        organization_id=staff.organization.id,
        owner_id=staff.user.id,
        source=new.source,
        name=new.name,
        folder_id=new.folder.id if new.folder else None,
        stamps=new.stamps,
        state=ImportState.PLANNED,
        origin=json.dumps(asdict(origin)),
        created_at=now_of(session),
    )
    session.add(job)
    session.flush()
    session.add_all(_row(session, job, line, one) for line, one in enumerate(files, start=1))
    tell(session, staff, job, "import_planned", {"files": len(files)})
    return job


def start_job(session: Session, staff: Staff, job: ImportJob) -> None:
    """Begin, or go on after an interruption; going on already, it goes on as it does."""
    if job.state not in {ImportState.PLANNED, ImportState.STOPPED}:
        return
    code = "import_started" if job.started_at is None else "import_resumed"
    job.started_at, job.state = job.started_at or now_of(session), ImportState.RUNNING
    tell(session, staff, job, code, {})


def stop_job(session: Session, staff: Staff, job: ImportJob) -> None:
    """What is registered stays; the rest waits until somebody goes on."""
    if job.state == ImportState.RUNNING:
        job.state = ImportState.STOPPED
        tell(session, staff, job, "import_stopped", {})


def discard_job(session: Session, staff: Staff, job: ImportJob) -> list[str]:
    """Forget a job of which nothing was registered; return the names of objects that are to be destroyed."""
    tell(session, staff, job, "import_discarded", {})
    held = select(ImportFile.file_id).where(ImportFile.job_id == job.id, ImportFile.file_id.is_not(None))
    files = session.execute(select(StoredFile.id, StoredFile.public_id).where(StoredFile.id.in_(held))).all()
    session.execute(delete(ImportFile).where(ImportFile.job_id == job.id))
    session.execute(delete(StoredFile).where(StoredFile.id.in_([row.id for row in files])))
    session.delete(job)
    return [row.public_id for row in files]


def try_again(session: Session, staff: Staff, job: ImportJob) -> int:
    """Let the files that were refused wait once more, and return how many there are."""
    refused = ImportFile.job_id == job.id, ImportFile.outcome.in_(TRIED_AGAIN)
    count = session.scalar(select(func.count()).where(*refused)) or 0
    if count:
        session.execute(
            update(ImportFile).where(*refused).values(outcome=FileOutcome.WAITING, faults="[]", done_at=None)
        )
        _run_again(session, staff, job, "import_retried", {"files": count})
    return count


def decide_twins(
    session: Session, staff: Staff, job: ImportJob, lines: Sequence[int], *, anyway: bool
) -> int:
    """Register the files although they look registered already, or leave them out (MK-28).

    What was left out may still be registered; a job that nobody has started begins with neither.
    """
    open_ones = [FileOutcome.DUPLICATE, *([FileOutcome.SKIPPED] if anyway else [])]
    asked = (
        ImportFile.job_id == job.id,
        ImportFile.outcome.in_(open_ones),
        ImportFile.line.in_(lines),
    )
    rows = session.scalars(select(ImportFile).where(*asked)).all()
    for row in rows:
        row.anyway = anyway
        row.outcome = FileOutcome.WAITING if anyway else FileOutcome.SKIPPED
        row.done_at = None if anyway else now_of(session)
    facts: dict[str, str | int] = {"files": len(rows), "lines": " ".join(str(row.line) for row in rows)}
    if rows and anyway:
        _run_again(session, staff, job, "import_twins_taken", facts)
    elif rows:
        tell(session, staff, job, "import_twins_left", facts)
    return len(rows)


def jobs_for(session: Session, staff: Staff) -> Sequence[ImportJob]:
    query = select(ImportJob).where(_is_seen_by(staff))
    return session.scalars(query.order_by(ImportJob.id.desc()).limit(MOST_JOBS)).all()


def job_seen_by(session: Session, staff: Staff, public_id: str) -> ImportJob | None:
    query = select(ImportJob).where(_is_seen_by(staff), ImportJob.public_id == public_id)
    return session.scalars(query).first()


def counts_of(session: Session, jobs: Sequence[ImportJob]) -> Mapping[int, Counter[str]]:
    """Return the files of each job by outcome."""
    query = select(ImportFile.job_id, ImportFile.outcome, func.count()).where(
        ImportFile.job_id.in_([job.id for job in jobs])
    )
    counts: dict[int, Counter[str]] = {job.id: Counter() for job in jobs}
    for job, outcome, count in session.execute(query.group_by(ImportFile.job_id, ImportFile.outcome)):
        counts[job][outcome] = count
    return counts


def files_of(
    session: Session, job: ImportJob, outcome: str | None = None, page: int = 1
) -> Sequence[ImportFile]:
    return session.scalars(_files(job, outcome).limit(PAGE).offset((page - 1) * PAGE)).all()


def names_of(session: Session, job: ImportJob, lines: Collection[int]) -> Mapping[int, str]:
    """Return the names of the files on these lines of the job."""
    query = select(ImportFile).where(ImportFile.job_id == job.id, ImportFile.line.in_(lines))
    return {one.line: one.filename for one in session.scalars(query)}


def all_files(session: Session, job: ImportJob) -> Sequence[ImportFile]:
    return session.scalars(_files(job, None)).all()


def contracts_seen(session: Session, staff: Staff, public_ids: Sequence[str]) -> Mapping[str, Contract]:
    """Return those of the contracts that this person may see, by public id."""
    query = select(Contract).where(Contract.public_id.in_(public_ids), may_see(staff))
    return {contract.public_id: contract for contract in session.scalars(query)}


def is_open_to(session: Session, staff: Staff, folder_id: int) -> bool:
    return any(one.folder.id == folder_id for one in folders_for(session, staff, Level.EDITOR))


def tell(session: Session, staff: Staff, job: ImportJob, code: str, facts: dict[str, str | int]) -> None:
    told = Told(code, staff.user.public_id, job.public_id, {"name": job.name, **facts})
    append_audit(session, job.organization_id, told, now_of(session))


def _run_again(
    session: Session, staff: Staff, job: ImportJob, code: str, facts: dict[str, str | int]
) -> None:
    if job.state != ImportState.PLANNED:
        job.state, job.ended_at = ImportState.RUNNING, None
    tell(session, staff, job, code, facts)


def _row(session: Session, job: ImportJob, line: int, new: NewFile) -> ImportFile:
    stored = file_stored(session, job.organization_id, new.stored, new.size) if new.stored else None
    return ImportFile(
        organization_id=job.organization_id,
        job_id=job.id,
        line=line,
        sheet_line=new.sheet_line,
        filename=new.filename,
        digest=new.digest,
        size=new.size,
        file_id=stored.id if stored else None,
        facts=spelled_facts(new.facts),
        faults=json.dumps(new.faults, ensure_ascii=False),
        twins=spelled_twins(new.twins),
        outcome=new.outcome,
    )


def _files(job: ImportJob, outcome: str | None) -> Select[Any]:
    query = select(ImportFile).where(ImportFile.job_id == job.id).order_by(ImportFile.line)
    return query if outcome is None else query.where(ImportFile.outcome == outcome)


def _is_seen_by(staff: Staff) -> ColumnElement[bool]:
    """The owner's alone: the names of files may tell of contracts that others may not see (MK-79)."""
    return (ImportJob.organization_id == staff.organization.id) & (ImportJob.owner_id == staff.user.id)
