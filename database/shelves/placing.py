"""保管場所と権限 of one contract: its folder, 親展, and what is given on it by name."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from contracts.access.levels import Level
from contracts.access.refusing import OpensToMore
from database.contract import Contract
from database.folders import ContractGrant, ContractTag, Folder, Group
from database.people import User
from database.queries.levels import may_give
from database.shelves.differing import difference, public_ids
from database.shelves.telling import By
from database.shelves.widening import widens


@dataclass(frozen=True, slots=True)
class Given:
    """`level` to one person or to one group, by their ids."""

    level: Level
    user: int | None = None
    group: int | None = None


def file_contract(session: Session, by: By, contract: Contract, folder: Folder | None) -> None:
    """Put the contract into `folder`, or take it out of every folder. Raises OpensToMore."""
    wanted = folder.id if folder else None
    if contract.folder_id == wanted:
        return
    if widens(session, contract, folder) and not may_give(session, by.staff, contract):
        raise OpensToMore
    before = session.get(Folder, contract.folder_id) if contract.folder_id else None
    contract.folder_id = wanted
    if contract.sequence > 0:
        homes = {"folder": folder, "before": before}
        named = {name: one.public_id if one else "" for name, one in homes.items()}
        by.tells(session, "contract_filed", contract.public_id, **named)


def make_confidential(session: Session, by: By, contract: Contract, *, confidential: bool) -> None:
    """Set 親展, or lift it (MK-79)."""
    if contract.confidential == confidential:
        return
    contract.confidential = confidential
    code = "contract_made_confidential" if confidential else "contract_made_ordinary"
    if contract.sequence > 0:
        by.tells(session, code, contract.public_id)


def grants_on(session: Session, contract: Contract) -> Sequence[Given]:
    query = select(ContractGrant).where(ContractGrant.contract_id == contract.id).order_by(ContractGrant.id)
    return [Given(Level(row.level), row.user_id, row.group_id) for row in session.scalars(query)]


def give_contract(
    session: Session, by: By, contract: Contract, given: Sequence[Given], *, own_access: bool
) -> None:
    """Give exactly this on the contract; with `own_access` nothing comes from its folder (MK-80)."""
    before = grants_on(session, contract)
    if set(before) == set(given) and contract.own_access == own_access:
        return
    session.execute(delete(ContractGrant).where(ContractGrant.contract_id == contract.id))
    session.add_all(
        ContractGrant(
            organization_id=by.organization_id,
            contract_id=contract.id,
            user_id=one.user,
            group_id=one.group,
            level=one.level,
        )
        for one in dict.fromkeys(given)
    )
    contract.own_access = own_access
    session.flush()
    known = _spelled(session, {*before, *given})
    changed = difference((known[one] for one in before), (known[one] for one in given))
    by.tells(session, "contract_given", contract.public_id, own=int(own_access), **changed)


def _spelled(session: Session, given: Collection[Given]) -> dict[Given, str]:
    users = public_ids(session, User, [one.user for one in given if one.user])
    groups = public_ids(session, Group, [one.group for one in given if one.group])
    return {one: _said(one, users, groups) for one in given}


def _said(one: Given, users: Mapping[int, str], groups: Mapping[int, str]) -> str:
    whose = f"user:{users[one.user]}" if one.user else f"group:{groups[one.group or 0]}"
    return f"{whose}={one.level}"


def empty_shelf(session: Session, contract: Contract) -> None:
    """Let go of a draft that is discarded: what was given on it, and its tags."""
    for table in (ContractGrant, ContractTag):
        session.execute(delete(table).where(table.contract_id == contract.id))
