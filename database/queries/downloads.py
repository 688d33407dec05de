"""The files of a contract that may be shown or handed out."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from contracts.preserving import Kept
from contracts.signing import FileIdentity, RevisionKind
from contracts.stage import Stage
from database.contract import Contract
from database.document import DocumentVersion, StoredFile, SubmittedFile
from database.document_ways import is_shown, ways_sent_to
from database.dossiers import identity_of, revisions_of
from database.envelope import names_of
from database.evidence import Certificate
from database.party import Party, RequiredDocument
from database.queries.archival import newest_renewed
from database.queries.versions import newest_version
from database.record import ContractRound


@dataclass(frozen=True, slots=True)
class NamedFile:
    """One document of an envelope; `name` has no ending (GM-15)."""

    name: str
    file: FileIdentity


def documents_shown(session: Session, contract: Contract) -> tuple[NamedFile, ...]:
    """Return the documents as they stand now: the newest signed revision, or what is to be sent."""
    version = version_of_round(session, contract) or newest_version(session, contract)
    if version is None:
        return ()
    revisions = revisions_of(session, contract, contract.round)
    files = revisions[-1].files if revisions else [one.working for one in version.documents]
    return named_files(contract, version, files)


def named_files(
    contract: Contract, version: DocumentVersion, files: Sequence[StoredFile]
) -> tuple[NamedFile, ...]:
    named = zip(names_of(contract, version), files, strict=True)
    return tuple(NamedFile(name, identity_of(contract, file)) for name, file in named)


def version_of_round(session: Session, contract: Contract) -> DocumentVersion | None:
    query = select(ContractRound).where(
        ContractRound.contract_id == contract.id, ContractRound.number == contract.round
    )
    row = session.scalars(query).first()
    return row.version if row else None


def concluded_documents(session: Session, contract: Contract) -> tuple[NamedFile, ...]:
    """Return the signed PDFs once the contract is concluded; never an earlier revision.

    Each is the newest: with the timestamps that were added for keeping it (LW-13).
    """
    frozen = documents_as_concluded(session, contract)
    newest = newest_renewed(session, contract) if frozen else {}
    renewed = [newest.get((Kept.DOCUMENT, place)) for place in range(1, len(frozen) + 1)]
    return tuple(
        NamedFile(old.name, identity_of(contract, new.file)) if new else old
        for old, new in zip(frozen, renewed, strict=True)
    )


def documents_as_concluded(session: Session, contract: Contract) -> tuple[NamedFile, ...]:
    """Return the same with not a byte added since: those whose SHA-256 the certificates print.

    Of a contract that was concluded elsewhere it is the file as it came (MK-27).
    """
    if contract.stage == Stage.IMPORTED:
        return documents_shown(session, contract)
    version = version_of_round(session, contract)
    if contract.stage != Stage.CONCLUDED or version is None:
        return ()
    finals = [
        revision
        for revision in revisions_of(session, contract, contract.round)
        if revision.kind == RevisionKind.FINAL
    ]
    return named_files(contract, version, finals[-1].files) if finals else ()


def concluded_for(session: Session, party: Party) -> tuple[NamedFile, ...]:
    """Return those of them that the party was sent: nothing else ever reaches it (MK-65)."""
    ways = ways_sent_to(session, party)
    documents = enumerate(concluded_documents(session, party.contract), 1)
    return tuple(one for place, one in documents if is_shown(ways, place))


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


def submitted_file(
    session: Session, contract: Contract, public_id: str
) -> tuple[SubmittedFile, RequiredDocument] | None:
    """Return what was handed in under this id, and not taken back."""
    query = (
        select(SubmittedFile, RequiredDocument)
        .join(RequiredDocument, RequiredDocument.id == SubmittedFile.required_document_id)
        .join(Party, Party.id == RequiredDocument.party_id)
        .where(
            Party.contract_id == contract.id,
            SubmittedFile.public_id == public_id,
            SubmittedFile.removed_at.is_(None),
        )
        .options(joinedload(SubmittedFile.file))
    )
    found = session.execute(query).first()
    return (found[0], found[1]) if found else None
