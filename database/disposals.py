"""Proposing a 廃棄 and answering it: two persons, and retention and holds asked anew each time (LW-27)."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from contracts.disposal import (
    LAPSES_AFTER,
    MOST_AT_ONCE,
    DisposalAnswered,
    Fate,
    NothingToDispose,
    Standing,
    TooManyToDispose,
    Why,
    has_lapsed,
    require_other,
    why_not,
)
from contracts.life import civil_day
from contracts.refusals import ReasonMissing
from database.contract import Contract
from database.disposal import Disposal, DisposalItem
from database.engine import now_of
from database.queries.contracts import may_see
from database.queries.retention import kept_of
from database.shelves import By


@dataclass(frozen=True, slots=True)
class Proposal:
    """`key` becomes the public id: a form sent twice proposes once. `contracts` are public ids."""

    key: str
    contracts: Collection[str]
    reason: str


def propose(session: Session, by: By, proposal: Proposal) -> Disposal:
    """Propose what the person may see and what may go; the rest of it is left out without a word.

    Raises ReasonMissing, NothingToDispose, TooManyToDispose, or DisposalAnswered for the key of another's.
    """
    standing = session.scalars(select(Disposal).where(Disposal.public_id == proposal.key)).first()
    if standing is not None:
        return _own(standing, by)
    if not proposal.reason:
        raise ReasonMissing
    if len(proposal.contracts) > MOST_AT_ONCE:
        raise TooManyToDispose(most=MOST_AT_ONCE)
    now = now_of(session)
    let_lapse(session, by.organization_id, now)
    chosen = _free_to_go(session, by, proposal.contracts, civil_day(now))
    if not chosen:
        raise NothingToDispose
    disposal = Disposal(
        public_id=proposal.key,
        organization_id=by.organization_id,
        reason=proposal.reason,
        proposed_by_id=by.staff.user.id,
        proposed_at=now,
    )
    session.add(disposal)
    session.flush()
    session.add_all(_item(disposal, contract, until, now) for contract, until in chosen)
    session.flush()
    by.tells(session, "disposal_proposed", disposal.public_id, contracts=len(chosen))
    return disposal


def approve(session: Session, by: By, disposal: Disposal, chosen: Collection[str]) -> None:
    """Say yes to `chosen`, public ids; what the approver leaves out, or may not see, stays.

    Raises CannotApproveOwnDisposal, DisposalAnswered or NothingToDispose.
    """
    now = now_of(session)
    _require_open(session, disposal, by, now)
    items, today = items_of(session, disposal), civil_day(now)
    going = {
        one.public_id: until for one, until in _may_go(session, by, {one.contract for one in items}, today)
    }
    reasons = _reasons(session, items, today)
    for item in items:
        if item.contract in chosen and item.contract in going:
            item.kept_until = going[item.contract]
            continue
        left_out(item, reasons[item.contract] or Why.BY_APPROVER, now)
    count = sum(item.state == Fate.PROPOSED for item in items)
    if not count:
        raise NothingToDispose
    disposal.approved_by_id, disposal.approved_at, disposal.approved_on = by.staff.user.id, now, today
    session.flush()
    by.tells(
        session,
        "disposal_approved",
        disposal.public_id,
        contracts=count,
        proposed_by=disposal.proposer.public_id,
    )


def reject(session: Session, by: By, disposal: Disposal, reason: str) -> None:
    """Say no; the proposer may so take it back. Raises ReasonMissing or DisposalAnswered."""
    if not reason:
        raise ReasonMissing
    now = now_of(session)
    if standing_of(disposal, now) is not Standing.PROPOSED:
        raise DisposalAnswered
    for item in items_of(session, disposal):
        left_out(item, Why.REJECTED, now)
    disposal.rejected_by_id, disposal.rejected_at = by.staff.user.id, now
    disposal.rejection = reason
    session.flush()
    by.tells(session, "disposal_rejected", disposal.public_id)


def standing_of(disposal: Disposal, now: datetime) -> Standing:
    if disposal.approved_by_id is not None:
        return Standing.DONE if disposal.ended_at else Standing.EXECUTING
    if disposal.rejected_by_id is not None:
        return Standing.REJECTED
    return Standing.LAPSED if has_lapsed(disposal.proposed_at, now) else Standing.PROPOSED


def let_lapse(session: Session, organization_id: int, now: datetime) -> None:
    """Set free what proposals named that nobody has answered in time."""
    over = select(Disposal.id).where(
        Disposal.organization_id == organization_id,
        Disposal.approved_by_id.is_(None),
        Disposal.proposed_at <= now - LAPSES_AFTER,
    )
    named = DisposalItem.disposal_id.in_(over), DisposalItem.state == Fate.PROPOSED
    for item in session.scalars(select(DisposalItem).where(*named)):
        left_out(item, Why.LAPSED, now)
    session.flush()


def items_of(session: Session, disposal: Disposal) -> Sequence[DisposalItem]:
    query = select(DisposalItem).where(DisposalItem.disposal_id == disposal.id)
    return session.scalars(query.order_by(DisposalItem.id)).all()


def left_out(item: DisposalItem, why: Why, now: datetime) -> None:
    item.state, item.why, item.changed_at = Fate.LEFT_OUT, why, now


def _own(disposal: Disposal, by: By) -> Disposal:
    if disposal.proposed_by_id != by.staff.user.id:
        raise DisposalAnswered
    return disposal


def _require_open(session: Session, disposal: Disposal, by: By, now: datetime) -> None:
    require_other(disposal.proposed_by_id, by.staff.user.id)
    session.refresh(disposal, with_for_update=True)
    if standing_of(disposal, now) is not Standing.PROPOSED:
        raise DisposalAnswered


def _free_to_go(
    session: Session, by: By, contracts: Collection[str], today: date
) -> list[tuple[Contract, date]]:
    """Return what may go and no other proposal names."""
    named = select(DisposalItem.contract).where(
        DisposalItem.organization_id == by.organization_id,
        DisposalItem.state.in_((Fate.PROPOSED, Fate.EXECUTING)),
    )
    taken = set(session.scalars(named))
    return [
        (one, until) for one, until in _may_go(session, by, contracts, today) if one.public_id not in taken
    ]


def _may_go(session: Session, by: By, contracts: Collection[str], today: date) -> list[tuple[Contract, date]]:
    query = select(Contract).where(Contract.public_id.in_(contracts), may_see(by.staff))
    rows = session.scalars(query.order_by(Contract.id)).all()
    kept = kept_of(session, rows)
    return [
        (one, until)
        for one in rows
        if (until := kept[one.id].until) and why_not(one.stage, kept[one.id], today) is Why.NONE
    ]


def _reasons(session: Session, items: Sequence[DisposalItem], today: date) -> dict[str, Why]:
    """Return what speaks against each today, whoever asks; nothing where nothing does."""
    query = select(Contract).where(Contract.public_id.in_([one.contract for one in items]))
    rows = {one.public_id: one for one in session.scalars(query)}
    kept = kept_of(session, list(rows.values()))
    return {
        one.contract: why_not(found.stage, kept[found.id], today)
        if (found := rows.get(one.contract))
        else Why.GONE
        for one in items
    }


def _item(disposal: Disposal, contract: Contract, until: date, now: datetime) -> DisposalItem:
    return DisposalItem(
        organization_id=disposal.organization_id,
        disposal_id=disposal.id,
        contract_id=contract.id,
        contract=contract.public_id,
        kept_until=until,
        confidential=contract.confidential,
        state=Fate.PROPOSED,
        changed_at=now,
    )
