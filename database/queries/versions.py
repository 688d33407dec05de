"""The versions of a contract's document."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from contracts.signing import FileIdentity
from database.contract import Contract
from database.document import DocumentVersion
from database.engine import now_of
from database.filing import file_stored
from database.people import User
from database.record import ContractRound


@dataclass(frozen=True, slots=True)
class StoredBytes:
    """A file that already stands in the store; `size` in bytes of plaintext."""

    file: FileIdentity
    size: int


@dataclass(frozen=True, slots=True)
class NewVersion:
    uploaded: StoredBytes
    working: StoredBytes
    filename: str
    note: str
    warnings: tuple[str, ...]
    page_count: int


def versions_of(session: Session, contract: Contract) -> Sequence[DocumentVersion]:
    query = select(DocumentVersion).where(DocumentVersion.contract_id == contract.id)
    return session.scalars(query.order_by(DocumentVersion.number)).all()


def newest_version(session: Session, contract: Contract) -> DocumentVersion | None:
    versions = versions_of(session, contract)
    return versions[-1] if versions else None


def file_version(session: Session, contract: Contract, user: User, new: NewVersion) -> DocumentVersion:
    """File an upload; while the contract is a draft it takes the place of the one before."""
    if contract.sequence == 0:
        discard_versions(session, contract)
    newest = newest_version(session, contract)
    version = DocumentVersion(
        organization_id=contract.organization_id,
        contract_id=contract.id,
        number=newest.number + 1 if newest else 1,
        uploaded_id=_row_of(session, contract, new.uploaded),
        working_id=_row_of(session, contract, new.working),
        created_by_id=user.id,
        filename=new.filename,
        note=new.note,
        warnings=" ".join(new.warnings),
        page_count=new.page_count,
        created_at=now_of(session),
    )
    session.add(version)
    session.flush()
    return version


def discard_versions(session: Session, contract: Contract) -> None:
    session.execute(delete(DocumentVersion).where(DocumentVersion.contract_id == contract.id))


def discard_version(session: Session, contract: Contract, public_id: str) -> None:
    """Forget an upload that the rules refused, so that its number is free again."""
    session.execute(
        delete(DocumentVersion).where(
            DocumentVersion.contract_id == contract.id, DocumentVersion.public_id == public_id
        )
    )


def _row_of(session: Session, contract: Contract, stored: StoredBytes) -> int:
    return file_stored(session, contract.organization_id, stored.file, stored.size).id


def is_unsent(session: Session, contract: Contract, public_id: str) -> bool:
    """Tell whether the version is this contract's and no round has ever been opened with it."""
    sent = select(ContractRound.version_id).where(ContractRound.contract_id == contract.id)
    query = select(DocumentVersion.id).where(
        DocumentVersion.contract_id == contract.id,
        DocumentVersion.public_id == public_id,
        DocumentVersion.id.not_in(sent),
    )
    return session.scalars(query).first() is not None
