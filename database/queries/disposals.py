"""What may be disposed of, what was proposed, and what is left of it, for who may see it (LW-27)."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import Session

from contracts.disposal import Fate
from contracts.finding import folded
from contracts.retention import Kept
from contracts.roles import Permission
from database.contract import Contract
from database.disposal import Disposal, DisposalItem, Tombstone
from database.queries.contracts import contracts_seen_among, may_see
from database.queries.retention import ended_candidates, kept_of
from database.sessions import Staff

PAGE, MOST_RUNS = 50, 100


@dataclass(frozen=True, slots=True)
class Line:
    """One contract of a 廃棄 as it is shown: from its row while it stands, from its tombstone after."""

    contract: str
    title: str
    number: str
    counterparties: Sequence[str]
    kept_until: date
    state: str
    why: str
    confidential: bool
    stone: Tombstone | None


def candidates(session: Session, staff: Staff, today: date, words: str) -> Select[int]:
    """Return the ids of contracts this person may propose to dispose of, the longest over first."""
    going = select(DisposalItem.contract_id).where(
        DisposalItem.organization_id == staff.organization.id,
        DisposalItem.state.in_((Fate.PROPOSED, Fate.EXECUTING)),
    )
    ended = Contract.id.in_(ended_candidates(session, staff.organization.id, today))
    query = select(Contract.id).where(may_see(staff), ended, Contract.id.not_in(going))
    for word in folded(words).split():
        text = Contract.search_text.contains(word, autoescape=True)
        query = query.where(or_(text, Contract.search_counterparties.contains(word, autoescape=True)))
    return query.order_by(Contract.ends_on, Contract.id)


def count_of(session: Session, query: Select[int]) -> int:
    return session.scalar(select(func.count()).select_from(query.order_by(None).subquery())) or 0


def contracts_in(session: Session, ids: Sequence[int]) -> list[tuple[Contract, Kept]]:
    """Return these contracts in this order, with until when they were kept."""
    rows = {one.id: one for one in session.scalars(select(Contract).where(Contract.id.in_(ids)))}
    kept = kept_of(session, list(rows.values()))
    return [(rows[one], kept[one]) for one in ids if one in rows]


def disposals_seen(session: Session, staff: Staff) -> list[tuple[Disposal, int]]:
    """Return the newest of them, each with how many contracts of it this person may know of."""
    query = select(Disposal).where(Disposal.organization_id == staff.organization.id)
    rows = session.scalars(query.order_by(Disposal.id.desc()).limit(MOST_RUNS)).all()
    counted = [(row, len(lines_of(session, staff, row))) for row in rows]
    return [(row, count) for row, count in counted if count]


def disposal_seen(session: Session, staff: Staff, public_id: str) -> Disposal | None:
    """Return it unless it is about nothing that this person may know of."""
    query = select(Disposal).where(
        Disposal.organization_id == staff.organization.id, Disposal.public_id == public_id
    )
    found = session.scalars(query).first()
    return found if found is not None and lines_of(session, staff, found) else None


def lines_of(session: Session, staff: Staff, disposal: Disposal) -> list[Line]:
    """Return what this person may know of it; 親展 that are gone are for 親展書類管理者 alone (MK-79)."""
    query = select(DisposalItem).where(DisposalItem.disposal_id == disposal.id).order_by(DisposalItem.id)
    items = session.scalars(query).all()
    seen = contracts_seen_among(session, staff, [one.contract for one in items])
    stones = _stones(session, disposal)
    shown = (_line(one, seen.get(one.contract), stones.get(one.contract)) for one in items)
    return [one for one in shown if one and (one.stone is None or _may_read(staff, one.stone))]


def is_whole(session: Session, staff: Staff, disposal: Disposal) -> bool:
    """Tell whether this person may know of all that the certificate names: what is gone, and what stayed."""
    stones = _stones(session, disposal).values()
    return _sees_stayed(session, staff, disposal) and all(_may_read(staff, one) for one in stones)


def stayed_of(session: Session, disposal: Disposal) -> Sequence[DisposalItem]:
    """Return what was approved and did not go after all; what its approver left out is of the same moment."""
    later = DisposalItem.state == Fate.LEFT_OUT, DisposalItem.changed_at > disposal.approved_at
    query = select(DisposalItem).where(DisposalItem.disposal_id == disposal.id, *later)
    return session.scalars(query.order_by(DisposalItem.id)).all()


def stone_seen(session: Session, staff: Staff, contract: str) -> Tombstone | None:
    """Return what is left of a contract, for who may dispose of contracts (LW-27)."""
    if not staff.may(Permission.DISPOSE):
        return None
    query = select(Tombstone).where(
        Tombstone.contract == contract, Tombstone.organization_id == staff.organization.id
    )
    found = session.scalars(query).first()
    return found if found is not None and _may_read(staff, found) else None


def stones_seen(session: Session, staff: Staff, page: int) -> tuple[Sequence[Tombstone], int]:
    """Return a page of what is left, newest first, and how many there are."""
    query = select(Tombstone).where(
        Tombstone.organization_id == staff.organization.id, *stones_readable(staff)
    )
    total = session.scalar(select(func.count()).select_from(query.subquery())) or 0
    ordered = query.order_by(Tombstone.disposed_at.desc(), Tombstone.id.desc())
    return session.scalars(ordered.offset((page - 1) * PAGE).limit(PAGE)).all(), total


def stones_readable(staff: Staff) -> tuple[ColumnElement[bool], ...]:
    """Return `_may_read` as SQL."""
    return () if staff.may(Permission.READ_CONFIDENTIAL) else (Tombstone.confidential.is_(False),)


def count_at_rest_among(session: Session, staff: Staff, public_ids: Sequence[str]) -> int:
    """Return how many of these contracts were disposed of, as far as this person may know of it."""
    if not staff.may(Permission.DISPOSE):
        return 0
    query = _stones_for(staff).where(Tombstone.contract.in_(public_ids))
    return session.scalar(select(func.count()).select_from(query.subquery())) or 0


def _stones_for(staff: Staff) -> Select[Tombstone]:
    query = select(Tombstone).where(Tombstone.organization_id == staff.organization.id)
    if not staff.may(Permission.READ_CONFIDENTIAL):
        query = query.where(Tombstone.confidential.is_(False))
    return query


def _sees_stayed(session: Session, staff: Staff, disposal: Disposal) -> bool:
    """One that stayed may be 親展 since, or be gone by another 廃棄."""
    stayed = stayed_of(session, disposal)
    named = [one.contract for one in stayed]
    seen = contracts_seen_among(session, staff, named)
    standing = set(session.scalars(select(Contract.public_id).where(Contract.public_id.in_(named))))
    may = staff.may(Permission.READ_CONFIDENTIAL)
    return all(
        one.contract in seen if one.contract in standing else may or not one.confidential for one in stayed
    )


def _may_read(staff: Staff, stone: Tombstone) -> bool:
    return not stone.confidential or staff.may(Permission.READ_CONFIDENTIAL)


def _stones(session: Session, disposal: Disposal) -> dict[str, Tombstone]:
    query = select(Tombstone).where(Tombstone.disposal_id == disposal.id)
    return {one.contract: one for one in session.scalars(query)}


def _line(item: DisposalItem, contract: Contract | None, stone: Tombstone | None) -> Line | None:
    if contract is not None:
        others = sorted({one.company or one.name for one in contract.parties if not one.own})
        said = (contract.title, contract.number or "", others, contract.confidential)
    elif stone is not None:
        said = (stone.title, stone.number, json.loads(stone.counterparties), stone.confidential)
    else:
        return None
    title, number, companies, confidential = said
    return Line(
        contract=item.contract,
        title=title,
        number=number,
        counterparties=companies,
        kept_until=item.kept_until,
        state=item.state,
        why=item.why,
        confidential=confidential,
        stone=stone,
    )
