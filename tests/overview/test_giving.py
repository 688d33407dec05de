"""How an administrator lets an auditor of another organisation look, and takes it back."""

import re
import uuid

import pytest

from contracts.roles import Role
from tests.access.house import House
from tests.desk.site import Clerk, hired
from tests.overview.group import Group

PAGE, NEW = "/overview/grants", "/overview/grants/new"


@pytest.mark.shows("MK-81")
def test_an_administrator_sees_who_it_is_before_letting_them_look_and_shuts_it_again(
    administrator: Clerk, auditor: Clerk, group: Group, house: House
) -> None:
    assert "許可はまだありません" in administrator.opens(PAGE).text
    code = re.findall(r'<p class="mono breakable">([^<]+)</p>', auditor.opens("/overview").text)[0]
    administrator.opens(f"{NEW}?code=%20{code.upper()}")
    for shown in ("株式会社グループ本社", "監査 律子", group.auditor.mail):
        assert shown in administrator.text
    assert administrator.sends(PAGE, until="昨日", takes_files="y").status_code == 422
    assert 'value="昨日"' in administrator.text
    assert administrator.sends(PAGE, until="2020/1/1").status_code == 422
    assert administrator.sends(PAGE, until="2099/3/31", takes_files="y").status_code == 200
    assert "2099" in administrator.text
    assert house.office.organization.name in auditor.opens("/overview").text
    revocation = re.findall(r'action="(/overview/grants/[^"]+/revocation)"', administrator.text)[0]
    assert "取り消し済み" in administrator.sends(revocation).text
    assert "閲覧できる組織はまだありません" in auditor.opens("/overview").text


@pytest.mark.shows("MK-81", "T01")
def test_only_an_auditor_of_another_organisation_can_be_let_in_and_all_other_codes_say_the_same(
    administrator: Clerk, group: Group, house: House
) -> None:
    own = hired(house.office, "own@sample.example", Role.COMPLIANCE).public_id
    codes = [own, str(uuid.uuid4()), house.staff("admin@sample.example").user.public_id]
    group.becomes(Role.LEGAL)
    for code in [*codes, group.auditor.public_id]:
        assert administrator.opens(f"{NEW}?code={code}").status_code == 422
        assert "この閲覧者コードの方は見つかりません" in administrator.text
        assert group.auditor.mail not in administrator.text
    assert administrator.opens(NEW).status_code == 422


@pytest.mark.shows("MK-81")
def test_a_form_sent_twice_lets_in_once_and_a_new_leave_takes_the_place_of_the_old(
    administrator: Clerk, group: Group, house: House
) -> None:
    for files in ("y", None):
        administrator.opens(f"{NEW}?code={group.auditor.public_id}")
        typed = administrator.fields(PAGE)
        for _ in range(2):
            data = {**typed, "takes_files": files} if files else typed
            assert administrator.client.post(PAGE, data=data).status_code == 303
    rows = group.told(house.office.organization, "overview_given", "overview_revoked")
    assert [(code, facts.get("takes_files")) for code, _, facts in rows] == [
        ("overview_given", 1),
        ("overview_revoked", None),
        ("overview_given", 0),
    ]
    assert administrator.opens(PAGE).text.count("/revocation") == 1


@pytest.mark.shows("MK-81")
def test_who_lost_the_role_of_auditor_is_shown_as_resting(administrator: Clerk, group: Group) -> None:
    group.lets_look()
    assert "監査でないため停止中" not in administrator.opens(PAGE).text
    group.becomes(Role.VIEWER)
    assert "監査でないため停止中" in administrator.opens(PAGE).text
