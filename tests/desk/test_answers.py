from io import BytesIO

import pytest

from adapters.conversion import can_convert
from contracts import acts
from contracts.acts import Origin
from tests.conversion.documents import word
from tests.counterparty.office import Office
from tests.counterparty.planning import paper
from tests.desk.cases import RENT, sent_back, sent_by
from tests.desk.site import Clerk
from webapp.access.asking import new_key
from workflows.door import EngineUnavailable


@pytest.mark.shows("AD-04", "AD-05")
def test_a_send_back_is_answered_without_a_change(clerk: Clerk, office: Office) -> None:
    case = sent_by(clerk, office)
    page = f"/contracts/{case.contract}"
    sent_back(office, case)
    clerk.opens(page)
    assert "相手方から差し戻されました" in clerk.text
    assert RENT in clerk.text
    assert clerk.sends(f"{page}/resumption", **{"resumption-reply": ""}).status_code == 422
    clerk.sends(f"{page}/resumption", **{"resumption-reply": "合意書のとおりの額です。"})
    assert (office.contract(case).stage, office.contract(case).round) == ("awaiting_other", 1)
    assert "合意書のとおりの額です。" in clerk.text


@pytest.mark.shows("AD-04")
def test_new_bytes_open_a_new_round_with_version_two(clerk: Clerk, office: Office) -> None:
    case = sent_by(clerk, office)
    page = f"/contracts/{case.contract}"
    sent_back(office, case)
    clerk.opens(page)
    changed = (BytesIO(paper("建物賃貸借契約書（修正）")), "v2.pdf")
    clerk.sends(f"{page}/rounds", **{"round-file": changed, "round-reply": "第3条を直しました。"})
    assert "新しい版で再開しました" in clerk.text
    assert "第2版" in clerk.text
    assert office.contract(case).round == 2


@pytest.mark.shows("AD-04", "MK-52")
@pytest.mark.skipif(not can_convert(), reason="LibreOffice is not installed")
def test_a_new_version_may_be_a_word_document_as_the_first_may(clerk: Clerk, office: Office) -> None:
    case = sent_by(clerk, office)
    page = f"/contracts/{case.contract}"
    sent_back(office, case)
    clerk.opens(page)
    assert ".docx" in clerk.text
    changed = (BytesIO(word("建物賃貸借契約書（修正）")), "v2.docx")
    clerk.sends(f"{page}/rounds", **{"round-file": changed, "round-reply": "第3条を直しました。"})
    assert office.contract(case).round == 2


def test_the_same_bytes_are_no_new_version(clerk: Clerk, office: Office) -> None:
    case = sent_by(clerk, office)
    page = f"/contracts/{case.contract}"
    sent_back(office, case)
    clerk.opens(page)
    same = (BytesIO(paper("建物賃貸借契約書")), "same.pdf")
    answer = clerk.sends(f"{page}/rounds", **{"round-file": same, "round-reply": "直しました。"})
    assert answer.status_code == 422
    assert "いまの版と同じ内容のファイルです。" in clerk.text
    assert "第2版" not in clerk.text


def test_without_the_engine_the_uploaded_version_and_the_words_are_kept(clerk: Clerk, office: Office) -> None:
    case = sent_by(clerk, office)
    page = f"/contracts/{case.contract}"
    sent_back(office, case)
    clerk.opens(page)
    office.engine.silence = EngineUnavailable()
    changed = (BytesIO(paper("修正した契約書")), "v2.pdf")
    answer = clerk.sends(f"{page}/rounds", **{"round-file": changed, "round-reply": "第3条を直しました。"})
    assert answer.status_code == 503
    assert clerk.fields(f"{page}/rounds")["round-reply"] == "第3条を直しました。"
    office.engine.silence = None
    clerk.sends(f"{page}/rounds")
    assert office.contract(case).round == 2


@pytest.mark.shows("MK-60")
def test_a_contract_is_withdrawn_with_a_reason_after_a_question(clerk: Clerk, office: Office) -> None:
    case = sent_by(clerk, office)
    page = f"/contracts/{case.contract}"
    clerk.opens(f"{page}/withdrawal")
    assert clerk.sends(f"{page}/withdrawal", reason=" ").status_code == 422
    clerk.sends(f"{page}/withdrawal", reason="条件が変わりました。")
    assert clerk.path == page
    assert office.contract(case).stage == "cancelled"
    assert "条件が変わりました。" in clerk.text


def test_a_refused_act_says_why_and_keeps_the_words(clerk: Clerk, office: Office) -> None:
    case = sent_by(clerk, office)
    page = f"/contracts/{case.contract}"
    clerk.opens(f"{page}/withdrawal")
    first = clerk.fields(f"{page}/withdrawal")
    clerk.sends(f"{page}/withdrawal", reason="一度目")
    again = clerk.client.post(f"{page}/withdrawal", data={**first, "key": new_key(), "reason": "二度目"})
    assert again.status_code == 409
    assert "この契約の手続きは終了しています。" in again.text
    assert "二度目" in again.text


@pytest.mark.shows("T15")
def test_a_locked_party_is_released_by_the_sender(clerk: Clerk, office: Office) -> None:
    case = sent_by(clerk, office)
    party = case.parties[0]
    lock = acts.LockParty(new_key(), Origin(party.public_id), party.public_id, tries=5)
    office.engine.ask(case.contract, lock)
    clerk.opens("/approvals")
    assert "建物賃貸借契約書" in clerk.text
    clerk.opens(f"/contracts/{case.contract}")
    assert "アクセスコード停止中" in clerk.text
    clerk.sends(f"/contracts/{case.contract}/parties/{party.public_id}/unlocking")
    assert "停止を解除しました。" in clerk.text
    assert office.party(party).progress == "asked"


def test_a_frozen_contract_says_so_and_offers_no_act(clerk: Clerk, office: Office) -> None:
    case = sent_by(clerk, office)
    with office.opened.database.writing() as session:
        session.merge(office.contract(case)).frozen_at = office.hours_from_now(0)
    clerk.opens(f"/contracts/{case.contract}")
    assert "この契約は停止しています" in clerk.text
    assert "取り下げ</a>" not in clerk.text


@pytest.mark.shows("AD-04")
def test_a_contract_that_was_stopped_meanwhile_takes_no_version(clerk: Clerk, office: Office) -> None:
    case = sent_by(clerk, office)
    page = f"/contracts/{case.contract}"
    sent_back(office, case)
    clerk.opens(page)
    with office.opened.database.writing() as session:
        session.merge(office.contract(case)).frozen_at = office.hours_from_now(0)
    changed = (BytesIO(paper("建物賃貸借契約書（修正）")), "v2.pdf")
    answer = clerk.sends(f"{page}/rounds", **{"round-file": changed, "round-reply": "第3条を直しました。"})
    assert answer.status_code == 422
    assert "この契約は停止しています" in clerk.text
    assert "第2版" not in clerk.text
