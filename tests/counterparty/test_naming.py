"""取引士: a name and a registration are put to the document, and nothing is agreed to (AD-03)."""

import json
import re
from dataclasses import asdict, replace

import pytest

from adapters.certificates.page import page
from adapters.mail import MailRenderer
from contracts.acts import Agree, PartyPlan
from contracts.messages import EffectMessage, EffectRequest
from contracts.refusals import NoParties
from database.certificate_facts import Gathering
from database.contract import Contract
from database.dossiers import preparation, sealing
from database.post_desk import PostDesk
from database.queries.timeline import acts_of
from database.record import EffectRow
from tests.contracts.cases import sent_to
from tests.counterparty.office import Office, Sent
from tests.counterparty.planning import Plan
from tests.counterparty.site import Visitor
from tests.counterparty.test_delivery import agrees
from tests.counterparty.test_signing_url_evidence import SIGNED, SITE, request_of
from webapp.texts.acts import act_title

NUMBER = "（東京）第123456号"
AGENT = Plan(name="山本 恵", role="取引士", own=True, imprint=False, names_only=True, registration=NUMBER)
LESSEE = Plan(imprint=False)


def names(visitor: Visitor, office: Office, sent: Sent) -> list[str]:
    """Walk the way of a 取引士 and return the pages seen."""
    visitor.arrives(office.link(sent.parties[0]))
    seen = [visitor.text]
    for path in ("/c/visits", "/c/contract/reading", "/c/agreement/confirmation", "/c/agreement"):
        visitor.sends(path)
        seen.append(visitor.text)
    return seen


@pytest.mark.shows("AD-03")
def test_no_page_asks_a_real_estate_agent_to_agree_to_the_contract(office: Office, visitor: Visitor) -> None:
    sent = office.sent(AGENT, replace(LESSEE, order=2))
    seen = names(visitor, office, sent)
    assert "求められるのは記名で、契約への同意ではありません。" in seen[0]
    assert "記名する方" in seen[2]
    assert NUMBER in seen[2]
    assert "契約への同意ではありません。" in seen[3]
    assert "記名を記録しました。まだ締結ではありません。" in seen[4]
    for text in seen[2:]:
        assert "同意して締結を確定" not in text
        assert "同意を記録しました" not in text
    assert "撤回を申し出る" not in seen[4]
    assert office.party(sent.parties[1]).progress == "not_asked"
    assert len(office.engine.acts(Agree)) == 1


@pytest.mark.shows("AD-03", "IM-83", "LW-34")
def test_signature_signing_page_and_history_say_a_name_with_its_registration_and_no_agreement(
    office: Office, visitor: Visitor
) -> None:
    sent = office.sent(AGENT, replace(LESSEE, order=2))
    names(visitor, office, sent)
    with office.opened.database.reading() as session:
        prepared = preparation(session, request_of(office, sent, "prepare_round"))
        named = sealing(session, request_of(office, sent, "seal_agreement"))
        contract = session.get_one(Contract, sent.parties[0].contract_id)
        told = [act_title(one.kind, one.item, one.outcome) for one in acts_of(session, contract)]
    first = prepared.documents[0].plan.parties[0]
    assert (first.name, first.names_only) == (f"山本 恵（登録番号 {NUMBER}）", True)
    assert named.filling.agreed_text.endswith(" 記名")
    assert re.match(rf"宅地建物取引士 山本 恵（登録番号 {NUMBER}）\(.*に記名されました", named.reason)
    assert "承認" not in named.reason
    assert "取引士として記名しました（契約への同意ではありません）" in told
    assert not any(title.startswith("同意しました") for title in told)


@pytest.mark.shows("AD-03", "LW-34")
def test_the_certificate_lists_the_agent_apart_and_the_agreement_is_the_parties(
    office: Office, visitor: Visitor
) -> None:
    sent = office.sent(LESSEE, replace(AGENT, order=2))
    agrees(office, sent, sent.parties[0])
    agent = Sent(sent.contract, sent.parties[1:])
    names(visitor, office, agent)
    office.seal(sent, agent.parties[0])
    office.conclude(sent)
    with office.opened.database.reading() as session:
        facts = Gathering(session, request_of(office, sent, "certify")).facts([SIGNED], SITE)
    lessee, told = facts.parties
    assert (told.names_only, told.registration, told.capacity) == (True, NUMBER, "")
    assert facts.conclusion.agreed_at == lessee.agreed_at != told.agreed_at
    assert {line.kind for line in told.events} >= {"name_recorded", "name_sealed"}
    assert not any(line.kind.startswith("agreement") for line in told.events)
    printed = page(json.loads(json.dumps(asdict(facts))))
    table = printed[printed.index('<table class="parties">') :].partition("</table>")[0]
    assert "佐藤 一郎" in table
    assert "山本 恵" not in table
    assert f"契約の当事者ではない方（宅地建物取引士の記名）：山本 恵　登録番号 {NUMBER}" in printed


def test_the_receipts_speak_of_a_name(office: Office, visitor: Visitor) -> None:
    sent = office.sent(AGENT, replace(LESSEE, order=2), edition=2)
    names(visitor, office, sent)
    desk = PostDesk(office.opened.database, SITE)
    with office.opened.database.reading() as session:
        rows = session.query(EffectRow).filter_by(kind="confirm_agreement").all()
    requests = [
        EffectRequest(sent.contract, 1, EffectMessage(row.sequence, row.kind, row.recipient, row.round))
        for row in rows
    ]
    letters = [letter for request in requests for letter in desk.letters(request)]
    assert {letter.template for letter in letters} == {"agreement_receipt", "agreement_received"}
    for letter in letters:
        facts = {**letter.facts, "to_company": "", "to_name": letter.to_name}
        mail = MailRenderer(SITE, "").render(letter.template, facts)
        assert "記名" in mail.subject
        assert "同意を記録しました" not in mail.text + mail.html


@pytest.mark.shows("AD-03")
def test_a_name_alone_makes_no_contract() -> None:
    plan = PartyPlan("agent", 1, names_only=True)
    with pytest.raises(NoParties):
        sent_to(plan)
