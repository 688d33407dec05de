"""Putting contracts under a legal hold, taking them out, releasing the whole; each is told (LW-26)."""

import hashlib
import uuid
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from contracts.event_table import canonical
from contracts.legal_holds import require_named, require_reason, require_standing
from database.contract import Contract
from database.destroying import IsDestroyed, past_saving
from database.engine import now_of
from database.legal_hold import PUT, RELEASED, TAKEN, HeldContract, HoldEntry, LegalHold
from database.shelves.telling import By

AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Put:
    """How many are held from now on, and of how many the bytes are being destroyed: those are not."""

    fresh: int
    late: int = 0


def begin_hold(session: Session, by: By, key: str, name: str, reason: str) -> LegalHold:
    """Open a hold over nothing yet; the same key of the same person returns the one that was opened.

    Raises HoldNameMissing and HoldReasonMissing.
    """
    require_named(name)
    require_reason(reason)
    public_id = str(uuid.uuid5(uuid.NAMESPACE_OID, f"hold|{by.staff.user.public_id}|{key}"))
    known = hold_of(session, by.organization_id, public_id)
    if known is not None:
        return known
    hold = LegalHold(
        public_id=public_id,
        organization_id=by.organization_id,
        name=name.strip(),
        reason=reason.strip(),
        by_id=by.staff.user.id,
        at=now_of(session),
    )
    session.add(hold)
    session.flush()
    by.tells(session, "hold_begun", hold.public_id, name=hold.name, reason=hold.reason)
    return hold


def put_under_hold(
    session: Session, by: By, hold: LegalHold, contracts: Collection[Contract], is_destroyed: IsDestroyed
) -> Put:
    """Keep these from being disposed of, where a disposal has not destroyed anything of them yet.

    The caller has asked who may see them. Raises HoldReleased.
    """
    require_standing(released=is_released(session, hold))
    late = past_saving(session, [one.id for one in contracts], is_destroyed)
    left_alone = late | _held_among(session, hold, [one.id for one in contracts])
    fresh = {one.id: one for one in contracts if one.id not in left_alone and one.sequence > 0}
    if not fresh:
        return Put(0, len(late))
    now = now_of(session)
    session.add_all(
        HeldContract(hold_id=hold.id, contract_id=one, organization_id=hold.organization_id, at=now)
        for one in fresh
    )
    session.add_all(_entry(by, hold, now, PUT, one) for one in fresh)
    session.flush()
    facts: dict[str, str | int] = {"name": hold.name, "contracts": len(fresh)}
    by.tells(session, "hold_contracts_put", hold.public_id, **facts, digest=_digest(fresh.values()))
    return Put(len(fresh), len(late))


def take_out(session: Session, by: By, hold: LegalHold, contract: Contract, reason: str) -> bool:
    """Let the contract out of the hold and return whether it was in it.

    Raises HoldReasonMissing and HoldReleased.
    """
    require_reason(reason)
    require_standing(released=is_released(session, hold))
    row = session.get(HeldContract, (hold.id, contract.id))
    if row is None:
        return False
    session.delete(row)
    _leave(session, _entry(by, hold, now_of(session), TAKEN, contract.id), reason)
    facts = {"name": hold.name, "contract": contract.public_id, "reason": reason.strip()}
    by.tells(session, "hold_contract_taken", hold.public_id, **facts)
    return True


def release_hold(session: Session, by: By, hold: LegalHold, reason: str) -> bool:
    """Let every contract go and close the hold for good; a second time changes nothing.

    Raises HoldReasonMissing.
    """
    require_reason(reason)
    if is_released(session, hold):
        return False
    gone = session.execute(delete(HeldContract).where(HeldContract.hold_id == hold.id))
    _leave(session, _entry(by, hold, now_of(session), RELEASED), reason)
    count = int(gone.rowcount)  # type: ignore[attr-defined]  # a DELETE counts its rows
    by.tells(session, "hold_released", hold.public_id, name=hold.name, contracts=count, reason=reason.strip())
    return True


def hold_of(session: Session, organization_id: int, public_id: str) -> LegalHold | None:
    query = select(LegalHold).where(
        LegalHold.organization_id == organization_id, LegalHold.public_id == public_id
    )
    return session.scalars(query).first()


def is_released(session: Session, hold: LegalHold) -> bool:
    query = select(HoldEntry.id).where(HoldEntry.hold_id == hold.id, HoldEntry.kind == RELEASED)
    return session.scalar(query.limit(1)) is not None


def _held_among(session: Session, hold: LegalHold, contracts: Collection[int]) -> set[int]:
    found: set[int] = set()
    ids = list(contracts)
    for begin in range(0, len(ids), AT_ONCE):
        among = HeldContract.contract_id.in_(ids[begin : begin + AT_ONCE])
        found |= set(
            session.scalars(select(HeldContract.contract_id).where(HeldContract.hold_id == hold.id, among))
        )
    return found


def _entry(by: By, hold: LegalHold, at: datetime, kind: str, contract: int | None = None) -> HoldEntry:
    """Return the entry, yet without a reason."""
    return HoldEntry(
        organization_id=hold.organization_id,
        hold_id=hold.id,
        contract_id=contract,
        kind=kind,
        reason="",
        by_id=by.staff.user.id,
        at=at,
    )


def _leave(session: Session, entry: HoldEntry, reason: str) -> None:
    entry.reason = reason.strip()
    session.add(entry)
    session.flush()


def _digest(contracts: Collection[Contract]) -> str:
    """Return the SHA-256 of the contracts' ids in order; which they are stands in the entries."""
    return hashlib.sha256(canonical(sorted(one.public_id for one in contracts)).encode()).hexdigest()
