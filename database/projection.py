"""What lists and pages read, brought up to date in the transaction of the events."""

import json
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from contracts.event_table import StoredEvent
from contracts.messages import RecordRequest
from contracts.reasons import JST
from database.contract import Contract, ContractNumber, Party
from database.document import DocumentVersion
from database.record import ContractRound
from database.searchable import make_searchable


def project(
    session: Session,
    contract: Contract,
    request: RecordRequest,
    fresh: Sequence[StoredEvent],
    at: datetime,
) -> None:
    contract.stage, contract.round, contract.sent_digest = request.stage, request.round, request.sent_digest
    contract.life = request.life
    contract.due = datetime.fromisoformat(request.due) if request.due else None
    contract.epoch = request.epoch
    contract.changed_at = at
    progress = {party.party: party.progress for party in request.parties}
    for party in session.scalars(select(Party).where(Party.contract_id == contract.id)):
        party.progress = progress.get(party.public_id, party.progress)
    for stored in fresh:
        rule = _RULES.get(stored.kind)
        if rule:
            rule(session, contract, json.loads(stored.facts), datetime.fromisoformat(stored.at))


def _submitted(session: Session, contract: Contract, facts: dict[str, Any], at: datetime) -> None:
    contract.submitted_at = at
    contract.number = _next_number(session, contract.organization_id, at.astimezone(JST).year)
    make_searchable(session, contract)
    _open_round(session, contract, {"round": 1, **facts}, at)


def _open_round(session: Session, contract: Contract, facts: dict[str, Any], at: datetime) -> None:
    version = session.scalars(
        select(DocumentVersion).where(DocumentVersion.public_id == facts["version"])
    ).one()
    session.add(
        ContractRound(
            organization_id=contract.organization_id,
            contract_id=contract.id,
            number=facts["round"],
            version_id=version.id,
            sent_digest="",
            opened_at=at,
        )
    )
    session.flush()


def _prepared(session: Session, contract: Contract, facts: dict[str, Any], _at: datetime) -> None:
    row = session.scalars(
        select(ContractRound).where(
            ContractRound.contract_id == contract.id, ContractRound.number == facts["round"]
        )
    ).one()
    row.sent_digest = facts["digest"]


def _unlocked(session: Session, _contract: Contract, facts: dict[str, Any], _at: datetime) -> None:
    party = session.scalars(select(Party).where(Party.public_id == facts["party"])).one()
    party.code_tries = 0


def _concluded(_session: Session, contract: Contract, _facts: dict[str, Any], at: datetime) -> None:
    contract.concluded_at = at


def _expiry_alerted(_session: Session, contract: Contract, _facts: dict[str, Any], at: datetime) -> None:
    contract.expiry_alerted_at = at


def _next_number(session: Session, organization_id: int, year: int) -> str:
    """Return the next number of the year, e.g. `2026-000001`; a number given is never given again (MK-10)."""
    row = session.get(ContractNumber, (organization_id, year), with_for_update=True)
    if row is None:
        row = ContractNumber(organization_id=organization_id, year=year, last=0)
        session.add(row)
    row.last += 1
    return f"{year}-{row.last:06d}"


_RULES: dict[str, Callable[[Session, Contract, dict[str, Any], datetime], None]] = {
    "contract_submitted": _submitted,
    "round_opened": _open_round,
    "round_prepared": _prepared,
    "party_unlocked": _unlocked,
    "contract_concluded": _concluded,
    "expiry_approached": _expiry_alerted,
}
