"""アカウント登録: a mail, a link used once, a form, a confirmation; nobody is told who has an account."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select, text, update

from adapters.secrets import link_digest
from database.engine import now_of
from database.queries.mailed_links import MOST_FROM_AN_ADDRESS, MOST_OF_AN_ACCOUNT
from database.readers import Reader, ReaderInvitation
from tests.counterparty.office import Office
from tests.desk.site import Clerk
from tests.languages.switch import without_switch
from tests.readers.walking import (
    ASK,
    CONFIRM,
    FORM,
    MAIL,
    PAPERS,
    SIGN_IN,
    asks,
    closes_accounts,
    delivered,
    fills_in,
    link_of,
    mailed_link,
    mails,
    registers,
    signs_in,
    text_of,
    told,
)
from workflows.door import EngineUnavailable

GONE = "このリンクは使えません"
NOT_OPEN = "アカウントの登録を受け付けていません"


def rows(office: Office) -> list[ReaderInvitation]:
    with office.opened.database.reading() as session:
        return list(session.scalars(select(ReaderInvitation).order_by(ReaderInvitation.id)))


def everything(office: Office) -> list[object]:
    tables = ("reader", "reader_invitation", "reader_session", "audit_event")
    with office.opened.database.reading() as session:
        return [list(session.execute(text(f"SELECT * FROM {table}"))) for table in tables]  # noqa: S608 -- our own names


def answer_to(site: Flask, mail: str, path: str = ASK) -> tuple[int, str, str]:
    browser = Clerk(site)
    browser.opens(path)
    posted = browser.client.post(path, data={**browser.fields(path), "mail": mail})
    shown = browser.client.get(posted.headers["Location"])
    return posted.status_code, posted.headers["Location"], without_switch(shown.text)


@pytest.mark.shows("GM-25", "CL-48")
def test_the_guide_mail_leads_over_form_and_confirmation_into_the_account(
    browser_of_reader: Clerk, office: Office
) -> None:
    browser = browser_of_reader
    asks(browser)
    delivered(office)
    mail = mails(office)[-1]
    assert mail["To"] == MAIL
    assert mail["Subject"] == "【割符（Warifu）】アカウント登録のご案内"
    assert "▼ アカウント登録手続きへ" in text_of(mail)
    browser.opens(link_of(mail))
    assert browser.path == FORM
    assert MAIL in browser.text
    fills_in(browser)
    assert browser.path == CONFIRM
    for words in (MAIL, "佐藤 一郎", "株式会社みどり商店", "アカウントを登録してログイン"):
        assert words in browser.text
    assert "hokan2026" not in browser.text
    browser.sends(CONFIRM)
    assert browser.path == PAPERS
    assert "アカウントを登録してログインしました。" in browser.text
    assert told(office).count("reader_registered") == 1
    assert all(row.password_hash == "" for row in rows(office))


@pytest.mark.shows("GM-25")
def test_who_has_not_proved_the_address_cannot_log_in(browser_of_reader: Clerk, office: Office) -> None:
    browser = browser_of_reader
    browser.opens(mailed_link(browser, office))
    fills_in(browser)
    signs_in(browser)
    assert browser.path == SIGN_IN
    assert "メールアドレスまたはパスワードが正しくありません。" in browser.text
    with office.opened.database.reading() as session:
        assert session.scalars(select(Reader)).all() == []


@pytest.mark.shows("GM-26")
def test_each_page_on_the_way_says_that_an_account_is_optional(
    browser_of_reader: Clerk, office: Office
) -> None:
    browser = browser_of_reader
    for path in (ASK, SIGN_IN):
        assert "登録は任意" in browser.opens(path).text
    asks(browser)
    delivered(office)
    assert "登録は任意です。" in text_of(mails(office)[-1])
    registers(browser, office, "other@example.com")
    assert "アカウントは任意です。" in browser.text


@pytest.mark.shows("T18")
@pytest.mark.parametrize("path", [ASK, "/account/password/reset"])
def test_a_known_and_an_unknown_address_get_the_same_bytes_and_the_same_rows(
    site: Flask, office: Office, path: str
) -> None:
    registers(Clerk(site), office)
    before = len(rows(office)), len(office.engine.notices), told(office).count("reader_link_asked")
    assert answer_to(site, MAIL, path) == answer_to(site, "nobody@example.com", path)
    after = len(rows(office)), len(office.engine.notices), told(office).count("reader_link_asked")
    assert after == tuple(count + 2 for count in before)
    known, unknown = rows(office)[-2:]
    assert (known.secret_id is None) == (unknown.secret_id is None)


def test_a_known_address_that_registers_again_is_led_to_its_account(site: Flask, office: Office) -> None:
    registers(Clerk(site), office)
    browser = Clerk(site)
    link = mailed_link(browser, office)
    assert mails(office)[-1]["Subject"] == "【割符（Warifu）】アカウントは登録済みです"
    browser.opens(link)
    assert browser.path == "/account/password/new"


def test_nobody_without_an_account_is_mailed_about_a_password(
    browser_of_reader: Clerk, office: Office
) -> None:
    asks(browser_of_reader, "nobody@example.com", "/account/password/reset")
    delivered(office)
    assert mails(office) == []


@pytest.mark.shows("T14", "T13")
def test_a_scanner_that_follows_the_link_changes_nothing(site: Flask, office: Office) -> None:
    browser = Clerk(site)
    link = mailed_link(browser, office)
    token = link.rpartition("/")[2]
    before = everything(office)
    for _ in range(2):
        scanner = Clerk(site)
        assert scanner.client.head(link).status_code == 303
        assert scanner.client.get(link).headers["Location"] == FORM
        assert scanner.opens(FORM).status_code == 200
        assert token not in scanner.text
    assert everything(office) == before
    assert rows(office)[0].token_digest == link_digest(token)


def test_the_link_is_used_once_and_dies_after_an_hour(site: Flask, office: Office) -> None:
    browser, second = Clerk(site), Clerk(site)
    link = mailed_link(browser, office)
    for one in (browser, second):
        one.opens(link)
        fills_in(one)
    browser.sends(CONFIRM)
    second.sends(CONFIRM)
    assert GONE in second.text
    assert second.at is not None
    assert second.at.status_code == 410
    assert told(office).count("reader_registered") == 1
    late = mailed_link(second, office, "late@example.com")
    with office.opened.database.writing() as session:
        session.execute(update(ReaderInvitation).values(expires_at=now_of(session) - timedelta(seconds=1)))
    assert second.opens(late).status_code == 410


@pytest.mark.shows("IM-08")
def test_what_is_wrong_stands_beside_its_field_and_what_was_typed_stays(
    browser_of_reader: Clerk, office: Office
) -> None:
    browser = browser_of_reader
    asks(browser, "not an address")
    assert "メールアドレスの形で入力してください" in browser.text
    browser.opens(mailed_link(browser, office))
    fills_in(browser, "abcdefgh")
    assert "英字と数字を組み合わせて、8文字以上で入力してください。" in browser.text
    assert browser.fields(FORM)["name"] == "佐藤 一郎"
    browser.sends(FORM, name="", new="hokan2026", again="hokan2027")
    assert "氏名を入力してください。" in browser.text
    assert "パスワードと一致していません。" in browser.text


def test_a_form_drawn_for_one_address_does_not_register_another(site: Flask, office: Office) -> None:
    browser = Clerk(site)
    browser.opens(mailed_link(browser, office))
    drawn = browser.fields(FORM)
    browser.opens(mailed_link(browser, office, "other@example.com"))
    typed = {"name": "佐藤", "new": "hokan2026", "again": "hokan2026"}
    answer = browser.client.post(FORM, data={**drawn, **typed})
    assert (answer.status_code, answer.headers["Location"]) == (303, FORM)
    assert rows(office)[-1].password_hash == ""


@pytest.mark.shows("GM-41")
def test_switched_off_the_page_says_so_and_no_open_form_registers(
    browser_of_reader: Clerk, office: Office
) -> None:
    browser = browser_of_reader
    browser.opens(mailed_link(browser, office))
    fills_in(browser)
    closes_accounts(office)
    browser.sends(CONFIRM)
    assert NOT_OPEN in browser.text
    assert NOT_OPEN in browser.opens(ASK).text
    assert "アカウントを登録する" not in browser.opens(SIGN_IN).text
    with office.opened.database.reading() as session:
        assert session.scalars(select(Reader)).all() == []


@pytest.mark.shows("T17")
def test_an_address_gets_three_mails_an_hour_and_a_network_thirty(site: Flask, office: Office) -> None:
    answers = {answer_to(site, MAIL) for _ in range(MOST_OF_AN_ACCOUNT + 1)}
    assert len(answers) == 1
    delivered(office)
    assert len(mails(office)) == MOST_OF_AN_ACCOUNT
    browser = Clerk(site)
    for number in range(MOST_FROM_AN_ADDRESS - MOST_OF_AN_ACCOUNT - 1):
        asks(browser, f"guess{number}@example.com")
    asks(browser, "one.more@example.com")
    assert browser.at is not None
    assert browser.at.status_code == 429
    assert len(rows(office)) == MOST_FROM_AN_ADDRESS


def test_without_the_engine_the_form_is_kept_and_asking_again_is_the_same_request(
    browser_of_reader: Clerk, office: Office
) -> None:
    browser, office.engine.silence = browser_of_reader, EngineUnavailable()
    asks(browser)
    assert browser.at is not None
    assert browser.at.status_code == 503
    office.engine.silence = None
    browser.sends(ASK)
    assert "メールをご確認ください" in browser.text
    assert len(rows(office)) == 1


def test_addresses_of_those_who_never_came_are_forgotten_after_a_day(
    browser_of_reader: Clerk, office: Office
) -> None:
    asks(browser_of_reader, "never@example.com")
    with office.opened.database.writing() as session:
        session.execute(update(ReaderInvitation).values(expires_at=now_of(session) - timedelta(days=2)))
    asks(browser_of_reader)
    assert [row.mail for row in rows(office)] == [MAIL]


@pytest.mark.parametrize("mail", ["tanaka@example.co.jp 田中", "田中@example.co.jp"])
def test_what_is_no_mail_address_is_said_beside_the_field(
    browser_of_reader: Clerk, office: Office, mail: str
) -> None:
    asks(browser_of_reader, mail)
    assert "メールアドレスの形で" in browser_of_reader.text
    assert rows(office) == []
