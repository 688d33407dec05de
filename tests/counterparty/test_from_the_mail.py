"""From the mail on: a mailbox and a browser are all that a counterparty needs."""

import base64
import re
from dataclasses import replace
from email.message import EmailMessage
from html import unescape

import pytest
from flask import Flask

from adapters.secrets import link_digest
from contracts.acts import Agree
from database.delivery import PartyLink
from database.people import User
from tests.counterparty.office import Office, Sent
from tests.counterparty.planning import Asked, Plan
from tests.counterparty.site import Visitor
from tests.sms.delivering import mails, posted, words

ONE = Plan(imprint=False)
OTHER = replace(ONE, name="高橋 次郎", role="連帯保証人")
PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148"
PC = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/120.0 Safari/537.36"
SIMPLE = "/simple"


def links_in(text: str, base: str) -> list[str]:
    """Return the paths of the personal links of a mail, as they stand in it."""
    return re.findall(rf"{re.escape(base)}(/c/l/[\w/-]+)", text)


def invited(office: Office, name: str) -> list[str]:
    """Return the personal links of the newest request to this person: the page's and the simple one."""
    mail = next(one for one in reversed(mails(office, "sign_request")) if name in words(one))
    return links_in(words(mail), office.opened.settings.base_url)


def reached(mail: EmailMessage) -> str:
    return str(mail["To"].addresses[0].addr_spec)


def browser(site: Flask, kind: str) -> Visitor:
    visitor = Visitor(site)
    visitor.client.environ_base["HTTP_USER_AGENT"] = kind
    return visitor


def agrees(visitor: Visitor) -> None:
    for path in ("/c/contract/reading", "/c/agreement/confirmation", "/c/agreement"):
        visitor.sends(path)


@pytest.mark.shows("CL-02", "GM-03", "CL-03")
def test_on_pc_and_phone_the_link_is_enough_to_agree_and_to_have_the_papers(
    office: Office, site: Flask
) -> None:
    sent = office.sent(ONE)
    posted(office)
    link = invited(office, "佐藤 一郎")[0]
    pc, phone = browser(site, PC), browser(site, PHONE)
    for visitor in (pc, phone):
        visitor.opens(link)
        visitor.sends("/c/visits")
        assert "すべて見る" in visitor.text
        assert 'type="password"' not in visitor.text
        assert visitor.client.get("/c/contract/document.pdf").data == office.newest_bytes(sent)
    agrees(phone)
    assert office.engine.acts(Agree)[-1].origin.user_agent == PHONE
    office.seal(sent, sent.parties[0])
    office.conclude(sent)
    posted(office)
    papers = links_in(words(mails(office, "concluded")[-1]), office.opened.settings.base_url)[0]
    fresh = browser(site, PC)
    fresh.opens(papers)
    fresh.sends("/c/visits")
    assert fresh.client.get("/c/concluded/contract.pdf").data == office.newest_bytes(sent)
    with office.opened.database.reading() as session:
        assert [user.mail for user in session.query(User)] == [office.owner.mail]


@pytest.mark.shows("CS-07")
def test_the_button_of_the_mail_opens_the_review_of_its_own_recipient(office: Office, site: Flask) -> None:
    office.sent(ONE, OTHER)
    posted(office)
    for mail in mails(office, "sign_request"):
        assert "@" in str(mail["From"])
        assert office.owner.mail not in str(mail["From"])
        page = mail.get_body(("html",))
        assert page is not None
        found = re.search(r'<a href="([^"]+)"[^>]*>確認する</a>', page.get_content())
        assert found is not None
        name = "高橋 次郎" if "高橋 次郎" in words(mail) else "佐藤 一郎"
        visitor = Visitor(site)
        visitor.opens(unescape(found[1]).removeprefix(office.opened.settings.base_url))
        assert name in visitor.text
        assert ({"高橋 次郎", "佐藤 一郎"} - {name}).pop() not in visitor.text


@pytest.mark.shows("CL-18")
def test_each_recipient_and_each_sending_has_a_url_of_256_bits_known_by_its_digest_alone(
    office: Office,
) -> None:
    """What is looked up is the SHA-256 of the token: how long that takes says nothing of the token."""
    office.sent(ONE, OTHER)
    office.sent(ONE, title="駐車場の契約書")
    posted(office)
    base = office.opened.settings.base_url
    tokens = [links_in(words(one), base)[0].rpartition("/")[2] for one in mails(office, "sign_request")]
    assert len(set(tokens)) == len(tokens) == 3
    assert all(len(base64.urlsafe_b64decode(token + "=")) == 32 for token in tokens)
    kept = "\n".join(office.dump())
    assert not any(token in kept for token in tokens)
    with office.opened.database.reading() as session:
        assert {row.token_digest for row in session.query(PartyLink)} == set(map(link_digest, tokens))


@pytest.mark.shows("CL-04")
def test_the_mail_names_the_simple_page_and_the_same_terms_come_first(office: Office, site: Flask) -> None:
    office.sent(ONE)
    posted(office)
    link, simple = invited(office, "佐藤 一郎")
    assert simple == f"{link}{SIMPLE}"
    visitor = Visitor(site)
    visitor.opens(simple)
    assert "利用規約を読む" in visitor.text
    assert visitor.client.get("/c/simple").status_code == 401
    assert visitor.sends("/c/visits").request.path == "/c/simple"
    visitor.opens(link)
    assert visitor.sends("/c/visits").request.path == "/c/contract"


@pytest.mark.shows("GM-16")
def test_the_mail_of_the_completion_goes_to_every_signer_and_only_after_the_last(
    office: Office, site: Flask
) -> None:
    sent = office.sent(ONE, OTHER)
    posted(office)
    for at, name in enumerate(("佐藤 一郎", "高橋 次郎")):
        posted(office)
        assert mails(office, "concluded") == []
        visitor = Visitor(site)
        visitor.opens(invited(office, name)[0])
        visitor.sends("/c/visits")
        agrees(visitor)
        office.seal(sent, sent.parties[at])
    posted(office)
    assert mails(office, "concluded") == []
    office.conclude(sent)
    posted(office)
    told = mails(office, "concluded")
    assert {reached(one) for one in told} >= {"party1@example.com", "party2@example.com"}
    assert {str(one["Subject"]) for one in told} == {
        "【締結完了】「建物賃貸借契約書（更新）」（株式会社サンプル不動産）"
    }


@pytest.mark.shows("CL-26")
def test_whom_a_contract_is_shared_with_reads_what_was_concluded_and_can_do_nothing(
    office: Office, site: Flask
) -> None:
    sent = office.sent(ONE, replace(OTHER, signs=False, role="共有先"))
    posted(office)
    [request] = mails(office, "sign_request")
    assert "佐藤 一郎" in words(request)
    visitor = Visitor(site)
    visitor.opens(invited(office, "佐藤 一郎")[0])
    visitor.sends("/c/visits")
    agrees(visitor)
    office.seal(sent, sent.parties[0])
    office.conclude(sent)
    posted(office)
    mail = next(one for one in mails(office, "concluded") if reached(one) == "party2@example.com")
    assert "閲覧用にお送りしています" in words(mail)
    reader = Visitor(site)
    reader.opens(links_in(words(mail), office.opened.settings.base_url)[0])
    reader.sends("/c/visits")
    assert reader.client.get("/c/concluded/contract.pdf").data == office.newest_bytes(sent)
    for path in ("/c/contract", "/c/preview", "/c/agreement", "/c/send-back", "/c/simple"):
        assert reader.client.get(path).headers["Location"] == "/c/concluded"
    assert len(office.engine.acts(Agree)) == 1


@pytest.mark.parametrize(
    ("plan", "following"),
    [
        (Plan(documents=("住民票",), fields=(Asked("住所"),)), "/c/documents"),
        (Plan(fields=(Asked("住所"),)), "/c/fields"),
        (Plan(), "/c/imprint"),
        (ONE, "/c/preview"),
    ],
)
@pytest.mark.shows("CS-15")
def test_next_leads_to_the_first_step_that_applies(
    office: Office, visitor: Visitor, plan: Plan, following: str
) -> None:
    visitor.enters(office.link(office.sent(plan).parties[0]))
    assert "次へ" in visitor.text
    assert visitor.sends("/c/contract/reading").request.path == following


@pytest.mark.shows("CL-10")
def test_the_seal_is_a_custom_and_the_button_is_what_agrees(office: Office, visitor: Visitor) -> None:
    sent: Sent = office.sent(Plan())
    visitor.enters(office.link(sent.parties[0]))
    visitor.sends("/c/contract/reading")
    visitor.sends("/c/imprint", text="佐藤", step="draw")
    for said in (
        "印影は慣習として表示する画像です。",
        "契約への同意は、このあとの「締結を確定」の操作で記録されます。",
        "印影の有無や形は、同意の効力に影響しません。",
    ):
        assert said in visitor.text
    visitor.sends("/c/imprint", text="佐藤", step="preview")
    assert office.engine.acts(Agree) == []
    without = office.sent(ONE, title="印影のない契約書")
    visitor.enters(office.link(without.parties[0]))
    agrees(visitor)
    act = office.engine.acts(Agree)[-1]
    assert (act.imprint, office.party(without.parties[0]).progress) == ("", "agreed")
    assert office.party(sent.parties[0]).progress == "opened"
