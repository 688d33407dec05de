"""Once somebody holds the place of a 締結用URL: what others who have the URL can and cannot do."""

import pytest
from flask import Flask

from contracts.acts import AcceptTerms, Act, Claim
from contracts.messages import Acknowledgement
from contracts.one_time_codes import MOST_TO_AN_ADDRESS
from database.notice_desk import NoticeDesk
from database.people import PartySession
from tests.counterparty.claims import (
    CODE,
    PLACE,
    TYPED,
    URL_PLAN,
    asks,
    claims,
    codes_sent,
    handed_url,
    sent_by_url,
)
from tests.counterparty.office import Office
from tests.counterparty.planning import Plan
from tests.counterparty.site import Visitor

OTHER = "jiro@shoji.example"


def wrong(code: str) -> str:
    return f"{(int(code) + 1) % 10**6:06}"


@pytest.mark.shows("T66", "T04")
def test_whoever_the_record_does_not_name_is_not_let_in_whatever_the_engine_answered(
    office: Office, site: Flask, visitor: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    _sent, party, token = sent_by_url(office)
    asks(visitor, token)
    other = Visitor(site)
    asks(other, token, name="佐藤 次郎", mail=OTHER)
    (_, first), (_, second) = codes_sent(office)
    answers = office.engine.ask

    def overtaken(_contract: str, act: Act) -> Acknowledgement:
        """Between keeping who it is and the act, the first person takes the place."""
        assert isinstance(act, Claim)
        monkeypatch.setattr(office.engine, "ask", answers)
        visitor.sends(CODE, code=first)
        return Acknowledgement(0, "agreeing")

    monkeypatch.setattr(office.engine, "ask", overtaken)
    other.sends(CODE, code=second)
    assert "すでに別の方が手続きを始めています" in other.text
    assert other.client.get("/c/contract").status_code == 401
    assert office.party(party).name == TYPED["name"]
    assert len(office.engine.acts(AcceptTerms)) == 1


@pytest.mark.shows("T15", "T17")
def test_another_address_is_answered_as_the_holders_but_gets_no_code_and_uses_up_no_try(
    office: Office, site: Flask, visitor: Visitor
) -> None:
    _sent, party, token = sent_by_url(office)
    claims(office, visitor, token)
    one, code, seen = visitor, "", []
    for mail in (OTHER, TYPED["mail"]):
        one = Visitor(site)
        one.arrives(token)
        one.sends(PLACE, mail=mail)
        (_, code), notice = codes_sent(office)[-1], office.engine.notices[-1]
        is_mailed = NoticeDesk(office.opened.database).auth_code(notice.subject) is not None
        assert is_mailed is (mail == TYPED["mail"])
        assert "手続きを始めた方のアドレスであれば" in one.text
        tries = code if mail == OTHER else wrong(code)
        for _ in range(6 if mail == OTHER else 1):
            one.sends(CODE, code=tries)
        assert one.at is not None
        seen.append((one.at.status_code, "認証コードが違うか、もう使えません" in one.text))
        assert office.party(party).code_tries == (0 if mail == OTHER else 1)
    assert seen == [(422, True)] * 2
    assert "すべて見る" in one.sends(CODE, code=code).text


@pytest.mark.shows("T17")
def test_another_address_has_the_same_share_of_an_hour_as_the_holders(
    office: Office, site: Flask, visitor: Visitor
) -> None:
    _sent, _party, token = sent_by_url(office)
    claims(office, visitor, token)
    one = Visitor(site)
    one.arrives(token)
    one.sends(PLACE, mail=OTHER)
    for _ in range(MOST_TO_AN_ADDRESS - 1):
        assert one.sends(f"{CODE}/sending").status_code == 200
    assert one.sends(f"{CODE}/sending").status_code == 429


@pytest.mark.shows("T15")
def test_a_code_sent_before_the_place_was_taken_locks_nobody_out(
    office: Office, site: Flask, visitor: Visitor
) -> None:
    _sent, party, token = sent_by_url(office)
    other = Visitor(site)
    asks(other, token, name="佐藤 次郎", mail=OTHER)
    code = codes_sent(office)[-1][1]
    drawn = {**other.fields(CODE), "code": wrong(code)}
    claims(office, visitor, token)
    for _ in range(6):
        assert other.client.post(CODE, data=drawn).status_code in {303, 409}
    assert office.party(party).code_tries == 0


@pytest.mark.shows("CS-08", "T04")
def test_one_mailbox_does_not_take_two_places_of_a_contract(office: Office, visitor: Visitor) -> None:
    sent = office.sent(URL_PLAN, Plan(name="鈴木 花子", mail=TYPED["mail"]))
    claims(office, visitor, handed_url(office, sent.parties[0]), mail=TYPED["mail"].upper())
    assert visitor.at is not None
    assert visitor.at.status_code == 409
    assert "この契約のほかの当事者のメールアドレスです" in visitor.text
    assert office.engine.acts(Claim) == []
    with office.opened.database.reading() as session:
        assert session.query(PartySession).count() == 0


@pytest.mark.parametrize("mail", ["tanaka@example.co.jp 田中", "田中@example.co.jp", "tanaka@example"])
def test_what_is_no_mail_address_is_said_beside_the_field(
    office: Office, visitor: Visitor, mail: str
) -> None:
    _sent, _party, token = sent_by_url(office)
    asks(visitor, token, mail=mail)
    assert "メールアドレスの形で" in visitor.text
    assert codes_sent(office) == []
