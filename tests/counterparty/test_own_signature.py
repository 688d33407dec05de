"""当事者型 on the pages: a certificate goes up, data come down, a signature goes up, the key stays."""

import re
from io import BytesIO

import pytest
from sqlalchemy import select

from activities.signing import Signing
from adapters.filling import prepare
from adapters.sealing import require_extends
from adapters.sealing.keys.software_key import signature_by
from adapters.verification.reading import findings_of
from contracts.acts import AcceptTerms, Agree, Origin
from contracts.effects import EffectKind
from contracts.messages import EffectMessage, EffectRequest
from database.audit import AuditEvent
from database.party import Party
from database.record import EffectRow
from database.signing_desk import SigningDesk
from tests.counterparty.office import Office, Sent
from tests.counterparty.planning import Plan
from tests.counterparty.site import Visitor
from tests.evidence.foreign import Foreign, Holder, foreign_authority
from workflows.wiring import sealer_of


@pytest.fixture(scope="module")
def house() -> Foreign:
    return foreign_authority()


@pytest.fixture(scope="module")
def holder(house: Foreign) -> Holder:
    return house.signer()


def comes_to_the_question(visitor: Visitor, office: Office, sent: Sent, place: int = 0) -> None:
    visitor.enters(office.link(sent.parties[place]))
    visitor.sends("/c/contract/reading")
    visitor.sends("/c/imprint", text="佐藤", step="draw")
    visitor.sends("/c/imprint", text="佐藤", step="preview")
    visitor.sends("/c/agreement/confirmation")


def prepares(visitor: Visitor, pem: bytes) -> str:
    """Choose a certificate and return the address of what was prepared."""
    visitor.sends("/c/own-signature", certificate=(BytesIO(pem), "cert.pem"))
    found = re.search(r"/c/own-signature/[0-9a-f-]{36}", visitor.text)
    assert found, visitor.text
    return found.group()


def signs(visitor: Visitor, path: str, holder: Holder) -> None:
    attributes = visitor.client.get(f"{path}/attributes-1.der").data
    signature = signature_by(holder.key, attributes, "sha256")
    visitor.sends(f"{path}/signature", signature_1=(BytesIO(signature), "signature-1.bin"))


def sealed(office: Office, sent: Sent) -> bytes:
    """Have the real signing process do what the agreement asks for, and return the file."""
    with office.opened.database.reading() as session:
        row = session.scalars(select(EffectRow).where(EffectRow.kind == EffectKind.SEAL_AGREEMENT)).one()
    opened = office.opened
    desk = SigningDesk(opened.database)
    request = EffectRequest(sent.contract, 1, EffectMessage(row.sequence, row.kind, row.recipient, row.round))
    signing = Signing(desk, opened.files, sealer_of(opened), prepare, require_extends)
    made = signing.seal_agreement(request)
    assert signing.seal_agreement(request) == made
    return office.newest_bytes(sent)


def agrees_elsewhere(office: Office, sent: Sent, party: Party) -> None:
    """Another party agrees in the ordinary way, and its signature comes into the document."""
    origin, who, digest = Origin(party.public_id), party.public_id, office.contract(sent).sent_digest
    office.engine.ask(sent.contract, AcceptTerms("terms", origin, who, 1, "2026-11"))
    office.engine.ask(sent.contract, Agree("yes", origin, who, 1, digest, 1, "i", "d", ["mail_link"]))
    office.seal(sent, party)


@pytest.mark.shows("LW-08")
def test_a_party_signs_with_its_own_certificate_and_the_signature_in_the_file_is_its_own(
    office: Office, visitor: Visitor, house: Foreign, holder: Holder
) -> None:
    sent = office.sent(Plan(), Plan(name="鈴木 花子", role="貸主", order=2))
    comes_to_the_question(visitor, office, sent)
    path = prepares(visitor, holder.pem + house.issuer.pem)
    assert "株式会社 実印" in visitor.text
    assert "この証明書の発行者は割符が確認したものではありません" in visitor.text
    asked = visitor.client.get(f"{path}/request.json").get_json()
    assert asked["documents"][0]["position"] == 1
    visitor.opens(path)
    visitor.sends(f"{path}/signature", signature_1=(BytesIO(b"no signature"), "signature-1.bin"))
    assert visitor.at is not None
    assert visitor.at.status_code == 422
    signs(visitor, path, holder)
    assert "署名を確認しました" in visitor.text
    visitor.sends("/c/agreement/confirmation")
    assert "ご自身の証明書（株式会社 実印" in visitor.text
    visitor.sends("/c/agreement")
    [agreed] = office.engine.acts(Agree)
    assert agreed.own_signature == path.rpartition("/")[2]
    found = findings_of(sealed(office, sent), [house.root.pem])
    [theirs] = found.signatures
    assert (theirs.signer, theirs.intact, theirs.valid, theirs.level) == ("株式会社 実印", True, True, "B-T")
    assert "署名者の証明書: 株式会社 実印" in str(theirs.reason)
    with office.opened.database.reading() as session:
        told = session.scalars(select(AuditEvent.code).where(AuditEvent.code.like("own_signature%"))).all()
    assert told == ["own_signature_prepared", "own_signature_given"]


@pytest.mark.shows("LW-08")
def test_a_signature_that_came_in_between_makes_the_prepared_one_stale(
    office: Office, visitor: Visitor, holder: Holder
) -> None:
    sent = office.sent(Plan(), Plan(name="鈴木 花子", role="貸主"))
    comes_to_the_question(visitor, office, sent)
    path = prepares(visitor, holder.pem)
    signs(visitor, path, holder)
    visitor.sends("/c/agreement/confirmation")
    agrees_elsewhere(office, sent, sent.parties[1])
    visitor.sends("/c/agreement")
    assert "もう一度準備" in visitor.text
    assert office.party(sent.parties[0]).progress == "opened"
    visitor.opens(path)
    assert visitor.at is not None
    assert visitor.at.status_code == 409
    assert "署名を登録" not in visitor.text
