"""Tags tell nothing of 親展 contracts to who may not see them."""

import re

import pytest

from contracts.roles import Right, Role
from database.folders import UserRight
from tests.access.house import House
from tests.access.test_shelves import tagged
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


def named_tags(clerk: Clerk) -> dict[str, str]:
    """Map the tags of the page to their addresses."""
    found = re.findall(r"(/tags/[0-9a-f-]+)\">([^<]+)</a>", clerk.opens("/tags").text)
    return {name: address for address, name in found}


def keeps_confidential(house: House, mail: str) -> None:
    me = house.staff(mail).user
    right = UserRight(organization_id=me.organization_id, user_id=me.id, right=Right.READ_CONFIDENTIAL)
    with house.office.opened.database.writing() as session:
        session.add(right)
