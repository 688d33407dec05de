"""The versions of a contract's document."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from sqlalchemy import ColumnElement, delete, select
from sqlalchemy.orm import Session

from contracts.versioning import VersionOrigin, takes_a_version
from database.contract import Contract
from database.document import DocumentVersion, VersionDocument
from database.engine import now_of
from database.forgetting import forget_what_hangs_on
from database.people import User
from database.queries.envelopes import Held, NewDocument, held, hold_further
from database.reading_again import read_again
from database.record import ContractRound


@dataclass(frozen=True, slots=True)
class NewVersion:
    """`documents` in the order of the envelope, at least one (IM-18)."""

    documents: tuple[NewDocument, ...]
    note: str = ""


def may_be_revised(contract: Contract) -> bool:
    return takes_a_version(
        contract.stage,
        submitted=contract.submitted_at is not None,
        frozen=contract.frozen_at is not None,
    )


def versions_of(session: Session, contract: Contract) -> Sequence[DocumentVersion]:
    query = select(DocumentVersion).where(DocumentVersion.contract_id == contract.id)
    return session.scalars(query.order_by(DocumentVersion.number)).all()


def newest_version(session: Session, contract: Contract) -> DocumentVersion | None:
    """Return what is to be sent next; None also once the last document was taken out of a draft."""
    newest = last_version(session, contract)
    return newest if newest is not None and newest.removed_at is None else None


def last_version(session: Session, contract: Contract) -> DocumentVersion | None:
    versions = versions_of(session, contract)
    return versions[-1] if versions else None


def file_version(session: Session, contract: Contract, user: User, new: NewVersion) -> DocumentVersion:
    """File an upload as a version of its own; those before it stay as they are (MK-38)."""
    documents = held(session, contract, new.documents)
    return held_version(session, contract, user.id, documents, HowMade(note=new.note))


@dataclass(frozen=True, slots=True)
class HowMade:
    """`restored_from` is the number of the version whose files came back."""

    origin: VersionOrigin = VersionOrigin.UPLOADED
    note: str = ""
    restored_from: int | None = None


def held_version(
    session: Session, contract: Contract, user_id: int, documents: Sequence[Held], how: HowMade
) -> DocumentVersion:
    """File a version of documents that are held already, at least one."""
    before = last_version(session, contract)
    first, *further = documents
    version = DocumentVersion(
        organization_id=contract.organization_id,
        contract_id=contract.id,
        number=before.number + 1 if before else 1,
        created_by_id=user_id,
        note=how.note,
        origin=how.origin,
        restored_from=how.restored_from,
        created_at=now_of(session),
        **asdict(first),
    )
    session.add(version)
    session.flush()
    hold_further(session, version, further)
    read_again(session, contract)
    return version


def discard_versions(session: Session, contract: Contract) -> None:
    _discard(session, DocumentVersion.contract_id == contract.id)


def discard_version(session: Session, contract: Contract, public_id: str) -> None:
    """Forget an upload that the rules refused, so that its number is free again."""
    _discard(session, DocumentVersion.contract_id == contract.id, DocumentVersion.public_id == public_id)


def _discard(session: Session, *which: ColumnElement[bool]) -> None:
    gone = select(DocumentVersion.id).where(*which)
    forget_what_hangs_on(session, gone)
    session.execute(delete(VersionDocument).where(VersionDocument.version_id.in_(gone)))
    session.execute(delete(DocumentVersion).where(*which))


def is_unsent(session: Session, contract: Contract, public_id: str) -> bool:
    """Tell whether the version is this contract's and no round has ever been opened with it."""
    sent = select(ContractRound.version_id).where(ContractRound.contract_id == contract.id)
    query = select(DocumentVersion.id).where(
        DocumentVersion.contract_id == contract.id,
        DocumentVersion.public_id == public_id,
        DocumentVersion.id.not_in(sent),
    )
    return session.scalars(query).first() is not None
