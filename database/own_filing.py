"""What a party prepared to sign with its own certificate, kept until it is signed or stale (LW-08)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from asn1crypto import pem, x509
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from contracts.effects import EffectKind
from contracts.reasons import own_reason
from contracts.signing import FileIdentity, Filling
from database import dossiers
from database.contract import Contract
from database.engine import now_of
from database.filing import file_stored
from database.own_signatures import OwnSignatureDocument, OwnSignatureRow, OwnSignatureValue
from database.party import Party
from database.record import EffectRow

VALID_FOR = timedelta(days=1)
"""What is left of the certificate when its holder agrees: its timestamp may have to be waited for."""
MOST_PREPARED = 12
OF_LATE = timedelta(hours=1)
MOST_IN_A_ROUND = 60
"""Each is a copy of every document; thirty parties may be in each other's way."""


@dataclass(frozen=True, slots=True)
class ToSign:
    """One document as it stands, and what the party's act writes into it."""

    position: int
    parent: FileIdentity
    filling: Filling


@dataclass(frozen=True, slots=True)
class OwnDossier:
    """`named` is the public id it will have; `number` and `parent` are of the revision that it follows.

    `reason` lacks the certificate.
    """

    named: str
    number: int
    parent: str
    documents: tuple[ToSign, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class PreparedDocument:
    position: int
    file: FileIdentity
    size: int
    attributes: bytes


@dataclass(frozen=True, slots=True)
class OwnCertificate:
    """As people are told of it; `encoded` are DER certificates, the signer's first."""

    subject: str
    issuer: str
    serial: str
    encoded: tuple[bytes, ...]


@dataclass(frozen=True, slots=True)
class Prepared:
    """`facts` are those that the agreement will have."""

    dossier: OwnDossier
    certificate: OwnCertificate
    documents: Sequence[PreparedDocument]
    facts: Mapping[str, Any]


def reason_with(dossier: OwnDossier, one: OwnCertificate) -> str:
    return own_reason(dossier.reason, one.subject, one.issuer, one.serial)


def file_prepared(session: Session, party: Party, made: Prepared) -> OwnSignatureRow:
    """Write the rows of files that stand in the store already."""
    one, dossier, facts = made.certificate, made.dossier, made.facts
    row = OwnSignatureRow(
        public_id=dossier.named,
        organization_id=party.organization_id,
        party_id=party.id,
        holder=party.holder,
        round=party.contract.round,
        number=dossier.number,
        parent=dossier.parent,
        imprint=str(facts["imprint"]),
        form=str(facts.get("form", "")),
        certificates="".join(pem.armor("CERTIFICATE", der).decode() for der in one.encoded),
        subject=one.subject,
        issuer=one.issuer,
        serial=one.serial,
        prepared_at=now_of(session),
    )
    session.add(row)
    session.flush()
    _file_documents(session, row, made.documents)
    return row


def _file_documents(session: Session, row: OwnSignatureRow, documents: Sequence[PreparedDocument]) -> None:
    for document in documents:
        stored = file_stored(session, row.organization_id, document.file, document.size)
        session.add(
            OwnSignatureDocument(
                organization_id=row.organization_id,
                own_signature_id=row.id,
                position=document.position,
                file_id=stored.id,
                attributes=document.attributes,
            )
        )


def own_signature_of(session: Session, party: Party, public_id: str) -> OwnSignatureRow | None:
    """Return what this very holder of the place prepared in the round that is open."""
    query = select(OwnSignatureRow).where(
        OwnSignatureRow.public_id == public_id,
        OwnSignatureRow.party_id == party.id,
        OwnSignatureRow.holder == party.holder,
        OwnSignatureRow.round == party.contract.round,
    )
    return session.scalars(query).first()


def objection_to(session: Session, row: OwnSignatureRow, contract: Contract) -> str:
    """Return stale, expired, or nothing while what was prepared may still be signed and agreed to.

    The rules ask once more whether another signature came in.
    """
    if dossiers.revisions_of(session, contract, row.round)[-1].digest != row.parent:
        return "stale"
    ends = x509.Certificate.load(chain_of(row)[0]).not_valid_after
    return "expired" if now_of(session) + VALID_FOR >= ends else ""


def chain_of(row: OwnSignatureRow) -> tuple[bytes, ...]:
    """Return the DER certificates, the signer's first."""
    return tuple(der for _, _, der in pem.unarmor(row.certificates.encode(), multiple=True))


def is_being_sealed(session: Session, contract: Contract) -> bool:
    """Whether somebody's agreement of this round still waits for its signature: ours would be stale by it."""
    query = select(EffectRow.sequence).where(
        EffectRow.contract_id == contract.id,
        EffectRow.round == contract.round,
        EffectRow.kind == EffectKind.SEAL_AGREEMENT,
        EffectRow.done_at.is_(None),
    )
    return session.scalars(query.limit(1)).first() is not None


def is_given(row: OwnSignatureRow) -> bool:
    return bool(row.documents) and all(one.value for one in row.documents)


def give(session: Session, one: OwnSignatureDocument, signature: bytes) -> None:
    """Keep the first that holds: a second is as good, and changes nothing."""
    if one.value is None:
        session.add(
            OwnSignatureValue(
                organization_id=one.organization_id,
                document_id=one.id,
                signature=signature,
                given_at=now_of(session),
            )
        )


def has_prepared_enough(session: Session, party: Party) -> bool:
    """Whether this party prepared as much as a person may, of late or in this round."""
    of_round = select(func.count()).where(
        OwnSignatureRow.party_id == party.id, OwnSignatureRow.round == party.contract.round
    )
    of_late = of_round.where(OwnSignatureRow.prepared_at > now_of(session) - OF_LATE)
    most = ((of_late, MOST_PREPARED), (of_round, MOST_IN_A_ROUND))
    return any((session.scalar(query) or 0) >= number for query, number in most)
