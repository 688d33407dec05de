"""The second factor of another kind: registered once, asked for ever after, and told as it was (LW-04)."""

import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime

import pytest
from flask import Flask

from contracts import refusals
from contracts.acts import Agree, LockParty, Origin
from database.factors import PassedFactor, SecondFactor
from tests.counterparty.authenticator import SecurityKey
from tests.counterparty.office import Office
from tests.counterparty.planning import CODE, Plan
from tests.counterparty.site import Visitor, create_site
from tests.counterparty.totp import code_of, other_code, secret_on
from webapp.access.asking import new_key

GUARDED = ("/c/contract", "/c/contract/document.pdf", "/c/contract/pages/1.png", "/c/preview/document.pdf")
L3 = Plan(profile="L3", imprint=False)
NAMED = "http://localhost:8080"


@pytest.fixture
def named(office: Office) -> Flask:
    """A site with a name: passkeys belong to a domain, not to 127.0.0.1."""
    office.opened = replace(office.opened, settings=replace(office.opened.settings, base_url=NAMED))
    return create_site(office)


def registers(visitor: Visitor, token: str) -> tuple[str, str]:
    """Enter by the link, register an authenticator app; return its secret and the code shown then."""
    visitor.enters(token)
    visitor.opens("/c/authentication/totp")
    secret = secret_on(visitor)
    shown = code_of(secret)
    visitor.sends("/c/authentication/totp", code=shown)
    return secret, shown


def agrees(visitor: Visitor) -> None:
    visitor.sends("/c/contract/reading")
    visitor.sends("/c/agreement/confirmation")
    visitor.sends("/c/agreement")


def options_on(visitor: Visitor) -> str:
    found = re.search(r'data-passkey-options="(.*?)"\s+data-passkey-unable', visitor.text, re.DOTALL)
    assert found
    return found[1]


@pytest.mark.shows("LW-04", "MK-74", "GM-11")
def test_before_the_second_factor_no_byte_is_served_and_after_it_the_contract_is(
    office: Office, visitor: Visitor
) -> None:
    sent = office.sent(L3)
    visitor.enters(office.link(sent.parties[0]))
    drawn = visitor.fields("/c/authentication/totp")
    for path in GUARDED:
        answer = visitor.client.get(path)
        assert (answer.status_code, answer.headers["Location"]) == (303, "/c/authentication")
    for path in ("/c/contract/reading", "/c/agreement/confirmation", "/c/agreement"):
        assert visitor.client.post(path, data=drawn).status_code == 409
    visitor.sends("/c/authentication/totp", code=code_of(secret_on(visitor)))
    assert "すべて見る" in visitor.text
    assert visitor.client.get("/c/contract/document.pdf").data.startswith(b"%PDF")


@pytest.mark.shows("LW-04", "CL-30", "CL-19")
def test_the_agreement_says_each_factor_its_time_and_that_it_was_registered_just_now(
    office: Office, visitor: Visitor
) -> None:
    sent = office.sent(L3)
    registers(visitor, office.link(sent.parties[0]))
    visitor.sends("/c/contract/reading")
    assert "メールのURL、認証アプリ（この手続きの中で登録）" in visitor.text
    assert "本人確認済み" not in visitor.text
    visitor.sends("/c/agreement/confirmation")
    visitor.sends("/c/agreement")
    [act] = office.engine.acts(Agree)
    assert (act.authenticated, act.enrolled) == (["mail_link", "totp"], ["totp"])
    link, app = (datetime.fromisoformat(at) for at in act.passed_at)
    assert link <= app


@pytest.mark.shows("AD-13", "CL-49", "LW-04")
def test_at_l3_the_senders_code_and_the_mailbox_are_not_enough_and_the_rules_say_so_too(
    office: Office, visitor: Visitor
) -> None:
    sent = office.sent(replace(L3, code=CODE))
    party = sent.parties[0]
    visitor.enters(office.link(party))
    assert visitor.client.get("/c/authentication/totp").headers["Location"] == "/c/contract"
    visitor.sends("/c/access-code", code=CODE)
    assert "認証アプリの登録" in visitor.text
    assert visitor.client.get("/c/contract/document.pdf").status_code == 303
    contract = office.contract(sent)
    act = Agree(new_key(), Origin(party.public_id), party.public_id, 1, contract.sent_digest, 1, "", "", [])
    short = replace(act, authenticated=["mail_link", "access_code", "mail_code"])
    with pytest.raises(refusals.NotAuthenticated):
        office.engine.ask(sent.contract, short)
    visitor.sends("/c/authentication/totp", code=code_of(secret_on(visitor)))
    agrees(visitor)
    assert office.engine.acts(Agree)[-1].authenticated == ["mail_link", "access_code", "totp"]


@pytest.mark.shows("MK-74", "T16")
def test_a_registered_app_is_asked_for_its_code_shows_no_key_again_and_takes_each_code_once(
    office: Office, site: Flask, visitor: Visitor
) -> None:
    first, second = office.sent(L3), office.sent(L3)
    secret, shown = registers(visitor, office.link(first.parties[0]))
    later = Visitor(site)
    later.enters(office.link(second.parties[0]))
    assert "以前に登録した認証アプリ" in later.text
    assert secret[:4] not in later.text
    assert later.sends("/c/authentication/totp", code=shown).status_code == 422
    later.sends("/c/authentication/totp", code=code_of(secret, 1))
    assert "すべて見る" in later.text
    with office.opened.database.reading() as session:
        [row] = session.query(SecondFactor).all()
        assert [one.is_new for one in session.query(PassedFactor).filter_by(factor="totp")] == [True, False]
    assert secret.encode() not in row.secret
    assert not any(secret in line for line in office.dump())


@pytest.mark.shows("T19")
def test_passing_the_second_factor_gives_a_new_session_and_kills_the_old_one(
    office: Office, site: Flask, visitor: Visitor
) -> None:
    visitor.enters(office.link(office.sent(L3).parties[0]))
    before = visitor.client.get_cookie("warifu-party")
    visitor.sends("/c/authentication/totp", code=code_of(secret_on(visitor)))
    after = visitor.client.get_cookie("warifu-party")
    assert before is not None
    assert after is not None
    assert before.value != after.value
    thief = site.test_client()
    thief.set_cookie("warifu-party", before.value)
    assert thief.get("/c/contract").status_code == 401


@pytest.mark.shows("T15")
def test_codes_of_all_kinds_share_five_tries_and_a_passed_one_gives_no_wrong_ones_back(
    office: Office, site: Flask, visitor: Visitor
) -> None:
    sent = office.sent(replace(L3, code=CODE))
    token = office.link(sent.parties[0])
    first, again = Visitor(site), Visitor(site)
    for at, one in enumerate((first, again)):
        one.enters(token)
        one.sends("/c/access-code", code="00000000")
        one.sends("/c/access-code", code=CODE)
        assert office.party(sent.parties[0]).code_tries == 2 * at + 1
        one.sends("/c/authentication/totp", code=other_code(secret_on(one)))
    again.sends("/c/authentication/totp", code=other_code(secret_on(again)))
    assert "ロックしました" in again.text
    assert len(office.engine.acts(LockParty)) == 1
    assert "ロックしました" in visitor.arrives(token).text


@pytest.mark.shows("T15")
def test_of_many_wrong_app_codes_at_once_no_more_than_five_are_compared(office: Office, site: Flask) -> None:
    sent = office.sent(L3)
    visitors = [Visitor(site) for _ in range(8)]
    for visitor in visitors:
        visitor.enters(office.link(sent.parties[0], issue=visitors.index(visitor) + 1))

    def tries(visitor: Visitor) -> int:
        return visitor.sends("/c/authentication/totp", code=other_code(secret_on(visitor))).status_code

    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(tries, visitors))
    assert (answers.count(422), answers.count(409)) == (4, 4)
    assert office.party(sent.parties[0]).progress == "locked"


@pytest.mark.shows("MK-74")
def test_of_two_visits_that_register_at_once_one_does_and_the_other_must_use_that_one(
    office: Office, site: Flask, visitor: Visitor
) -> None:
    token = office.link(office.sent(L3).parties[0])
    other = Visitor(site)
    visitor.enters(token)
    other.enters(token)
    mine, theirs = secret_on(visitor), secret_on(other)
    assert mine != theirs
    visitor.sends("/c/authentication/totp", code=code_of(mine))
    assert other.sends("/c/authentication/totp", code=code_of(theirs)).status_code == 422
    assert "以前に登録した認証アプリ" in other.text


def passkey_of(visitor: Visitor, token: str, key: SecurityKey) -> str:
    """Enter by the link and register `key`; return what was sent."""
    visitor.enters(token)
    visitor.opens("/c/authentication/passkey")
    answer = key.made(options_on(visitor))
    visitor.sends("/c/authentication/passkey", credential=answer)
    return answer


@pytest.mark.shows("MK-74", "LW-04")
def test_a_passkey_is_registered_and_used_in_later_visits_and_counts_up(office: Office, named: Flask) -> None:
    first, later, key = Visitor(named), Visitor(named), SecurityKey(NAMED)
    passkey_of(first, office.link(office.sent(L3).parties[0]), key)
    assert "すべて見る" in first.text
    agrees(first)
    assert office.engine.acts(Agree)[-1].enrolled == ["passkey"]
    later.enters(office.link(office.sent(L3).parties[0]))
    assert "以前に登録したパスキー" in later.text
    later.sends("/c/authentication/passkey", credential=key.used(options_on(later)))
    assert "すべて見る" in later.text
    agrees(later)
    assert office.engine.acts(Agree)[-1].enrolled == []
    with office.opened.database.reading() as session:
        assert session.query(SecondFactor).one().counter == 1


@pytest.mark.shows("MK-74", "T18")
def test_every_answer_that_proves_nothing_gets_the_same_page(office: Office, named: Flask) -> None:
    """Another key, another site, another visit's challenge, a sign count that stands still, and no JSON."""
    key, stranger = SecurityKey(NAMED), SecurityKey(NAMED)
    passkey_of(Visitor(named), office.link(office.sent(L3).parties[0]), key)
    token = office.link(office.sent(L3).parties[0])
    before, elsewhere, visitor = Visitor(named), Visitor(named), Visitor(named)
    before.enters(token)
    before.sends("/c/authentication/passkey", credential=key.used(options_on(before)))
    elsewhere.enters(token)
    visitor.enters(token)
    stranger.credential_id = key.credential_id
    fished = replace(key, origin="http://localhost.example")
    standing_still = replace(key, sign_count=0)
    answers = [
        stranger.used(options_on(visitor)),
        fished.used(options_on(visitor)),
        key.used(options_on(elsewhere)),
        standing_still.used(options_on(visitor)),
        "[]",
        "{",
        "",
    ]
    pages = []
    for answer in answers:
        refused = visitor.sends("/c/authentication/passkey", credential=answer)
        assert refused.status_code == 422
        pages.append(re.sub(r'(value|data-passkey-options)="[^"]*"', "", refused.text))
    assert set(pages[:-1]) == {pages[-1]}
    assert visitor.client.get("/c/contract/document.pdf").status_code == 303


@pytest.mark.shows("T16")
def test_a_passkeys_answer_is_worth_nothing_a_second_time(office: Office, named: Flask) -> None:
    key, visitor = SecurityKey(NAMED, counts=False), Visitor(named)
    passkey_of(Visitor(named), office.link(office.sent(L3).parties[0]), key)
    token = office.link(office.sent(L3).parties[0])
    visitor.enters(token)
    answer = key.used(options_on(visitor))
    visitor.sends("/c/authentication/passkey", credential=answer)
    assert "すべて見る" in visitor.text
    again = Visitor(named)
    again.enters(token)
    assert again.sends("/c/authentication/passkey", credential=answer).status_code == 422


def test_who_has_a_passkey_is_not_offered_to_register_an_app_beside_it(office: Office, named: Flask) -> None:
    passkey_of(Visitor(named), office.link(office.sent(L3).parties[0]), SecurityKey(NAMED))
    visitor = Visitor(named)
    visitor.enters(office.link(office.sent(L3).parties[0]))
    assert "認証アプリを使う" not in visitor.text
    answer = visitor.client.get("/c/authentication/totp")
    assert answer.headers["Location"] == "/c/contract"


def test_on_a_site_without_a_name_no_passkey_is_offered(office: Office, visitor: Visitor) -> None:
    visitor.enters(office.link(office.sent(L3).parties[0]))
    assert "認証アプリの登録" in visitor.text
    assert visitor.client.get("/c/authentication/passkey").status_code == 303
