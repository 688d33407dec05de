import json
from dataclasses import asdict

import pytest

from adapters.certificates.page import page
from adapters.mail import MailRenderer
from adapters.secrets import LinkMaker
from contracts import acts
from contracts.acts import Origin
from contracts.certificate import SignedFile, SigningCertificate
from contracts.letters import Letter, LinkPurpose
from contracts.messages import EffectMessage, EffectRequest
from database.certificate_facts import Gathering
from database.delivery import PartyLink
from database.dossiers import preparation, sealing
from database.post_desk import PostDesk
from database.record import EffectRow
from tests.counterparty.claims import TYPED, claims, sent_by_url
from tests.counterparty.office import LINK_KEYS, Office, Sent
from tests.counterparty.site import Visitor

SITE = "http://127.0.0.1:8080"
AT = "2026-11-21T13:05:11.000+09:00"
SIGNED = SignedFile(3, AT, SigningCertificate("s", "i", "1", AT, AT))


def request_of(office: Office, sent: Sent, kind: str) -> EffectRequest:
    """Return the newest effect of this kind as its activity is asked for it."""
    with office.opened.database.reading() as session:
        rows = session.query(EffectRow).filter_by(contract_id=office.contract(sent).id, kind=kind)
        row = rows.order_by(EffectRow.sequence.desc()).first()
    assert row is not None
    return EffectRequest(sent.contract, 1, EffectMessage(row.sequence, row.kind, row.recipient, row.round))


def the_letter(office: Office, sent: Sent, kind: str) -> Letter:
    [letter] = PostDesk(office.opened.database, SITE).letters(request_of(office, sent, kind))
    return letter


def agrees(visitor: Visitor) -> None:
    visitor.sends("/c/contract/reading")
    visitor.sends("/c/agreement/confirmation")
    visitor.sends("/c/agreement")


@pytest.mark.shows("CS-08", "T05")
def test_asking_by_url_makes_one_and_tells_the_owner_where_it_is_without_telling_it(office: Office) -> None:
    sent = sent_by_url(office)[0]
    desk, links = PostDesk(office.opened.database, SITE), LinkMaker(LINK_KEYS, SITE)
    request, letter = request_of(office, sent, "invite"), the_letter(office, sent, "invite")
    assert (letter.to, letter.template) == (office.owner.mail, "signing_url_ready")
    with office.opened.database.writing() as session:
        session.query(PartyLink).delete()
    secret_id = desk.link(request, letter, links.mint)
    assert desk.link(request, letter, links.mint) == secret_id
    with office.opened.database.reading() as session:
        link = session.query(PartyLink).one()
    assert (link.purpose, link.expires_at) == (LinkPurpose.CLAIM, office.contract(sent).due)
    facts = {**letter.facts, "to_company": letter.to_company, "to_name": letter.to_name}
    mail = MailRenderer(SITE, "").render(letter.template, facts)
    assert "/c/l/" not in mail.text + mail.html
    assert f"{SITE}/contracts/{sent.contract}" in mail.text


@pytest.mark.shows("CS-10")
def test_from_the_claim_on_mails_and_new_rounds_go_to_the_proved_address(
    office: Office, visitor: Visitor
) -> None:
    sent, party, token = sent_by_url(office)
    claims(office, visitor, token)
    visitor.opens("/c/send-back")
    visitor.sends("/c/send-back", reason="第3条の賃料が違います。")
    visitor.sends("/c/send-back", step="send")
    office.engine.ask(
        sent.contract,
        acts.OpenRound("k-1", Origin(office.owner.public_id), office.version_of(sent), "直しました"),
    )
    office.prepare(sent)
    letter = the_letter(office, sent, "invite")
    assert (letter.to, letter.to_name, letter.template) == (TYPED["mail"], TYPED["name"], "sign_request")
    assert letter.purpose is LinkPurpose.AGREE
    assert visitor.arrives(token).status_code == 410
    assert office.party(party).holder


@pytest.mark.shows("CS-10", "AD-11", "GM-10")
def test_signature_and_certificate_name_who_passed_and_that_nobody_named_them_before(
    office: Office, visitor: Visitor
) -> None:
    sent, party, token = sent_by_url(office)
    prepared = request_of(office, sent, "prepare_round")
    with office.opened.database.reading() as session:
        [drawn] = preparation(session, prepared).documents[0].plan.parties
    assert drawn.name == "（締結用URLで手続きする方）"
    claims(office, visitor, token)
    agrees(visitor)
    with office.opened.database.reading() as session:
        sealed = sealing(session, request_of(office, sent, "seal_agreement"))
    assert sealed.reason.startswith(f"{TYPED['name']}({TYPED['mail']})によって")
    assert "認証: 締結用URL、メールの認証コード" in sealed.reason
    assert sealed.filling.agreed_text.endswith(f"同意 （{TYPED['company']} {TYPED['name']}）")
    office.seal(sent, party)
    office.conclude(sent)
    with office.opened.database.reading() as session:
        facts = Gathering(session, request_of(office, sent, "certify")).facts([SIGNED], SITE)
    [told] = facts.parties
    assert (told.company, told.name, told.mail) == (TYPED["company"], TYPED["name"], TYPED["mail"])
    assert told.self_named
    printed = page(json.loads(json.dumps(asdict(facts))))
    assert "送信者が指定していない宛先" in printed
    assert "認証：通過" in printed
