"""Every stored object by its identity, in the order in which they came."""

from collections.abc import Iterator

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from contracts.signing import FileIdentity
from database.document import StoredFile, SubmittedFile
from database.engine import Database
from database.people import Organization

AT_ONCE = 500


def stored_files(database: Database) -> Iterator[FileIdentity]:
    """Yield the identity of each file row; no transaction stays open while the caller works."""
    last = 0
    while True:
        with database.reading() as session:
            rows = session.execute(_after(last)).all()
        for key, organization, object_id, purpose, digest in rows:
            last = key
            yield FileIdentity(organization, object_id, purpose, digest)
        if len(rows) < AT_ONCE:
            return


def purged_files(session: Session) -> frozenset[str]:
    """Return the object ids whose bytes were deleted because their time was over (LW-38)."""
    query = select(StoredFile.public_id).join(SubmittedFile, SubmittedFile.file_id == StoredFile.id)
    return frozenset(session.scalars(query.where(SubmittedFile.purged_at.is_not(None))))


def count_stored_files(session: Session) -> int:
    return session.scalars(select(func.count()).select_from(StoredFile)).one()


def _after(last: int) -> Select[int, str, str, str, str]:
    file = StoredFile
    query = select(file.id, Organization.public_id, file.public_id, file.purpose, file.digest)
    query = query.join(Organization, Organization.id == file.organization_id)
    return query.where(file.id > last).order_by(file.id).limit(AT_ONCE)
