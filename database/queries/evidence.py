"""Everything on record about one concluded contract that a court may be handed (domain.md MK-92)."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from contracts.signing import FileIdentity
from database.archival import ArchivalRevision
from database.audit import AuditEvent
from database.contract import Contract
from database.document import SubmittedFile
from database.dossiers import identity_of
from database.envelope import names_of
from database.evidence import Certificate, Revision
from database.party import Party, RequiredDocument
from database.people import User
from database.record import ContractRound


@dataclass(frozen=True, slots=True)
class Stage:
    """One signed revision of one document; `kind` is a RevisionKind, `party` a name or empty."""

    round: int
    number: int
    document: int
    name: str
    kind: str
    party: str
    file: FileIdentity


@dataclass(frozen=True, slots=True)
class Kept:
    """A file with a timestamp added for keeping (LW-13); `kept` is a contracts.preserving.Kept."""

    kept: str
    place: int
    generation: int
    file: FileIdentity


@dataclass(frozen=True, slots=True)
class Submitted:
    """必要書類; without a `file` where it was deleted by its rule. 本人確認書類 are never among them."""

    party: str
    title: str
    filename: str
    file: FileIdentity | None


@dataclass(frozen=True, slots=True)
class LoggedRow:
    """One row of the audit log about the contract, and the name of the person who acted."""

    row: AuditEvent
    name: str


def stages_of(session: Session, contract: Contract) -> list[Stage]:
    """Return every revision of every round, each document for itself."""
    rounds = select(ContractRound).where(ContractRound.contract_id == contract.id)
    names = {row.number: names_of(contract, row.version) for row in session.scalars(rounds)}
    parties = {party.public_id: party.name for party in contract.parties}
    query = select(Revision).where(Revision.contract_id == contract.id)
    return [
        Stage(
            round=row.round,
            number=row.number,
            document=place,
            name=names[row.round][place - 1],
            kind=row.kind,
            party=parties.get(row.party, ""),
            file=identity_of(contract, file),
        )
        for row in session.scalars(query.order_by(Revision.round, Revision.number))
        for place, file in enumerate(row.files, 1)
    ]


def kept_of(session: Session, contract: Contract, through: int) -> list[Kept]:
    """Return the renewed files that row `through` of the log or one before it tells of."""
    told = select(AuditEvent.facts).where(
        AuditEvent.organization_id == contract.organization_id,
        AuditEvent.subject == contract.public_id,
        AuditEvent.code == "timestamps_renewed",
        AuditEvent.sequence <= through,
    )
    last = max((json.loads(facts)["generation"] for facts in session.scalars(told)), default=0)
    query = select(ArchivalRevision).where(
        ArchivalRevision.contract_id == contract.id, ArchivalRevision.generation <= last
    )
    order = (ArchivalRevision.kept, ArchivalRevision.place, ArchivalRevision.generation)
    return [
        Kept(row.kept, row.place, row.generation, identity_of(contract, row.file))
        for row in session.scalars(query.order_by(*order))
    ]


def certificates_of(session: Session, contract: Contract) -> dict[str, FileIdentity]:
    """Return both copies by audience, 社内控 first; nothing before they were issued."""
    query = select(Certificate).where(Certificate.contract_id == contract.id).order_by(Certificate.audience)
    return {row.audience: identity_of(contract, row.file) for row in session.scalars(query)}


def submitted_to(session: Session, contract: Contract) -> list[Submitted]:
    query = (
        select(SubmittedFile, RequiredDocument, Party)
        .join(RequiredDocument, RequiredDocument.id == SubmittedFile.required_document_id)
        .join(Party, Party.id == RequiredDocument.party_id)
        .where(
            Party.contract_id == contract.id,
            RequiredDocument.is_identity.is_(False),
            SubmittedFile.removed_at.is_(None),
        )
        .order_by(Party.position, RequiredDocument.position, SubmittedFile.id)
        .options(joinedload(SubmittedFile.file))
    )
    return [
        Submitted(
            party=party.name,
            title=asked.title,
            filename=row.filename,
            file=None if row.purged_at else identity_of(contract, row.file),
        )
        for row, asked, party in session.execute(query)
    ]


def logged_of(session: Session, contract: Contract, through: int) -> Sequence[LoggedRow]:
    """Return the rows of the organisation's log that are about this contract, up to row `through`."""
    query = (
        select(AuditEvent)
        .where(
            AuditEvent.organization_id == contract.organization_id,
            AuditEvent.subject == contract.public_id,
            AuditEvent.sequence <= through,
        )
        .order_by(AuditEvent.sequence)
    )
    rows = session.scalars(query).all()
    people = select(User.public_id, User.name).where(User.organization_id == contract.organization_id)
    named = {row[0]: row[1] for row in session.execute(people)}
    named |= {party.public_id: party.name for party in contract.parties}
    return [LoggedRow(row, named.get(row.actor, "")) for row in rows]


def row_of_log(session: Session, contract: Contract, through: int | None) -> AuditEvent:
    """Return row `through` of the organisation's log, or its newest one.

    Raises NoResultFound for a row that is not there.
    """
    query = select(AuditEvent).where(AuditEvent.organization_id == contract.organization_id)
    if through is not None:
        query = query.where(AuditEvent.sequence == through)
    return session.scalars(query.order_by(AuditEvent.sequence.desc()).limit(1)).one()


def moment_of(row: AuditEvent) -> datetime:
    return datetime.fromisoformat(row.at)
