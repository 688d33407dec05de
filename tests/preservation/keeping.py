"""A concluded contract whose files are really signed, filed as the signing process files them."""

import hashlib
import uuid
from collections.abc import Sequence

from sqlalchemy import select

from contracts.effects import SYSTEM, EffectKind
from contracts.messages import EffectMessage, EffectRequest
from contracts.signing import FileIdentity, NewRevision, Purpose, RevisionFacts, RevisionKind, SignedDocument
from database.contract import Contract
from database.engine import now_of
from database.evidence import Certificate
from database.filing import file_stored
from database.signing_desk import SigningDesk
from tests.evidence.contract import blank
from tests.lifecycle.concluding import concluded_on_record
from tests.lifecycle.office import Draft, Office
from tests.preservation.generations import Aging, concluded_by


def kept_contract(office: Office, aging: Aging, documents: int = 1) -> Draft:
    """Conclude on record, then file real documents and certificates, signed when the clock says."""
    draft = concluded_on_record(office)
    pdfs = [concluded_by(aging.sealer, ("a",)) for _ in range(documents)]
    file_documents(office, draft.contract, aging, pdfs)
    for audience in ("own", "party"):
        pdf = aging.sealer.seal_certificate(blank(1), "合意締結証明書").pdf
        file_certificate(office, draft.contract, audience, pdf)
    return draft


def file_documents(office: Office, contract: str, aging: Aging, pdfs: Sequence[bytes]) -> None:
    effect = EffectMessage(6, EffectKind.CONCLUDE, SYSTEM, 1)
    signed = tuple(_signed(office, aging, pdf) for pdf in pdfs)
    new = NewRevision(RevisionKind.FINAL, "", signed)
    SigningDesk(office.opened.database).keep(EffectRequest(contract, 1, effect), new)


def file_certificate(office: Office, contract: str, audience: str, pdf: bytes) -> None:
    file = stored(office, pdf, Purpose.CERTIFICATE)
    with office.opened.database.writing() as session:
        row = session.scalars(select(Contract).where(Contract.public_id == contract)).one()
        session.add(
            Certificate(
                organization_id=row.organization_id,
                contract_id=row.id,
                round=1,
                audience=audience,
                certificate_id="01HZX3K9-7Q2M-4D5E-9ABC",
                digest=file.digest,
                file_id=file_stored(session, row.organization_id, file, len(pdf)).id,
                issued_at=now_of(session),
            )
        )


def stored(office: Office, pdf: bytes, purpose: Purpose) -> FileIdentity:
    digest = hashlib.sha256(pdf).hexdigest()
    file = FileIdentity(office.organization.public_id, str(uuid.uuid4()), purpose, digest)
    office.opened.files.write(file, pdf)
    return file


def _signed(office: Office, aging: Aging, pdf: bytes) -> SignedDocument:
    facts = RevisionFacts("B-LTA", aging.clock.now, "TSA", "01", "1.2")
    return SignedDocument(stored(office, pdf, Purpose.REVISION), len(pdf), facts)
