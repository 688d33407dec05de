"""Carrying out what two persons agreed: one contract after the other, safe to repeat at any line (LW-27)."""

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from contracts.disposal import Fate, Stone, Why, keeps, why_not
from contracts.life import civil_day
from contracts.retention import Kept
from database.audit import Told, append_audit
from database.contract import Contract
from database.destroying import IsDestroyed, is_begun, objects_in
from database.disposal import Disposal, DisposalItem
from database.disposals import left_out
from database.disposing import delete_rows, files_of, rows_of
from database.engine import Database, now_of
from database.queries.retention import kept_until
from database.tombstones import set_stone, stone_of

ENGINE = "engine"


@dataclass(frozen=True, slots=True)
class Going:
    """A contract whose turn it is; `item` is a row id, `contract` a public id."""

    item: int
    contract: str


class DisposalDesk:
    def __init__(self, database: Database) -> None:
        self._database = database

    def next(self, disposal: str) -> Going | None:
        """Return what goes next, None when nothing is left; retention and holds are asked once more."""
        while True:
            with self._database.writing() as session:
                item = self._first(session, disposal)
                if item is None:
                    return None
                going = _begun(session, item)
                if going is not None:
                    return going

    def dispose(self, going: Going, shred: Callable[[str], None], is_destroyed: IsDestroyed) -> bool:
        """Let the contract go, and return whether it went; nobody else writes meanwhile.

        What keeps it by now leaves it out as long as no byte of it is destroyed. Bytes go last, when the
        database has taken the rest: what it refuses destroys nothing, and what is killed is done once more.
        """
        with self._database.writing() as session:
            item = session.get_one(DisposalItem, going.item)
            contract = _contract(session, item)
            if item.state != Fate.EXECUTING or contract is None:
                return False
            found = rows_of(session, contract.id)
            files = files_of(session, found)
            objects = objects_in(session, files)
            if _stays(session, item, contract, is_begun=is_begun(objects, is_destroyed)):
                return False
            stone = stone_of(session, contract, item, kept_until(session, contract))
            session.expunge_all()
            delete_rows(session, item.contract_id, found, files)
            _close(session, going.item, stone)
            for name in objects.in_order():
                shred(name)
        return True

    def goes_on(self, disposal: str) -> bool:
        with self._database.reading() as session:
            return self._first(session, disposal) is not None

    def disposed(self, disposal: str) -> list[tuple[int, str]]:
        """Return row ids, by now of nobody, and public ids of what is gone."""
        query = (
            select(DisposalItem.contract_id, DisposalItem.contract)
            .join(Disposal, Disposal.id == DisposalItem.disposal_id)
            .where(
                Disposal.public_id == disposal,
                DisposalItem.state == Fate.DONE,
                DisposalItem.contract_id.not_in(select(Contract.id)),
            )
        )
        with self._database.reading() as session:
            return [(row[0], row[1]) for row in session.execute(query)]

    def running(self) -> list[str]:
        """Return what is to go on, for a worker that has just come up."""
        approved = Disposal.approved_by_id.is_not(None)
        with self._database.reading() as session:
            query = select(Disposal.public_id).where(approved, Disposal.ended_at.is_(None))
            return list(session.scalars(query.order_by(Disposal.id)))

    def _first(self, session: Session, disposal: str) -> DisposalItem | None:
        query = (
            select(DisposalItem)
            .join(Disposal, Disposal.id == DisposalItem.disposal_id)
            .where(
                Disposal.public_id == disposal,
                Disposal.approved_by_id.is_not(None),
                DisposalItem.state.in_((Fate.EXECUTING, Fate.PROPOSED)),
            )
            .order_by(DisposalItem.id)
        )
        return session.scalars(query.limit(1)).first()


def _begun(session: Session, item: DisposalItem) -> Going | None:
    """Let the contract go, or leave it out and say why."""
    contract = _contract(session, item)
    if contract is None:  # gone by a way that is none: it is said, and nothing is claimed
        left_out(item, Why.GONE, now_of(session))
        return None
    if item.state == Fate.PROPOSED:
        if _stays(session, item, contract, is_begun=False):
            return None
        item.state, item.changed_at = Fate.EXECUTING, now_of(session)
    return Going(item.id, item.contract)


def _stays(session: Session, item: DisposalItem, contract: Contract, *, is_begun: bool) -> bool:
    why = keeps(_why_not(session, item, contract), is_begun=is_begun)
    if why is not Why.NONE:
        left_out(item, why, now_of(session))
    return why is not Why.NONE


def _why_not(session: Session, item: DisposalItem, contract: Contract) -> Why:
    kept, today = kept_until(session, contract), civil_day(now_of(session))
    why = why_not(contract.stage, kept, today)
    return why if why is not Why.NONE else _settled(session, item, kept)


def _settled(session: Session, item: DisposalItem, kept: Kept) -> Why:
    """The end that counts is today's, and it must lie before the day of the approval."""
    approved_on = session.get_one(Disposal, item.disposal_id).approved_on
    if kept.until is None or approved_on is None or kept.until >= approved_on:
        return Why.STILL_KEPT
    item.kept_until = kept.until
    return Why.NONE


def _contract(session: Session, item: DisposalItem) -> Contract | None:
    """The row id may be another's by now; the public id never is."""
    query = select(Contract).where(Contract.id == item.contract_id, Contract.public_id == item.contract)
    return session.scalars(query).first()


def _close(session: Session, item_id: int, stone: Stone) -> None:
    item, now = session.get_one(DisposalItem, item_id), now_of(session)
    row = set_stone(session, item, stone, now)
    item.state, item.changed_at = Fate.DONE, now
    disposal = session.get_one(Disposal, item.disposal_id)
    facts: dict[str, str | int] = {
        "disposal": disposal.public_id,
        "events": stone.events,
        "head": stone.head,
        "number": stone.number,
        "stone": row.digest,
    }
    told = Told("contract_disposed", ENGINE, stone.contract, facts)
    append_audit(session, item.organization_id, told, now)
