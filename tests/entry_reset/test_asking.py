"""Asking for a new password: the screen tells nobody who has an account."""

import pytest
from flask import Flask
from sqlalchemy import update

from database.engine import now_of
from database.people import User
from database.queries.mailed_links import MOST_FROM_AN_ADDRESS, MOST_OF_AN_ACCOUNT
from tests.counterparty.office import Office
from tests.desk.site import Clerk
from tests.entry_reset.conftest import LEGAL
from tests.entry_reset.reading import ASK, asks, delivered, mails, requests, told
from tests.languages.switch import without_switch
from workflows.door import EngineUnavailable

ANSWER = "ご登録のメールアドレスの場合、再設定のご案内をお送りしました。"
NOBODYS = "nobody@sample.example"


def answer_to(site: Flask, mail: str) -> tuple[int, str, str]:
    """Return what the POST answers and the page it leads to, without the switch and its token."""
    clerk = Clerk(site)
    clerk.opens(ASK)
    posted = clerk.client.post(ASK, data={**clerk.fields(ASK), "mail": mail})
    shown = clerk.client.get(posted.headers["Location"])
    return posted.status_code, posted.headers["Location"], without_switch(shown.text)


def disable(office: Office, user: User) -> None:
    with office.opened.database.writing() as session:
        session.execute(update(User).where(User.id == user.id).values(disabled_at=now_of(session)))


def test_the_sign_in_page_leads_to_the_form(clerk: Clerk) -> None:
    assert f'<a href="{ASK}">パスワードをお忘れの場合</a>' in clerk.opens("/sign-in").text


@pytest.mark.shows("IM-06")
def test_a_known_an_unknown_and_a_disabled_address_get_the_same_bytes(
    site: Flask, office: Office, user: User
) -> None:
    known, unknown = answer_to(site, LEGAL), answer_to(site, NOBODYS)
    disable(office, user)
    disabled = answer_to(site, LEGAL)
    assert known == unknown == disabled
    assert known[0] == 303
    assert ANSWER in known[2]
    assert len(office.engine.notices) == len(requests(office.opened)) == 3
    assert told(office.opened).count("password_reset_requested") == 3


def test_only_the_owner_of_an_account_is_written_to_at_the_address_on_file(
    clerk: Clerk, office: Office
) -> None:
    asks(clerk, NOBODYS)
    asks(clerk, "ＬＥＧＡＬ@Sample.example ")
    delivered(office)
    assert [mail["To"] for mail in mails(office.opened.settings.outbox)] == [f"法務 花子 <{LEGAL}>"]


def test_an_account_disabled_after_asking_gets_no_mail(clerk: Clerk, office: Office, user: User) -> None:
    asks(clerk, LEGAL)
    disable(office, user)
    delivered(office)
    assert mails(office.opened.settings.outbox) == []


def test_a_notice_done_twice_is_one_mail_and_one_record(clerk: Clerk, office: Office) -> None:
    asks(clerk, LEGAL)
    delivered(office)
    first = requests(office.opened)[0]
    delivered(office)
    again = requests(office.opened)[0]
    assert len(mails(office.opened.settings.outbox)) == 1
    assert (first.fate, first.mailed_at) == ("sent", again.mailed_at)


def test_an_account_gets_three_mails_an_hour_and_the_fourth_answer_is_the_same(
    site: Flask, office: Office, user: User
) -> None:
    answers = {answer_to(site, LEGAL) for _ in range(MOST_OF_AN_ACCOUNT + 1)}
    assert len(answers) == 1
    delivered(office)
    assert len(mails(office.opened.settings.outbox)) == MOST_OF_AN_ACCOUNT
    owners = [row.user_id for row in requests(office.opened)]
    assert owners == [user.id] * MOST_OF_AN_ACCOUNT + [None]


def test_one_network_address_cannot_ask_on_and_on(clerk: Clerk, office: Office) -> None:
    for number in range(MOST_FROM_AN_ADDRESS):
        asks(clerk, f"guess{number}@sample.example")
    asks(clerk, LEGAL)
    assert clerk.at is not None
    assert clerk.at.status_code == 429
    assert "1時間ほど待ってから" in clerk.text
    assert clerk.fields(ASK)["mail"] == LEGAL
    assert len(requests(office.opened)) == MOST_FROM_AN_ADDRESS


@pytest.mark.parametrize("mail", [LEGAL, NOBODYS])
def test_without_the_engine_the_form_is_kept_and_asking_again_is_the_same_request(
    clerk: Clerk, office: Office, mail: str
) -> None:
    office.engine.silence = EngineUnavailable()
    asks(clerk, mail)
    assert clerk.at is not None
    assert clerk.at.status_code == 503
    assert "メールを送る仕組みが応答していません。" in clerk.text
    assert clerk.fields(ASK)["mail"] == mail
    office.engine.silence = None
    clerk.sends(ASK)
    assert ANSWER in clerk.text
    assert len(requests(office.opened)) == 1


def test_nothing_typed_is_nothing_asked(clerk: Clerk, office: Office) -> None:
    asks(clerk, "")
    assert "メールアドレスを入力してください。" in clerk.text
    assert requests(office.opened) == []
