"""A code by mail or SMS as a second step: sent by a button, and good for this visit alone."""

import re
from dataclasses import replace

import pytest
from flask import Flask

from adapters.keys import KeyPurpose
from adapters.secrets import CodeMaker, token_digest
from adapters.secrets.tokens import short_link_token
from contracts.acts import Agree, LockParty
from contracts.letters import Channel
from database.delivery import PartyLink
from database.factors import OneTimeCode
from database.notice_desk import NoticeDesk
from tests.counterparty.office import LINK_KEYS, Office
from tests.counterparty.planning import CODE, Plan
from tests.counterparty.site import Visitor
from tests.counterparty.test_second_factors import GUARDED, agrees
from workflows.door import EngineUnavailable

PHONE = "09012345678"
L2 = Plan(profile="L2", imprint=False)
L3 = Plan(profile="L3", imprint=False, phone=PHONE)


def code_sent(office: Office) -> str:
    """Return the digits of the newest code, as its mail or SMS carries them."""
    maker = CodeMaker(office.opened.keys.derived(KeyPurpose.CODES))
    with office.opened.database.reading() as session:
        newest = session.query(OneTimeCode).order_by(OneTimeCode.id.desc()).first()
    assert newest is not None
    assert office.engine.notices[-1].subject == newest.public_id
    return maker.code(newest.secret_id)


def asks(visitor: Visitor, way: str) -> None:
    visitor.opens(f"/c/authentication/{way}")
    visitor.sends(f"/c/authentication/{way}/sending")


def wrong(code: str) -> str:
    return f"{(int(code) + 1) % 10**6:06}"


@pytest.mark.shows("CF-05", "GM-02", "CL-30")
def test_at_l2_a_code_by_mail_opens_the_contract_and_stands_in_the_agreement(
    office: Office, visitor: Visitor
) -> None:
    visitor.enters(office.link(office.sent(L2).parties[0]))
    assert "メールの認証コード" in visitor.text
    assert "pa•••@example.com" in visitor.text
    assert "party1@example.com" not in visitor.text
    for path in GUARDED:
        assert visitor.client.get(path).status_code == 303
    asks(visitor, "mail-code")
    visitor.sends("/c/authentication/mail-code", code=code_sent(office))
    assert "すべて見る" in visitor.text
    agrees(visitor)
    assert office.engine.acts(Agree)[-1].authenticated == ["mail_link", "mail_code"]


@pytest.mark.shows("LW-04", "MK-74")
def test_at_l3_the_phone_is_offered_and_the_mailbox_is_not(office: Office, visitor: Visitor) -> None:
    visitor.enters(office.link(office.sent(L3).parties[0]))
    assert "SMSで認証コードを受け取る" in visitor.text
    assert "メールで認証コードを受け取る" not in visitor.text
    assert visitor.client.get("/c/authentication/mail-code").status_code == 303
    asks(visitor, "sms-code")
    assert "•••5678" in visitor.text
    due = NoticeDesk(office.opened.database).auth_code(office.engine.notices[-1].subject)
    assert due is not None
    assert (due[0].channel, due[0].to) == (Channel.SMS, PHONE)
    visitor.sends("/c/authentication/sms-code", code=code_sent(office))
    agrees(visitor)
    assert office.engine.acts(Agree)[-1].authenticated == ["mail_link", "sms_code"]


@pytest.mark.shows("LW-04")
def test_who_came_by_the_link_of_an_sms_must_prove_something_else_than_the_phone(
    office: Office, visitor: Visitor
) -> None:
    party = office.sent(L3).parties[0]
    office.link(party)
    with office.opened.database.writing() as session:
        [link] = session.query(PartyLink).filter_by(party_id=party.id)
        token = short_link_token(LINK_KEYS.newest, link.secret_id)
        link.short_digest = token_digest(token)
    visitor.opens(f"/c/l/{token}")
    visitor.sends("/c/visits")
    assert "SMSで認証コードを受け取る" not in visitor.text
    asks(visitor, "mail-code")
    visitor.sends("/c/authentication/mail-code", code=code_sent(office))
    agrees(visitor)
    assert office.engine.acts(Agree)[-1].authenticated == ["sms_link", "mail_code"]


@pytest.mark.shows("T16", "T19")
def test_a_code_is_worth_nothing_in_another_visit_of_the_same_party(
    office: Office, site: Flask, visitor: Visitor
) -> None:
    token, other = office.link(office.sent(L2).parties[0]), Visitor(site)
    visitor.enters(token)
    other.enters(token)
    asks(visitor, "mail-code")
    mine = code_sent(office)
    asks(other, "mail-code")
    assert other.sends("/c/authentication/mail-code", code=mine).status_code == 422
    visitor.sends("/c/authentication/mail-code", code=mine)
    assert "すべて見る" in visitor.text
    assert other.client.get("/c/contract/document.pdf").status_code == 303


@pytest.mark.shows("T15", "T16")
def test_asking_for_new_codes_and_passing_the_access_code_again_reset_no_count(
    office: Office, site: Flask
) -> None:
    sent = office.sent(replace(L3, code=CODE))
    token = office.link(sent.parties[0])
    visitors = [Visitor(site) for _ in range(5)]
    for visitor in visitors:
        visitor.enters(token)
        visitor.sends("/c/access-code", code=CODE)
        asks(visitor, "sms-code")
        visitor.sends("/c/authentication/sms-code", code=wrong(code_sent(office)))
    assert ["ロックしました" in visitor.text for visitor in visitors] == [False] * 4 + [True]
    assert len(office.engine.acts(LockParty)) == 1


@pytest.mark.shows("T17")
def test_the_sixth_code_of_an_hour_is_not_sent_and_says_when_to_try_again(
    office: Office, visitor: Visitor
) -> None:
    visitor.enters(office.link(office.sent(L2).parties[0]))
    for _ in range(5):
        asks(visitor, "mail-code")
    assert visitor.sends("/c/authentication/mail-code/sending").status_code == 429
    assert "1時間ほど待って" in visitor.text
    assert len(office.engine.notices) == 5


def test_while_nothing_can_be_sent_the_page_says_so_and_promises_no_code(
    office: Office, visitor: Visitor
) -> None:
    visitor.enters(office.link(office.sent(L2).parties[0]))
    office.engine.silence = EngineUnavailable()
    assert visitor.sends("/c/authentication/mail-code/sending").status_code == 503
    assert "応答していません" in visitor.text


@pytest.mark.shows("T18")
def test_a_wrong_code_and_a_used_one_and_one_of_another_visit_get_the_same_answer(
    office: Office, site: Flask
) -> None:
    token, pages = office.link(office.sent(L2).parties[0]), []
    first = Visitor(site)
    first.enters(token)
    asks(first, "mail-code")
    used = code_sent(office)
    first.sends("/c/authentication/mail-code", code=used)
    elsewhere = Visitor(site)
    elsewhere.enters(token)
    asks(elsewhere, "mail-code")
    for typed in (used, wrong(code_sent(office)), code_sent(office)):
        visitor = Visitor(site)
        visitor.enters(office.link(office.sent(L2).parties[0]))
        asks(visitor, "mail-code")
        refused = visitor.sends("/c/authentication/mail-code", code=typed)
        assert refused.status_code == 422
        pages.append(re.sub(r'value="[^"]*"|/report/[0-9a-f-]+', "", refused.text))
    assert len(set(pages)) == 1
