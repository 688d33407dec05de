"""届け方: mail, SMS or the 締結用URL, and what each needs."""

from dataclasses import replace

import pytest
from flask import Flask

from contracts.acts import Submit
from database.queries.preferences import set_preference
from tests.counterparty.office import Office
from tests.desk.site import Clerk
from tests.desk.typing import begun, kept, of
from webapp.parts import EXTENSION

NEITHER = "メールアドレスか携帯電話番号のどちらかを入力してください。"


@pytest.mark.shows("IM-32", "AD-16")
def test_a_person_needs_mail_or_phone_and_a_company_mail(clerk: Clerk) -> None:
    page = begun(clerk)
    party = clerk.parties()[0]
    clerk.sends(page, intent="confirmation", **of(party, role="乙", name="佐藤 一郎"))
    assert NEITHER in clerk.text
    clerk.sends(page, intent="confirmation", **of(party, phone="090-1234-5678"))
    assert NEITHER not in clerk.text
    clerk.sends(
        page, intent="confirmation", **of(party, kind="corporate_informal", company="株式会社みどり企画")
    )
    assert "メールアドレスを入力してください。" in clerk.text
    assert "SMSは個人の方だけに送れます。" in clerk.text


@pytest.mark.shows("IM-33", "IM-35")
def test_a_phone_is_kept_as_digits_with_the_day_it_was_obtained(clerk: Clerk, office: Office) -> None:
    page = begun(clerk)
    party = clerk.parties()[0]
    clerk.sends(
        page, intent="save", **of(party, phone="０９０－１２３４－５６７８", phone_obtained_on="2026-04-01")
    )
    row = kept(office, party)
    assert (row.phone, str(row.phone_obtained_on)) == ("09012345678", "2026-04-01")
    assert (
        clerk.sends(page, **of(party, phone="050-1234-5678", phone_obtained_on="2999-01-01")).status_code
        == 422
    )
    assert "SMSを受け取れる携帯電話番号" in clerk.text
    assert "携帯番号取得日は、今日までの日付を入力してください。" in clerk.text
    assert clerk.fields(page)[f"party-{party}-phone"] == "050-1234-5678"
    assert kept(office, party).phone == "09012345678"


@pytest.mark.shows("CS-12")
def test_the_way_the_organisation_recommends_is_marked_and_the_url_needs_no_name(
    clerk: Clerk, office: Office
) -> None:
    page = begun(clerk)
    assert "メール・SMSで個別に届ける【自社の推奨】" in clerk.text
    with office.opened.database.writing() as session:
        set_preference(session, office.owner, "arrival_way", "url")
    page = begun(clerk, title="秘密保持契約書", contract_type="nda", standing="broker")
    assert clerk.text.count("締結用URLを自分で渡す【自社の推奨】") == len(clerk.parties())
    assert "メール・SMSで個別に届ける【" not in clerk.text
    clerk.sends(page, intent="confirmation")
    assert clerk.path == f"{page}/confirmation"
    assert "締結用URLを開いた方" in clerk.text
    clerk.sends(f"{page}/sending")
    submit = office.engine.asked[0]
    assert isinstance(submit, Submit)
    assert [plan.claimable for plan in submit.parties] == [True, True]


@pytest.mark.shows("IM-34")
def test_a_free_mail_address_of_a_company_is_warned_of_and_can_be_sent_to(
    clerk: Clerk, office: Office
) -> None:
    page = begun(clerk, title="覚書", contract_type="other", standing="broker")
    company = {"kind": "corporate_informal", "company": "株式会社みどり企画", "name": "高橋 美咲"}
    party = clerk.parties()[0]
    clerk.sends(page, intent="save", **of(party, **company, mail="midori@gmail.com"))
    assert "フリーメールのアドレスが入力されています。" in clerk.text
    clerk.sends(page, intent="confirmation")
    assert clerk.path == f"{page}/confirmation"
    assert "フリーメールのアドレスが入力されています。" in clerk.text
    with office.opened.database.writing() as session:
        set_preference(session, office.owner, "warns_of_free_mail", value=False)
    assert "フリーメール" not in clerk.opens(page).text


@pytest.mark.shows("IM-51")
def test_the_form_says_that_a_comment_does_not_go_by_sms(clerk: Clerk) -> None:
    page = begun(clerk)
    assert "依頼のメールに記載されます。SMSには記載されません。" in clerk.text
    party = clerk.parties()[0]
    clerk.sends(page, comment="ご確認ください。", intent="save", **of(party, phone="09012345678"))
    assert "コメントはSMSに記載されません。" in clerk.text
    clerk.sends(page, intent="save", **of(party, mail="sato@example.com"))
    assert "コメントはSMSに記載されません。" not in clerk.text


def test_a_phone_alone_is_refused_where_no_sms_is_sent(clerk: Clerk, site: Flask) -> None:
    handed = site.extensions[EXTENSION]
    site.extensions[EXTENSION] = replace(handed, settings=replace(handed.settings, sms="off"))
    page = begun(clerk, title="覚書", contract_type="other", standing="broker")
    party = clerk.parties()[0]
    clerk.sends(page, intent="confirmation", **of(party, name="佐藤 一郎", phone="09012345678"))
    assert clerk.path == page
    assert "携帯電話番号だけでは届けられません。" in clerk.text
    assert clerk.fields(page)[f"party-{party}-phone"] == "09012345678"
    clerk.sends(page, intent="confirmation", **of(party, mail="sato@example.com"))
    assert clerk.path == f"{page}/confirmation"


def test_who_is_only_shared_with_is_not_waited_for_at_a_signing_url(clerk: Clerk, office: Office) -> None:
    with office.opened.database.writing() as session:
        set_preference(session, office.owner, "arrival_way", "url")
    page = begun(clerk, title="覚書", contract_type="other", standing="broker")
    clerk.sends(page, add="party")
    shared = clerk.parties()[1]
    clerk.sends(
        page,
        intent="confirmation",
        **of(shared, signs=None, role="保証会社", name="共有 次郎", mail="share@example.com"),
    )
    clerk.sends(f"{page}/sending")
    assert not kept(office, shared).claimable
