"""The record as those who renew timestamps are handed it; time is what the workflow says it is (LW-13)."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from contracts.messages import RenewalOrder
from contracts.preserving import KeptFile, RenewedFile, Schedule, schedule_of
from contracts.signing import RevisionKind
from contracts.stage import Stage
from database.archival import ArchivalRevision, Preservation
from database.audit import Told, append_audit
from database.contract import Contract
from database.dossiers import contract_of, identity_of
from database.engine import Database, now_of
from database.evidence import Revision
from database.filing import file_stored
from database.queries.archival import frozen_files, newest_renewed

ENGINE = "engine"
TRIED_AGAIN_AFTER = timedelta(hours=1)


class PreservationDesk:
    def __init__(self, database: Database) -> None:
        self._database = database

    def not_taken_in(self, limit: int) -> list[str]:
        """Return concluded contracts that have no schedule yet, also those of earlier releases."""
        known = select(Preservation.contract_id)
        final = select(Revision.contract_id).where(Revision.kind == RevisionKind.FINAL)
        query = (
            select(Contract.public_id)
            .where(Contract.stage == Stage.CONCLUDED, Contract.id.in_(final), Contract.id.not_in(known))
            .order_by(Contract.id)
            .limit(limit)
        )
        with self._database.reading() as session:
            return list(session.scalars(query))

    def kept(self, contract_id: str) -> list[KeptFile]:
        """Return each kept file as it stands newest."""
        with self._database.reading() as session:
            return _kept(session, contract_of(session, contract_id))

    def take_in(self, contract_id: str, schedule: Schedule) -> None:
        with self._database.writing() as session:
            contract = contract_of(session, contract_id)
            if session.get(Preservation, contract.id) is None:
                row = Preservation(
                    contract_id=contract.id, organization_id=contract.organization_id, generation=0
                )
                row.protected_until, row.renew_at = schedule.protected_until, schedule.renew_at
                session.add(row)

    def cannot_take_in(self, contract_id: str, at: datetime, code: str) -> None:
        """A file that cannot be read is a failure from the first day, not one that is found in ten years."""
        with self._database.writing() as session:
            contract = contract_of(session, contract_id)
            if session.get(Preservation, contract.id) is None:
                row = Preservation(
                    contract_id=contract.id, organization_id=contract.organization_id, generation=0
                )
                row.renew_at, row.tried_at = at, at
                session.add(row)
                _fail(session, row, contract, at, code)

    def due(self, at: datetime, limit: int) -> list[RenewalOrder]:
        """Return what is to be renewed now, longest due first; what just failed waits for its hour."""
        query = (
            select(Contract.public_id, Preservation.generation)
            .join(Preservation, Preservation.contract_id == Contract.id)
            .where(Preservation.renew_at <= at, _may_be_tried(at))
            .order_by(Preservation.renew_at, Preservation.contract_id)
            .limit(limit)
        )
        with self._database.reading() as session:
            return [
                RenewalOrder(contract, generation + 1, at.isoformat())
                for contract, generation in session.execute(query)
            ]

    def next_due(self, at: datetime) -> datetime | None:
        """Return when the next is due that is not due now, or may be tried again."""
        with self._database.reading() as session:
            ahead = session.scalar(select(func.min(Preservation.renew_at)).where(Preservation.renew_at > at))
            tried = session.scalar(
                select(func.min(Preservation.tried_at)).where(Preservation.renew_at <= at, ~_may_be_tried(at))
            )
        again = tried + TRIED_AGAIN_AFTER if tried else None
        return min(filter(None, (ahead, again)), default=None)

    def is_done(self, order: RenewalOrder) -> bool:
        with self._database.reading() as session:
            return _is_done(session, order)

    def keep(self, order: RenewalOrder, renewed: Sequence[RenewedFile]) -> None:
        """File one generation, all or nothing; of two attempts the first stands."""
        try:
            with self._database.writing() as session:
                if not _is_done(session, order):
                    _keep(session, order, renewed)
        except IntegrityError:
            if not self.is_done(order):
                raise

    def failed(self, order: RenewalOrder, code: str) -> None:
        """Note the try; the first of a row of failures is told to the audit log."""
        with self._database.writing() as session:
            contract = contract_of(session, order.contract)
            row = session.get_one(Preservation, contract.id)
            at = datetime.fromisoformat(order.at)
            row.tried_at = at
            if row.generation < order.generation:
                _fail(session, row, contract, at, code)


def _kept(session: Session, contract: Contract) -> list[KeptFile]:
    newest = newest_renewed(session, contract)
    found = []
    for one in frozen_files(session, contract):
        renewed = newest.get((one.kept, one.place))
        file = renewed.file if renewed else one.file
        found.append(KeptFile(one.kept, one.place, one.file.digest, identity_of(contract, file)))
    return found


def _keep(session: Session, order: RenewalOrder, renewed: Sequence[RenewedFile]) -> None:
    contract, at = contract_of(session, order.contract), now_of(session)
    session.add_all([_row(session, contract, order, one) for one in renewed])
    schedule = schedule_of(order.contract, [one.protection for one in renewed])
    row = session.get_one(Preservation, contract.id)
    row.generation, row.tried_at = order.generation, None
    row.protected_until, row.renew_at = schedule.protected_until, schedule.renew_at
    row.failing_since, row.failure = None, ""
    facts: dict[str, str | int] = {
        "generation": order.generation,
        "files": len(renewed),
        "until": schedule.protected_until.isoformat(),
    }
    facts |= {f"sha256_{number}": one.document.file.digest for number, one in enumerate(renewed, 1)}
    append_audit(
        session, contract.organization_id, Told("timestamps_renewed", ENGINE, contract.public_id, facts), at
    )


def _row(session: Session, contract: Contract, order: RenewalOrder, one: RenewedFile) -> ArchivalRevision:
    stored = file_stored(session, contract.organization_id, one.document.file, one.document.size)
    facts = one.document.facts
    return ArchivalRevision(
        organization_id=contract.organization_id,
        contract_id=contract.id,
        kept=one.before.kept,
        place=one.before.place,
        generation=order.generation,
        origin=one.before.origin,
        digest=stored.digest,
        file_id=stored.id,
        level=facts.level,
        timestamped_at=facts.timestamped_at,
        authority=facts.authority,
        serial=facts.serial,
        policy=facts.policy,
        accredited=facts.accredited,
        protected_until=one.protection.until,
        created_at=now_of(session),
    )


def _fail(session: Session, row: Preservation, contract: Contract, at: datetime, code: str) -> None:
    is_news = row.failing_since is None
    row.failing_since, row.failure = row.failing_since or at, code
    if is_news:
        told = Told("renewal_failed", ENGINE, contract.public_id, {"reason": code})
        append_audit(session, contract.organization_id, told, now_of(session))


def _is_done(session: Session, order: RenewalOrder) -> bool:
    row = session.get(Preservation, contract_of(session, order.contract).id)
    return row is not None and row.generation >= order.generation


def _may_be_tried(at: datetime) -> ColumnElement[bool]:
    return or_(Preservation.tried_at.is_(None), Preservation.tried_at <= at - TRIED_AGAIN_AFTER)
