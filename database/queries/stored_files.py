"""Every stored object by its identity, in the order in which they came."""

from collections.abc import Iterator

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from contracts.signing import FileIdentity
from database.document import StoredFile
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


def count_stored_files(session: Session) -> int:
    return session.scalars(select(func.count()).select_from(StoredFile)).one()


def _after(last: int) -> Select[int, str, str, str, str]:
    file = StoredFile
    query = select(file.id, Organization.public_id, file.public_id, file.purpose, file.digest)
    query = query.join(Organization, Organization.id == file.organization_id)
    return query.where(file.id > last).order_by(file.id).limit(AT_ONCE)
