"""The tree a contract stands in: 原契約 at the top, and what follows from each below it (MK-36)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from contracts.relation import CHANGING, Ends, Kind, end_taken_over
from contracts.stage import STANDING
from database.contract import Contract
from database.queries.contracts import may_see
from database.relations import ContractRelation, edge_of, touching
from database.sessions import Staff

MOST_IN_TREE = 200


@dataclass(frozen=True, slots=True)
class Branch:
    """`kind` is what the contract is to the one above, None at the top and where nobody said.

    `relation` names the relation to the one above, `moves_end` says that its 契約終了日 has not been taken
    over there, `is_changed` that something below changes it (変更あり).
    """

    contract: Contract
    kind: Kind | None
    relation: str
    moves_end: bool
    is_changed: bool
    below: tuple["Branch", ...]


def tree_of(session: Session, staff: Staff, contract: Contract) -> Branch | None:
    """Return the tree from its top, None where nothing is above or below.

    A contract that the reader may not see is left out, with what hangs from it alone; each stands once.
    """
    rows, seen = _around(session, staff, contract)
    if not rows:
        return None
    return _branch(seen[_top(rows, contract.id)], None, rows, seen, set())


def _around(
    session: Session, staff: Staff, contract: Contract
) -> tuple[Sequence[ContractRelation], Mapping[int, Contract]]:
    seen, frontier, rows = {contract.id: contract}, {contract.id}, {}
    while frontier and len(seen) < MOST_IN_TREE:
        found = session.scalars(touching(frontier)).all()
        others = {one for row in found for one in (row.contract_id, row.related_id)} - set(seen)
        query = select(Contract).where(Contract.id.in_(others), Contract.sequence > 0, may_see(staff))
        fresh = {one.id: one for one in session.scalars(query.limit(MOST_IN_TREE - len(seen)))}
        seen.update(fresh)
        rows.update({row.id: row for row in found})
        frontier = set(fresh)
    shown = [row for _id, row in sorted(rows.items()) if {row.contract_id, row.related_id} <= set(seen)]
    return shown, seen


def _top(rows: Sequence[ContractRelation], start: int) -> int:
    """Climb by the oldest relation to each 原契約."""
    parents: dict[int, int] = {}
    for row in rows:
        parent, child, _kind = edge_of(row)
        parents.setdefault(child, parent)
    passed = {start}
    while start in parents and parents[start] not in passed:
        start = parents[start]
        passed.add(start)
    return start


def _branch(
    contract: Contract,
    by: ContractRelation | None,
    rows: Sequence[ContractRelation],
    seen: Mapping[int, Contract],
    shown: set[int],
) -> Branch:
    shown.add(contract.id)
    following = [(row, *edge_of(row)[1:]) for row in rows if edge_of(row)[0] == contract.id]
    kind = edge_of(by)[2] if by else None
    return Branch(
        contract=contract,
        kind=kind,
        relation=by.public_id if by else "",
        moves_end=bool(by and kind and takes_over(seen[edge_of(by)[0]], contract, kind)),
        is_changed=any(one in CHANGING for _row, _child, one in following),
        below=tuple(
            _branch(seen[child], row, rows, seen, shown)
            for row, child, _kind in following
            if child not in shown
        ),
    )


def takes_over(original: Contract, following: Contract, kind: Kind) -> bool:
    """Tell whether the end of `following`, once it stands, is another than its 原契約 has."""
    if following.stage not in STANDING:
        return False
    ends = Ends(original.ends_on, original.terminated_on)
    return end_taken_over(kind, ends, following.ends_on) is not None
