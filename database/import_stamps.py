"""Timestamps over imported files: which are owed, and what came of it (MK-25)."""

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from contracts.anchoring import Stamped
from contracts.importing import ImportState
from database.audit import Told, append_audit
from database.contract import Contract
from database.engine import Database, now_of
from database.imports import ImportedDocument, ImportFile, ImportJob, ImportStamp

MOST_AT_ONCE = 200
FOLDER = "folder"


class ImportStampDesk:
    def __init__(self, database: Database) -> None:
        self._database = database

    def unfinished(self) -> list[str]:
        """Return the jobs a worker is to go on with: files wait in the store, or timestamps are owed."""
        with self._database.reading() as session:
            running = select(ImportJob.public_id).where(
                ImportJob.state == ImportState.RUNNING, ImportJob.source != FOLDER
            )
            owing = _owed().with_only_columns(ImportJob.public_id).distinct()
            return sorted({*session.scalars(running), *session.scalars(owing)})

    def unstamped(self, job: str) -> list[tuple[int, str]]:
        """Return contracts of the job by their ids, each with the SHA-256 that is to be stamped."""
        with self._database.reading() as session:
            query = _owed().where(ImportJob.public_id == job).order_by(ImportedDocument.contract_id)
            return [(row[0], row[1]) for row in session.execute(query.limit(MOST_AT_ONCE))]

    def keep(self, contract: int, digest: str, stamped: Stamped) -> None:
        """Keep the first token over a file; a second is as good, and changes nothing."""
        with self._database.writing() as session:
            if session.get(ImportStamp, contract) is None:
                _keep(session, session.get_one(Contract, contract), digest, stamped)


def _owed() -> Select[int, str]:
    stamped = select(ImportStamp.contract_id)
    query = (
        select(ImportedDocument.contract_id, ImportedDocument.digest)
        .join(ImportFile, ImportFile.contract_id == ImportedDocument.contract_id)
        .join(ImportJob, ImportJob.id == ImportFile.job_id)
    )
    return query.where(ImportedDocument.stamps.is_(True), ImportedDocument.contract_id.not_in(stamped))


def _keep(session: Session, contract: Contract, digest: str, stamped: Stamped) -> None:
    session.add(
        ImportStamp(
            contract_id=contract.id,
            organization_id=contract.organization_id,
            digest=digest,
            token=stamped.token,
            certificates=stamped.certificates,
            at=stamped.at,
            authority=stamped.authority,
            serial=stamped.serial,
            policy=stamped.policy,
            accredited=stamped.accredited,
        )
    )
    facts: dict[str, str | int] = {
        "serial": stamped.serial,
        "authority": stamped.authority,
        "stamped_at": stamped.at.isoformat(),
        "sha256": digest,
    }
    told = Told("import_stamped", "engine", contract.public_id, facts)
    append_audit(session, contract.organization_id, told, now_of(session))
