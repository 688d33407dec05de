"""関連する契約 of one contract, as far as the reader may see the others."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from contracts.relation import MOST_RELATED, Kind, seen_from_the_other
from database.contract import Contract
from database.engine import now_of
from database.queries.contracts import may_see
from database.relations import ContractRelation, edge_of, touching
from database.sessions import Staff
from database.shelves import By

RELATIONS = uuid.UUID("0b2f4c57-3d1a-4f59-9f0b-8b5f7b6f1c33")


class CannotBeRelated(ValueError):
    """The other contract is the same one, or the two are related already."""


class TooManyRelations(CannotBeRelated):
    """One of the two has MOST_RELATED already."""


class RelationGoesRound(CannotBeRelated):
    """The 原契約 would follow from what follows from it."""


@dataclass(frozen=True, slots=True)
class Related:
    """`kind` is what `other` is to the contract at hand, None for one that follows from it."""

    public_id: str
    other: Contract
    kind: Kind | None


def relations_of(session: Session, staff: Staff, contract: Contract) -> Sequence[Related]:
    """Return them oldest first; another contract that the reader may not see is not told of."""
    either = or_(ContractRelation.contract_id == contract.id, ContractRelation.related_id == contract.id)
    rows = session.scalars(select(ContractRelation).where(either).order_by(ContractRelation.id)).all()
    others = {row.related_id if row.contract_id == contract.id else row.contract_id for row in rows}
    query = select(Contract).where(Contract.id.in_(others), Contract.sequence > 0, may_see(staff))
    seen = {one.id: one for one in session.scalars(query)}
    found = [_seen(row, contract, seen) for row in rows]
    return [one for one in found if one is not None]


def relate(session: Session, by: By, key: str, pair: tuple[Contract, Contract], kind: Kind) -> None:
    """Say that the second of `pair` is `kind` to the first, once for a key. Raises CannotBeRelated.

    A relation with an order is given from its 原契約 (MK-36).
    """
    contract, other = pair
    public_id = str(uuid.uuid5(RELATIONS, f"{by.staff.user.public_id}|{key}"))
    if session.scalars(select(ContractRelation.id).where(ContractRelation.public_id == public_id)).first():
        return
    if contract.id == other.id or _are_related(session, contract, other):
        raise CannotBeRelated
    if max(_count(session, one) for one in pair) >= MOST_RELATED:
        raise TooManyRelations
    if kind is not Kind.OTHER and contract.id in _all_below(session, other.id):
        raise RelationGoesRound
    session.add(
        ContractRelation(
            public_id=public_id,
            organization_id=by.organization_id,
            contract_id=contract.id,
            related_id=other.id,
            kind=kind,
            created_by_id=by.staff.user.id,
            created_at=now_of(session),
        )
    )
    by.tells(session, "contracts_related", contract.public_id, kind=kind, number=other.number or "")


def part(session: Session, by: By, contract: Contract, public_id: str) -> bool:
    """Take the relation away from either side; return whether there was one to be seen."""
    known = {one.public_id: one for one in relations_of(session, by.staff, contract)}
    if public_id not in known:
        return False
    row = session.scalars(select(ContractRelation).where(ContractRelation.public_id == public_id)).one()
    session.delete(row)
    number = known[public_id].other.number or ""
    by.tells(session, "contracts_parted", contract.public_id, kind=row.kind, number=number)
    return True


def _seen(row: ContractRelation, contract: Contract, seen: dict[int, Contract]) -> Related | None:
    is_first = row.contract_id == contract.id
    other = seen.get(row.related_id if is_first else row.contract_id)
    kind = Kind(row.kind)
    if other is None:
        return None
    return Related(row.public_id, other, kind if is_first else seen_from_the_other(kind))


def _are_related(session: Session, contract: Contract, other: Contract) -> bool:
    pair = (contract.id, other.id)
    query = select(ContractRelation.id).where(
        ContractRelation.contract_id.in_(pair), ContractRelation.related_id.in_(pair)
    )
    return session.scalars(query).first() is not None


def _count(session: Session, contract: Contract) -> int:
    either = or_(ContractRelation.contract_id == contract.id, ContractRelation.related_id == contract.id)
    return session.scalar(select(func.count()).select_from(ContractRelation).where(either)) or 0


def _all_below(session: Session, contract_id: int) -> set[int]:
    """Return the contract and all that follows from it, also what the person does not see."""
    found, frontier = {contract_id}, {contract_id}
    while frontier:
        edges = [edge_of(row) for row in session.scalars(touching(frontier))]
        frontier = {child for parent, child, _kind in edges if parent in frontier} - found
        found |= frontier
    return found
