"""The condition that every query goes through says the same as the rule, for everybody and everywhere."""

from collections.abc import Iterator
from itertools import product

import pytest
from sqlalchemy import insert, select, update

from contracts.access import Level, Placed, Reader, level_of
from contracts.roles import Right, Role
from contracts.stage import Stage
from database.contract import Contract
from database.folders import ContractGrant, Folder, Group, UserRight
from database.party import Party
from database.people import User
from database.queries.reaching import reaches
from tests.access.house import House
from tests.desk.site import hired

ME = "me@sample.example"
LEVELS = (None, *Level)
LEAST = (Level.VISITOR, Level.VIEWER, Level.EDITOR)
Case = tuple[Placed, Reader, int | None]


def cases(folders: dict[Level, Folder]) -> Iterator[Case]:
    """Yield every way to keep a contract, with what is given to the person there and the folder's id."""
    homes: list[tuple[Level, int | None]] = [
        (Level.NONE, None),
        *((level, folders[level].id) for level in Level),
    ]
    flags = product((True, False), repeat=3)
    for (kept, home), (sent, secret, own), named, group in product(homes, flags, LEVELS, LEVELS):
        placed = Placed(sent, home is not None, secret, own)
        yield placed, Reader(Role.VIEWER, named=named, by_group=group, by_folder=kept), home
    for kept, home in homes:
        for secret, approval, owns, party in product((True, False), repeat=4):
            placed = Placed(is_filed=home is not None, confidential=secret, asks_approver=approval)
            yield placed, Reader(Role.VIEWER, owns=owns, is_party=party, by_folder=kept), home


def row_of(house: House, number: int, case: Case, me: int) -> dict[str, object]:
    placed, reader, home = case
    return {
        "id": number,
        "public_id": f"c-{number}",
        "organization_id": house.office.organization.id,
        "owner_id": me if reader.owns else house.office.owner.id,
        "folder_id": home,
        "confidential": placed.confidential,
        "own_access": placed.own_access,
        "sequence": int(placed.is_sent),
        "stage": Stage.AWAITING_APPROVAL if placed.asks_approver else Stage.AWAITING_OTHER,
        **dict.fromkeys(("title", "standing", "memo", "sent_digest", "head"), ""),
        **dict.fromkeys(("round", "epoch", "rev", "indexed_rev"), 0),
        "currency": "JPY",
        "amount_state": "unknown",
    }


def grants_of(house: House, number: int, case: Case, me: int, group: Group) -> Iterator[dict[str, object]]:
    base = {"organization_id": house.office.organization.id, "contract_id": number}
    if case[1].named is not None:
        yield {**base, "user_id": me, "group_id": None, "level": case[1].named}
    if case[1].by_group is not None:
        yield {**base, "user_id": None, "group_id": group.id, "level": case[1].by_group}


@pytest.fixture
def laid_out(house: House) -> dict[str, Case]:
    me = hired(house.office, ME, Role.VIEWER)
    group = house.group("営業部", ME)
    house.group("ほかの部", "yamada@sample.example")
    folders = {level: house.folder(f"棚 {level}", {group: level}) for level in Level}
    known = dict(enumerate(cases(folders), 1))
    with house.office.opened.database.writing() as session:
        now = house.office.organization.created_at
        rows = [row_of(house, number, case, me.id) for number, case in known.items()]
        session.execute(insert(Contract), [{**row, "created_at": now, "changed_at": now} for row in rows])
        given = [
            one for number, case in known.items() for one in grants_of(house, number, case, me.id, group)
        ]
        session.execute(insert(ContractGrant), given)
        for number, (_placed, reader, _home) in known.items():
            if reader.is_party:
                session.add(own_party(house, number))
    return {f"c-{number}": case for number, case in known.items()}


def own_party(house: House, contract: int) -> Party:
    words = dict.fromkeys(("role", "kind", "company", "name", "access_code_hash", "access_code_hint"), "")
    return Party(
        organization_id=house.office.organization.id,
        contract_id=contract,
        **{**words, "mail": ME, "progress": "waiting"},
        **dict.fromkeys(("own", "signs", "imprint"), True),
        **dict.fromkeys(("position", "ordering", "code_tries"), 1),
    )


@pytest.mark.shows("MK-76", "MK-77", "MK-80")
@pytest.mark.parametrize("right", [True, False])
def test_the_condition_of_every_query_and_the_rule_agree_on_every_contract_for_every_role(
    house: House, laid_out: dict[str, Case], *, right: bool
) -> None:
    database = house.office.opened.database
    with database.writing() as session:
        me = session.scalars(select(User).where(User.mail == ME)).one()
        if right:
            kind = Right.READ_CONFIDENTIAL
            session.add(UserRight(organization_id=me.organization_id, user_id=me.id, right=kind))
    for role in Role:
        with database.writing() as session:
            session.execute(update(User).where(User.mail == ME).values(role=role))
        staff = house.staff(ME)
        for least in LEAST:
            with database.reading() as session:
                found = set(session.scalars(select(Contract.public_id).where(reaches(staff, least))))
            assert found == {
                name for name, case in laid_out.items() if told(case, role, right=right).reaches(least)
            }


def told(case: Case, role: Role, *, right: bool) -> Level:
    placed, given, _home = case
    reader = Reader(role, given.owns, given.is_party, right, given.named, given.by_group, given.by_folder)
    return level_of(reader, placed)
