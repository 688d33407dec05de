"""What nobody gives to themselves, and what the log says of access that was given (T09, MK-79)."""

import json
from datetime import date

import pytest
from sqlalchemy import select

from contracts.roles import Role
from database.audit import AuditEvent
from database.contract import Contract
from database.draft_copies import copied_as_draft
from database.folders import ContractGrant, Group
from database.party import Party
from database.sessions import Staff
from database.shelves import By
from database.shelves.many import file_many
from database.shelves.placing import grants_on
from database.shelves.widening import widens
from tests.access.house import House
from tests.access.test_shelves import uploaded
from tests.counterparty.office import Sent
from tests.desk.site import Clerk

ADMIN, LEGAL = "admin@sample.example", "legal@sample.example"


def secret_of(house: House, group: Group) -> Sent:
    """Return a 親展 contract that was given to the group."""
    sent = house.office.sent()
    house.changes(sent.contract, confidential=True)
    with house.office.opened.database.writing() as session:
        contract = session.scalars(select(Contract).where(Contract.public_id == sent.contract)).one()
        given = {"organization_id": contract.organization_id, "contract_id": contract.id, "level": "editor"}
        session.add(ContractGrant(group_id=group.id, **given))
    return sent


def told(house: House, code: str) -> dict[str, str | int]:
    with house.office.opened.database.reading() as session:
        query = select(AuditEvent.facts).where(AuditEvent.code == code).order_by(AuditEvent.sequence.desc())
        facts: dict[str, str | int] = json.loads(session.scalars(query).first() or "{}")
        return facts


@pytest.mark.shows("T09", "MK-79")
def test_an_administrator_does_not_join_a_group_that_was_given_a_confidential_contract(
    administrator: Clerk, legal: Clerk, house: House
) -> None:
    group = house.group("役員")
    sent = secret_of(house, group)
    page, own, other = f"/groups/{group.public_id}", house.staff(ADMIN).user, house.staff(LEGAL).user
    administrator.opens(page)
    refused = administrator.client.post(page, data={"name": "役員", "members": [own.public_id]})
    assert (refused.status_code, "自分自身をグループに" in refused.get_data(as_text=True)) == (409, True)
    sheet = f"グループ,メールアドレス\n役員,{ADMIN}\n".encode()
    assert uploaded(administrator, sheet) == 409
    assert administrator.opens(f"/contracts/{sent.contract}").status_code == 404
    assert told(house, "group_filled") == {}
    administrator.client.post(page, data={"name": "役員", "members": [other.public_id]})
    assert legal.opens(f"/contracts/{sent.contract}").status_code == 200
    facts = told(house, "group_filled")
    assert (facts["added"], facts["removed"]) == (other.public_id, "")


@pytest.mark.shows("T09")
def test_an_only_administrator_joins_a_group_that_opens_nothing_confidential(
    administrator: Clerk, house: House
) -> None:
    group, board, own = house.group("営業部"), house.group("役員"), house.staff(ADMIN).user
    secret_of(house, board)
    joins = {"members": [own.public_id]}
    for found, name, status in ((board, "役員", 409), (group, "営業部", 303)):
        page = f"/groups/{found.public_id}"
        administrator.opens(page)
        assert administrator.client.post(page, data={"name": name, **joins}).status_code == status
    assert told(house, "group_filled")["added"] == own.public_id
    house.enters("system@sample.example", Role.SYSTEM)
    other = house.group("経理部")
    refused = administrator.client.post(f"/groups/{other.public_id}", data={"name": "経理部", **joins})
    assert (refused.status_code, "ほかの管理者に依頼" in refused.get_data(as_text=True)) == (409, True)


@pytest.mark.shows("T09")
def test_who_closes_an_account_does_not_inherit_its_confidential_contracts(
    administrator: Clerk, legal: Clerk, house: House
) -> None:
    house.enters("leaver@sample.example", Role.LEGAL)
    leaver, own = house.staff("leaver@sample.example").user, house.staff(ADMIN).user
    sent = house.office.sent()
    house.changes(sent.contract, confidential=True, owner_id=leaver.id)
    path = f"/users/{leaver.public_id}/departure"
    administrator.opens(path)
    assert administrator.sends(path, contracts=own.public_id).status_code == 409
    assert "親展の文書があるため" in administrator.text
    assert house.staff("leaver@sample.example").user.disabled_at is None
    heir = house.staff(LEGAL).user
    assert administrator.sends(path, contracts=heir.public_id).status_code == 200
    assert legal.opens(f"/contracts/{sent.contract}").status_code == 200


@pytest.mark.shows("MK-80", "T09")
def test_the_log_names_whom_access_was_given_to_and_taken_from(
    administrator: Clerk, legal: Clerk, house: House
) -> None:
    assert legal is not administrator
    sent, group, folder = house.office.sent(), house.group("営業部"), house.folder("営業", {None: "viewer"})
    user = house.staff(LEGAL).user
    path = f"/contracts/{sent.contract}/access"
    administrator.opens(path)
    for level in ("editor", "viewer"):
        typed = {f"level-{user.public_id}": level, f"level-{group.public_id}": "visitor"}
        assert administrator.client.post(path, data=typed).status_code == 303
    facts, whose = told(house, "contract_given"), f"user:{user.public_id}"
    assert (facts["added"], facts["removed"]) == (f"{whose}=viewer", f"{whose}=editor")
    page = f"/folders/{folder.public_id}"
    administrator.opens(page)
    administrator.sends(page, **{f"level-{group.public_id}": "editor", "level-everybody": ""})
    facts = told(house, "folder_given")
    assert (facts["added"], facts["removed"]) == (f"{group.public_id}=editor", "everybody=viewer")


@pytest.mark.shows("MK-80", "MK-77")
def test_only_who_may_give_moves_a_contract_where_more_people_see_it(
    administrator: Clerk, legal: Clerk, house: House
) -> None:
    group = house.group("役員室", LEGAL)
    board = house.folder("役員会", {group: "editor"})
    wide, narrow = house.folder("全社", {None: "viewer"}), house.folder("役員会の控え", {group: "viewer"})
    sent = house.office.sent()
    house.changes(sent.contract, folder_id=board.id, owner_id=house.staff(ADMIN).user.id)
    path, by = f"/contracts/{sent.contract}/placement", By(house.staff(LEGAL))
    legal.opens(path)
    refused = legal.client.post(path, data={"folder": "none"})
    assert (refused.status_code, "いまは見られない方" in refused.get_data(as_text=True)) == (409, True)
    with house.office.opened.database.writing() as session:
        [outcome] = file_many(session, by, [sent.contract], "")
        assert outcome.code == "not_allowed"
    assert house.office.contract(sent).folder_id == board.id
    administrator.opens(path)
    assert administrator.client.post(path, data={"folder": wide.public_id}).status_code == 303
    facts = told(house, "contract_filed")
    assert (facts["folder"], facts["before"]) == (wide.public_id, board.public_id)
    house.changes(sent.contract, folder_id=board.id)
    with house.office.opened.database.reading() as session:
        contract = session.scalars(select(Contract).where(Contract.public_id == sent.contract)).one()
        assert [widens(session, contract, one) for one in (None, wide, narrow)] == [True, True, False]


@pytest.mark.shows("MK-61", "MK-80")
def test_a_draft_made_of_a_withdrawn_contract_keeps_who_sees_it_and_its_days(house: House) -> None:
    sent, group = house.office.sent(), house.group("役員")
    last = date(2031, 3, 31)
    house.changes(sent.contract, own_access=True, last_day=last, keeps_hours=False, remind_at="10:30")
    with house.office.opened.database.writing() as session:
        contract = session.scalars(select(Contract).where(Contract.public_id == sent.contract)).one()
        ids = {"organization_id": contract.organization_id, "contract_id": contract.id}
        session.add(ContractGrant(group_id=group.id, level="viewer", **ids))
        session.flush()
        staff = Staff("s", contract.owner, contract.organization, frozenset())
        draft = copied_as_draft(session, staff, contract)
        assert (draft.own_access, draft.last_day) == (True, last)
        assert (draft.keeps_hours, draft.remind_at) == (False, "10:30")
        assert grants_on(session, draft) == grants_on(session, contract) != []


@pytest.mark.shows("MK-79")
def test_a_template_of_a_contract_open_to_some_is_not_for_everybody(
    administrator: Clerk, legal: Clerk, house: House
) -> None:
    sent, user = house.office.sent(), house.staff(LEGAL).user
    house.changes(sent.contract, confidential=True, owner_id=house.staff(ADMIN).user.id)
    with house.office.opened.database.writing() as session:
        contract = session.scalars(select(Contract).where(Contract.public_id == sent.contract)).one()
        ids = {"organization_id": contract.organization_id, "contract_id": contract.id}
        session.add(ContractGrant(user_id=user.id, level="viewer", **ids))
    path = f"/contracts/{sent.contract}/template"
    legal.opens(path)
    assert legal.sends(path, name="役員の契約", shared="y").status_code == 422
    assert "見られる人を限っている文書" in legal.text
    legal.opens(path)
    assert legal.sends(path, name="役員の契約").status_code == 200
    template = f"/templates/{legal.path.split('/')[2]}"
    legal.opens(template)
    assert legal.sends(template, shared="y").status_code == 422
    facts = told(house, "template_made")
    assert (facts["contract"], facts["shared"]) == (sent.contract, 0)
    administrator.opens(path)
    assert administrator.sends(path, name="役員の契約", shared="y").status_code == 200


@pytest.mark.shows("MK-79", "T09")
def test_an_editor_of_a_confidential_contract_makes_nobody_its_owner(
    administrator: Clerk, legal: Clerk, house: House
) -> None:
    sent, user, other = house.office.sent(), house.staff(LEGAL).user, house.staff(ADMIN).user
    house.changes(sent.contract, confidential=True)
    before = house.office.contract(sent).owner_id
    with house.office.opened.database.writing() as session:
        contract = session.scalars(select(Contract).where(Contract.public_id == sent.contract)).one()
        ids = {"organization_id": contract.organization_id, "contract_id": contract.id}
        session.add(ContractGrant(user_id=user.id, level="editor", **ids))
    ways = {"contract": [sent.contract]}
    for number, heir in enumerate((user, other)):
        form = {**ways, "key": f"{number:032x}", "new_owner": heir.public_id}
        answer = legal.client.post("/contracts/bulk/owner", data=form, follow_redirects=True)
        assert "権限がないため変更していません" in answer.get_data(as_text=True)
    assert house.office.contract(sent).owner_id == before
    assert legal.opens(f"/contracts/{sent.contract}/access").status_code == 404
    assert administrator.opens(f"/contracts/{sent.contract}").status_code == 404


@pytest.mark.shows("MK-79", "T09")
def test_nobodys_address_becomes_that_of_a_signer_of_a_confidential_contract(
    administrator: Clerk, house: House
) -> None:
    sent, own = house.office.sent(), house.staff(ADMIN).user
    house.changes(sent.contract, confidential=True)
    with house.office.opened.database.writing() as session:
        party = session.scalars(select(Party).where(Party.public_id == sent.parties[0].public_id)).one()
        party.own, party.mail = True, "president@sample.example"
    path = f"/users/{own.public_id}"
    for typed in ("president@sample.example", "PRESIDENT@sample.example"):
        administrator.opens(path)
        assert administrator.sends(path, mail=typed).status_code == 409
        assert "このメールアドレスは使えません" in administrator.text
    assert administrator.opens(f"/contracts/{sent.contract}").status_code == 404
    house.changes(sent.contract, confidential=False)
    administrator.opens(path)
    assert administrator.sends(path, mail="president@sample.example").status_code == 200
