"""Whether 訂正・削除の履歴 is what the audit log says: the rows of each act make its digest (LW-22).

Acts on one contract follow each other, so its rows in the order of their ids are those of its log in order.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from database.audit import READ_AT_ONCE, AuditEvent
from database.changing_metadata import digest_of
from database.contract import Contract
from database.metadata_change import MetadataChange
from database.people import User
from database.queries.tombstones import at_rest

CHANGED = "metadata_changed"
ENGINE = "engine"
Told = tuple[str, int, str, str, str]
"""Contract, sequence, instant, actor and facts of a row of the log."""


@dataclass(frozen=True, slots=True)
class UnlikeChange:
    """The act that row `sequence` of the log tells of, whose rows are gone or say something else.

    `sequence` is 0 for rows that no act of the log accounts for; `contract` is a public id.
    """

    contract: str
    sequence: int
    at: str


def unlike_changes(session: Session, organization_id: int) -> Iterator[UnlikeChange]:
    """Yield the first fault of each contract, by the contracts' ids."""
    rows = groupby(_rows(session, organization_id), key=lambda row: row[0])
    acts = groupby(_acts(session, organization_id), key=lambda act: act[0])
    kept, told = next(rows, None), next(acts, None)
    while kept or told:
        contract = min(one[0] for one in (kept, told) if one)
        has_rows, has_acts = (
            kept is not None and kept[0] == contract,
            told is not None and told[0] == contract,
        )
        of_rows = [(row, by) for _, row, by in kept[1]] if kept and has_rows else []
        of_acts = list(told[1]) if told and has_acts else []
        fault = _fault(contract, of_rows, of_acts)
        if fault is not None:
            yield fault
        kept = next(rows, None) if has_rows else kept
        told = next(acts, None) if has_acts else told


def _fault(
    contract: str, rows: Sequence[tuple[MetadataChange, str]], acts: Sequence[Told]
) -> UnlikeChange | None:
    at = 0
    for _, sequence, instant, actor, spelled in acts:
        facts: dict[str, Any] = json.loads(spelled)
        count = len(str(facts["items"]).split())
        if not _bears_out(rows[at : at + count], facts, (instant, actor)):
            return UnlikeChange(contract, sequence, instant)
        at += count
    return UnlikeChange(contract, 0, rows[at][0].at.isoformat()) if at < len(rows) else None


def _bears_out(
    rows: Sequence[tuple[MetadataChange, str]], facts: dict[str, Any], told: tuple[str, str]
) -> bool:
    """The row of the log says who and when; the digest says the rest."""
    same = all((row.at.isoformat(), by) == told and row.source == facts["source"] for row, by in rows)
    items = " ".join(row.item for row, _ in rows)
    return same and items == facts["items"] and digest_of([row for row, _ in rows]) == facts["digest"]


def _rows(session: Session, organization_id: int) -> Iterator[tuple[str, MetadataChange, str]]:
    query = (
        select(Contract.public_id, MetadataChange, User.public_id)
        .join(Contract, Contract.id == MetadataChange.contract_id)
        .outerjoin(User, User.id == MetadataChange.by_id)
        .where(MetadataChange.organization_id == organization_id)
        .order_by(Contract.public_id, MetadataChange.id)
    )
    for contract, row, by in session.execute(query.execution_options(yield_per=READ_AT_ONCE)):
        yield contract, row, by or ENGINE


def _acts(session: Session, organization_id: int) -> Iterator[Told]:
    query = select(AuditEvent).where(
        AuditEvent.organization_id == organization_id,
        AuditEvent.code == CHANGED,
        AuditEvent.subject.not_in(at_rest(organization_id)),
    )
    ordered = query.order_by(AuditEvent.subject, AuditEvent.sequence)
    for row in session.scalars(ordered.execution_options(yield_per=READ_AT_ONCE)):
        yield row.subject, row.sequence, row.at, row.actor, row.facts
