"""A run of 一括検証: its files are written down, then each is looked at once, also after a kill (LW-14)."""

import json
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from contracts.archive_check import Basis, FileChecked, FileToCheck, Outcome
from contracts.signing import FileIdentity
from database.archival import ArchivalRevision
from database.archive_check import ArchiveCheck, ArchiveCheckFile
from database.archive_check_plan import plan_more
from database.audit import Told, append_audit
from database.document import StoredFile
from database.engine import Database, now_of
from database.evidence import Revision
from database.people import Organization

Facts = dict[str, str | int]


@dataclass(frozen=True, slots=True)
class Asked:
    """`by` is the public id of a user or the name of a machine; the days are Japan's, both included."""

    basis: Basis
    first: date
    last: date
    by: str
    name: str
    address: str = ""


class RunOfAnother(Exception):
    """The key of the form names a run of another organisation."""


def begin_check(session: Session, organization_id: int, key: str, asked: Asked) -> ArchiveCheck:
    """Ask for a run over the organisation's files of the period; the same key is the same run.

    Raises RunOfAnother.
    """
    standing = session.scalars(select(ArchiveCheck).where(ArchiveCheck.public_id == key)).first()
    if standing is not None:
        if standing.organization_id != organization_id:
            raise RunOfAnother
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
    _tell(session, run, "archive_check_started", asked.by, {"address": asked.address})
    return run


def stop_check(session: Session, run: ArchiveCheck, by: str, name: str, address: str) -> bool:
    """End a run before all was looked at, and tell whether it was still going; what was found stays."""
    if run.ended_at is not None:
        return False
    run.stopped_name = name
    _end(session, run, "archive_check_stopped", by, {"address": address})
    return True


class ArchiveCheckDesk:
    def __init__(self, database: Database) -> None:
        self._database = database

    def plan(self, check: str) -> bool:
        """Write down more of the files that are to be looked at, and tell whether that was needed."""
        with self._database.writing() as session:
            run = _run(session, check)
            if run.planned_at is not None or run.ended_at is not None:
                return False
            plan_more(session, run)
            return True

    def next_files(self, check: str, limit: int) -> list[FileToCheck]:
        """Return files that nobody has looked at yet, in their order; none of a run that was stopped."""
        waits = (ArchiveCheck.public_id == check, ArchiveCheckFile.outcome == Outcome.WAITING)
        query = (
            select(ArchiveCheckFile, StoredFile, Organization.public_id)
            .join(ArchiveCheck, ArchiveCheck.id == ArchiveCheckFile.check_id)
            .join(StoredFile, StoredFile.id == ArchiveCheckFile.file_id)
            .join(Organization, Organization.id == ArchiveCheckFile.organization_id)
            .where(*waits, ArchiveCheck.ended_at.is_(None))
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

    def found(self, row_id: int, checked: FileChecked) -> bool:
        """Keep what was found; tell whether the run goes on."""
        with self._database.writing() as session:
            row = session.get_one(ArchiveCheckFile, row_id)
            if session.get_one(ArchiveCheck, row.check_id).ended_at is not None:
                return False
            if row.outcome == Outcome.WAITING:
                row.outcome, row.reasons = checked.outcome, json.dumps(checked.reasons)
                row.timestamped_at, row.protected_until = checked.timestamped_at, checked.protected_until
                row.checked_at = now_of(session)
            return True

    def finish(self, check: str) -> None:
        """Say once that every file was looked at."""
        with self._database.writing() as session:
            run = _run(session, check)
            if run.ended_at is None:
                _end(session, run, "archive_check_finished", run.asked_by, {})

    def has_signatures(self) -> bool:
        with self._database.reading() as session:
            return session.scalar(select(Revision.id).limit(1)) is not None

    def running(self) -> list[str]:
        """Return the runs that are to go on, for a worker that has just come up."""
        with self._database.reading() as session:
            return list(
                session.scalars(select(ArchiveCheck.public_id).where(ArchiveCheck.ended_at.is_(None)))
            )


def counts_of(session: Session, run: ArchiveCheck) -> dict[str, int]:
    """Return how many files there are by outcome, those not looked at under `waiting`."""
    if run.totals:
        totals: dict[str, int] = json.loads(run.totals)
        return totals
    query = select(ArchiveCheckFile.outcome, func.count()).where(ArchiveCheckFile.check_id == run.id)
    found = {
        outcome or "waiting": count
        for outcome, count in session.execute(query.group_by(ArchiveCheckFile.outcome))
    }
    return {name: found.get(name, 0) for name in ("ok", "doubt", "bad", "waiting")}


def _run(session: Session, check: str) -> ArchiveCheck:
    return session.scalars(select(ArchiveCheck).where(ArchiveCheck.public_id == check)).one()


def _end(session: Session, run: ArchiveCheck, code: str, by: str, facts: Facts) -> None:
    """From now on the numbers stand: nothing of an ended run is written again."""
    session.flush()
    counts = counts_of(session, run)
    run.totals, run.ended_at = json.dumps(counts), now_of(session)
    _tell(session, run, code, by, {**facts, **counts})


def _newest_generation(session: Session, row: ArchiveCheckFile) -> int:
    query = select(func.max(ArchivalRevision.generation)).where(
        ArchivalRevision.contract_id == row.contract_id,
        ArchivalRevision.kept == row.kept,
        ArchivalRevision.place == row.place,
    )
    return session.scalar(query) or 0


def _tell(session: Session, run: ArchiveCheck, code: str, actor: str, facts: Facts) -> None:
    period: Facts = {"from": run.first.isoformat(), "to": run.last.isoformat(), "basis": run.basis}
    told = Told(code, actor, run.public_id, {**period, **facts})
    append_audit(session, run.organization_id, told, now_of(session))
