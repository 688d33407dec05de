"""添付書類 of a contract: what stands, one of them, and filing another (LW-16)."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, joinedload

from contracts.signing import FileIdentity
from database.attachments import ContractAttachment
from database.contract import Contract
from database.document import StoredFile
from database.engine import now_of
from database.filing import file_stored
from database.people import User


@dataclass(frozen=True, slots=True)
class NewAttachment:
    """`found` is JSON; `size` in bytes."""

    filename: str
    file: FileIdentity
    size: int
    found: str


def attachments_of(session: Session, contract: Contract) -> Sequence[ContractAttachment]:
    return session.scalars(_standing(contract).order_by(ContractAttachment.id)).all()


def attachment_of(session: Session, contract: Contract, public_id: str) -> ContractAttachment | None:
    query = _standing(contract).where(ContractAttachment.public_id == public_id)
    return session.scalars(query).first()


def same_attachment(
    session: Session, contract: Contract, filename: str, digest: str
) -> ContractAttachment | None:
    """Return what stands under this name with these bytes: sending a form twice files nothing twice."""
    query = _standing(contract).join(StoredFile, StoredFile.id == ContractAttachment.file_id)
    query = query.where(StoredFile.digest == digest, ContractAttachment.filename == filename)
    return session.scalars(query).first()


def file_attachment(
    session: Session, contract: Contract, user: User, new: NewAttachment
) -> ContractAttachment:
    stored = file_stored(session, contract.organization_id, new.file, new.size)
    row = ContractAttachment(
        organization_id=contract.organization_id,
        contract_id=contract.id,
        file_id=stored.id,
        filed_by_id=user.id,
        filename=new.filename,
        found=new.found,
        created_at=now_of(session),
    )
    session.add(row)
    session.flush()
    return row


def _standing(contract: Contract) -> Select[ContractAttachment]:
    query = select(ContractAttachment).options(joinedload(ContractAttachment.file))
    return query.where(ContractAttachment.contract_id == contract.id, ContractAttachment.removed_at.is_(None))
