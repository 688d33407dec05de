"""Further documents put into what an office of the counterparty tests has sent, as the signer would."""

import hashlib
import uuid
from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from adapters.filling import SigningParty, SigningPlan, prepare
from contracts.certificate_id import certificate_id
from contracts.signing import FileIdentity, Purpose
from database.document import DocumentVersion, StoredFile, VersionDocument
from database.dossiers import party_key
from database.engine import now_of
from database.evidence import Revision, RevisionDocument
from database.filing import file_stored
from database.queries.versions import versions_of
from tests.counterparty.office import Office, Sent
from tests.counterparty.planning import paper

FIRST = "契約書"
FURTHER = ("駐車場使用覚書", "個人情報の取扱いに関する覚書")


def enclose(office: Office, sent: Sent) -> None:
    """Put two more documents beside the one that was sent, in every revision there is."""
    plan = _plan(office, sent)
    signed = [prepare(paper(name), replace(plan, title=name)) for name in FURTHER]
    with office.opened.database.writing() as session:
        contract = office.contract(sent)
        version = session.scalars(
            select(DocumentVersion).where(DocumentVersion.contract_id == contract.id)
        ).one()
        revisions = session.scalars(select(Revision).where(Revision.contract_id == contract.id)).all()
        for position, (name, pdf) in enumerate(zip(FURTHER, signed, strict=True), 2):
            file = _stored(office, pdf)
            stored = file_stored(session, contract.organization_id, file, len(pdf))
            session.add(
                VersionDocument(
                    organization_id=contract.organization_id,
                    version_id=version.id,
                    position=position,
                    uploaded_id=stored.id,
                    working_id=stored.id,
                    filename=f"{name}.pdf",
                    warnings="",
                    page_count=2,
                )
            )
            session.add_all(_signed(session, revision, position, stored) for revision in revisions)


def sign_further(office: Office, sent: Sent) -> None:
    """Put the further documents of the newest version into the revision that stands, as they came."""
    contract = office.contract(sent)
    with office.opened.database.writing() as session:
        version = versions_of(session, contract)[-1]
        revision = session.scalars(
            select(Revision).where(Revision.contract_id == contract.id, Revision.round == contract.round)
        ).one()
        session.add_all(_signed(session, revision, one.position, one.working) for one in version.further)


def _signed(session: Session, revision: Revision, position: int, stored: StoredFile) -> RevisionDocument:
    return RevisionDocument(
        organization_id=revision.organization_id,
        revision_id=revision.id,
        position=position,
        digest=stored.digest,
        file_id=stored.id,
        level="B-T",
        timestamped_at=now_of(session),
        authority="",
        serial="",
        policy="",
    )


def _plan(office: Office, sent: Sent) -> SigningPlan:
    contract = office.contract(sent)
    parties = tuple(
        SigningParty(party_key(one), one.role, one.company, one.name, imprint=one.imprint)
        for one in sent.parties
    )
    return SigningPlan(
        certificate_id(contract.public_id, contract.round), contract.title, "株式会社サンプル不動産", parties
    )


def _stored(office: Office, data: bytes) -> FileIdentity:
    digest = hashlib.sha256(data).hexdigest()
    file = FileIdentity(office.organization.public_id, str(uuid.uuid4()), Purpose.REVISION, digest)
    office.opened.files.write(file, data)
    return file
