import pytest
from flask import Flask

from contracts.acts import AcceptTerms, Agree, Claim, LockParty
from contracts.claiming import Claimant, holding_of
from contracts.one_time_codes import LIFE
from database.factors import OneTimeCode
from database.holders import PartyHolder
from database.ledger import Ledger
from database.people import PartySession
from tests.counterparty.claims import (
    CODE,
    PLACE,
    TYPED,
    asks,
    claims,
    codes_sent,
    sent_by_url,
)
from tests.counterparty.office import Office
from tests.counterparty.site import Visitor
from workflows.door import EngineUnavailable, NotKnownYet


@pytest.mark.shows("CS-08", "CS-11", "CS-37")
def test_the_page_says_who_asks_for_which_role_until_when_and_who_may_go_on(
    office: Office, visitor: Visitor
) -> None:
    _sent, _party, token = sent_by_url(office)
    visitor.arrives(token)
    for words in ("株式会社サンプル不動産", "山田 花子", "建物賃貸借契約書（更新）", "買主", "あと30日"):
        assert words in visitor.text
    assert "権限がない場合は、メールアドレスを確認する前に" in visitor.text
    assert token not in visitor.text


@pytest.mark.shows("T14")
def test_opening_the_url_changes_nothing_whoever_opens_it_and_however_often(
    office: Office, site: Flask
) -> None:
    _sent, _party, token = sent_by_url(office)
    before = office.dump()
    for method in ("GET", "HEAD", "GET"):
        scanner = Visitor(site)
        for path in (f"/c/l/{token}", "/c/arrival", PLACE, CODE):
            assert scanner.client.open(path, method=method).status_code in {200, 303}
    assert office.dump() == before


@pytest.mark.shows("CS-08", "CS-09", "CS-10")
def test_whoever_proves_an_address_becomes_the_party_and_goes_the_normal_way(
    office: Office, visitor: Visitor
) -> None:
    sent, party, token = sent_by_url(office)
    asks(visitor, token)
    assert TYPED["mail"] in visitor.text
    [notice] = office.engine.notices
    assert notice.kind == "auth_code"
    visitor.sends(CODE, code=codes_sent(office)[-1][1])
    assert "すべて見る" in visitor.text
    now = office.party(party)
    assert (now.company, now.name, now.mail) == (TYPED["company"], TYPED["name"], TYPED["mail"])
    visitor.sends("/c/contract/reading")
    visitor.sends("/c/agreement/confirmation")
    visitor.sends("/c/agreement")
    [agreed] = office.engine.acts(Agree)
    assert isinstance(agreed, Agree)
    assert agreed.authenticated == ["signing_url", "mail_code"]
    assert len(agreed.passed_at) == 2
    assert "同意を記録しました" in visitor.text
    assert office.contract(sent).stage == "sealing"


@pytest.mark.shows("CS-10")
def test_the_record_holds_who_took_the_place_before_the_act_names_them(
    office: Office, visitor: Visitor
) -> None:
    _sent, party, token = sent_by_url(office)
    claims(office, visitor, token)
    with office.opened.database.reading() as session:
        holder = session.query(PartyHolder).one()
    [claim] = office.engine.acts(Claim)
    assert isinstance(claim, Claim)
    assert (claim.holder, claim.holder_digest) == (holder.public_id, holder.digest)
    claimant = Claimant(TYPED["company"], TYPED["name"], TYPED["mail"], "ja")
    assert holding_of(party.public_id, 1, claimant).digest == holder.digest
    assert holder.how == "claimed"
    assert len(office.engine.acts(AcceptTerms)) == 1


@pytest.mark.shows("CS-09", "T16")
def test_a_wrong_code_a_late_code_and_the_code_of_another_browser_open_nothing(
    office: Office, site: Flask, visitor: Visitor
) -> None:
    _sent, _party, token = sent_by_url(office)
    asks(visitor, token)
    code = codes_sent(office)[-1][1]
    visitor.sends(CODE, code=f"{(int(code) + 1) % 10**6:06}")
    assert "あと4回入力できます" in visitor.text
    thief = Visitor(site)
    asks(thief, token, mail="thief@elsewhere.example")
    thief.sends(CODE, code=code)
    assert "認証コードが違います" in thief.text
    with office.opened.database.writing() as session:
        for row in session.query(OneTimeCode):
            row.expires_at -= LIFE
    visitor.sends(CODE, code=code)
    assert "この認証コードは使えません" in visitor.text
    assert visitor.client.get("/c/contract").status_code == 401
    assert office.engine.acts(Claim) == []


@pytest.mark.shows("T15", "T16")
def test_five_wrong_codes_lock_the_place_and_a_new_code_does_not_unlock_it(
    office: Office, visitor: Visitor
) -> None:
    _sent, party, token = sent_by_url(office)
    asks(visitor, token)
    for _ in range(4):
        visitor.sends(CODE, code=f"{(int(codes_sent(office)[-1][1]) + 1) % 10**6:06}")
        visitor.sends(f"{CODE}/sending")
    drawn = {**visitor.fields(CODE), "code": "000000"}
    visitor.sends(CODE, code=f"{(int(codes_sent(office)[-1][1]) + 1) % 10**6:06}")
    assert "手続きをロックしました" in visitor.text
    assert len(office.engine.acts(LockParty)) == 1
    assert visitor.client.post(CODE, data=drawn).status_code == 409
    visitor.arrives(token)
    assert "手続きをロックしました" in visitor.text
    assert office.party(party).progress == "locked"
    assert Ledger(office.opened.database).untold_locks() == []


@pytest.mark.shows("CS-11", "CS-09")
def test_a_second_person_is_told_that_another_has_begun_and_the_same_person_goes_on(
    office: Office, site: Flask, visitor: Visitor
) -> None:
    _sent, party, token = sent_by_url(office)
    claims(office, visitor, token)
    second = Visitor(site)
    second.arrives(token)
    assert "手続きを始めた方がいます" in second.text
    assert TYPED["name"] not in second.text
    assert TYPED["company"] not in second.text
    second.sends(PLACE, mail="jiro@shoji.example")
    second.sends(CODE, code=codes_sent(office)[-1][1])
    assert "認証コードが違うか、もう使えません" in second.text
    assert second.client.get("/c/contract").status_code == 401
    again = Visitor(site)
    again.arrives(token)
    again.sends(PLACE, mail=TYPED["mail"].upper())
    again.sends(CODE, code=codes_sent(office)[-1][1])
    assert "すべて見る" in again.text
    assert office.party(party).name == TYPED["name"]
    assert len(office.engine.acts(Claim)) == 1


@pytest.mark.shows("T66")
def test_of_two_who_prove_their_addresses_at_once_the_first_has_the_place(
    office: Office, site: Flask, visitor: Visitor
) -> None:
    _sent, party, token = sent_by_url(office)
    asks(visitor, token)
    other = Visitor(site)
    asks(other, token, name="佐藤 次郎", mail="jiro@shoji.example")
    (_, first), (_, second) = codes_sent(office)
    visitor.sends(CODE, code=first)
    other.sends(CODE, code=second)
    assert "すでに別の方が手続きを始めています" in other.text
    assert office.party(party).name == TYPED["name"]


@pytest.mark.shows("CS-11", "T05")
def test_used_up_the_url_shows_the_outcome_to_its_holder_and_to_nobody_else(
    office: Office, site: Flask, visitor: Visitor
) -> None:
    sent, party, token = sent_by_url(office)
    claims(office, visitor, token)
    visitor.sends("/c/contract/reading")
    visitor.sends("/c/agreement/confirmation")
    visitor.sends("/c/agreement")
    office.seal(sent, party)
    stranger = Visitor(site)
    assert stranger.arrives(token).status_code == 410
    assert "この締結用URLは使用済みです" in stranger.text
    assert "同意を記録しました" in visitor.arrives(token).text


@pytest.mark.shows("T68", "T16")
def test_the_url_alone_opens_no_session_whatever_is_sent(office: Office, visitor: Visitor) -> None:
    _sent, _party, token = sent_by_url(office)
    visitor.arrives(token)
    drawn = visitor.fields(PLACE)
    for path in ("/c/visits", CODE, f"{CODE}/sending"):
        visitor.client.post(path, data={**drawn, "code": "000000"})
    with office.opened.database.reading() as session:
        assert session.query(PartySession).count() == 0
    assert visitor.client.get("/c/contract/document.pdf").status_code == 401


@pytest.mark.shows("T66")
def test_a_proved_address_need_not_be_proved_again_when_the_engine_was_away(
    office: Office, visitor: Visitor
) -> None:
    _sent, party, token = sent_by_url(office)
    asks(visitor, token)
    code = codes_sent(office)[-1][1]
    office.engine.silence = EngineUnavailable()
    visitor.sends(CODE, code=code)
    assert visitor.at is not None
    assert visitor.at.status_code == 503
    office.engine.silence = NotKnownYet()
    visitor.sends(CODE, code=code)
    assert "処理中です" in visitor.text
    office.engine.silence = None
    visitor.sends(CODE, code=code)
    assert "すべて見る" in visitor.text
    assert office.party(party).name == TYPED["name"]


def test_to_correct_the_address_is_not_to_type_everything_anew(office: Office, visitor: Visitor) -> None:
    _sent, _party, token = sent_by_url(office)
    asks(visitor, token, mail="hanako@shoji.exampel")
    visitor.opens(PLACE)
    assert TYPED["name"] in visitor.text
    assert "hanako@shoji.exampel" in visitor.text
    visitor.sends(PLACE, **TYPED)
    assert TYPED["mail"] in visitor.text
