"""Files this installation gave out, by their SHA-256 (threats.md 0.1, line 0)."""

from collections.abc import Sequence

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from contracts.preserving import Kept
from contracts.signing import RevisionKind
from contracts.stage import ENDED_UNSIGNED, Stage
from contracts.verdict import IssuedFile, IssuedKind
from database.archival import ArchivalRevision
from database.contract import Contract
from database.disposal import Disposal, Tombstone, TombstoneFile
from database.document import StoredFile
from database.evidence import Certificate, Revision, RevisionDocument

KINDS = tuple(kind.value for kind in IssuedKind)


def issued_file(session: Session, digest: str) -> IssuedFile | None:
    """Return what the file with this SHA-256 is, over all organisations, or None for a stranger's file."""
    further = select(RevisionDocument.revision_id).where(RevisionDocument.digest == digest)
    query = (
        select(Revision, Contract)
        .join(Contract, Contract.id == Revision.contract_id)
        .join(StoredFile, StoredFile.id == Revision.file_id)
        .where(or_(StoredFile.digest == digest, Revision.id.in_(further)))
        .order_by(Revision.id.desc())
    )
    found = session.execute(query).first()
    if found:
        return IssuedFile(issued_kind(found[0], found[1]), found[1].public_id)
    return _certificate(session, digest) or _renewed(session, digest) or _disposed(session, digest)


def digests_on_record(session: Session, digests: Sequence[str]) -> set[str]:
    """Return which of these SHA-256 `issued_file` knows."""
    revisions = select(StoredFile.digest).join(Revision, Revision.file_id == StoredFile.id)
    queries = (
        revisions.where(StoredFile.digest.in_(digests)),
        select(RevisionDocument.digest).where(RevisionDocument.digest.in_(digests)),
        select(Certificate.digest).where(Certificate.digest.in_(digests)),
        select(ArchivalRevision.digest).where(ArchivalRevision.digest.in_(digests)),
        select(TombstoneFile.digest).where(TombstoneFile.digest.in_(digests), TombstoneFile.kind.in_(KINDS)),
    )
    return {digest for query in queries for digest in session.scalars(query)}


def issued_kind(revision: Revision, contract: Contract) -> IssuedKind:
    """A round that was replaced, or a contract that ended without conclusion, leaves void revisions."""
    if revision.round != contract.round or contract.stage in ENDED_UNSIGNED:
        return IssuedKind.VOID
    if revision.kind == RevisionKind.FINAL and contract.stage == Stage.CONCLUDED:
        return IssuedKind.CONCLUDED
    return IssuedKind.INTERMEDIATE


def _disposed(session: Session, digest: str) -> IssuedFile | None:
    """What was disposed of here stays genuine in others' hands; so is the 廃棄証明書 itself (LW-27)."""
    stones = select(TombstoneFile.kind, Tombstone.contract).join(
        Tombstone, Tombstone.id == TombstoneFile.tombstone_id
    )
    left = session.execute(
        stones.where(TombstoneFile.digest == digest, TombstoneFile.kind.in_(KINDS))
    ).first()
    if left is not None:
        return IssuedFile(IssuedKind(left.kind), left.contract)
    certificates = select(Disposal.public_id).join(StoredFile, StoredFile.id == Disposal.certificate_file_id)
    found = session.scalars(certificates.where(StoredFile.digest == digest)).first()
    return IssuedFile(IssuedKind.DISPOSAL, found) if found else None


def _certificate(session: Session, digest: str) -> IssuedFile | None:
    query = (
        select(Contract.public_id)
        .join(Certificate, Certificate.contract_id == Contract.id)
        .where(Certificate.digest == digest)
    )
    contract = session.scalars(query).first()
    return IssuedFile(IssuedKind.CERTIFICATE, contract) if contract else None


def _renewed(session: Session, digest: str) -> IssuedFile | None:
    """A file that got a timestamp for keeping is the frozen one and more: it is told as such (LW-13)."""
    query = (
        select(ArchivalRevision.kept, Contract.public_id)
        .join(Contract, Contract.id == ArchivalRevision.contract_id)
        .where(ArchivalRevision.digest == digest)
    )
    found = session.execute(query).first()
    if found is None:
        return None
    kind = IssuedKind.RENEWED if found.kept == Kept.DOCUMENT else IssuedKind.RENEWED_CERTIFICATE
    return IssuedFile(kind, found.public_id)
