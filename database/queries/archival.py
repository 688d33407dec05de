"""The kept files of a concluded contract: frozen, and newest with the timestamps added for keeping."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from contracts.preserving import Kept
from contracts.signing import RevisionKind
from contracts.stage import Stage
from database.archival import ArchivalRevision, Preservation
from database.contract import Contract
from database.document import StoredFile
from database.dossiers import standing_revision
from database.evidence import Certificate


@dataclass(frozen=True, slots=True)
class Frozen:
    """A file as it was when the contract was concluded: it never changes (LW-43)."""

    kept: Kept
    place: int
    file: StoredFile


def frozen_files(session: Session, contract: Contract) -> list[Frozen]:
    """Return the concluded documents and both certificates, as far as they stand; none before the end."""
    if contract.stage != Stage.CONCLUDED:
        return []
    final = standing_revision(session, contract, contract.round, RevisionKind.FINAL, "")
    documents = final.files if final else []
    query = select(Certificate).where(Certificate.contract_id == contract.id).order_by(Certificate.id)
    return [
        *(Frozen(Kept.DOCUMENT, place, file) for place, file in enumerate(documents, 1)),
        *(Frozen(Kept(row.audience), 1, row.file) for row in session.scalars(query)),
    ]


def renewals_of(session: Session, contract: Contract) -> Sequence[ArchivalRevision]:
    """Return every renewed file, oldest generation first."""
    query = select(ArchivalRevision).where(ArchivalRevision.contract_id == contract.id)
    order = (ArchivalRevision.generation, ArchivalRevision.kept, ArchivalRevision.place)
    return session.scalars(query.order_by(*order).options(joinedload(ArchivalRevision.file))).all()


def newest_renewed(session: Session, contract: Contract) -> dict[tuple[str, int], ArchivalRevision]:
    """Return the newest renewal by what is kept and its place; empty before the first."""
    return {(row.kept, row.place): row for row in renewals_of(session, contract)}


def preservation_of(session: Session, contract: Contract) -> Preservation | None:
    return session.get(Preservation, contract.id)
