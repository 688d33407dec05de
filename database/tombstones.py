"""Setting a tombstone: what is read from a contract in the moment in which it goes (LW-27)."""

import json
from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from contracts.disposal import Stone
from contracts.preserving import Kept as Renewed
from contracts.retention import Kept
from contracts.signing import RevisionKind
from contracts.verdict import IssuedKind
from database.archival import ArchivalRevision
from database.contract import Contract
from database.disposal import Disposal, DisposalItem, Tombstone, TombstoneFile
from database.evidence import Certificate, Revision
from database.imports import ImportedDocument
from database.people import User

IMPORTED = "imported"
"""Beside `IssuedKind`: the file of a contract that was concluded elsewhere."""


class NotApproved(Exception):
    """A contract was to go without the approval of a second person."""


def stone_of(session: Session, contract: Contract, item: DisposalItem, kept: Kept) -> Stone:
    """Return what stays of a contract. Raises NotApproved."""
    disposal = session.get_one(Disposal, item.disposal_id)
    if disposal.approved_by_id is None or disposal.approved_at is None:
        raise NotApproved(disposal.public_id)
    return Stone(
        contract=contract.public_id,
        number=contract.number or "",
        title=contract.title,
        type_name=contract.type.name if contract.type else "",
        counterparties=sorted({one.company for one in contract.parties if not one.own and one.company}),
        traded_on=contract.traded_on,
        ends_on=contract.terminated_on or contract.ends_on,
        kept_until=item.kept_until,
        grounds=[str(one) for one in kept.grounds],
        files=sorted(_files(session, contract)),
        certificates=_certificates(session, contract),
        events=contract.sequence,
        head=contract.head,
        confidential=contract.confidential,
        proposed_by=session.get_one(User, disposal.proposed_by_id).public_id,
        proposed_at=disposal.proposed_at,
        approved_by=session.get_one(User, disposal.approved_by_id).public_id,
        approved_at=disposal.approved_at,
        reason=disposal.reason,
    )


def set_stone(session: Session, item: DisposalItem, stone: Stone, now: datetime) -> Tombstone:
    row = Tombstone(
        organization_id=item.organization_id,
        disposal_id=item.disposal_id,
        contract=stone.contract,
        number=stone.number,
        title=stone.title,
        type_name=stone.type_name,
        counterparties=json.dumps(list(stone.counterparties), ensure_ascii=False),
        traded_on=stone.traded_on,
        ends_on=stone.ends_on,
        kept_until=stone.kept_until,
        grounds=json.dumps(list(stone.grounds)),
        certificates=json.dumps(list(stone.certificates)),
        events=stone.events,
        head=stone.head,
        confidential=stone.confidential,
        proposed_by=stone.proposed_by,
        proposed_at=stone.proposed_at,
        approved_by=stone.approved_by,
        approved_at=stone.approved_at,
        reason=stone.reason,
        digest=stone.digest(),
        disposed_at=now,
    )
    session.add(row)
    session.flush()
    for kind, place, digest in stone.files:
        session.add(
            TombstoneFile(
                organization_id=item.organization_id,
                tombstone_id=row.id,
                kind=kind,
                place=place,
                digest=digest,
            )
        )
    session.flush()
    return row


def stone_from(row: Tombstone) -> Stone:
    """Return what a row says, to be held against the digest that the audit log keeps."""
    return Stone(
        contract=row.contract,
        number=row.number,
        title=row.title,
        type_name=row.type_name,
        counterparties=json.loads(row.counterparties),
        traded_on=row.traded_on,
        ends_on=row.ends_on,
        kept_until=row.kept_until,
        grounds=json.loads(row.grounds),
        files=sorted((one.kind, one.place, one.digest) for one in row.files),
        certificates=json.loads(row.certificates),
        events=row.events,
        head=row.head,
        confidential=row.confidential,
        proposed_by=row.proposed_by,
        proposed_at=row.proposed_at,
        approved_by=row.approved_by,
        approved_at=row.approved_at,
        reason=row.reason,
    )


def _files(session: Session, contract: Contract) -> Iterator[tuple[str, int, str]]:
    finals = select(Revision).where(
        Revision.contract_id == contract.id,
        Revision.kind == RevisionKind.FINAL,
        Revision.round == contract.round,
    )
    for final in session.scalars(finals):
        for place, file in enumerate(final.files, 1):
            yield IssuedKind.CONCLUDED.value, place, file.digest
    for place, issued in enumerate(_issued(session, contract), 1):
        yield IssuedKind.CERTIFICATE.value, place, issued.digest
    renewed = select(ArchivalRevision).where(ArchivalRevision.contract_id == contract.id)
    for one in session.scalars(renewed):
        kind = IssuedKind.RENEWED if one.kept == Renewed.DOCUMENT else IssuedKind.RENEWED_CERTIFICATE
        yield kind.value, one.place, one.digest
    imported = select(ImportedDocument.digest).where(ImportedDocument.contract_id == contract.id)
    for place, digest in enumerate(session.scalars(imported), 1):
        yield IMPORTED, place, digest


def _certificates(session: Session, contract: Contract) -> list[str]:
    return sorted({row.certificate_id for row in _issued(session, contract)})


def _issued(session: Session, contract: Contract) -> list[Certificate]:
    query = select(Certificate).where(Certificate.contract_id == contract.id)
    return list(session.scalars(query.order_by(Certificate.audience)))
