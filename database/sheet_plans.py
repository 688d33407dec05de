"""From the rows of a sheet to what would change: each found by ID or 契約番号, each cell compared (MK-07)."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from contracts.access import Level
from contracts.ledger import require_sensible
from contracts.ledger_sheet import (
    EDITION,
    FIXED,
    ID,
    NUMBER,
    LedgerSheet,
    SheetFault,
    SheetRow,
    item_in,
    read,
    written,
)
from contracts.metadata import ValueUnreadable
from contracts.roles import Permission
from contracts.type_preset import CustomField
from database.changing_metadata import own_items, value_in
from database.contract import Contract
from database.metadata_plans import Planned, as_it_will_stand
from database.queries.contracts import may_see
from database.queries.metadata_history import editions_of, values_at
from database.queries.reaching import reaches
from database.shelves.telling import By

AT_ONCE, LONGEST_EDITION = 500, 9
CHANGED_MEANWHILE = "changed_meanwhile"
Spelling = Callable[[str], str]
"""How the sheet's encoding writes a text; of what it cannot write, something else comes back."""


@dataclass(slots=True)
class SheetPlan:
    rows: list[Planned] = field(default_factory=list)
    faults: list[SheetFault] = field(default_factory=list)
    unchanged: int = 0


@dataclass(frozen=True, slots=True)
class Unreadable:
    """Why a cell cannot be taken."""

    why: str


@dataclass(frozen=True, slots=True)
class Found:
    """The contracts that the rows name, by ID and by 契約番号; what the person may change of them."""

    by_name: Mapping[str, Contract]
    editable: frozenset[int]
    editions: Mapping[int, int]


def planned_sheet(session: Session, by: By, sheet: LedgerSheet, spelling: Spelling) -> SheetPlan:
    """Compare every row; a row with a fault changes nothing, the others are planned."""
    plan, taken = SheetPlan(faults=list(sheet.faults)), set[int]()
    found = _found(session, by, sheet.rows)
    for row in sheet.rows:
        contract = _contract(row, found)
        faults = _row_faults(row, contract, found, taken)
        if contract is None or faults:
            plan.faults += faults
            continue
        taken.add(contract.id)
        cells = _Cells(row, contract, found.editions.get(contract.id, 0), spelling)
        astray = list(_astray(cells))
        plan.faults += astray
        if not astray:
            _compare(session, plan, cells)
    return plan


@dataclass(frozen=True, slots=True)
class _Cells:
    row: SheetRow
    contract: Contract
    edition: int
    spelling: Spelling


def _contract(row: SheetRow, found: Found) -> Contract | None:
    name = row.cells.get(ID, "").strip() or row.cells.get(NUMBER, "").strip()
    return found.by_name.get(name)


def _row_faults(row: SheetRow, contract: Contract | None, found: Found, taken: set[int]) -> list[SheetFault]:
    if contract is None:
        return [SheetFault(row.row, "", "not_found")]
    if contract.id not in found.editable:
        return [SheetFault(row.row, "", "not_allowed")]
    return [SheetFault(row.row, "", "twice")] if contract.id in taken else []


def _astray(cells: _Cells) -> Iterator[SheetFault]:
    """Yield what shows that cells have come to another row: one column was sorted, filled down or typed."""
    row, number, edition = cells.row, cells.row.cells.get(NUMBER, "").strip(), _edition(cells.row)
    if number and row.cells.get(ID, "").strip() and number != cells.spelling(cells.contract.number or ""):
        yield SheetFault(row.row, NUMBER, "keys_differ")
    is_number = edition.isdecimal() and len(edition) <= LONGEST_EDITION
    if edition and (not is_number or int(edition) > cells.edition):
        yield SheetFault(row.row, EDITION, "edition_unknown")


def _edition(row: SheetRow) -> str:
    return row.cells.get(EDITION, "").strip()


def _compare(session: Session, plan: SheetPlan, cells: _Cells) -> None:
    """An old sheet is read against what it was written from: only what its person typed counts."""
    edition = _edition(cells.row)
    is_old = bool(edition) and int(edition) < cells.edition
    before = values_at(session, cells.contract, int(edition)) if is_old else {}
    faults, changes = list[SheetFault](), dict[str, tuple[str, str]]()
    for one in _changes(cells, before):
        if isinstance(one, SheetFault):
            faults.append(one)
        else:
            changes[one[0]] = one[1:]
    faults = faults or _contradictions(cells, changes)
    plan.faults += faults
    if changes and not faults:
        plan.rows.append(Planned(cells.row.row, cells.contract.id, changes))
    plan.unchanged += not changes and not faults


def _changes(cells: _Cells, before: Mapping[str, str]) -> Iterator[SheetFault | tuple[str, str, str]]:
    own = own_items(cells.contract)
    for name, typed in cells.row.cells.items():
        item = item_in(name, own)
        if item is not None:
            yield from _of_cell(cells, name, _change_or_why(cells, (item, typed), own, before), item)
        elif name and name not in FIXED and typed.strip():
            yield SheetFault(cells.row.row, name, "not_of_type")


def _of_cell(
    cells: _Cells, name: str, change: str | Unreadable | None, item: str
) -> Iterator[SheetFault | tuple[str, str, str]]:
    if isinstance(change, Unreadable):
        yield SheetFault(cells.row.row, name, change.why)
    elif change is not None:
        yield item, value_in(cells.contract, item), change


def _change_or_why(
    cells: _Cells, cell: tuple[str, str], own: Sequence[CustomField], before: Mapping[str, str]
) -> str | Unreadable | None:
    try:
        return _change(cells, cell, own, before)
    except ValueUnreadable as unreadable:
        return Unreadable(str(unreadable.facts["why"]))


def _change(
    cells: _Cells, cell: tuple[str, str], own: Sequence[CustomField], before: Mapping[str, str]
) -> str | None:
    """Return the new value, None where the cell says what is so or what was never touched."""
    item, typed = cell
    now = value_in(cells.contract, item)
    if _says(cells, item, typed, now) or (item in before and _says(cells, item, typed, before[item])):
        return None
    value = read(item, typed, own)
    if value == now:
        return None
    if item in before:
        raise ValueUnreadable(item=item, why=CHANGED_MEANWHILE)
    return value


def _says(cells: _Cells, item: str, typed: str, value: str) -> bool:
    return typed.replace("\r\n", "\n") == cells.spelling(written(item, value))


def _contradictions(cells: _Cells, changes: Mapping[str, tuple[str, str]]) -> list[SheetFault]:
    values = {item: becomes for item, (_was, becomes) in changes.items()}
    try:
        require_sensible(as_it_will_stand(cells.contract, values))
    except ValueUnreadable as unreadable:
        return [SheetFault(cells.row.row, "契約終了日", str(unreadable.facts["why"]))] if values else []
    return []


def _found(session: Session, by: By, rows: Sequence[SheetRow]) -> Found:
    names = {row.cells.get(ID, "").strip() or row.cells.get(NUMBER, "").strip() for row in rows} - {""}
    found: dict[str, Contract] = {}
    editable: set[int] = set()
    wanted = sorted(names)
    for begin in range(0, len(wanted), AT_ONCE):
        some = wanted[begin : begin + AT_ONCE]
        for column in (Contract.public_id, Contract.number):
            query = select(Contract).where(column.in_(some), may_see(by.staff), Contract.sequence > 0)
            for contract in session.scalars(query.options(joinedload(Contract.type))):
                found[contract.public_id] = found[contract.number or contract.public_id] = contract
            if by.staff.may(Permission.FILE):
                ids = select(Contract.id).where(column.in_(some), reaches(by.staff, Level.EDITOR))
                editable |= set(session.scalars(ids))
    editions = editions_of(session, {one.id for one in found.values()})
    return Found(found, frozenset(editable), editions)
