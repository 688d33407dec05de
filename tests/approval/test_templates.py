"""承認経路 as an administrator sets and tries them."""

import pytest

from database.approval import ApprovalRoute
from database.audit import AuditEvent
from database.queries.approval_routes import approval_routes, steps_read
from tests.approval.staffed import ADMINISTRATOR, CHIEF, DIRECTOR, MANAGER, Staffed
from tests.counterparty.office import Office

NEW = "/approval-routes/new"


def kept(office: Office) -> list[ApprovalRoute]:
    with office.opened.database.reading() as session:
        return list(approval_routes(session, office.organization.id))


def told(office: Office) -> list[str]:
    with office.opened.database.reading() as session:
        rows = session.query(AuditEvent).filter(AuditEvent.code.startswith("approval_route")).all()
        return [row.code for row in rows]


@pytest.mark.shows("MK-48")
def test_a_route_is_set_step_by_step_and_nothing_typed_is_lost(house: Staffed, office: Office) -> None:
    admin = house.enters(ADMINISTRATOR)
    admin.opens("/approval-routes")
    assert "承認経路はまだありません" in admin.text
    admin.opens(NEW)
    first = {"steps-0-name": "課長の承認", "steps-0-approvers-0": house.id(MANAGER)}
    admin.sends(NEW, name="高額", amount_from="１，０００，０００", more="step", **first)
    assert admin.fields(NEW)["steps-0-approvers-0"] == house.id(MANAGER)
    wrong = {
        "steps-1-approvers-0": house.id(CHIEF),
        "steps-1-approvers-1": house.id(CHIEF),
        "steps-1-rule": "majority",
        "steps-1-hours": "24",
    }
    assert admin.sends(NEW, amount_to="5", **wrong).status_code == 422
    for words in (
        "同じ方が2回選ばれています。",
        "時間が過ぎたときに依頼する方を選んでください。",
        "以上の金額を",
    ):
        assert words in admin.text
    right = {"steps-1-approvers-1": house.id(DIRECTOR), "steps-1-escalation-0": house.id(ADMINISTRATOR)}
    form = admin.fields(NEW) | {"amount_to": "", **right}
    assert admin.client.post(NEW, data=form).status_code == 303
    assert admin.client.post(NEW, data=form).status_code == 303
    [row] = kept(office)
    assert (row.name, row.amount_from, row.amount_to) == ("高額", 1_000_000, None)
    first_step, second = steps_read(row.steps)
    assert (first_step.name, first_step.approvers) == ("課長の承認", [house.id(MANAGER)])
    assert (second.rule, second.hours, second.escalation) == ("majority", 24, [house.id(ADMINISTRATOR)])
    assert told(office) == ["approval_route_added"]


@pytest.mark.shows("MK-48")
def test_a_trial_says_which_route_is_taken_and_why_not_the_others(house: Staffed, office: Office) -> None:
    small = house.routed(house.step("課長の承認", MANAGER), name="業務委託")
    large = house.routed(house.step("役員の承認", DIRECTOR), name="高額", amount_from=1_000_000)
    admin = house.enters(ADMINISTRATOR)
    admin.opens("/approval-routes")
    admin.sends(f"/approval-routes/{large}/place", to="up")
    assert [row.name for row in kept(office)] == ["高額", "業務委託"]
    kind = kept(office)[0].type
    assert kind is not None
    asked = f"/approval-routes/trial?contract_type={kind.public_id}&person={office.owner.public_id}"
    admin.opens(f"{asked}&amount=999,999")
    assert "課長の承認" in admin.text
    assert "金額が範囲の外です" in admin.text
    admin.opens(f"{asked}&amount=")
    assert "役員の承認" in admin.text
    admin.opens("/approval-routes")
    admin.client.post(f"/approval-routes/{small}/state", data={**admin.fields("/sign-out"), "on": "no"})
    admin.opens(f"{asked}&amount=5")
    assert "承認者のどなたか1人が承認します" in admin.text
    assert admin.opens(f"{asked}&amount=たくさん").status_code == 422
    assert told(office) == ["approval_route_added"] * 2 + ["approval_route_moved", "approval_route_disabled"]


def test_routes_are_not_for_those_who_approve(house: Staffed) -> None:
    manager = house.enters(MANAGER)
    for path in ("/approval-routes", NEW, "/approval-routes/trial"):
        assert manager.opens(path).status_code == 404
