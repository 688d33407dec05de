"""Sign-in with the company's account against a real provider: who comes in, and who does not (MK-82)."""

import time
from typing import Any

import pytest
from flask import Flask
from joserfc.jwk import OctKey
from sqlalchemy import select

from contracts.roles import Role
from database.account_letters import AccountLetterDesk
from database.engine import now_of
from database.folders import UserRight
from database.people import Organization, User
from database.sign_on import SignOnLink
from tests.access.house import House
from tests.desk.site import PASSWORD, Clerk, hired
from tests.people.test_second_factor import registers as registers_factor
from tests.people.test_users import user
from tests.sso.company import WAY, comes, demands, sets_out, told
from tests.sso.provider import EC, RSA, STRANGER, Provider

REFUSED = "ログインできませんでした"


@pytest.mark.shows("MK-82", "T19")
def test_a_known_person_is_linked_once_by_mail_and_then_known_whatever_the_address(
    company: Flask, provider: Provider, house: House
) -> None:
    browser = Clerk(company)
    browser.opens("/sign-in")
    assert "会社のアカウントでログイン" in browser.text
    assert comes(browser, provider).status_code == 200
    assert browser.path == "/contracts"
    desk = AccountLetterDesk(house.office.opened.database, "https://example.jp")
    sent = [post.letter for one in desk.untold() if (post := desk.due(one.subject))]
    assert [(one.to, one.facts["news"]) for one in sent] == [("viewer@sample.example", "sso_linked")]
    assert len(told(house, "sso_linked")) == 1
    assert told(house, "signed_in")[-1]["by"] == "sso"
    again = Clerk(company)
    assert comes(again, provider, key=EC, email="renamed@sample.example", name="別の名").status_code == 200
    assert again.path == "/contracts"
    assert len(told(house, "sso_linked")) == 1
    another = Clerk(company)
    assert comes(another, provider, sub="subject-2").status_code == 403, "the address was given to another"
    assert told(house, "sso_refused")[-1]["reason"] == "other_subject"
    administrator = Clerk(company)
    administrator.signs_in("admin@sample.example")
    person = f"/users/{user(house, 'viewer@sample.example').public_id}"
    administrator.opens(person)
    assert f"{person}/sso" in administrator.text
    administrator.opens(f"{person}/sso")
    administrator.sends(f"{person}/sso")
    assert comes(another, provider, sub="subject-2").status_code == 200, "linked anew"
    browser.client.post("/sign-out")
    assert browser.opens("/contracts").request.path == "/sign-in"


@pytest.mark.shows("T21")
def test_only_the_browser_that_set_out_comes_back_once_and_in_time(
    company: Flask, provider: Provider, house: House
) -> None:
    browser, victim = Clerk(company), Clerk(company)
    address = sets_out(browser)
    cookie = browser.client.get_cookie("warifu-sign-on")
    assert cookie is not None
    assert (cookie.http_only, cookie.same_site) == (True, "Lax")
    assert "sample" not in cookie.value
    back = provider.approves(address)
    assert victim.opens(back).status_code == 403, "another browser"
    sets_out(victim)
    assert victim.opens(back).status_code == 403, "another way"
    assert browser.opens(back.replace("state=", "state=x")).status_code == 403
    assert browser.opens(back).status_code == 403, "a wrong state ends the way"
    sets_out(browser)
    browser.client.set_cookie("warifu-sign-on", cookie.value[:-8] + "AAAAAAAA")
    assert browser.opens(back).status_code == 403, "forged"
    assert {one["reason"] for one in told(house, "sso_refused")} == {"state"}
    browser.client.set_cookie("warifu-sign-on", cookie.value)
    assert browser.opens(back).status_code == 200
    browser.client.set_cookie("warifu-sign-on", cookie.value)
    browser.client.delete_cookie("warifu-staff")
    assert browser.opens(back).status_code == 403, "the code was taken"
    assert told(house, "sso_refused")[-1]["reason"] == "code_refused"
    assert browser.opens("/contracts").request.path == "/sign-in"


FORGED: list[tuple[str, dict[str, Any]]] = [
    ("nonce", {"nonce": "another"}),
    ("nonce", {"nonce": None}),
    ("audience", {"aud": "another"}),
    ("audience", {"aud": ["warifu-test", "another"]}),
    ("audience", {"azp": "another"}),
    ("issuer", {"iss": "https://another.example"}),
    ("expired", {"exp": int(time.time()) - 120}),
    ("expired", {"iat": int(time.time()) - 3600}),
    ("expired", {"exp": None}),
    ("unsigned", {"key": None}),
    ("unsigned", {"key": STRANGER}),
    ("unsigned", {"key": OctKey.import_key(RSA.as_pem(private=False).hex(), {"kid": "rsa"})}),
    ("mail_unverified", {"email_verified": False}),
    ("mail_unverified", {"email_verified": "true"}),
    ("mail_unverified", {"email_verified": None, "xms_edov": True}),
    ("mail", {"email": "viewer@sample.example\r\nBcc: x@example.com"}),
    ("domain", {"email": "viewer@another.example"}),
    ("unknown", {"email": "nobody@sample.example"}),
    ("elsewhere", {"email": "other@sample.example"}),
    ("closed", {"email": "gone@sample.example"}),
]


def test_a_token_that_is_not_whole_true_and_of_now_opens_nothing(
    company: Flask, provider: Provider, house: House
) -> None:
    hired(house.office, "gone@sample.example", Role.LEGAL)
    hired(house.office, "other@sample.example", Role.LEGAL)
    with house.office.opened.database.writing() as session:
        gone = session.scalars(select(User).where(User.mail == "gone@sample.example")).one()
        gone.disabled_at = now_of(session)
        elsewhere = Organization(name="別の会社", created_at=now_of(session))
        session.add(elsewhere)
        session.flush()
        other = session.scalars(select(User).where(User.mail == "other@sample.example")).one()
        other.organization_id = elsewhere.id
    answers = set()
    for reason, claims in FORGED:
        answer = comes(Clerk(company), provider, **claims)
        answers.add((answer.status_code, REFUSED in answer.text, len(answer.text)))
        assert told(house, "sso_refused")[-1]["reason"] == reason, claims
    assert len(answers) == 1, "each reads the same"
    assert answers.pop()[:2] == (403, True)
    with house.office.opened.database.reading() as session:
        assert session.scalars(select(SignOnLink)).all() == []


@pytest.mark.shows("T18")
def test_the_way_depends_on_the_domain_and_on_no_account(company: Flask, provider: Provider) -> None:
    known, unknown, foreign = Clerk(company), Clerk(company), Clerk(company)
    ways = [sets_out(known), sets_out(unknown, "nobody@sample.example")]
    assert [one.partition("?")[0] for one in ways] == [f"{provider.url}/authorize"] * 2
    foreign.opens(WAY)
    assert foreign.sends(WAY, mail="viewer@another.example").status_code == 422
    assert "設定されていません" in foreign.text


@pytest.mark.shows("MK-82")
def test_somebody_new_is_added_only_where_that_is_set_reads_and_signs_nothing_and_is_told_of(
    company: Flask, provider: Provider, house: House
) -> None:
    demands(house, sso_adds_people=True)
    browser = Clerk(company)
    comes(browser, provider, sub="new", email="sora@sample.example", name="新井\u202e 空")
    assert browser.path == "/contracts"
    with house.office.opened.database.reading() as session:
        user = session.scalars(select(User).where(User.mail == "sora@sample.example")).one()
        assert user.role == Role.VIEWER
        assert session.scalars(select(UserRight).where(UserRight.user_id == user.id)).all() == []
    desk = AccountLetterDesk(house.office.opened.database, "https://example.jp")
    sent = [post.letter for one in desk.untold() if (post := desk.due(one.subject))]
    assert [(one.template, one.to) for one in sent] == [("account_joined", "admin@sample.example")]
    assert "sora@sample.example" in str(sent[0].facts["about"])
    assert "\u202e" not in browser.text


def test_a_second_factor_is_asked_for_or_not_as_the_organisation_says(
    company: Flask, provider: Provider, house: House
) -> None:
    viewer = Clerk(company)
    viewer.signs_in("viewer@sample.example", PASSWORD)
    registers_factor(viewer)
    browser = Clerk(company)
    comes(browser, provider)
    assert browser.path == "/sign-in/second-factor"
    demands(house, sso_asks_factor=False)
    comes(browser, provider)
    assert browser.path == "/contracts"
