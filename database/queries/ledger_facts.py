"""What 契約台帳 computes beside a contract's own values: days, and who changed it last (MK-06)."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from contracts.ledger import days_taken
from contracts.life import civil_day
from database.contract import Contract
from database.document import DocumentVersion
from database.metadata_change import MetadataChange
from database.people import User

FIRST, SECOND = 1, 2


@dataclass(frozen=True, slots=True)
class LedgerFacts:
    """`received_on` is the day of Ver.1 in Japan, `days_taken` from there to the conclusion, in days.

    `first_review` are the days from Ver.1 to Ver.2; `changed_by` is who last changed 契約情報 or brought a
    version, empty where no person did; `document` is the file name of the newest version.
    """

    received_on: date | None = None
    days_taken: int | None = None
    first_review: int | None = None
    changed_by: str = ""
    document: str = ""


def ledger_facts(session: Session, contracts: Collection[Contract]) -> Mapping[int, LedgerFacts]:
    """Return the facts of each of these contracts, by id; three queries whatever their number."""
    ids = [one.id for one in contracts]
    if not ids:
        return {}
    begun = _days(session, ids)
    newest, changed = _newest(session, ids), _changed(session, ids)
    return {one.id: _facts(one, begun, newest.get(one.id), changed.get(one.id)) for one in contracts}


Touched = tuple[datetime, str]


def _facts(
    contract: Contract,
    begun: Mapping[tuple[int, int], date],
    newest: tuple[datetime, str, str] | None,
    changed: Touched | None,
) -> LedgerFacts:
    received, reviewed = begun.get((contract.id, FIRST)), begun.get((contract.id, SECOND))
    concluded = civil_day(contract.concluded_at) if contract.concluded_at else None
    touched = [one for one in (changed, newest[:2] if newest else None) if one]
    return LedgerFacts(
        received,
        days_taken(received, concluded),
        days_taken(received, reviewed),
        max(touched)[1] if touched else "",
        newest[2] if newest else "",
    )


def _days(session: Session, ids: Collection[int]) -> dict[tuple[int, int], date]:
    query = select(DocumentVersion.contract_id, DocumentVersion.number, DocumentVersion.created_at).where(
        DocumentVersion.contract_id.in_(ids), DocumentVersion.number.in_((FIRST, SECOND))
    )
    return {(contract, number): civil_day(at) for contract, number, at in session.execute(query)}


def _newest(session: Session, ids: Collection[int]) -> dict[int, tuple[datetime, str, str]]:
    last = (
        select(func.max(DocumentVersion.id))
        .where(DocumentVersion.contract_id.in_(ids))
        .group_by(DocumentVersion.contract_id)
    )
    query = (
        select(DocumentVersion.contract_id, DocumentVersion.created_at, User.name, DocumentVersion.filename)
        .join(User, User.id == DocumentVersion.created_by_id)
        .where(DocumentVersion.id.in_(last))
    )
    return {contract: (at, name, file) for contract, at, name, file in session.execute(query)}


def _changed(session: Session, ids: Collection[int]) -> dict[int, Touched]:
    last = (
        select(func.max(MetadataChange.id))
        .where(MetadataChange.contract_id.in_(ids), MetadataChange.by_id.is_not(None))
        .group_by(MetadataChange.contract_id)
    )
    query = (
        select(MetadataChange.contract_id, MetadataChange.at, User.name)
        .join(User, User.id == MetadataChange.by_id)
        .where(MetadataChange.id.in_(last))
    )
    return {contract: (at, name) for contract, at, name in session.execute(query)}
