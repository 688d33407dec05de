"""The record as the signer is handed it."""

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from contracts.messages import EffectRequest, Sealed
from contracts.signing import (
    Conclusion,
    NewRevision,
    Preparation,
    RevisionKind,
    Sealing,
)
from database import dossiers
from database.contract import Contract
from database.engine import Database
from database.evidence import Revision
from database.filing import file_stored


class SigningDesk:
    def __init__(self, database: Database) -> None:
        self._database = database

    def preparation(self, request: EffectRequest) -> Preparation:
        with self._database.reading() as session:
            return dossiers.preparation(session, request)

    def sealing(self, request: EffectRequest) -> Sealing:
        with self._database.reading() as session:
            return dossiers.sealing(session, request)

    def conclusion(self, request: EffectRequest) -> Conclusion:
        with self._database.reading() as session:
            return dossiers.conclusion(session, request)

    def already_sealed(self, request: EffectRequest, kind: RevisionKind, party: str) -> Sealed | None:
        with self._database.reading() as session:
            contract = dossiers.contract_of(session, request.contract)
            row = dossiers.standing_revision(session, contract, request.effect.round, kind, party)
            return Sealed(row.number, row.digest) if row else None

    def keep(self, request: EffectRequest, new: NewRevision) -> Sealed:
        """File one revision under its round; of two attempts at the same act the first stands."""
        try:
            with self._database.writing() as session:
                contract = dossiers.contract_of(session, request.contract)
                number = len(dossiers.revisions_of(session, contract, request.effect.round)) + 1
                row = _revision(session, contract, new)
                row.round, row.number = request.effect.round, number
                session.add(row)
        except IntegrityError:
            standing = self.already_sealed(request, new.kind, new.party)
            if standing is None:
                raise
            return standing
        return Sealed(number, new.file.digest)


def _revision(session: Session, contract: Contract, new: NewRevision) -> Revision:
    stored = file_stored(session, contract.organization_id, new.file, new.size)
    return Revision(
        organization_id=contract.organization_id,
        contract_id=contract.id,
        kind=new.kind,
        party=new.party,
        digest=new.file.digest,
        file_id=stored.id,
        level=new.facts.level,
        timestamped_at=new.facts.timestamped_at,
        authority=new.facts.authority,
        serial=new.facts.serial,
        policy=new.facts.policy,
    )
