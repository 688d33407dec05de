"""Filing, tagging and handing over many contracts at once; each is answered for by itself (MK-77, MK-78)."""

import json
import uuid
from collections.abc import Callable, Collection, Sequence
from dataclasses import astuple, dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from contracts.access import Level
from contracts.access.refusing import OpensToMore
from contracts.roles import Permission, Role
from database.contract import Contract
from database.engine import now_of
from database.listing import BulkChange
from database.metadata_asking import ask_for_reading
from database.people import User
from database.queries.contracts import contracts_seen_among, sent_contract_seen_by
from database.queries.folders import folders_for
from database.queries.levels import level_on, may_give, sees
from database.searchable import make_searchable
from database.sessions import Staff
from database.shelves.folders import folder_in
from database.shelves.placing import file_contract
from database.shelves.tags import add_tags, set_tags, tags_of
from database.shelves.telling import By

CHANGES = uuid.UUID("5a0e6d0b-41c3-4b7a-8d56-0f7e0f6b2f0e")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one: `code` is done, not_found or not_allowed; `title` is empty if not found."""

    public_id: str
    code: str
    title: str = ""


def file_many(session: Session, by: By, contracts: Collection[str], folder: str) -> list[Outcome]:
    """File into the folder with this public id, "" for none; it must be open to the person as 編集者."""
    home = folder_in(session, by.organization_id, folder) if folder else None
    open_to = {line.folder.id for line in folders_for(session, by.staff, Level.EDITOR)}
    if folder and (home is None or home.id not in open_to):
        return [Outcome(one, "not_allowed") for one in contracts]
    return _each(session, by.staff, contracts, lambda contract: file_contract(session, by, contract, home))


def tag_many(session: Session, by: By, contracts: Collection[str], names: Collection[str]) -> list[Outcome]:
    return _each(session, by.staff, contracts, lambda contract: add_tags(session, by, contract, names))


def untag_many(session: Session, by: By, contracts: Collection[str], keys: Collection[str]) -> list[Outcome]:
    """Take off the tags with these keys (`contracts.access.tags.tag_key`); others stay."""

    def take_off(contract: Contract) -> None:
        left = [tag.name for tag in tags_of(session, contract) if tag.key not in keys]
        set_tags(session, by, contract, left)

    return _each(session, by.staff, contracts, take_off)


def give_many(session: Session, by: By, contracts: Collection[str], owner: str) -> list[Outcome]:
    """Make the person with this public id 担当者 of each; only who may send is one."""
    heir = next((one for one in possible_owners(session, by.organization_id) if one.public_id == owner), None)
    if heir is None:
        return [Outcome(one, "not_allowed") for one in contracts]
    return _each(session, by.staff, contracts, lambda contract: _hand_over(session, by, contract, heir))


def read_many(session: Session, by: By, contracts: Collection[str]) -> list[Outcome]:
    """Have the documents of each read for 契約情報 (MK-30)."""

    def ask(contract: Contract) -> None:
        ask_for_reading(session, contract)
        by.tells(session, "metadata_reading_asked", contract.public_id)

    return _each(session, by.staff, contracts, ask)


def possible_owners(session: Session, organization_id: int) -> Sequence[User]:
    roles = [role.value for role in Role if role.may(Permission.SEND)]
    query = select(User).where(User.organization_id == organization_id, User.disabled_at.is_(None))
    return session.scalars(query.where(User.role.in_(roles)).order_by(User.name, User.mail)).all()


def _hand_over(session: Session, by: By, contract: Contract, heir: User) -> None:
    """Raises OpensToMore: an owner says who sees it, which only who may say it gives to anybody."""
    if contract.owner_id == heir.id:
        return
    if _opens_to(session, contract, heir) and not may_give(session, by.staff, contract):
        raise OpensToMore
    contract.owner_id = heir.id
    by.tells(session, "owner_changed", contract.public_id, owner=heir.name)
    session.flush()
    make_searchable(session, contract)


def _opens_to(session: Session, contract: Contract, heir: User) -> bool:
    """Tell whether the contract is kept from others, or from the heir."""
    return contract.confidential or contract.own_access or not sees(session, heir, contract)


def keep_change(session: Session, by: By, key: str, kind: str, outcomes: Sequence[Outcome]) -> BulkChange:
    """Write down what became of each, under an id that the form's key yields."""
    change = BulkChange(
        public_id=change_id(by.staff, key),
        organization_id=by.organization_id,
        created_by_id=by.staff.user.id,
        kind=kind,
        results=json.dumps([astuple(one)[:2] for one in outcomes]),
        created_at=now_of(session),
    )
    session.add(change)
    session.flush()
    return change


def change_kept(session: Session, staff: Staff, public_id: str) -> BulkChange | None:
    query = select(BulkChange).where(
        BulkChange.public_id == public_id, BulkChange.created_by_id == staff.user.id
    )
    return session.scalars(query).first()


def outcomes_of(session: Session, staff: Staff, change: BulkChange) -> list[tuple[Outcome, Contract | None]]:
    """Return each row with its contract, if the person may still see it."""
    rows = [Outcome(public_id, code) for public_id, code in json.loads(change.results)]
    seen = contracts_seen_among(session, staff, [row.public_id for row in rows])
    return [(row, seen.get(row.public_id)) for row in rows]


def change_id(staff: Staff, key: str) -> str:
    return str(uuid.uuid5(CHANGES, f"{staff.user.public_id}|{key}"))


def _each(
    session: Session, staff: Staff, contracts: Collection[str], change: Callable[[Contract], None]
) -> list[Outcome]:
    outcomes = []
    for public_id in dict.fromkeys(contracts):
        contract = sent_contract_seen_by(session, staff, public_id)
        if contract is None:
            outcomes.append(Outcome(public_id, "not_found"))
        elif not staff.before(level_on(session, staff, public_id)).may(Permission.FILE):
            outcomes.append(Outcome(public_id, "not_allowed", contract.title))
        else:
            outcomes.append(Outcome(public_id, _changed(contract, change), contract.title))
    return outcomes


def _changed(contract: Contract, change: Callable[[Contract], None]) -> str:
    try:
        change(contract)
    except OpensToMore:
        return "not_allowed"
    return "done"
