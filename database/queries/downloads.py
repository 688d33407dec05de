"""The files of a contract that may be shown or handed out."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from contracts.signing import FileIdentity, RevisionKind
from contracts.stage import Stage
from database.contract import Contract, Party, RequiredDocument
from database.document import DocumentVersion, StoredFile, SubmittedFile
from database.dossiers import identity_of, revisions_of
from database.evidence import Certificate
from database.queries.versions import newest_version
from database.record import ContractRound


@dataclass(frozen=True, slots=True)
class Submission:
    """A 必要書類 as it was handed in, with who was asked for it."""

    party: Party
    asked: RequiredDocument
    handed_in: SubmittedFile | None


def document_shown(session: Session, contract: Contract) -> FileIdentity | None:
    """Return the document as it stands now: the newest signed revision, or what is to be sent."""
    revisions = revisions_of(session, contract, contract.round)
    if revisions:
        return identity_of(contract, revisions[-1].file)
    version = version_of_round(session, contract) or newest_version(session, contract)
    return identity_of(contract, version.working) if version else None


def version_of_round(session: Session, contract: Contract) -> DocumentVersion | None:
    query = select(ContractRound).where(
        ContractRound.contract_id == contract.id, ContractRound.number == contract.round
    )
    row = session.scalars(query).first()
    return row.version if row else None


def concluded_document(session: Session, contract: Contract) -> FileIdentity | None:
    """Return the signed PDF once the contract is concluded; never an earlier revision."""
    if contract.stage != Stage.CONCLUDED:
        return None
    finals = [
        revision
        for revision in revisions_of(session, contract, contract.round)
        if revision.kind == RevisionKind.FINAL
    ]
    return identity_of(contract, finals[-1].file) if finals else None


def certificate_for(session: Session, contract: Contract, audience: str) -> Certificate | None:
    """Return the 合意証明書; `audience` is own (社内控) or party (相手方控)."""
    query = select(Certificate).where(
        Certificate.contract_id == contract.id, Certificate.audience == audience
    )
    return session.scalars(query).first()


def version_numbered(session: Session, contract: Contract, number: int) -> DocumentVersion | None:
    query = select(DocumentVersion).where(
        DocumentVersion.contract_id == contract.id, DocumentVersion.number == number
    )
    return session.scalars(query).first()


def submissions_of(session: Session, contract: Contract) -> Sequence[Submission]:
    """Return every 必要書類 that was asked for; one handed in several times is listed each time."""
    query = (
        select(Party, RequiredDocument, SubmittedFile)
        .join(RequiredDocument, RequiredDocument.party_id == Party.id)
        .outerjoin(SubmittedFile, SubmittedFile.required_document_id == RequiredDocument.id)
        .where(Party.contract_id == contract.id, Party.signs)
        .order_by(Party.position, RequiredDocument.position, SubmittedFile.id)
    )
    return [Submission(*row) for row in session.execute(query)]


def submitted_file(
    session: Session, contract: Contract, public_id: str
) -> tuple[SubmittedFile, StoredFile] | None:
    query = (
        select(SubmittedFile, StoredFile)
        .join(StoredFile, StoredFile.id == SubmittedFile.file_id)
        .join(RequiredDocument, RequiredDocument.id == SubmittedFile.required_document_id)
        .join(Party, Party.id == RequiredDocument.party_id)
        .where(Party.contract_id == contract.id, SubmittedFile.public_id == public_id)
    )
    found = session.execute(query).first()
    return (found[0], found[1]) if found else None
