"""Filing what was taken in: a version of its own, or further documents of a draft (IM-18)."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from contracts.versioning import VersionOrigin
from database.audit import Told, append_audit
from database.contract import Contract
from database.document import DocumentVersion
from database.engine import now_of
from database.queries.drafts import own_draft
from database.queries.envelopes import NewDocument, held, held_in, moved
from database.queries.placed_fields import let_fields_follow
from database.queries.placed_versions import carry_places
from database.queries.versions import (
    HowMade,
    NewVersion,
    file_version,
    held_version,
    may_be_revised,
    newest_version,
)
from database.sessions import Staff
from webapp.parts import parts


class VersionClosed(LookupError):
    """The contract was sent, or stopped, while the files were taken in."""


def keep_version(
    staff: Staff, contract_public_id: str, documents: Sequence[NewDocument], note: str = ""
) -> DocumentVersion:
    """File a version with exactly these; `note` says why it was made.

    The caller has checked that `staff` may change the contract. Raises VersionClosed where it takes none now.
    """
    with parts().database.writing() as session:
        contract = session.scalars(select(Contract).where(Contract.public_id == contract_public_id)).one()
        if not may_be_revised(contract):
            raise VersionClosed(contract_public_id)
        version = file_version(session, contract, staff.user, NewVersion(tuple(documents), note))
        if contract.sequence == 0:
            let_fields_follow(session, contract, {place: place for place in range(1, len(documents) + 1)})
        else:
            carry_places(session, contract, version)
        _told_of(session, staff, contract, version, documents)
        return loaded(version)


def add_documents(staff: Staff, contract_public_id: str, documents: Sequence[NewDocument]) -> bool:
    """Put documents behind those of the draft; return False if it is no open draft of this person now."""
    with parts().database.writing() as session:
        contract = _open_draft(session, staff, contract_public_id)
        if contract is None:
            return False
        version = newest_version(session, contract)
        if version is None:
            version = file_version(session, contract, staff.user, NewVersion(tuple(documents), ""))
        else:
            together = [*held_in(version).values(), *held(session, contract, documents)]
            how = HowMade(VersionOrigin.ADDED)
            version = held_version(session, contract, staff.user.id, together, how)
        _told_of(session, staff, contract, version, documents)
        return True


def remove_document(staff: Staff, contract_public_id: str, file: str) -> None:
    """Take out the document whose upload is `file`; nothing happens when it is gone already."""
    with parts().database.writing() as session:
        contract = _open_draft(session, staff, contract_public_id)
        version = newest_version(session, contract) if contract else None
        documents = held_in(version) if version else {}
        gone = documents.pop(file, None)
        if contract is None or version is None or gone is None:
            return
        if documents:
            _rearrange(session, (staff, contract, version), [*documents], VersionOrigin.REMOVED)
        else:
            version.removed_at = now_of(session)
        told = Told("document_removed", staff.user.public_id, contract.public_id, {"name": gone.filename})
        append_audit(session, contract.organization_id, told, now_of(session))


def move_document(staff: Staff, contract_public_id: str, file: str, by: int) -> None:
    """Move the document whose upload is `file` up (-1) or down (1)."""
    with parts().database.writing() as session:
        contract = _open_draft(session, staff, contract_public_id)
        version = newest_version(session, contract) if contract else None
        documents = held_in(version) if version else {}
        if contract is not None and version is not None and file in documents:
            order = moved([*documents], file, by)
            _rearrange(session, (staff, contract, version), order, VersionOrigin.MOVED)


def loaded(version: DocumentVersion) -> DocumentVersion:
    """Read what pages ask of a version while its session is open."""
    for one in version.documents:
        _ = one.uploaded, one.working
    return version


def _rearrange(
    session: Session,
    whose: tuple[Staff, Contract, DocumentVersion],
    order: Sequence[str],
    origin: VersionOrigin,
) -> None:
    """File the version with its documents in this order as a new one, unless nothing changes."""
    staff, contract, version = whose
    documents = held_in(version)
    if [*documents] == [*order]:
        return
    places = {place: order.index(one) + 1 for place, one in enumerate(documents, 1) if one in order}
    held_version(session, contract, staff.user.id, [documents[one] for one in order], HowMade(origin))
    let_fields_follow(session, contract, places)
    contract.changed_at = now_of(session)


def _open_draft(session: Session, staff: Staff, public_id: str) -> Contract | None:
    contract = own_draft(session, staff, public_id)
    return contract if contract is not None and contract.submitted_at is None else None


def _told_of(
    session: Session,
    staff: Staff,
    contract: Contract,
    version: DocumentVersion,
    documents: Sequence[NewDocument],
) -> None:
    now = now_of(session)
    contract.changed_at = now
    for one in documents:
        facts: dict[str, str | int] = {"version": version.number, "sha256": one.uploaded.file.digest}
        told = Told("document_uploaded", staff.user.public_id, contract.public_id, facts)
        append_audit(session, contract.organization_id, told, now)
