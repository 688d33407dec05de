"""このバージョンを表示: every signed revision of a contract, each a prefix of those after it (CL-38)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from contracts.signing import FileIdentity, RevisionKind
from contracts.verdict import IssuedKind
from database.contract import Contract
from database.document import DocumentVersion
from database.dossiers import identity_of
from database.envelope import names_of
from database.evidence import Revision, RevisionDocument
from database.party import Party
from database.queries.issued import issued_kind
from database.record import ContractRound


@dataclass(frozen=True, slots=True)
class SignedDocumentAt:
    """One document of an envelope as it stood; `at` is its timestamp's, `name` has no ending."""

    name: str
    file: FileIdentity
    level: str
    at: datetime


@dataclass(frozen=True, slots=True)
class SignedVersion:
    """`number` counts within the `round`; `who` acted; the sender for its own signatures.

    `accredited` is the 事業者名 of an accredited timestamp, empty for any other (LW-12).
    """

    round: int
    number: int
    kind: RevisionKind
    who: str
    status: IssuedKind
    documents: tuple[SignedDocumentAt, ...]
    accredited: str = ""


def signed_versions(session: Session, contract: Contract) -> list[SignedVersion]:
    """Return all of them, also of rounds that were replaced, newest first."""
    further = selectinload(Revision.further).joinedload(RevisionDocument.file)
    query = select(Revision).where(Revision.contract_id == contract.id)
    newest_first = query.order_by(Revision.round.desc(), Revision.number.desc())
    rows = session.scalars(newest_first.options(joinedload(Revision.file), further))
    versions = _versions(session, contract)
    names = {party.public_id: _name(party) for party in contract.parties}
    return [_signed(contract, row, versions[row.round], names) for row in rows]


def signed_version(
    session: Session, contract: Contract, round_number: int, number: int
) -> SignedVersion | None:
    found = signed_versions(session, contract)
    return next((one for one in found if (one.round, one.number) == (round_number, number)), None)


def _versions(session: Session, contract: Contract) -> dict[int, DocumentVersion]:
    query = select(ContractRound).where(ContractRound.contract_id == contract.id)
    return {row.number: row.version for row in session.scalars(query)}


def _name(party: Party) -> str:
    return " ".join(filter(None, (party.company, party.name)))


def _signed(
    contract: Contract, row: Revision, version: DocumentVersion, names: dict[str, str]
) -> SignedVersion:
    return SignedVersion(
        row.round,
        row.number,
        RevisionKind(row.kind),
        names.get(row.party, contract.organization.name),
        issued_kind(row, contract),
        tuple(_documents(contract, row, version)),
        row.accredited_by,
    )


def _documents(contract: Contract, row: Revision, version: DocumentVersion) -> Iterator[SignedDocumentAt]:
    signed: list[Revision | RevisionDocument] = [row, *row.further]
    for name, one in zip(names_of(contract, version), signed, strict=True):
        yield SignedDocumentAt(name, identity_of(contract, one.file), one.level, one.timestamped_at)
