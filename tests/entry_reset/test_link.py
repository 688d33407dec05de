"""The link of the mail: looked at by anybody, used once by the person."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from flask import Flask
from sqlalchemy import text, update

from adapters.secrets import link_digest
from database.engine import Database, now_of
from database.password_reset import PasswordReset
from database.people import User
from database.queries.resets import use_reset
from tests.counterparty.office import Office
from tests.desk.site import PASSWORD, Clerk
from tests.entry_reset.conftest import LEGAL
from tests.entry_reset.reading import NEW, asks, delivered, link_of, mailed_link, newest, requests, told

CHOSEN = "atarashii2026"
GONE = "このリンクは使えません"


def everything(database: Database) -> list[object]:
    """Return every row that a link could change."""
    tables = ("app_user", "password_reset", "staff_session", "audit_event")
    with database.reading() as session:
        return [list(session.execute(text(f"SELECT * FROM {table}"))) for table in tables]  # noqa: S608 -- our own names


def chooses(clerk: Clerk, password: str = CHOSEN) -> None:
    clerk.sends(NEW, new=password, again=password)


def expire(office: Office) -> None:
    """Move every request an hour back, as the database's clock has it."""
    with office.opened.database.writing() as session:
        now = now_of(session)
        session.execute(update(PasswordReset).values(created_at=now - timedelta(hours=1), expires_at=now))


@pytest.mark.shows("IM-06")
def test_a_scanner_that_follows_the_link_changes_nothing(site: Flask, clerk: Clerk, office: Office) -> None:
    link = mailed_link(clerk, office, LEGAL)
    before = everything(office.opened.database)
    for _ in range(2):
        scanner = Clerk(site)
        assert scanner.client.head(link).status_code == 303
        answer = scanner.client.get(link)
        assert (answer.status_code, answer.headers["Location"]) == (303, NEW)
        assert "HttpOnly" in answer.headers["Set-Cookie"]
        assert scanner.opens(NEW).status_code == 200
    assert everything(office.opened.database) == before
    clerk.opens(link)
    chooses(clerk)
    assert clerk.path == "/sign-in"


def test_the_token_is_in_no_address_no_page_and_no_row(clerk: Clerk, office: Office) -> None:
    link = mailed_link(clerk, office, LEGAL)
    token = link.rpartition("/")[2]
    clerk.opens(link)
    assert clerk.path == NEW
    assert token not in clerk.text
    assert token not in str(everything(office.opened.database))
    assert requests(office.opened)[0].token_digest == link_digest(token)


@pytest.mark.shows("IM-06", "IM-08")
def test_a_password_is_set_by_the_rule_and_the_link_is_used_up(clerk: Clerk, office: Office) -> None:
    link = mailed_link(clerk, office, LEGAL)
    clerk.opens(link)
    assert LEGAL in clerk.text
    chooses(clerk, "abcdefgh")
    assert "英字と数字を組み合わせて、8文字以上で入力してください。" in clerk.text
    clerk.sends(NEW, new=CHOSEN, again="atarashii2027")
    assert "新しいパスワードと一致していません。" in clerk.text
    chooses(clerk)
    assert clerk.path == "/sign-in"
    assert "パスワードを変更しました。新しいパスワードでログインしてください。" in clerk.text
    assert clerk.opens(link).status_code == 410
    assert GONE in clerk.text
    clerk.signs_in(LEGAL, PASSWORD)
    assert clerk.path == "/sign-in"
    clerk.signs_in(LEGAL, CHOSEN)
    assert clerk.path == "/"
    assert told(office.opened).count("password_reset") == 1


def test_of_two_open_forms_only_the_first_sets_the_password(
    site: Flask, clerk: Clerk, office: Office
) -> None:
    link, second = mailed_link(clerk, office, LEGAL), Clerk(site)
    for browser in (clerk, second):
        browser.opens(link)
    chooses(clerk)
    chooses(second, "betsuno2026")
    assert second.at is not None
    assert second.at.status_code == 410
    assert told(office.opened).count("password_reset") == 1
    clerk.signs_in(LEGAL, CHOSEN)
    assert clerk.path == "/"


def test_two_at_the_same_instant_use_the_link_once(clerk: Clerk, office: Office) -> None:
    digest = link_digest(mailed_link(clerk, office, LEGAL).rpartition("/")[2])
    together, database = Barrier(2), office.opened.database

    def use(hashed: str) -> bool:
        together.wait()
        with database.writing() as session:
            return use_reset(session, digest, hashed)

    with ThreadPoolExecutor(2) as threads:
        assert sorted(threads.map(use, ["one", "two"])) == [False, True]


def test_a_link_dies_after_an_hour_even_with_its_form_open(clerk: Clerk, office: Office) -> None:
    link = mailed_link(clerk, office, LEGAL)
    clerk.opens(link)
    expire(office)
    chooses(clerk)
    assert clerk.at is not None
    assert clerk.at.status_code == 410
    assert GONE in clerk.text
    assert clerk.opens(link).status_code == 410
    assert told(office.opened).count("password_reset") == 0


def test_an_expired_request_is_not_mailed_any_more(clerk: Clerk, office: Office) -> None:
    asks(clerk, LEGAL)
    expire(office)
    delivered(office)
    assert not list(office.opened.settings.outbox.glob("*.eml"))


@pytest.mark.parametrize("token", ["x", "A" * 43, "sent0", "％", "../new"])
def test_an_unknown_token_gets_the_one_page_and_no_cookie(clerk: Clerk, token: str) -> None:
    answer = clerk.client.get(f"/password/reset/{token}", follow_redirects=True)
    assert answer.status_code in {404, 410}
    assert clerk.client.get_cookie("warifu-reset") is None


def test_every_session_and_every_other_link_of_the_person_ends(
    site: Flask, clerk: Clerk, office: Office
) -> None:
    thief = Clerk(site)
    thief.signs_in(LEGAL)
    assert thief.path == "/"
    older = mailed_link(clerk, office, LEGAL)
    asks(clerk, LEGAL)
    delivered(office)
    clerk.opens(link_of(newest(office.opened.settings.outbox)))
    chooses(clerk)
    thief.opens("/")
    assert thief.path == "/sign-in"
    assert Clerk(site).opens(older).status_code == 410


def test_a_lock_and_a_temporary_password_end_with_it(clerk: Clerk, office: Office, user: User) -> None:
    with office.opened.database.writing() as session:
        until = now_of(session) + timedelta(minutes=15)
        locked = update(User).where(User.id == user.id)
        session.execute(locked.values(failed_logins=10, locked_until=until, must_change_password=True))
    clerk.opens(mailed_link(clerk, office, LEGAL))
    chooses(clerk)
    clerk.signs_in(LEGAL, CHOSEN)
    assert clerk.path == "/"


def test_an_account_disabled_since_then_cannot_be_opened(clerk: Clerk, office: Office, user: User) -> None:
    link = mailed_link(clerk, office, LEGAL)
    with office.opened.database.writing() as session:
        session.execute(update(User).where(User.id == user.id).values(disabled_at=now_of(session)))
    assert clerk.opens(link).status_code == 410


def test_a_form_drawn_for_one_account_sets_no_password_of_another(
    clerk: Clerk, office: Office, user: User
) -> None:
    clerk.opens(mailed_link(clerk, office, LEGAL))
    drawn = clerk.fields(NEW)
    other = mailed_link(Clerk(clerk.site), office, "yamada@sample.example")
    clerk.client.get(other)
    answer = clerk.client.post(NEW, data={**drawn, "new": CHOSEN, "again": CHOSEN})
    assert (answer.status_code, answer.headers["Location"]) == (303, NEW)
    assert told(office.opened).count("password_reset") == 0
    assert "yamada@sample.example" in clerk.opens(NEW).get_data(as_text=True)
    assert user.mail not in clerk.text
