"""The documents of a draft's envelope: added, taken out, put in order (IM-18)."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from sqlalchemy.orm import Session

from contracts.signing import FileIdentity
from database.contract import Contract
from database.document import DocumentVersion, VersionDocument
from database.filing import file_stored


@dataclass(frozen=True, slots=True)
class StoredBytes:
    """A file that already stands in the store; `size` in bytes of plaintext."""

    file: FileIdentity
    size: int


@dataclass(frozen=True, slots=True)
class NewDocument:
    uploaded: StoredBytes
    working: StoredBytes
    filename: str
    warnings: tuple[str, ...]
    page_count: int


@dataclass(frozen=True, slots=True)
class Held:
    """A document by the keys of its files; the columns that versions and their documents share."""

    uploaded_id: int
    working_id: int
    filename: str
    warnings: str
    page_count: int


def held(session: Session, contract: Contract, documents: Sequence[NewDocument]) -> list[Held]:
    return [
        Held(
            uploaded_id=_row_of(session, contract, one.uploaded),
            working_id=_row_of(session, contract, one.working),
            filename=one.filename,
            warnings=" ".join(one.warnings),
            page_count=one.page_count,
        )
        for one in documents
    ]


def hold_further(session: Session, version: DocumentVersion, documents: Sequence[Held]) -> None:
    """Keep all but the first, which stands in the version itself."""
    session.add_all(
        VersionDocument(
            organization_id=version.organization_id,
            version_id=version.id,
            position=position,
            **asdict(one),
        )
        for position, one in enumerate(documents, 2)
    )
    session.flush()
    session.expire(version, ["further"])


def held_in(version: DocumentVersion) -> dict[str, Held]:
    """Return the documents in order, by the public id of the file that was uploaded."""
    return {
        one.uploaded.public_id: Held(
            one.uploaded_id, one.working_id, one.filename, one.warnings, one.page_count
        )
        for one in version.documents
    }


def moved(order: Sequence[str], which: str, by: int) -> list[str]:
    """Return the order with `which` moved up (-1) or down (1); at an end nothing moves."""
    rest = [one for one in order if one != which]
    place = min(max(order.index(which) + by, 0), len(rest))
    return [*rest[:place], which, *rest[place:]]


def _row_of(session: Session, contract: Contract, stored: StoredBytes) -> int:
    return file_stored(session, contract.organization_id, stored.file, stored.size).id
