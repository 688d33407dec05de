"""送信日: when a contract first went out to anybody, which is not when an approval was asked for (IM-72)."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from contracts.event_table import StoredEvent
from database.contract import Contract
from database.record import ContractEvent

ASKED = "party_invited"


def keep_sent(session: Session, contract: Contract, stored: StoredEvent) -> None:
    """Keep the instant of the first request; those of later rounds change nothing."""
    if stored.kind != ASKED:
        return
    before = select(ContractEvent.sequence).where(
        ContractEvent.contract_id == contract.id,
        ContractEvent.sequence < stored.sequence,
        ContractEvent.kind == ASKED,
    )
    if session.scalars(before.limit(1)).first() is None:
        contract.submitted_at = datetime.fromisoformat(stored.at)
