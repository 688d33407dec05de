"""当事者型: what is said of time and record, what is refused meanwhile, and the way for a program (LW-08)."""

import re
from base64 import b64decode
from datetime import timedelta
from io import BytesIO

import pikepdf
import pytest
from sqlalchemy import select, text

from adapters.sealing.keys.software_key import signature_by
from adapters.verification.reading import findings_of
from contracts.acts import AcceptTerms, Agree, Origin
from contracts.effects import EffectKind
from contracts.messages import EffectMessage, EffectRequest
from contracts.reason_reading import reason_read
from contracts.warrant import NotWarranted
from database import own_filing
from database.audit import AuditEvent
from database.evidence import Revision
from database.party import Party
from database.record import EffectRow
from database.signing_desk import SigningDesk
from tests import databases
from tests.counterparty.office import Office, Sent
from tests.counterparty.planning import Plan
from tests.counterparty.site import Visitor
from tests.counterparty.test_own_signature import (
    agrees_elsewhere,
    comes_to_the_question,
    prepares,
    sealed,
    signs,
)
from tests.evidence.foreign import Foreign, Holder, foreign_authority

TWO = (Plan(), Plan(name="鈴木 花子", role="貸主"))


@pytest.fixture(scope="module")
def house() -> Foreign:
    return foreign_authority()


@pytest.fixture(scope="module")
def holder(house: Foreign) -> Holder:
    return house.signer()


def agrees(visitor: Visitor) -> None:
    visitor.sends("/c/agreement/confirmation")
    visitor.sends("/c/agreement")


def status(visitor: Visitor) -> int:
    assert visitor.at is not None
    return visitor.at.status_code


@pytest.mark.shows("LW-08", "LW-01", "LW-02")
def test_the_document_tells_when_it_was_prepared_and_names_what_the_recorded_act_names(
    office: Office, visitor: Visitor, holder: Holder
) -> None:
    sent = office.sent(*TWO)
    comes_to_the_question(visitor, office, sent)
    path = prepares(visitor, holder.pem)
    signs(visitor, path, holder)
    agrees(visitor)
    pdf = sealed(office, sent)
    [theirs] = findings_of(pdf, []).signatures
    told = reason_read(theirs.reason)
    assert told is not None
    [act] = office.engine.acts(Agree)
    assert told.record.endswith(f"/{act.own_signature}")
    assert "用意された署名で承認されました" in str(theirs.reason)
    assert "発行者は割符が確認したものではありません" in str(theirs.reason)
    with pikepdf.open(BytesIO(pdf)) as opened:
        [mark] = [str(one.V) for one in opened.Root.AcroForm.Fields if str(one.T) == "p1_agreed"]
    assert mark == f"{told.at[:16]} 署名準備"


@pytest.mark.shows("LW-08")
def test_a_program_signs_with_nothing_but_what_it_is_handed(
    office: Office, visitor: Visitor, holder: Holder
) -> None:
    sent = office.sent(*TWO)
    comes_to_the_question(visitor, office, sent)
    path = prepares(visitor, holder.pem)
    asked = visitor.client.get(f"{path}/request.json").get_json()
    assert asked["state"] == "open"
    [one] = asked["documents"]
    pdf = visitor.client.get(one["document"]["url"]).data
    begins, ends = map(int, re.findall(rb"/ByteRange\s*\[\s*0\s+(\d+)\s+(\d+)", pdf)[-1])
    assert pdf[begins:ends].strip(b"<>0") == b""
    signature = signature_by(holder.key, b64decode(one["attributes"]), "sha256")
    wrong, right = b"no signature", signature
    for data, answer, state in ((wrong, 422, "open"), (right, 303, "given"), (right, 303, "given")):
        files = {one["file"]: (BytesIO(data), "s.bin")}
        fields = asked["answer"]["fields"]
        assert visitor.client.post(asked["answer"]["url"], data={**fields, **files}).status_code == answer
        assert visitor.client.get(f"{path}/request.json").get_json()["state"] == state
    with office.opened.database.reading() as session:
        codes = session.scalars(select(AuditEvent.code).where(AuditEvent.code == "own_signature_given")).all()
    assert len(codes) == 1


@pytest.mark.shows("LW-08", "LW-11")
def test_while_anothers_agreement_waits_for_its_signature_nothing_is_prepared_in_vain(
    office: Office, visitor: Visitor, holder: Holder
) -> None:
    sent = office.sent(*TWO)
    comes_to_the_question(visitor, office, sent)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(office, "seal", lambda _sent, _party: None)
        agrees_elsewhere(office, sent, sent.parties[1])
    visitor.sends("/c/own-signature", certificate=(BytesIO(holder.pem), "cert.pem"))
    assert status(visitor) == 409
    assert "ほかの方の署名を書類に加えているところです" in visitor.text
    office.seal(sent, sent.parties[1])
    visitor.opens("/c/preview")
    visitor.sends("/c/agreement/confirmation")
    assert prepares(visitor, holder.pem)


@pytest.mark.shows("LW-08")
def test_a_certificate_that_ran_out_since_is_not_agreed_with_and_the_person_can_go_on_without(
    office: Office, visitor: Visitor, holder: Holder, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent = office.sent(Plan())
    comes_to_the_question(visitor, office, sent)
    path = prepares(visitor, holder.pem)
    signs(visitor, path, holder)
    monkeypatch.setattr(own_filing, "VALID_FOR", timedelta(days=400))
    visitor.sends("/c/agreement/confirmation")
    assert "証明書の期限が近いため使えません" in visitor.text
    assert office.engine.acts(Agree) == []
    visitor.opens(path)
    assert status(visitor) == 409
    assert "まもなく切れます" in visitor.text
    visitor.opens("/c/preview")
    agrees(visitor)
    [act] = office.engine.acts(Agree)
    assert act.own_signature == ""


@pytest.mark.shows("LW-08")
def test_whoever_prepared_too_often_may_go_on_after_an_hour(
    office: Office, visitor: Visitor, holder: Holder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(own_filing, "MOST_PREPARED", 1)
    sent = office.sent(Plan())
    comes_to_the_question(visitor, office, sent)
    prepares(visitor, holder.pem)
    visitor.opens("/c/preview")
    visitor.sends("/c/agreement/confirmation")
    visitor.sends("/c/own-signature", certificate=(BytesIO(holder.pem), "cert.pem"))
    assert status(visitor) == 409
    assert "1時間ほどたってから" in visitor.text
    monkeypatch.setattr(own_filing, "OF_LATE", timedelta(0))
    assert prepares(visitor, holder.pem)


@pytest.mark.shows("LW-01", "T47")
@pytest.mark.parametrize("forgery", ["another file", "one revision more"])
def test_nothing_is_signed_on_top_of_a_revision_that_the_record_did_not_see_signed(
    office: Office, forgery: str
) -> None:
    """Whoever can write the database points it at the document of another contract."""
    plain = (Plan(imprint=False), Plan(name="鈴木 花子", role="貸主", imprint=False))
    other, sent = office.sent(title="別の契約書"), office.sent(*plain)
    _agrees(office, sent, sent.parties[1])
    office.seal(sent, sent.parties[1])
    request = _agrees(office, sent, sent.parties[0])
    desk = SigningDesk(office.opened.database)
    assert desk.sealing(request).documents
    _forge(office, sent, other, forgery)
    with pytest.raises(NotWarranted) as refused:
        desk.sealing(request)
    assert refused.value.code == "revision_differs"


def _agrees(office: Office, sent: Sent, party: Party) -> EffectRequest:
    """Have the party agree in the ordinary way, and return what its signature waits for."""
    who, digest = party.public_id, office.contract(sent).sent_digest
    office.engine.ask(sent.contract, AcceptTerms(f"terms {who}", Origin(who), who, 1, "2026-11"))
    agreed = Agree(f"yes {who}", Origin(who), who, 1, digest, 1, "", "", ["mail_link"])
    office.engine.ask(sent.contract, agreed)
    with office.opened.database.reading() as session:
        query = select(EffectRow).where(EffectRow.kind == EffectKind.SEAL_AGREEMENT)
        row = session.scalars(query.where(EffectRow.recipient == who)).one()
    return EffectRequest(sent.contract, 1, EffectMessage(row.sequence, row.kind, who, row.round))


def _forge(office: Office, sent: Sent, other: Sent, forgery: str) -> None:
    foreign = office.contract(other)
    contract = office.contract(sent)
    with office.opened.database.writing() as session:
        theirs = session.scalars(select(Revision).where(Revision.contract_id == foreign.id)).one()
        if forgery == "one revision more":
            copied = {c.name: getattr(theirs, c.name) for c in Revision.__table__.columns if c.name != "id"}
            changed = {"public_id": "forged", "contract_id": contract.id, "number": 3, "party": "forged"}
            session.add(Revision(**{**copied, **changed, "kind": "agreement"}))
            return
        databases.unguard(session, "revision")
        session.execute(
            text("UPDATE revision SET file_id = :file WHERE contract_id = :contract AND number = 2"),
            {"file": theirs.file_id, "contract": contract.id},
        )
