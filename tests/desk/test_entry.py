import re
from dataclasses import replace
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from contracts.roles import Role
from database.audit import AuditEvent
from database.people import StaffSession, User
from tests.applications import application
from tests.counterparty.office import Office
from tests.desk.conftest import LEGAL
from tests.desk.site import PASSWORD, Clerk, hired
from webapp.parts import EXTENSION

NEUTRAL = "メールアドレス（ログインID）またはパスワードが正しくありません。"


def codes(office: Office) -> list[str]:
    with office.opened.database.reading() as session:
        return list(session.scalars(select(AuditEvent.code).order_by(AuditEvent.sequence)))


def test_no_staff_page_opens_without_signing_in(site: Flask) -> None:
    clerk = Clerk(site)
    for path in ("/", "/contracts", "/drafts", "/drafts/new", "/approvals"):
        clerk.opens(path)
        assert clerk.path == "/sign-in"


@pytest.mark.shows("IM-09")
def test_the_login_page_says_that_all_is_encrypted_where_it_is(site: Flask) -> None:
    words, address = "このサイトとの通信は、すべてTLSで暗号化されています。", "https://keiyaku.example"
    assert words not in site.test_client().get("/sign-in").text
    handed = site.extensions[EXTENSION]
    secure = application(
        replace(handed, settings=replace(handed.settings, base_url=address, trusted_hosts=()))
    )
    for path in ("/sign-in", "/account/sign-in"):
        assert words in secure.test_client().get(path, base_url=address).text


@pytest.mark.shows("IM-05")
def test_a_wrong_password_and_an_unknown_account_get_the_same_answer(site: Flask, office: Office) -> None:
    hired(office, LEGAL, Role.LEGAL)
    answers = []
    for mail in (LEGAL, "nobody@sample.example"):
        clerk = Clerk(site)
        shown = clerk.signs_in(mail, "wrong2026")
        assert shown.status_code == 422
        assert NEUTRAL in clerk.text
        answers.append(re.sub(r'value="[^"]*"|X-Request-Id.*', "", clerk.text))
    assert answers[0] == answers[1]
    assert codes(office).count("sign_in_failed") == 2


def test_the_address_may_be_typed_in_full_width_and_in_capitals(site: Flask, office: Office) -> None:
    hired(office, LEGAL, Role.LEGAL)
    clerk = Clerk(site)
    clerk.signs_in("ＬＥＧＡＬ@Sample.example ")
    assert clerk.path == "/"


def test_ten_wrong_passwords_lock_the_account_for_fifteen_minutes(site: Flask, office: Office) -> None:
    user = hired(office, LEGAL, Role.LEGAL)
    clerk = Clerk(site)
    for _ in range(10):
        clerk.signs_in(LEGAL, "wrong2026")
    clerk.signs_in(LEGAL)
    assert clerk.path == "/sign-in"
    assert NEUTRAL in clerk.text
    with office.opened.database.writing() as session:
        account = session.get_one(User, user.id)
        assert account.locked_until is not None
        account.locked_until -= timedelta(minutes=15)
    clerk.signs_in(LEGAL)
    assert clerk.path == "/"


@pytest.mark.shows("T19")
def test_each_sign_in_gets_a_session_of_its_own_and_signing_out_ends_it(site: Flask, office: Office) -> None:
    hired(office, LEGAL, Role.LEGAL)
    first, second = Clerk(site), Clerk(site)
    cookies = []
    for clerk in (first, second):
        clerk.signs_in(LEGAL)
        cookie = clerk.client.get_cookie("warifu-staff")
        assert cookie is not None
        cookies.append(cookie.value)
    assert cookies[0] != cookies[1]
    first.sends("/sign-out")
    stolen = Clerk(site)
    stolen.client.set_cookie("warifu-staff", cookies[0])
    stolen.opens("/")
    assert stolen.path == "/sign-in"
    assert second.opens("/").request.path == "/"


@pytest.mark.shows("IM-07", "IM-08")
def test_a_temporary_password_must_be_changed_and_then_fails(site: Flask, office: Office) -> None:
    hired(office, LEGAL, Role.LEGAL, temporary=True)
    other, clerk = Clerk(site), Clerk(site)
    other.signs_in(LEGAL)
    clerk.signs_in(LEGAL)
    for path in ("/", "/contracts", "/drafts/new"):
        clerk.opens(path)
        assert clerk.path == "/password"
    for weak in ("abcdefgh", "12345678", "abc1"):
        assert clerk.sends("/password", new=weak, again=weak).status_code == 422
        assert "英字と数字を組み合わせて、8文字以上で入力してください。" in clerk.text
    assert clerk.sends("/password", new=PASSWORD, again=PASSWORD).status_code == 422
    assert clerk.sends("/password", new="abcdefg1", again="abcdefg2").status_code == 422
    clerk.sends("/password", new="abcdefg1", again="abcdefg1")
    assert clerk.path == "/"
    assert "パスワードを変更しました。" in clerk.text
    other.opens("/")
    assert other.path == "/sign-in"
    assert NEUTRAL in Clerk(site).signs_in(LEGAL).text


@pytest.mark.shows("T23")
@pytest.mark.parametrize("foreign", ["//evil.example", "https://evil.example", "/\\evil.example", "///evil"])
def test_signing_in_leads_only_to_our_own_pages(site: Flask, office: Office, foreign: str) -> None:
    hired(office, LEGAL, Role.LEGAL)
    clerk = Clerk(site)
    clerk.opens("/sign-in")
    clerk.sends("/sign-in", login=LEGAL, password=PASSWORD, next=foreign)
    assert clerk.path == "/"


@pytest.mark.shows("T07")
def test_a_disabled_account_is_out_at_its_next_request(clerk: Clerk, office: Office) -> None:
    with office.opened.database.writing() as session:
        user = session.scalars(select(User).where(User.mail == LEGAL)).one()
        user.disabled_at = session.scalars(select(StaffSession.created_at)).first()
    clerk.opens("/")
    assert clerk.path == "/sign-in"
