"""From 授受 to the timestamp, record by record: what came in time, late, or not yet (LW-28)."""

import json
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Session, selectinload

from contracts.life import civil_day
from contracts.signing import RevisionKind
from contracts.stage import Stage
from contracts.tax_keeping import KeptAs
from database.contract import Contract
from database.evidence import Revision
from database.imports import ImportedDocument, ImportStamp
from database.queries.archive_filters import began
from database.queries.contracts import may_see
from database.record import ContractEvent
from database.sessions import Staff

AT_ONCE = 400
A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Stamping:
    """`given_on` is the day of 授受 in Japan, None where nobody said; `stamped_at` None: no stamp yet."""

    contract: Contract
    given_on: date | None
    stamped_at: datetime | None
    authority: str = ""
    accredited: bool = False


def stampings(
    session: Session, staff: Staff, period: tuple[date, date], kept_as: KeptAs | None
) -> Iterator[Stamping]:
    """Yield what was given within the period, both days included; 紙原本 needs no stamp.

    An imported file of which nobody said when it was received counts by the day it was taken in. All are
    told, however many: the caller stops where it has enough.
    """
    first, last = period
    kinds = [kept_as.value] if kept_as else [KeptAs.ELECTRONIC.value, KeptAs.SCAN.value]
    query = (
        select(Contract)
        .where(
            may_see(staff), Contract.kept_as.in_(kinds), or_(_concluded(first, last), _imported(first, last))
        )
        .order_by(Contract.id)
        .options(selectinload(Contract.parties))
        .limit(AT_ONCE)
    )
    some = session.scalars(query).all()
    while some:
        for one in _stampings(session, some):
            if one.given_on is None or first <= one.given_on <= last:
                yield one
        some = session.scalars(query.where(Contract.id > some[-1].id)).all()


def _concluded(first: date, last: date) -> ColumnElement[bool]:
    """The agreement lies between the sending and the conclusion; while the stamp is waited for, anywhere."""
    sent = Contract.submitted_at < began(last + A_DAY)
    ended = and_(Contract.stage == Stage.CONCLUDED, Contract.concluded_at >= began(first))
    return and_(sent, or_(ended, Contract.stage == Stage.SEALING))


def _imported(first: date, last: date) -> ColumnElement[bool]:
    received = and_(ImportedDocument.received_on >= first, ImportedDocument.received_on <= last)
    taken_in = and_(
        ImportedDocument.received_on.is_(None),
        ImportedDocument.imported_at >= began(first),
        ImportedDocument.imported_at < began(last + A_DAY),
    )
    ids = select(ImportedDocument.contract_id).where(or_(received, taken_in))
    return and_(Contract.stage == Stage.IMPORTED, Contract.id.in_(ids))


def _stampings(session: Session, contracts: Sequence[Contract]) -> Iterator[Stamping]:
    ids = [one.id for one in contracts]
    agreed, finals = _agreed(session, contracts), _finals(session, ids)
    imported = select(ImportedDocument).where(ImportedDocument.contract_id.in_(ids))
    received = {row.contract_id: row.received_on for row in session.scalars(imported)}
    stamps = {
        row.contract_id: row
        for row in session.scalars(select(ImportStamp).where(ImportStamp.contract_id.in_(ids)))
    }
    for one in contracts:
        if one.stage == Stage.IMPORTED:
            stamp = stamps.get(one.id)
            at, by = (stamp.at, stamp.authority) if stamp else (None, "")
            yield Stamping(one, received.get(one.id), at, by, bool(stamp and stamp.accredited))
        elif one.id in agreed:
            final = finals.get((one.id, one.round))
            at, by = (final.timestamped_at, final.authority) if final else (None, "")
            yield Stamping(one, civil_day(agreed[one.id]), at, by, bool(final and final.accredited))


def _agreed(session: Session, contracts: Sequence[Contract]) -> dict[int, datetime]:
    """Return the last agreement of the standing round, as `three_days.agreed_at`, of many at once."""
    known = {one.id: one for one in contracts}
    naming = {one.id: {party.public_id for party in one.parties if party.names_only} for one in contracts}
    query = select(ContractEvent).where(
        ContractEvent.contract_id.in_(known), ContractEvent.kind == "agreement_recorded"
    )
    found: dict[int, datetime] = {}
    for event in session.scalars(query.order_by(ContractEvent.sequence)):
        facts = json.loads(event.facts)
        id_ = event.contract_id
        if facts["round"] == known[id_].round and facts["party"] not in naming[id_]:
            found[id_] = datetime.fromisoformat(event.at)
    return found


def _finals(session: Session, ids: Collection[int]) -> dict[tuple[int, int], Revision]:
    query = select(Revision).where(Revision.contract_id.in_(ids), Revision.kind == RevisionKind.FINAL)
    return {(row.contract_id, row.round): row for row in session.scalars(query)}
