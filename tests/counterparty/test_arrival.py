import secrets
from collections.abc import Callable

import pytest
from flask import Flask

from contracts import acts
from contracts.acts import AcceptTerms, Origin
from database.delivery import PartyLink
from tests.counterparty.office import Office, Sent
from tests.counterparty.planning import Plan
from tests.counterparty.site import Visitor
from tests.languages.switch import without_switch

BYTES = ("/c/contract/document.pdf", "/c/contract/pages/1.png", "/c/preview/document.pdf")
PAGES = (
    "/c/contract",
    "/c/documents",
    "/c/imprint",
    "/c/preview",
    "/c/send-back",
    "/c/agreement",
    "/c/concluded",
)


@pytest.mark.shows("T14")
def test_a_mail_scanner_that_follows_the_link_changes_nothing(office: Office, site: Flask) -> None:
    token = office.link(office.sent().parties[0])
    before = office.dump()
    for method in ("GET", "HEAD", "GET", "HEAD"):
        scanner = Visitor(site)
        assert scanner.client.open(f"/c/l/{token}", method=method).status_code == 303
        assert scanner.client.open("/c/arrival", method=method).status_code == 200
    assert office.dump() == before
    assert office.engine.acts(AcceptTerms) == []


@pytest.mark.shows("T13")
def test_the_token_leaves_the_address_at_once_and_stands_in_no_page(office: Office, visitor: Visitor) -> None:
    token = office.link(office.sent().parties[0])
    answer = visitor.client.get(f"/c/l/{token}")
    assert answer.headers["Location"] == "/c/arrival"
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert "HttpOnly" in answer.headers["Set-Cookie"]
    assert token not in visitor.opens("/c/arrival").text
    begun = visitor.posts("/c/visits")
    assert any(cookie.startswith("warifu-arrival=;") for cookie in begun.headers.getlist("Set-Cookie"))


@pytest.mark.shows("T11", "T12")
def test_no_guess_opens_anything_and_the_database_holds_no_link_and_no_session(
    office: Office, site: Flask, visitor: Visitor
) -> None:
    token = office.link(office.sent().parties[0])
    visitor.enters(token)
    cookie = visitor.client.get_cookie("warifu-party")
    assert cookie is not None
    kept = "\n".join(office.dump())
    assert token not in kept
    assert cookie.value not in kept
    guesser = site.test_client()
    assert {guesser.get(f"/c/l/{secrets.token_urlsafe(32)}").status_code for _ in range(200)} == {404}


@pytest.mark.shows("T11")
def test_an_unknown_link_and_a_malformed_one_look_the_same(visitor: Visitor) -> None:
    guesses = (secrets.token_urlsafe(32), "x", "a/b", "%00", "あ" * 300)
    answers = {(answer.status_code, without_switch(answer.text)) for answer in map(visitor.arrives, guesses)}
    assert len(answers) == 1
    assert "リンクを確認できません" in visitor.text
    assert "送信者に再送をご依頼ください" in visitor.text


@pytest.mark.shows("CL-07", "T68")
def test_nothing_of_the_document_is_served_before_the_person_has_pressed_the_button(
    office: Office, visitor: Visitor
) -> None:
    visitor.arrives(office.link(office.sent().parties[0]))
    for path in BYTES + PAGES:
        answer = visitor.client.get(path)
        assert answer.status_code == 401
        assert b"%PDF" not in answer.data
    visitor.opens("/c/arrival")
    assert "利用規約に同意して確認" in visitor.text
    visitor.sends("/c/visits")
    accepted = office.engine.acts(AcceptTerms)
    assert [act.terms_version for act in accepted] == ["2026-11"]
    assert visitor.client.get(BYTES[0]).data.startswith(b"%PDF")


@pytest.mark.shows("CS-37")
def test_the_first_page_names_who_asks_whom_for_what_until_when(office: Office, visitor: Visitor) -> None:
    sent = office.sent(Plan(name="鈴木 花子", company="株式会社サンプル商事"))
    visitor.arrives(office.link(sent.parties[0], expires_at=office.hours_from_now(24)))
    for words in (
        "株式会社サンプル不動産",
        "山田 花子",
        "株式会社サンプル商事　鈴木 花子　様",
        "建物賃貸借契約書（更新）",
        "期限",
    ):
        assert words in visitor.text


def _revoked(office: Office, sent: Sent) -> None:
    with office.opened.database.writing() as session:
        for link in session.query(PartyLink).filter_by(party_id=sent.parties[0].id):
            link.revoked_at = office.hours_from_now(0)


def _past_its_day(office: Office, sent: Sent) -> None:
    with office.opened.database.writing() as session:
        for link in session.query(PartyLink).filter_by(party_id=sent.parties[0].id):
            link.expires_at = office.hours_from_now(-1)


def _withdrawn(office: Office, sent: Sent) -> None:
    office.engine.ask(sent.contract, acts.Withdraw("k-1", Origin("owner"), "条件が変わった"))


def _sent_back(office: Office, sent: Sent) -> None:
    party = sent.parties[0].public_id
    office.engine.ask(sent.contract, acts.AcceptTerms("k-1", Origin(party), party, 1, "2026-11"))
    office.engine.ask(sent.contract, acts.SendBack("k-2", Origin(party), party, 1, "住所が違う"))


def _superseded(office: Office, sent: Sent) -> None:
    _sent_back(office, sent)
    version = office.version_of(sent)
    office.engine.ask(sent.contract, acts.OpenRound("k-3", Origin("owner"), version, "直しました"))


def _locked(office: Office, sent: Sent) -> None:
    party = sent.parties[0].public_id
    office.engine.ask(sent.contract, acts.LockParty("k-1", Origin(party), party, 5))


ENDS = [
    (_revoked, 410, "このリンクは無効になりました"),
    (_superseded, 410, "このリンクは無効になりました"),
    (_past_its_day, 410, "期限が過ぎました"),
    (_withdrawn, 410, "取り下げられました"),
    (_sent_back, 200, "送信者が修正中です"),
    (_locked, 200, "ロックしました"),
]


@pytest.mark.shows("T67", "AD-06")
@pytest.mark.parametrize(("ends", "status", "words"), ENDS, ids=[one[0].__name__ for one in ENDS])
def test_a_link_that_is_over_says_so_and_its_open_session_dies(
    office: Office, visitor: Visitor, ends: Callable[[Office, Sent], None], status: int, words: str
) -> None:
    sent = office.sent()
    token = office.link(sent.parties[0])
    visitor.enters(token)
    ends(office, sent)
    for path in ("/c/contract", "/c/contract/document.pdf", f"/c/l/{token}"):
        answer = visitor.opens(path)
        assert answer.status_code == status
        assert words in visitor.text
        assert b"%PDF" not in answer.data
    assert visitor.client.post("/c/visits", data={"csrf_token": "none"}).status_code in {400, 403}


def test_a_party_whose_turn_has_not_come_sees_nothing_of_the_document(
    office: Office, visitor: Visitor
) -> None:
    sent = office.sent(Plan(), Plan(name="鈴木 花子", order=2))
    visitor.arrives(office.link(sent.parties[1]))
    assert "まだ順番ではありません" in visitor.text


@pytest.mark.shows("T20")
def test_a_button_drawn_for_one_link_does_not_open_another(office: Office, visitor: Visitor) -> None:
    first, second = office.sent(title="甲の契約"), office.sent(title="乙の契約")
    visitor.arrives(office.link(first.parties[0]))
    drawn = visitor.fields("/c/visits")
    visitor.arrives(office.link(second.parties[0]))
    assert visitor.client.post("/c/visits", data=drawn).status_code == 409
    assert office.engine.acts(AcceptTerms) == []


@pytest.mark.shows("T20")
def test_a_form_of_one_contract_does_not_act_in_another_opened_meanwhile(
    office: Office, visitor: Visitor
) -> None:
    first, second = office.sent(title="甲の契約"), office.sent(title="乙の契約")
    visitor.enters(office.link(first.parties[0]))
    visitor.opens("/c/send-back")
    drawn = {**visitor.fields("/c/send-back"), "reason": "甲の賃料が違う", "step": "send"}
    visitor.enters(office.link(second.parties[0]))
    assert visitor.client.post("/c/send-back", data=drawn).status_code == 409
    assert office.engine.acts(acts.SendBack) == []


@pytest.mark.shows("T20")
def test_the_evidence_names_the_links_party_whatever_staff_cookie_is_there(
    office: Office, visitor: Visitor
) -> None:
    sent = office.sent()
    visitor.client.set_cookie("warifu-staff", "somebody-signed-in")
    visitor.enters(office.link(sent.parties[0]))
    accepted = office.engine.acts(AcceptTerms)[0]
    assert isinstance(accepted, AcceptTerms)
    assert accepted.origin.actor == sent.parties[0].public_id


@pytest.mark.shows("T22")
def test_no_page_of_a_visit_can_be_framed(office: Office, visitor: Visitor) -> None:
    visitor.enters(office.link(office.sent().parties[0]))
    for path in ("/c/contract", "/c/contract/document.pdf", "/c/send-back"):
        headers = visitor.client.get(path).headers
        assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
        assert headers["Cache-Control"] == "no-store"
