"""まとめて再依頼: what was ticked, how far it is, and which contracts wait for a signature (IM-73)."""

import uuid
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload, selectinload

from contracts.stage import AWAITING_SIGNATURES, WAITED_FOR
from database.audit import Told, append_audit
from database.chasing import BulkRequest, BulkRequestRow
from database.contract import Contract
from database.engine import now_of
from database.party import Party
from database.queries.contracts import MOST_COUNTED, PAGE_SIZES, may_see
from database.queries.paging import Page, Sort, among, found_ids, gathered
from database.queries.paging import rows_of as rows_by_id
from database.record import ASKING, ContractEvent
from database.sessions import Staff

MOST_ROWS = max(PAGE_SIZES)
"""No more than one page of rows at once."""

REQUESTS = uuid.UUID("d1f3f9a5-2f0c-4c0e-9a86-6a2b0a0c9d34")


class WaitingOrder(StrEnum):
    """署名の期限, 依頼からの日数 and 相手方."""

    DUE = "due"
    ASKED = "asked"
    OTHERS = "others"


@dataclass(frozen=True, slots=True)
class WaitingWanted:
    page: int = 1
    size: int = PAGE_SIZES[1]
    order: WaitingOrder = WaitingOrder.DUE


@dataclass(frozen=True, slots=True)
class Waiting:
    """One page of the contracts in which somebody was asked and has not signed.

    `total` is MOST_COUNTED where `is_many`: that many or more; `is_more`: there is a next page.
    """

    contracts: Sequence[Contract]
    total: int
    is_many: bool
    is_more: bool
    wanted: WaitingWanted


def waiting_contracts(session: Session, staff: Staff, wanted: WaitingWanted) -> Waiting:
    asked = select(Party.contract_id).where(Party.progress.in_(WAITED_FOR))
    waits = (may_see(staff), Contract.stage.in_(AWAITING_SIGNATURES), Contract.id.in_(asked))
    found, page = found_ids(session, waits), Page(wanted.page, wanted.size)
    ordering = (*_first_by(wanted.order), Sort(Contract.due, may_lack=True), Sort(Contract.id))
    is_many = len(found) > MOST_COUNTED
    ids = gathered(session, waits, ordering, page) if is_many else among(session, found, ordering, page)
    rows = rows_by_id(session, ids[: wanted.size], (selectinload(Contract.parties),))
    return Waiting(rows, min(len(found), MOST_COUNTED), is_many, len(ids) > wanted.size, wanted)


def _first_by(order: WaitingOrder) -> list[Sort]:
    """Whoever was asked longest ago stands first; others by the name of the first party outside."""
    if order is WaitingOrder.ASKED:
        return [Sort(Contract.asked_at, may_lack=True)]
    if order is WaitingOrder.OTHERS:
        name = func.coalesce(func.nullif(Party.company, ""), Party.name)
        outside = Party.contract_id == Contract.id, Party.own.is_(False)
        first = select(name).where(*outside).order_by(Party.position).limit(1)
        return [Sort(first.correlate(Contract).scalar_subquery(), may_lack=True)]
    return []


def last_asked(session: Session, contracts: Collection[int]) -> dict[int, datetime]:
    """Return when each contract's parties were last asked, by its row id."""
    query = (
        select(ContractEvent.contract_id, func.max(ContractEvent.at))
        .where(ContractEvent.contract_id.in_(contracts), ContractEvent.kind.in_(ASKING))
        .group_by(ContractEvent.contract_id)
    )
    return {contract: datetime.fromisoformat(at) for contract, at in session.execute(query)}


def start_bulk_request(session: Session, staff: Staff, key: str, ticked: Sequence[str]) -> BulkRequest | None:
    """Keep what was ticked, of what the person may see; None for nothing. The same key starts one alone."""
    public_id = str(uuid.uuid5(REQUESTS, f"{staff.user.public_id}|{key}"))
    known = session.scalars(select(BulkRequest).where(BulkRequest.public_id == public_id)).first()
    if known is not None:
        return known
    chosen = list(dict.fromkeys(ticked))[:MOST_ROWS]
    seen = may_see(staff), Contract.public_id.in_(chosen), Contract.sequence > 0
    found = {row.public_id: row.id for row in session.scalars(select(Contract).where(*seen))}
    if not found:
        return None
    run = BulkRequest(
        public_id=public_id,
        organization_id=staff.organization.id,
        created_by_id=staff.user.id,
        created_at=now_of(session),
    )
    session.add(run)
    session.flush()
    session.add_all(
        BulkRequestRow(
            organization_id=staff.organization.id,
            bulk_request_id=run.id,
            contract_id=found[one],
            position=at,
            outcome="",
            code="",
            asked=0,
        )
        for at, one in enumerate((one for one in chosen if one in found), 1)
    )
    session.flush()
    return run


def own_bulk_request(session: Session, staff: Staff, public_id: str) -> BulkRequest | None:
    """Return the person's own request, with what they may still see of it."""
    query = select(BulkRequest).where(
        BulkRequest.public_id == public_id, BulkRequest.created_by_id == staff.user.id
    )
    return session.scalars(query).first()


def rows_of(session: Session, staff: Staff, run: BulkRequest) -> Sequence[BulkRequestRow]:
    query = (
        select(BulkRequestRow)
        .join(Contract, Contract.id == BulkRequestRow.contract_id)
        .where(BulkRequestRow.bulk_request_id == run.id, may_see(staff))
        .options(joinedload(BulkRequestRow.contract).selectinload(Contract.parties))
    )
    return session.scalars(query.order_by(BulkRequestRow.position)).all()


def confirm_bulk_request(session: Session, staff: Staff, run: BulkRequest) -> None:
    """Say once that it was really asked for."""
    kept = session.get_one(BulkRequest, run.id)
    if kept.confirmed_at is not None:
        return
    kept.confirmed_at = now_of(session)
    count = session.scalar(select(func.count()).where(BulkRequestRow.bulk_request_id == run.id)) or 0
    told = Told(
        "bulk_request_confirmed", staff.user.public_id, "", {"request": run.public_id, "count": count}
    )
    append_audit(session, staff.organization.id, told, kept.confirmed_at)


def keep_result(session: Session, row: BulkRequestRow, outcome: str, asked: int, code: str) -> None:
    kept = session.get_one(BulkRequestRow, row.id)
    kept.outcome, kept.asked, kept.code = outcome, asked, code
    kept.done_at = now_of(session) if outcome else None
