"""A document that an act leaves unsigned, as the revision before holds it (MK-65)."""

from contracts.signing import FileIdentity, RevisionFacts, SignedDocument
from database.document import StoredFile
from database.evidence import Revision, RevisionDocument


def carried(organization: str, revision: Revision, place: int) -> SignedDocument:
    """Return the document of this place, from 1, with the facts of its newest signature."""
    row: Revision | RevisionDocument = revision if place == 1 else revision.further[place - 2]
    facts = RevisionFacts(
        row.level, row.timestamped_at, row.authority, row.serial, row.policy, row.accredited
    )
    return SignedDocument(_identity(organization, row.file), row.file.size, facts)


def _identity(organization: str, file: StoredFile) -> FileIdentity:
    return FileIdentity(organization, file.public_id, file.purpose, file.digest)
