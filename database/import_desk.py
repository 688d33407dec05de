"""What is done with one file of a job at a time; each step may be repeated, and ended at any line (MK-24)."""

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from contracts.import_facts import facts_from
from contracts.importing import FileOutcome, ImportState
from contracts.metadata import OWN_ITEM
from contracts.policies import LimitReached
from contracts.preset_spelling import preset_from
from contracts.roles import Permission
from contracts.signing import FileIdentity, Purpose
from database.audit import Told, append_audit
from database.contract import Contract
from database.contract_type import ContractType
from database.document import StoredFile
from database.engine import Database, now_of
from database.filing import file_stored
from database.import_jobs import is_open_to, object_id
from database.import_meaning import Fault
from database.import_registering import Looked, Registering, contract_id, registered
from database.import_twins import spelled_twins, twins_of
from database.imports import ImportFile, ImportJob
from database.people import Organization
from database.queries.colleagues import as_staff
from database.sessions import Staff
from database.usage import require_room_for_files

FILE_COLUMN = "file"


@dataclass(frozen=True, slots=True)
class NextFile:
    """The file that is next; unless `is_stored` its bytes are to be brought and written as `wanted`.

    `is_twin`: it looks registered already, and is settled with that.
    """

    line: int
    filename: str
    wanted: FileIdentity
    is_stored: bool
    is_twin: bool


class ImportDesk:
    def __init__(self, database: Database) -> None:
        self._database = database

    def next_file(self, job: str) -> NextFile | None:
        """Return what is to be done next; when nothing is left the job is finished."""
        with self._database.writing() as session:
            run = job_called(session, job)
            if run.state != ImportState.RUNNING:
                return None
            row = _waiting(session, run)
            if row is None:
                _finish(session, run)
                return None
            is_twin = _is_twin(session, as_staff(session, run.owner), row)
            wanted = _identity(session, run, row)
            return NextFile(row.line, row.filename, wanted, row.file_id is not None, is_twin)

    def register(self, job: str, line: int, size: int, looked: Looked) -> FileOutcome:
        """Settle a file whose `size` bytes stand in the store: registered, or left to a person as a twin."""
        with self._database.writing() as session:
            run, row = job_called(session, job), _row(session, job, line)
            if row.outcome != FileOutcome.WAITING:
                return FileOutcome(row.outcome)
            staff = as_staff(session, run.owner)
            why = _hindrance(session, staff, run, row, size)
            if why:
                return _settle(session, row, FileOutcome.REFUSED, [(FILE_COLUMN, why, "")])
            if _is_twin(session, staff, row):
                return FileOutcome.DUPLICATE
            contract = _known(session, run, row)
            if contract is None:
                file = _file(session, run, row, size)
                new = Registering(run, row, facts_from(row.facts), looked, file)
                contract = registered(session, staff, new)
            row.contract_id = contract.id
            return _settle(session, row, FileOutcome.IMPORTED)

    def refuse(self, job: str, line: int, code: str) -> None:
        with self._database.writing() as session:
            row = _row(session, job, line)
            if row.outcome == FileOutcome.WAITING:
                _settle(session, row, FileOutcome.REFUSED, [(FILE_COLUMN, code, "")])


def job_called(session: Session, public_id: str) -> ImportJob:
    return session.scalars(select(ImportJob).where(ImportJob.public_id == public_id)).one()


def _row(session: Session, job: str, line: int) -> ImportFile:
    query = select(ImportFile).join(ImportJob, ImportJob.id == ImportFile.job_id)
    return session.scalars(query.where(ImportJob.public_id == job, ImportFile.line == line)).one()


def _waiting(session: Session, run: ImportJob) -> ImportFile | None:
    query = select(ImportFile).where(ImportFile.job_id == run.id, ImportFile.outcome == FileOutcome.WAITING)
    return session.scalars(query.order_by(ImportFile.line).limit(1)).first()


def _identity(session: Session, run: ImportJob, row: ImportFile) -> FileIdentity:
    organization = session.get_one(Organization, run.organization_id)
    return FileIdentity(
        organization.public_id, object_id(run.public_id, row.line), Purpose.UPLOADED, row.digest
    )


def _known(session: Session, run: ImportJob, row: ImportFile) -> Contract | None:
    """Return what this very row became already, had it been settled and asked for again."""
    return session.scalars(select(Contract).where(Contract.public_id == contract_id(run, row))).first()


def _hindrance(session: Session, staff: Staff, run: ImportJob, row: ImportFile, size: int) -> str:
    """Return the code of what has come between since the job was planned, or nothing."""
    if staff.user.disabled_at is not None or not staff.may(Permission.IMPORT):
        return "owner_may_not_import"
    if run.folder_id is not None and not is_open_to(session, staff, run.folder_id):
        return "folder_shut"
    if _lost_items(session, row):
        return "item_unknown"
    try:
        require_room_for_files(session, run.organization_id, [] if row.file_id else [size])
    except LimitReached:
        return "limit_reached"
    return ""


def _lost_items(session: Session, row: ImportFile) -> bool:
    """Tell whether the ledger gives an own item that the 契約種別 has had since taken out of use."""
    facts = facts_from(row.facts)
    given = {item.removeprefix(OWN_ITEM) for item in facts.values if item.startswith(OWN_ITEM)}
    if not given:
        return False
    kind = session.scalars(select(ContractType).where(ContractType.public_id == facts.type)).first()
    return bool(given - {one.code for one in preset_from(kind.preset if kind else "").items})


def _is_twin(session: Session, staff: Staff, row: ImportFile) -> bool:
    """Settle a file that looks registered already, unless a person has said that it is to be registered."""
    twins = () if row.anyway else twins_of(session, staff, row.digest, facts_from(row.facts))
    if twins:
        row.twins = spelled_twins(twins)
        _settle(session, row, FileOutcome.DUPLICATE)
    return bool(twins)


def _file(session: Session, run: ImportJob, row: ImportFile, size: int) -> StoredFile:
    if row.file_id is None:
        row.file_id = file_stored(session, row.organization_id, _identity(session, run, row), size).id
    return session.get_one(StoredFile, row.file_id)


def _settle(
    session: Session, row: ImportFile, outcome: FileOutcome, faults: Sequence[Fault] = ()
) -> FileOutcome:
    row.outcome, row.done_at, row.faults = outcome, now_of(session), json.dumps(faults, ensure_ascii=False)
    session.flush()
    return outcome


def _finish(session: Session, run: ImportJob) -> None:
    run.state, run.ended_at = ImportState.FINISHED, now_of(session)
    counts = Counter(session.scalars(select(ImportFile.outcome).where(ImportFile.job_id == run.id)))
    told = Told("import_finished", run.owner.public_id, run.public_id, {"name": run.name, **counts})
    append_audit(session, run.organization_id, told, now_of(session))
