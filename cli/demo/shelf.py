"""What lay on paper before the office came here: registered by the worker, as まとめて登録 has it done."""

import asyncio
import hashlib
import uuid
from collections.abc import Callable

from sqlalchemy import func, select
from temporalio.client import Client

from cli.demo.drafting import DEMO
from cli.demo.hands import AGENT, HERE, steadily
from cli.demo.marks import is_marked, mark
from cli.demo.people import Office
from cli.demo.scans import Scan, all_scans, ledger
from cli.demo.watching import LOOK_SECONDS, PATIENCE_SECONDS, WorkerSilent
from contracts.acts import Origin
from contracts.import_sheet import rows_in
from contracts.importing import ImportState
from contracts.life import Life
from contracts.relation import Kind
from contracts.signing import FileIdentity, Purpose
from database.contract import Contract
from database.import_desk import job_called
from database.import_jobs import NewJob, job_seen_by, keep_job, object_id, start_job
from database.import_meaning import known_to
from database.import_plans import FoundFile, planned
from database.imports import ImportFile, ImportJob
from database.queries.relations import CannotBeRelated, relate
from database.shelves import By
from workflows.door import Door
from workflows.import_sweeping import open_terms

BROWSER, NAME = "browser", "契約台帳（紙の契約書）.csv"


async def fill_shelf(office: Office, client: Client) -> int:
    """Return how many contracts stand registered, 0 where all was done before; what was begun goes on.

    Raises EngineUnavailable, NotKnownYet or WorkerSilent.
    """
    job = _job_id(office)
    if is_marked(office, job):
        return 0
    await asyncio.to_thread(_begin, office)
    await steadily(lambda: Door(client).import_files(job))
    await _until(lambda: _is_finished(office))
    await open_terms(client, office.opened.database)
    await _until(lambda: _are_in_term(office))
    _relate(office)
    mark(office, job, "scans")
    return len(_registered(office))


def _job_id(office: Office) -> str:
    """Return the same id each time: what is there already is found by it."""
    return str(uuid.uuid5(DEMO, f"{office.organization.public_id}|scans"))


def _begin(office: Office) -> None:
    database = office.opened.database
    with database.reading() as session:
        is_kept = job_seen_by(session, office.staff, _job_id(office)) is not None
    if not is_kept:
        _keep(office, [_stored(office, line, one) for line, one in enumerate(all_scans(), start=1)])
    with database.writing() as session:
        start_job(session, office.staff, job_called(session, _job_id(office)))


def _stored(office: Office, line: int, scan: Scan) -> FoundFile:
    data = scan.pdf(office.organization.name, office.today)
    digest = hashlib.sha256(data).hexdigest()
    name = object_id(_job_id(office), line)
    identity = FileIdentity(office.organization.public_id, name, Purpose.UPLOADED, digest)
    office.opened.files.write(identity, data)
    return FoundFile(scan.file, digest, len(data), identity)


def _keep(office: Office, found: list[FoundFile]) -> None:
    with office.opened.database.writing() as session:
        known = known_to(session, office.staff)
        files = planned(known, found, rows_in(ledger(office.today), known.own_labels), {})
        new = NewJob(_job_id(office), BROWSER, NAME, None, stamps=False)
        keep_job(session, office.staff, new, files, Origin(office.legal.public_id, HERE, AGENT))


def _relate(office: Office) -> None:
    contracts = _registered(office)
    with office.opened.database.writing() as session:
        for scan in all_scans():
            if scan.follows not in contracts or scan.file not in contracts:
                continue
            pair = (session.merge(contracts[scan.follows]), session.merge(contracts[scan.file]))
            key = uuid.uuid5(DEMO, f"{_job_id(office)}|{scan.file}").hex
            try:
                relate(session, By(office.staff, HERE), key, pair, Kind(scan.relation))
            except CannotBeRelated:
                continue  # somebody has said so by hand


def _registered(office: Office) -> dict[str, Contract]:
    """Return the contracts that the files have become, by the name of the file."""
    query = (
        select(ImportFile.filename, Contract)
        .join(Contract, Contract.id == ImportFile.contract_id)
        .join(ImportJob, ImportJob.id == ImportFile.job_id)
        .where(ImportJob.public_id == _job_id(office))
    )
    with office.opened.database.reading() as session:
        return dict(session.execute(query).tuples().all())


def _is_finished(office: Office) -> bool:
    with office.opened.database.reading() as session:
        return job_called(session, _job_id(office)).state == ImportState.FINISHED


def _are_in_term(office: Office) -> bool:
    ids = [contract.id for contract in _registered(office).values()]
    query = select(func.count()).select_from(Contract)
    with office.opened.database.reading() as session:
        return not session.scalar(query.where(Contract.id.in_(ids), Contract.life == Life.UNKNOWN))


async def _until(holds: Callable[[], bool]) -> None:
    """Raises WorkerSilent after three minutes."""
    deadline = asyncio.get_running_loop().time() + PATIENCE_SECONDS
    while not holds():
        if asyncio.get_running_loop().time() > deadline:
            raise WorkerSilent
        await asyncio.sleep(LOOK_SECONDS)
