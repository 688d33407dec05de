import pytest
from flask import Flask

from contracts.roles import Role
from tests.counterparty.office import Office
from tests.desk.cases import sent_by
from tests.desk.site import Clerk, hired
from workflows.door import NotKnownYet


@pytest.mark.shows("MK-46")
def test_an_approver_finds_the_contract_reads_it_and_approves(
    clerk: Clerk, approver: Clerk, office: Office
) -> None:
    case = sent_by(clerk, office, "業務委託契約書A", "services")
    approver.opens("/approvals")
    assert "業務委託契約書A" in approver.text
    approver.opens(f"/contracts/{case.contract}")
    assert "data-viewer" in approver.text
    approver.sends(f"/contracts/{case.contract}/approval")
    assert "承認しました。" in approver.text
    assert office.contract(case).stage == "awaiting_other"
    assert "社内承認しました" in approver.text


def test_nobody_approves_what_they_submitted(site: Flask, office: Office) -> None:
    hired(office, "chief@sample.example", Role.ADMINISTRATOR)
    chief = Clerk(site)
    chief.signs_in("chief@sample.example")
    case = sent_by(chief, office, "自分の契約", "services")
    assert "ご自身が依頼した契約は承認できません。" in chief.text
    assert '/approval"' not in chief.text
    key = "0" * 32
    form = {**_token(chief), "approval-key": key}
    answer = chief.client.post(f"/contracts/{case.contract}/approval", data=form)
    assert answer.status_code == 409
    assert office.contract(case).stage == "awaiting_approval"


@pytest.mark.shows("CS-17")
def test_sending_back_needs_a_reason_and_reaches_the_owner(
    clerk: Clerk, approver: Clerk, office: Office
) -> None:
    case = sent_by(clerk, office, "業務委託契約書B", "services")
    page = f"/contracts/{case.contract}"
    approver.opens(page)
    assert approver.sends(f"{page}/return", **{"return-reason": "　"}).status_code == 422
    assert "差し戻し理由を入力してください。" in approver.text
    approver.sends(f"{page}/return", **{"return-reason": "第5条の期間を直してください。"})
    assert office.contract(case).stage == "sent_back"
    clerk.opens(page)
    assert "社内で差し戻されました" in clerk.text
    assert "第5条の期間を直してください。" in clerk.text


@pytest.mark.shows("UX-24")
def test_rejecting_is_asked_on_a_page_of_its_own_with_a_reason(
    clerk: Clerk, approver: Clerk, office: Office
) -> None:
    case = sent_by(clerk, office, "業務委託契約書C", "services")
    page = f"/contracts/{case.contract}"
    approver.opens(f"{page}/rejection")
    assert "業務委託契約書C" in approver.text
    assert approver.sends(f"{page}/rejection", reason="").status_code == 422
    approver.sends(f"{page}/rejection", reason="取引先として認められません。")
    assert approver.path == page
    assert office.contract(case).stage == "approval_rejected"


def test_typed_words_stay_while_the_answer_is_out(clerk: Clerk, approver: Clerk, office: Office) -> None:
    case = sent_by(clerk, office, "業務委託契約書D", "services")
    page = f"/contracts/{case.contract}"
    approver.opens(page)
    key = approver.fields(f"{page}/return")["return-key"]
    office.engine.silence = NotKnownYet()
    assert approver.sends(f"{page}/return", **{"return-reason": "期間を直してください。"}).status_code == 202
    assert approver.fields(f"{page}/return")["return-key"] == key
    office.engine.silence = None
    approver.sends(f"{page}/return")
    assert office.contract(case).stage == "sent_back"


def test_who_may_not_approve_finds_no_such_act(clerk: Clerk, office: Office) -> None:
    case = sent_by(clerk, office, "業務委託契約書E", "services")
    assert "承認する" not in clerk.text
    for act in ("approval", "return", "rejection"):
        answer = clerk.client.post(f"/contracts/{case.contract}/{act}", data=_token(clerk))
        assert answer.status_code == 404


def _token(clerk: Clerk) -> dict[str, object]:
    return {"csrf_token": clerk.fields("/sign-out")["csrf_token"]}
