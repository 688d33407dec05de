"""Electronic delivery as a party meets it: 37条 after the conclusion, other laws before the content."""

import json
from concurrent.futures import ThreadPoolExecutor

import pytest

from contracts.acts import AcceptTerms, Agree, Origin
from contracts.letters import LinkPurpose
from database.audit import AuditEvent
from database.contract import Contract
from database.contract_type import ContractType
from database.delivery_answers import Given, record_answer
from database.holders import DeliveryAnswer, PaperTask
from database.party import Party
from database.seed import seed_contract_types
from tests.counterparty.notices import delivered, untold
from tests.counterparty.office import Office, Sent
from tests.counterparty.planning import Plan
from tests.counterparty.site import Visitor
from webapp.access.asking import new_key


def is_of(office: Office, sent: Sent, code: str) -> None:
    """Make the contract one of this 契約種別."""
    with office.opened.database.writing() as session:
        seed_contract_types(session, office.organization)
        kind = session.query(ContractType).filter_by(code=code).one()
        session.query(Contract).filter_by(public_id=sent.contract).one().type_id = kind.id


def answers(office: Office) -> list[str]:
    with office.opened.database.reading() as session:
        return [row.answer for row in session.query(DeliveryAnswer).order_by(DeliveryAnswer.id)]


def paper_tasks(office: Office) -> int:
    with office.opened.database.reading() as session:
        return session.query(PaperTask).filter(PaperTask.done_at.is_(None)).count()


def concluded_lease(office: Office) -> Sent:
    sent = office.sent(Plan(imprint=False), Plan(name="鈴木 花子", role="保証人", imprint=False))
    is_of(office, sent, "lease")
    for party in sent.parties:
        agrees(office, sent, party)
    office.conclude(sent)
    return sent


def agrees(office: Office, sent: Sent, party: Party) -> None:
    who, digest = party.public_id, office.contract(sent).sent_digest
    acts = (
        AcceptTerms(new_key(), Origin(who), who, 1, "2026-11"),
        Agree(new_key(), Origin(who), who, 1, digest, 1, "", "", ["mail_link"]),
    )
    for act in acts:
        office.engine.ask(sent.contract, act)
    office.seal(sent, party)


@pytest.mark.shows("LW-31", "AD-12", "IM-82")
def test_a_tenant_is_asked_after_the_conclusion_and_has_the_contract_all_the_same(
    office: Office, visitor: Visitor
) -> None:
    sent = concluded_lease(office)
    visitor.enters(office.link(sent.parties[0], LinkPurpose.CONCLUDED))
    assert "37条書面" in visitor.text
    assert "契約書ダウンロード" in visitor.text
    visitor.opens("/c/delivery")
    for said in ("受け取り方", "ファイルの形式", "変わっていないことの確かめ方", "保管のお願い"):
        assert said in visitor.text
    assert "契約の成立には影響せず、紙での交付も選べます" in visitor.text


def test_a_guarantor_is_not_asked(office: Office, visitor: Visitor) -> None:
    sent = concluded_lease(office)
    visitor.enters(office.link(sent.parties[1], LinkPurpose.CONCLUDED))
    assert "37条書面" not in visitor.text
    assert visitor.opens("/c/delivery").status_code == 404


@pytest.mark.shows("LW-33", "LW-32")
def test_the_statutory_document_is_locked_until_consent_and_its_taking_is_on_record(
    office: Office, visitor: Visitor
) -> None:
    sent = concluded_lease(office)
    visitor.enters(office.link(sent.parties[0], LinkPurpose.CONCLUDED))
    assert visitor.client.get("/c/concluded/statutory.pdf").status_code == 404
    visitor.opens("/c/delivery")
    assert visitor.sends("/c/delivery", answer="delivered").status_code == 409
    visitor.sends("/c/delivery", answer="consented")
    visitor.sends("/c/delivery", answer="consented")
    assert answers(office) == ["consented"]
    visitor.sends("/c/delivery", answer="delivered")
    assert visitor.opens("/c/concluded/statutory.pdf").status_code == 200
    assert answers(office) == ["consented", "delivered"]


@pytest.mark.shows("LW-32")
def test_a_refusal_and_a_withdrawal_leave_a_task_for_paper_that_a_consent_ends(
    office: Office, visitor: Visitor
) -> None:
    sent = concluded_lease(office)
    visitor.enters(office.link(sent.parties[0], LinkPurpose.CONCLUDED))
    visitor.opens("/c/delivery")
    visitor.sends("/c/delivery", answer="refused")
    assert "紙でお渡しします" in visitor.text
    assert paper_tasks(office) == 1
    visitor.sends("/c/delivery", answer="consented")
    assert paper_tasks(office) == 0
    visitor.sends("/c/delivery", answer="withdrawn")
    assert paper_tasks(office) == 1
    with office.opened.database.reading() as session:
        told = session.query(AuditEvent).filter_by(code="delivery_answered").all()
        facts = [json.loads(row.facts) for row in told]
    assert [one["answer"] for one in facts] == ["refused", "consented", "withdrawn"]
    assert all(one["address"] for one in facts)


@pytest.mark.shows("LW-32")
def test_the_owner_is_told_once_of_a_refusal_and_never_of_a_consent(office: Office, visitor: Visitor) -> None:
    sent = concluded_lease(office)
    visitor.enters(office.link(sent.parties[0], LinkPurpose.CONCLUDED))
    visitor.opens("/c/delivery")
    visitor.sends("/c/delivery", answer="consented")
    visitor.sends("/c/delivery", answer="withdrawn")
    assert len(untold(office)) == 1
    assert delivered(office) == ["delivery_refused"]
    assert not untold(office)
    assert len(list(office.opened.settings.outbox.glob("delivery_refused.*.eml"))) == 1


@pytest.mark.shows("LW-32")
def test_two_taps_at_the_same_moment_leave_one_row_and_one_word_to_the_owner(
    office: Office, visitor: Visitor
) -> None:
    sent = concluded_lease(office)
    visitor.enters(office.link(sent.parties[0], LinkPurpose.CONCLUDED))
    visitor.opens("/c/delivery")
    visitor.sends("/c/delivery", answer="consented")
    form = {**visitor.fields("/c/delivery"), "answer": "withdrawn"}

    def tap(number: int) -> DeliveryAnswer | None:
        given = Given("withdrawn", "", Origin(sent.parties[0].public_id, session=str(number)))
        with office.opened.database.writing() as session:
            party = session.get_one(Party, sent.parties[0].id)
            return record_answer(session, party, "article37", given)

    with ThreadPoolExecutor(2) as pool:
        assert list(pool.map(tap, (1, 2))).count(None) == 1
    assert visitor.client.post("/c/delivery", data=form).status_code == 303
    assert answers(office) == ["consented", "withdrawn"]
    assert len(untold(office)) == 1


@pytest.mark.shows("AD-26")
def test_a_construction_contract_is_not_shown_before_the_consent(office: Office, visitor: Visitor) -> None:
    sent = office.sent(Plan(imprint=False), Plan(name="鈴木 花子", role="発注者", imprint=False))
    is_of(office, sent, "construction")
    visitor.enters(office.link(sent.parties[0]))
    assert "電子交付の確認" in visitor.text
    assert visitor.client.get("/c/contract/document.pdf").status_code == 303
    visitor.opens("/c/delivery")
    visitor.sends("/c/delivery", answer="refused")
    assert visitor.client.get("/c/contract/document.pdf").status_code == 303
    visitor.opens("/c/delivery")
    visitor.sends("/c/delivery", answer="consented")
    assert visitor.client.get("/c/contract/document.pdf").status_code == 200
    visitor.opens("/c/contract")
    visitor.sends("/c/contract/reading")
    visitor.sends("/c/agreement/confirmation")
    visitor.sends("/c/agreement")
    act = office.engine.acts(Agree)[-1]
    assert isinstance(act, Agree)
    assert act.edelivery
