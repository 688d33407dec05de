"""The account itself: ログイン, its lock, its sessions, the password, and its end."""

import pytest
from flask import Flask
from sqlalchemy import select

from contracts.roles import Role
from database.contract import Contract
from database.readers import Reader, ReaderPaper, ReaderSession
from tests.counterparty.office import Office
from tests.desk.site import Clerk, hired
from tests.readers.walking import (
    MAIL,
    PAPERS,
    PASSWORD,
    SIGN_IN,
    asks,
    concludes,
    delivered,
    link_of,
    mailed_link,
    mails,
    registers,
    signs_in,
    told,
)

SETTINGS, NEW = "/account/settings", "/account/password/new"
RESET, DELETION = "/account/password/reset", "/account/deletion"
COOKIE = "warifu-reader"
CHOSEN = "atarashii2026"


@pytest.fixture
def reader(browser_of_reader: Clerk, office: Office) -> Clerk:
    registers(browser_of_reader, office)
    return browser_of_reader


def session_id(browser: Clerk) -> str:
    found = browser.client.get_cookie(COOKIE)
    assert found is not None
    return found.value


@pytest.mark.shows("T19")
def test_each_login_has_a_session_of_its_own_and_logout_ends_it(reader: Clerk) -> None:
    first = session_id(reader)
    reader.sends("/account/sign-out")
    assert reader.path == SIGN_IN
    reader.client.set_cookie(COOKIE, first)
    reader.opens(PAPERS)
    assert reader.path == SIGN_IN
    signs_in(reader)
    assert reader.path == PAPERS
    assert session_id(reader) != first


def test_after_login_only_an_own_path_is_gone_to(site: Flask, reader: Clerk) -> None:
    assert reader.path == PAPERS
    browser = Clerk(site)
    browser.opens(SETTINGS)
    assert browser.path == SIGN_IN
    browser.sends(SIGN_IN, mail=MAIL, password=PASSWORD)
    assert browser.path == SETTINGS
    other = Clerk(site)
    other.opens(f"{SIGN_IN}?next=//evil.example")
    data = {**other.fields(SIGN_IN), "mail": MAIL, "password": PASSWORD}
    assert other.client.post(SIGN_IN, data=data).headers["Location"] == PAPERS


@pytest.mark.shows("T20")
def test_sessions_of_staff_and_of_readers_open_nothing_of_each_other(
    site: Flask, office: Office, reader: Clerk
) -> None:
    reader.opens("/contracts")
    assert reader.path == "/sign-in"
    hired(office, "legal@sample.example", Role.LEGAL)
    clerk = Clerk(site)
    clerk.signs_in("legal@sample.example")
    assert clerk.path == "/"
    clerk.opens(PAPERS)
    assert clerk.path == SIGN_IN
    reader.client.set_cookie("warifu-staff", session_id(reader))
    reader.opens("/contracts")
    assert reader.path == "/sign-in"


def test_the_tenth_wrong_password_locks_the_account_as_staffs(
    site: Flask, reader: Clerk, office: Office
) -> None:
    assert reader.path == PAPERS
    with office.opened.database.writing() as session:
        session.scalars(select(Reader)).one().failed_logins = 9
    thief = Clerk(site)
    signs_in(thief, password="wrong2026")  # noqa: S106 -- a guess
    signs_in(thief)
    assert thief.path == SIGN_IN
    assert "15分間ログインできません。" in thief.text
    assert told(office).count("reader_sign_in_failed") == 2


@pytest.mark.shows("T21")
def test_without_its_token_no_form_of_the_account_is_taken(reader: Clerk) -> None:
    reader.opens(SETTINGS)
    assert reader.client.post(SETTINGS, data={"name": "盗人"}).status_code == 400
    foreign = {"Sec-Fetch-Site": "cross-site"}
    assert reader.client.post("/account/sign-out", headers=foreign).status_code == 403


def test_the_reset_link_sets_a_password_once_and_ends_every_session(
    site: Flask, reader: Clerk, office: Office
) -> None:
    browser = Clerk(site)
    asks(browser, MAIL, RESET)
    delivered(office)
    link = link_of(mails(office)[-1])
    browser.opens(link)
    assert browser.path == NEW
    browser.sends(NEW, new="short", again="short")
    assert "8文字以上" in browser.text
    browser.sends(NEW, new=CHOSEN, again=CHOSEN)
    assert browser.path == SIGN_IN
    assert "パスワードを変更しました。" in browser.text
    assert browser.opens(link).status_code == 410
    reader.opens(PAPERS)
    assert reader.path == SIGN_IN
    signs_in(browser)
    assert browser.path == SIGN_IN
    signs_in(browser, password=CHOSEN)
    assert browser.path == PAPERS


def test_a_form_drawn_for_one_account_does_not_change_another(
    site: Flask, reader: Clerk, office: Office
) -> None:
    registers(Clerk(site), office, "other@example.com")
    reader.opens(mailed_link(reader, office, MAIL, RESET))
    drawn = reader.fields(NEW)
    reader.opens(mailed_link(reader, office, "other@example.com", RESET))
    answer = reader.client.post(NEW, data={**drawn, "new": CHOSEN, "again": CHOSEN})
    assert (answer.status_code, answer.headers["Location"]) == (303, NEW)


def test_name_and_password_are_changed_on_the_settings_page(
    site: Flask, reader: Clerk, office: Office
) -> None:
    reader.opens(SETTINGS)
    reader.sends(SETTINGS, name="佐藤 一朗", company="")
    assert "設定を保存しました。" in reader.text
    assert reader.fields(SETTINGS)["name"] == "佐藤 一朗"
    other = Clerk(site)
    signs_in(other)
    change = f"{SETTINGS}/password"
    reader.sends(change, current="wrong2026", new=CHOSEN, again=CHOSEN)
    assert "現在のパスワードが正しくありません。" in reader.text
    reader.sends(change, current=PASSWORD, new=CHOSEN, again=CHOSEN)
    assert "パスワードを変更しました。" in reader.text
    assert reader.path == SETTINGS
    other.opens(PAPERS)
    assert other.path == SIGN_IN
    assert [told(office).count(code) for code in ("reader_changed", "reader_password_changed")] == [1, 1]


def test_a_deleted_account_leaves_no_row_and_every_contract(reader: Clerk, office: Office) -> None:
    concludes(office)
    reader.opens(PAPERS)
    reader.opens(DELETION)
    reader.sends(DELETION, current="wrong2026")
    assert "現在のパスワードが正しくありません。" in reader.text
    reader.sends(DELETION, current=PASSWORD)
    assert "アカウントを削除しました。" in reader.text
    with office.opened.database.reading() as session:
        for table in (Reader, ReaderPaper, ReaderSession):
            assert session.scalars(select(table)).all() == []
        assert session.scalars(select(Contract.stage)).all() == ["concluded"]
    assert told(office)[-1] == "reader_deleted"
    signs_in(reader)
    assert reader.path == SIGN_IN
