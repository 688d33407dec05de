"""Legal holds as pages show them; a contract that the person may not see is only counted (LW-26, MK-79)."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session, joinedload

from database.contract import Contract
from database.legal_hold import RELEASED, HeldContract, HoldEntry, LegalHold
from database.queries.contracts import may_see
from database.sessions import Staff

MOST_ENTRIES = 200


@dataclass(frozen=True, slots=True)
class HoldShown:
    """`contracts` counts what is held now, of everybody; `released` is the entry that ended it."""

    hold: LegalHold
    contracts: int
    released: HoldEntry | None


def holds_of(session: Session, organization_id: int) -> list[HoldShown]:
    """Return every hold, those that stand first, newest first."""
    query = select(LegalHold).where(LegalHold.organization_id == organization_id)
    holds = session.scalars(query.order_by(LegalHold.id.desc()).options(joinedload(LegalHold.by))).all()
    counted = select(HeldContract.hold_id, func.count()).where(
        HeldContract.organization_id == organization_id
    )
    counts = {row[0]: row[1] for row in session.execute(counted.group_by(HeldContract.hold_id))}
    ended = select(HoldEntry).where(HoldEntry.organization_id == organization_id, HoldEntry.kind == RELEASED)
    released = {row.hold_id: row for row in session.scalars(ended.options(joinedload(HoldEntry.by)))}
    shown = [HoldShown(one, counts.get(one.id, 0), released.get(one.id)) for one in holds]
    return sorted(shown, key=lambda one: one.released is not None)


def standing_holds(session: Session, organization_id: int) -> list[LegalHold]:
    return [one.hold for one in holds_of(session, organization_id) if one.released is None]


def held_contracts(
    session: Session, staff: Staff, hold: LegalHold, begin: int, most: int
) -> tuple[Sequence[Contract], int]:
    """Return `most` of its contracts that the person may see, from `begin` on, and how many there are."""
    seen = (
        may_see(staff),
        Contract.id.in_(select(HeldContract.contract_id).where(HeldContract.hold_id == hold.id)),
    )
    query = select(Contract).where(*seen).order_by(Contract.number, Contract.id).offset(begin).limit(most)
    return session.scalars(query).all(), session.scalar(select(func.count(Contract.id)).where(*seen)) or 0


def entries_of(session: Session, staff: Staff, hold: LegalHold) -> Sequence[HoldEntry]:
    """Return what happened to the hold, newest first, without contracts that the person may not see."""
    seen = select(Contract.id).where(may_see(staff))
    query = (
        select(HoldEntry)
        .where(
            HoldEntry.hold_id == hold.id,
            or_(HoldEntry.contract_id.is_(None), HoldEntry.contract_id.in_(seen)),
        )
        .order_by(HoldEntry.id.desc())
        .options(joinedload(HoldEntry.by), joinedload(HoldEntry.contract))
    )
    return session.scalars(query.limit(MOST_ENTRIES)).all()


def holds_over(session: Session, contract: Contract) -> Sequence[LegalHold]:
    """Return the holds that stand over one contract, oldest first."""
    query = select(LegalHold).join(HeldContract, HeldContract.hold_id == LegalHold.id)
    return session.scalars(query.where(HeldContract.contract_id == contract.id).order_by(LegalHold.id)).all()
