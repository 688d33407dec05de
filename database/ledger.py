"""The record as the worker is handed it."""

from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from contracts.acts import LockParty, Origin, PassOver
from contracts.locking import lock_of
from contracts.messages import EffectMessage, LifecycleStart, Position, RecordRequest, TermDates
from database.contract import Contract
from database.engine import Database, now_of
from database.queries.absences import untold_absences
from database.queries.locks import untold_locks
from database.rebuilding import open_contracts, position_of, raise_epoch, start_of
from database.record import EffectRow
from database.recording import EpochSuperseded, RecordDiffers, freeze, record_transition
from database.term_facts import Calendars, term_dates_of, untold_terms


class Ledger:
    def __init__(self, database: Database) -> None:
        self._database = database

    def record(self, request: RecordRequest) -> str:
        """Write one transition in one transaction.

        Returns "" or the name of the refusal; RecordDiffers has frozen the contract (design.md section 5).
        """
        try:
            with self._database.writing() as session:
                record_transition(session, request)
                _finish(session, request.contract, request.finished)
        except EpochSuperseded:
            return EpochSuperseded.__name__
        except RecordDiffers:
            with self._database.writing() as session:
                freeze(session, request.contract, now_of(session))
            return RecordDiffers.__name__
        return ""

    def positions(self) -> dict[str, Position]:
        """Return where each contract stands whose workflow must be running."""
        with self._database.reading() as session:
            return {row.public_id: position_of(row) for row in open_contracts(session)}

    def restart(self, contracts: Sequence[str]) -> list[LifecycleStart]:
        """Raise the epoch for `contracts` and return what their new workflows start from."""
        with self._database.writing() as session:
            epoch = raise_epoch(session)
            return _under(session, epoch, _rows(session, contracts))

    def restart_lost(self, lost: Mapping[str, Position]) -> list[LifecycleStart]:
        """Do so for those that still stand where they were seen: on the others somebody has written since."""
        with self._database.writing() as session:
            epoch = raise_epoch(session)
            rows = _rows(session, lost)
            return _under(session, epoch, [row for row in rows if position_of(row) == lost[row.public_id]])

    def term_dates(self, contract: str, alert_days: Sequence[int], calendars: Calendars) -> TermDates:
        """Return 契約期間 and its renewal as they stand."""
        with self._database.reading() as session:
            return term_dates_of(session, contract, alert_days, calendars)

    def untold_terms(self, after: int, most: int) -> Sequence[tuple[int, LifecycleStart]]:
        """Return, from a row id on, changed terms that the engine has not recorded, and how to start them."""
        with self._database.reading() as session:
            return [(row.id, start_of(session, row)) for row in untold_terms(session, after, most)]

    def untold_absences(self) -> list[tuple[str, PassOver]]:
        """Return contracts that wait for somebody who can approve no more, and what tells them so (T07)."""
        with self._database.reading() as session:
            return list(untold_absences(session))

    def untold_locks(self) -> list[tuple[str, LockParty]]:
        """Return contracts with the lock of a party that ran out of tries while the engine was away."""
        with self._database.reading() as session:
            return [
                (row.contract.public_id, lock_of(Origin(row.public_id), row.public_id, row.contract.sequence))
                for row in untold_locks(session)
            ]


def _rows(session: Session, contracts: Iterable[str]) -> Sequence[Contract]:
    return session.scalars(select(Contract).where(Contract.public_id.in_(contracts))).all()


def _under(session: Session, epoch: int, rows: Iterable[Contract]) -> list[LifecycleStart]:
    """Let whoever starts from here write, and nobody who started before."""
    starting = list(rows)
    for row in starting:
        row.epoch = epoch
    session.flush()
    return [start_of(session, row) for row in starting]


def _finish(session: Session, contract: str, effects: Sequence[EffectMessage]) -> None:
    if not effects:
        return
    contract_id = session.scalars(select(Contract.id).where(Contract.public_id == contract)).one()
    at = now_of(session)
    for effect in effects:
        row = session.get(EffectRow, (contract_id, effect.sequence, effect.kind, effect.recipient))
        if row is not None and row.done_at is None:
            row.done_at = at
