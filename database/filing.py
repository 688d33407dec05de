"""The row of a file that has just been written to the store."""

from sqlalchemy.orm import Session

from contracts.signing import FileIdentity
from database.document import StoredFile
from database.engine import now_of


def file_stored(session: Session, organization_id: int, file: FileIdentity, size: int) -> StoredFile:
    """Return the row, with its key, of an object of `size` bytes that already stands in the store."""
    row = StoredFile(
        public_id=file.object_id,
        organization_id=organization_id,
        purpose=file.purpose,
        digest=file.digest,
        size=size,
        created_at=now_of(session),
    )
    session.add(row)
    session.flush()
    return row
