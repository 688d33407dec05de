"""届出メールアドレス: approval, rejection, replacement and expiry, with their history (AD-19)."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from contracts.filed_addresses import EntryState
from contracts.roles import Role
from database.office import AddressEntry
from database.queries.filed_addresses import today_in_japan
from tests.addresses.filer import MAIL, Filer, entries, mails, state_of, told
from tests.counterparty.office import Office
from tests.desk.site import Clerk, hired
from workflows.door import EngineUnavailable


def page_of(entry: AddressEntry) -> str:
    return f"/filed-addresses/{entry.public_id}"


def approved(clerk: Clerk, entry: AddressEntry, **typed: object) -> None:
    clerk.opens(page_of(entry))
    assert clerk.sends(f"{page_of(entry)}/approval", **typed).status_code == 200


@pytest.mark.shows("AD-19")
def test_an_approved_address_holds_until_its_last_day_and_its_owner_is_told(
    filer: Filer, office: Office, clerk: Clerk
) -> None:
    entry = filer.has_filed(valid_until="2099/3/31")
    approved(clerk, entry)
    assert state_of(office, entry) is EntryState.APPROVED
    assert "2099年3月31日" in clerk.text
    [text] = mails(office, "address_answered")
    assert "登録しました" in text
    assert "2099年3月31日" in text
    assert told(office, "address_approved") == [{"mail": MAIL}]
    with office.opened.database.writing() as session:
        row = session.get_one(AddressEntry, entry.id)
        row.expires_on = today_in_japan(session) - timedelta(days=1)
    assert "失効" in clerk.opens("/filed-addresses?state=expired").text
    assert "佐藤 花子" in clerk.text
    assert "佐藤 花子" not in clerk.opens("/filed-addresses?state=approved").text


def test_a_rejection_needs_a_reason_and_mails_it(filer: Filer, office: Office, clerk: Clerk) -> None:
    entry = filer.has_filed()
    clerk.opens(page_of(entry))
    assert clerk.sends(f"{page_of(entry)}/rejection", reason=" ").status_code == 422
    assert state_of(office, entry) is EntryState.PENDING
    clerk.sends(f"{page_of(entry)}/rejection", reason="会社のメールアドレスで届け出てください。")
    assert state_of(office, entry) is EntryState.REJECTED
    assert "会社のメールアドレスで届け出てください。" in clerk.text
    [text] = mails(office, "address_answered")
    assert "> 会社のメールアドレスで届け出てください。" in text


@pytest.mark.shows("AD-19")
def test_a_change_is_a_new_entry_that_takes_the_place_of_the_older(
    filer: Filer, office: Office, clerk: Clerk
) -> None:
    old = filer.has_filed()
    approved(clerk, old)
    new = filer.has_filed(mail="jiro@midori.example", name="田中 次郎", previous_mail=MAIL)
    clerk.opens(page_of(new))
    assert clerk.fields(f"{page_of(new)}/approval")["replaces"] == old.public_id
    clerk.sends(f"{page_of(new)}/approval")
    assert state_of(office, new) is EntryState.APPROVED
    assert state_of(office, old) is EntryState.REPLACED
    history = clerk.opens(page_of(old)).text
    assert "承認しました" in history
    assert "新しい届出に置き換わりました" in history
    assert "田中 次郎" in history
    assert len(told(office, "address_replaced")) == 1


def test_a_second_entry_of_the_same_address_always_replaces_the_first(
    filer: Filer, office: Office, clerk: Clerk
) -> None:
    old = filer.has_filed()
    approved(clerk, old)
    new = filer.has_filed(company="別の会社", code="9999")
    approved(clerk, new, replaces=None)
    assert state_of(office, old) is EntryState.REPLACED


def test_colleagues_stay_unless_they_are_ticked(filer: Filer, office: Office, clerk: Clerk) -> None:
    old = filer.has_filed()
    approved(clerk, old)
    new = filer.has_filed(mail="jiro@midori.example", company="㈱みどり商店")
    clerk.opens(page_of(new))
    assert MAIL in clerk.text
    clerk.sends(f"{page_of(new)}/approval")
    assert state_of(office, old) is EntryState.APPROVED


def test_an_entry_is_expired_with_a_reason_and_decided_once(
    filer: Filer, office: Office, clerk: Clerk
) -> None:
    entry = filer.has_filed()
    clerk.opens(page_of(entry))
    stale = clerk.fields(f"{page_of(entry)}/approval")
    approved(clerk, entry)
    again = clerk.client.post(f"{page_of(entry)}/approval", data=stale)
    assert again.status_code == 409
    assert "状態が変わりました" in again.text
    clerk.opens(page_of(entry))
    clerk.sends(f"{page_of(entry)}/expiry", reason="異動のため")
    assert state_of(office, entry) is EntryState.EXPIRED
    assert clerk.client.post(f"{page_of(entry)}/expiry", data={**stale, "reason": "再"}).status_code == 409


def test_a_day_that_is_over_is_refused_beside_its_field(filer: Filer, office: Office, clerk: Clerk) -> None:
    entry = filer.has_filed()
    clerk.opens(page_of(entry))
    answer = clerk.sends(f"{page_of(entry)}/approval", valid_until="2020/1/1")
    assert answer.status_code == 422
    assert 'id="valid_until-error"' in answer.text
    assert state_of(office, entry) is EntryState.PENDING


def test_what_was_decided_cannot_be_changed(filer: Filer, office: Office, clerk: Clerk) -> None:
    approved(clerk, filer.has_filed())
    with pytest.raises(DatabaseError), office.opened.database.writing() as session:
        session.execute(text("UPDATE address_decision SET reason = 'x'"))


def test_the_list_is_searched_by_company_person_and_address(filer: Filer, clerk: Clerk) -> None:
    filer.has_filed()
    filer.has_filed(company="有限会社あかね", name="木村 一", mail="kimura@akane.example")
    for words in ("（株）みどり商店", "佐藤", "HANAKO@midori"):
        found = clerk.client.get("/filed-addresses", query_string={"q": words}).text
        assert "佐藤 花子" in found
        assert "木村 一" not in found
    assert "条件に合う届出はありません" in clerk.opens("/filed-addresses?q=none&state=pending").text
    assert "全2件" in clerk.opens("/filed-addresses?state=nonsense").text


@pytest.mark.shows("GM-05")
def test_staff_ask_somebody_by_mail_to_file(office: Office, clerk: Clerk, filer: Filer) -> None:
    clerk.opens("/filed-addresses/invitation")
    assert clerk.sends("/filed-addresses/invitation", mail="nobody").status_code == 422
    office.engine.silence = EngineUnavailable()
    assert clerk.sends("/filed-addresses/invitation", mail=MAIL, language="en").status_code == 503
    office.engine.silence = None
    clerk.sends("/filed-addresses/invitation", mail=MAIL, name="Hanako Sato", language="en")
    [text] = mails(office, "address_invited")
    assert filer.page in text
    assert "Registering does not conclude any contract." in text
    assert told(office, "address_invited") == [{"mail": MAIL}]


def test_only_those_who_send_find_the_pages(site: Flask, office: Office, filer: Filer, clerk: Clerk) -> None:
    entry = filer.has_filed()
    assert "届出メールアドレス" in clerk.opens("/").text
    hired(office, "approver@sample.example", Role.APPROVER)
    other = Clerk(site)
    other.signs_in("approver@sample.example")
    assert "届出メールアドレス" not in other.opens("/").text
    for path in ("/filed-addresses", "/filed-addresses/invitation", page_of(entry)):
        assert other.opens(path).status_code == 404


def test_an_answer_that_cannot_be_mailed_is_said(filer: Filer, office: Office, clerk: Clerk) -> None:
    entry = filer.has_filed()
    clerk.opens(page_of(entry))
    office.engine.silence = EngineUnavailable()
    clerk.sends(f"{page_of(entry)}/approval")
    assert "別の方法でお伝えください" in clerk.text
    assert entries(office)[0].state == EntryState.APPROVED
