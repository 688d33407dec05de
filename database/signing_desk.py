"""The record as the signer is handed it."""

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from contracts.messages import EffectRequest, Sealed
from contracts.signing import (
    Conclusion,
    NewRevision,
    Preparation,
    RevisionFacts,
    RevisionKind,
    Sealing,
    SignedDocument,
)
from database import dossiers
from database.contract import Contract
from database.document import StoredFile
from database.engine import Database
from database.evidence import Revision, RevisionDocument
from database.filing import file_stored
from database.own_dossiers import with_own
from database.warrants import warranted


class SigningDesk:
    """What is to be signed is handed out only where the record asks for it: raises NotWarranted."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def preparation(self, request: EffectRequest) -> Preparation:
        with warranted(self._database, request) as session:
            return dossiers.preparation(session, request)

    def sealing(self, request: EffectRequest) -> Sealing:
        with warranted(self._database, request) as session:
            return with_own(session, request, dossiers.sealing(session, request))

    def conclusion(self, request: EffectRequest) -> Conclusion:
        with warranted(self._database, request) as session:
            return dossiers.conclusion(session, request)

    def already_sealed(self, request: EffectRequest, kind: RevisionKind, party: str) -> Sealed | None:
        with self._database.reading() as session:
            contract = dossiers.contract_of(session, request.contract)
            row = dossiers.standing_revision(session, contract, request.effect.round, kind, party)
            return Sealed(row.number, row.digest, [file.digest for file in row.files]) if row else None

    def keep(self, request: EffectRequest, new: NewRevision) -> Sealed:
        """File what one act signed, all or nothing; of two attempts at the same act the first stands."""
        try:
            with self._database.writing() as session:
                contract = dossiers.contract_of(session, request.contract)
                number = len(dossiers.revisions_of(session, contract, request.effect.round)) + 1
                row = _revision(session, contract, new)
                row.round, row.number = request.effect.round, number
                session.add(row)
                session.flush()
                session.add_all(_further(session, row, new.documents[1:]))
        except IntegrityError:
            standing = self.already_sealed(request, new.kind, new.party)
            if standing is None:
                raise
            return standing
        return Sealed(number, new.digest, [one.file.digest for one in new.documents])


def _revision(session: Session, contract: Contract, new: NewRevision) -> Revision:
    first = new.documents[0]
    stored = _filed(session, contract.organization_id, first)
    return Revision(
        organization_id=contract.organization_id,
        contract_id=contract.id,
        kind=new.kind,
        party=new.party,
        digest=new.digest,
        file_id=stored.id,
        **_timestamped(first.facts),
    )


def _further(
    session: Session, revision: Revision, documents: Sequence[SignedDocument]
) -> Iterator[RevisionDocument]:
    for position, one in enumerate(documents, 2):
        stored = _filed(session, revision.organization_id, one)
        yield RevisionDocument(
            organization_id=revision.organization_id,
            revision_id=revision.id,
            position=position,
            digest=one.file.digest,
            file_id=stored.id,
            **_timestamped(one.facts),
        )


def _filed(session: Session, organization_id: int, one: SignedDocument) -> StoredFile:
    """A document that this act did not sign stands under the file it had (MK-65)."""
    known = session.scalars(select(StoredFile).where(StoredFile.public_id == one.file.object_id)).first()
    return known or file_stored(session, organization_id, one.file, one.size)


def _timestamped(facts: RevisionFacts) -> dict[str, Any]:
    return {
        "level": facts.level,
        "timestamped_at": facts.timestamped_at,
        "authority": facts.authority,
        "serial": facts.serial,
        "policy": facts.policy,
        "accredited": facts.accredited,
    }
