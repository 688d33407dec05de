"""What the pages show of a route, to whom, and who may press what."""

from datetime import timedelta

import pytest

from contracts.roles import Role
from database.contract import Contract
from database.ledger import Ledger
from tests.approval.staffed import ADMINISTRATOR, CHIEF, DEPUTY, DIRECTOR, MANAGER, Staffed
from tests.counterparty.office import Office
from tests.desk.site import Clerk

TITLE = "業務委託契約書（広告運用）"


def waits_for(house: Staffed, who: str) -> bool:
    """Tell whether this person's list has the contract; the menu counts the same."""
    clerk = house.enters(who)
    clerk.opens("/tasks")
    listed = TITLE in clerk.text
    counted = 'class="menu__count"' in clerk.text
    assert counted == listed
    return listed


def approves(house: Staffed, who: str, page: str, **typed: object) -> int:
    clerk = house.enters(who)
    clerk.opens(page)
    return clerk.sends(f"{page}/approval", **typed).status_code


@pytest.mark.shows("MK-46", "MK-48")
def test_a_list_holds_exactly_what_is_a_persons_turn_and_the_page_says_who_approved(
    clerk: Clerk, house: Staffed, office: Office
) -> None:
    house.routed(
        house.step("課長の承認", MANAGER),
        house.step("部長と役員", CHIEF, DIRECTOR, DEPUTY, rule="majority"),
    )
    case = house.submitted(TITLE)
    page = f"/contracts/{case.contract}"
    assert [who for who in (MANAGER, CHIEF, DEPUTY) if waits_for(house, who)] == [MANAGER]
    assert approves(house, MANAGER, page, **{"approval-comment": "条件を確認しました。"}) == 200
    assert [who for who in (MANAGER, CHIEF, DIRECTOR) if waits_for(house, who)] == [CHIEF, DIRECTOR]
    clerk.opens(page)
    for words in ("課長の承認", "課長 一子", "条件を確認しました。", "承認待ち", "過半数"):
        assert words in clerk.text
    assert [who for _at, who in house.asked()] == [MANAGER, CHIEF, DEPUTY, DIRECTOR]
    assert office.contract(case).stage == "awaiting_approval"


@pytest.mark.shows("MK-48", "T09")
@pytest.mark.usefixtures("clerk")
def test_a_delegate_decides_for_another_and_both_are_named(house: Staffed, office: Office) -> None:
    house.routed(house.step("部長の承認", CHIEF))
    delegation = house.delegates(CHIEF, DEPUTY)
    case = house.submitted(TITLE)
    page = f"/contracts/{case.contract}"
    deputy = house.enters(DEPUTY)
    deputy.opens("/tasks")
    assert "部長 二郎 様の代理" in deputy.text
    deputy.opens(page)
    assert "部長 二郎 様の代理として回答します。" in deputy.text
    form = deputy.fields(f"{page}/approval")
    chief = house.enters(CHIEF)
    chief.opens("/own-settings/delegations")
    chief.sends(f"/own-settings/delegations/{delegation}/revocation")
    answer = deputy.client.post(f"{page}/approval", data=form)
    assert answer.status_code == 409
    house.delegates(CHIEF, DEPUTY)
    assert approves(house, DEPUTY, page) == 200
    assert "代理 四朗（部長 二郎 の代理）" in deputy.text
    assert office.contract(case).stage == "awaiting_other"


@pytest.mark.shows("MK-48")
def test_a_delegation_that_is_over_or_too_long_is_refused_beside_its_last_day(house: Staffed) -> None:
    chief, page = house.enters(CHIEF), "/own-settings/delegations"
    person, today = house.people[DEPUTY].public_id, house.today
    for days, sentence in (
        (-1, "初日以降の、今日より前でない日を入力してください。"),
        (366, "代理は1年までの期間で設定してください。"),
    ):
        chief.opens(page)
        span = {"first_day": today.isoformat(), "last_day": (today + timedelta(days=days)).isoformat()}
        assert chief.sends(page, person=person, **span).status_code == 422
        assert sentence in chief.text
    chief.opens(page)
    span = {"first_day": today.isoformat(), "last_day": (today + timedelta(days=365)).isoformat()}
    assert chief.sends(page, person=person, **span).status_code == 200
    assert "代理 四朗 様を、承認の代理に設定しました。" in chief.text


@pytest.mark.shows("T07")
def test_who_loses_the_right_can_decide_nothing_and_holds_nothing_up(
    clerk: Clerk, house: Staffed, office: Office
) -> None:
    house.routed(house.step("課長", MANAGER), house.step("部長", CHIEF), house.step("役員", DIRECTOR))
    case = house.submitted(TITLE)
    page = f"/contracts/{case.contract}"
    manager = house.enters(MANAGER)
    manager.opens(page)
    form = manager.fields(f"{page}/approval")
    house.becomes(MANAGER, Role.VIEWER)
    assert manager.client.post(f"{page}/approval", data=form).status_code == 404
    ledger = Ledger(office.opened.database)
    [(contract, act)] = ledger.untold_absences()
    assert contract == case.contract
    office.engine.ask(contract, act)
    assert ledger.untold_absences() == []
    house.leaves(CHIEF)
    assert approves(house, DEPUTY, page) == 200
    assert approves(house, DEPUTY, page) == 200
    assert not waits_for(house, DEPUTY)
    house.leaves(DIRECTOR)
    clerk.opens(page)
    assert "役員 三枝 様は、承認できなくなっています。" in clerk.text
    clerk.sends(f"{page}/absences")
    assert "承認できなくなった方を除きました" in clerk.text
    assert approves(house, DEPUTY, page) == 200
    assert office.contract(case).stage == "awaiting_other"


@pytest.mark.shows("AD-05", "MK-48")
def test_the_submitter_pulls_back_what_nobody_outside_has_seen(
    clerk: Clerk, house: Staffed, office: Office
) -> None:
    house.routed(house.step("課長の承認", MANAGER))
    case = house.submitted(TITLE)
    page = f"/contracts/{case.contract}"
    assert house.enters(MANAGER).opens(f"{page}/pull-back").status_code == 404
    assert house.enters(ADMINISTRATOR).opens(f"{page}/pull-back").status_code == 404
    clerk.opens(f"{page}/pull-back")
    clerk.sends(f"{page}/pull-back", reason="金額を直します。")
    held = office.contract(case)
    assert (held.stage, held.returned_how) == ("sent_back", "own")
    for words in ("承認の依頼を取り戻しました", "金額を直します。", "新しい版で再開"):
        assert words in clerk.text
    assert not waits_for(house, MANAGER)
    clerk.sends(f"{page}/resumption", **{"resumption-reply": "確かめました。"})
    assert office.contract(case).returned_how == ""
    assert waits_for(house, MANAGER)


@pytest.mark.shows("MK-47", "MK-48")
def test_the_confirmation_shows_the_route_that_is_taken_and_a_fixed_one_takes_every_type(
    clerk: Clerk, house: Staffed, office: Office
) -> None:
    draft = clerk.drafts(TITLE, "lease")
    clerk.opens(f"/drafts/{draft}/confirmation")
    assert "社内承認" not in clerk.text
    with office.opened.database.reading() as session:
        sender = session.query(type(office.owner)).filter_by(mail="legal@sample.example").one()
    house.routed(
        house.step("部長の承認", CHIEF, hours=24, seniors=[DIRECTOR]), name="新人", kind="", person=sender
    )
    clerk.opens(f"/drafts/{draft}/confirmation")
    assert "部長 二郎" in clerk.text
    assert "24時間承認されないときは、役員 三枝 様にも依頼します。" in clerk.text
    clerk.sends(f"/drafts/{draft}/sending")
    clerk.opens(f"/contracts/{draft}")
    assert "社内承認待ち" in clerk.text
    assert "部長の承認" in clerk.text


@pytest.mark.usefixtures("clerk")
def test_an_approver_goes_on_seeing_what_they_decided_on_also_what_only_they_were_shown(
    house: Staffed, office: Office
) -> None:
    house.routed(house.step("課長の承認", MANAGER), name="すべて", kind="")
    case = house.submitted(TITLE, "lease")
    page = f"/contracts/{case.contract}"
    with office.opened.database.writing() as session:
        session.query(Contract).filter_by(public_id=case.contract).one().confidential = True
    assert house.enters(DIRECTOR).opens(page).status_code == 404
    assert waits_for(house, MANAGER)
    assert approves(house, MANAGER, page) == 200
    assert office.contract(case).stage == "awaiting_other"
    assert house.enters(MANAGER).opens(page).status_code == 200
