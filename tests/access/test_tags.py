"""Tags tell nothing of 親展 contracts to who may not see them."""

import re

import pytest
from sqlalchemy import select

from contracts.roles import Right, Role
from database.audit import AuditEvent
from database.contract import Contract
from database.folders import UserRight
from database.shelves.tags import tags_of
from tests.access.house import House
from tests.access.test_shelves import tagged
from tests.counterparty.office import Sent
from tests.desk.site import Clerk


@pytest.mark.shows("T09")
def test_a_tag_that_only_hidden_contracts_carry_is_not_told_of(
    administrator: Clerk, legal: Clerk, house: House
) -> None:
    hidden, open_to_all = house.office.sent(), house.office.sent()
    tagged(administrator, hidden, "買収計画 至急")
    tagged(administrator, open_to_all, "至急")
    page = named_tags(legal)["買収計画"]
    assert "買収計画" in legal.opens("/contracts").text
    house.changes(hidden.contract, confidential=True)
    for address in ("/contracts", "/tags"):
        assert "買収計画" not in legal.opens(address).text
        assert "至急" in legal.text
    for address in (page, f"{page}/deletion"):
        assert legal.opens(address).status_code == 404
    keeper = house.enters("keeper@sample.example", Role.LEGAL)
    keeps_confidential(house, "keeper@sample.example")
    assert "買収計画" in keeper.opens("/contracts").text
    keeper.opens(named_tags(keeper)["買収計画"])
    keeper.sends(page, name="計画")
    assert set(named_tags(keeper)) == {"計画", "至急"}
    house.changes(hidden.contract, confidential=False)
    assert set(named_tags(legal)) == {"計画", "至急"}


@pytest.mark.shows("T09")
def test_a_name_that_only_hidden_contracts_have_is_to_others_a_free_one(
    administrator: Clerk, legal: Clerk, house: House
) -> None:
    hidden, open_to_all = house.office.sent(), house.office.sent()
    tagged(administrator, hidden, "買収計画")
    tagged(administrator, open_to_all, "至急")
    house.changes(hidden.contract, confidential=True)
    page = named_tags(legal)["至急"]
    legal.opens(page)
    legal.sends(page, name="買収計画")
    assert "タグを保存しました。" in legal.text
    assert "まとめました" not in legal.text
    assert named_tags(legal) == {"買収計画": page}
    assert tags_on(house, hidden) == tags_on(house, open_to_all) == ["買収計画"]
    told = [row for row in audited(house) if row.code in {"tags_merged", "tag_renamed", "contract_tagged"}]
    assert [row.code for row in told[-2:]] == ["contract_tagged", "tag_renamed"]
    assert told[-2].subject == hidden.contract


@pytest.mark.shows("T09")
def test_whether_a_tag_is_left_when_it_is_taken_off_does_not_tell_that_hidden_contracts_carry_it(
    administrator: Clerk, legal: Clerk, house: House
) -> None:
    hidden, own = house.office.sent(), house.office.sent()
    tagged(administrator, hidden, "買収計画")
    house.changes(hidden.contract, confidential=True)
    for name in ("買収計画", "売却計画"):
        tagged(administrator, own, name)
        assert set(named_tags(legal)) == {name}
        tagged(administrator, own, "")
        assert named_tags(legal) == {}


def tags_on(house: House, sent: Sent) -> list[str]:
    with house.office.opened.database.reading() as session:
        row = session.scalars(select(Contract).where(Contract.public_id == sent.contract)).one()
        return [tag.name for tag in tags_of(session, row)]


def audited(house: House) -> list[AuditEvent]:
    with house.office.opened.database.reading() as session:
        return list(session.scalars(select(AuditEvent).order_by(AuditEvent.sequence)))


def named_tags(clerk: Clerk) -> dict[str, str]:
    """Map the tags of the page to their addresses."""
    found = re.findall(r"(/tags/[0-9a-f-]+)\">([^<]+)</a>", clerk.opens("/tags").text)
    return {name: address for address, name in found}


def keeps_confidential(house: House, mail: str) -> None:
    me = house.staff(mail).user
    right = UserRight(organization_id=me.organization_id, user_id=me.id, right=Right.READ_CONFIDENTIAL)
    with house.office.opened.database.writing() as session:
        session.add(right)
