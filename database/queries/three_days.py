"""締結日 as printed, 合意成立日時 and 授受日: three facts that nobody may take for one another (AD-14).

The first is what the sender or a party wrote; the other two are read from the record and the post alone.
"""

import json
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from contracts.letters import Fate
from contracts.stage import Stage
from database.contract import Contract
from database.delivery import Delivery
from database.record import ContractEvent

OF_THE_PAPERS = frozenset({"concluded", "concluded_link"})


@dataclass(frozen=True, slots=True)
class ThreeDays:
    """`handed` says by the public id of a party when the concluded papers were first sent to it."""

    printed_on: date | None
    agreed_at: datetime | None
    handed: dict[str, datetime]


def three_days_of(session: Session, contract: Contract) -> ThreeDays:
    """Return what is known; before the conclusion nothing was formed and nothing handed over."""
    if contract.stage != Stage.CONCLUDED:
        return ThreeDays(contract.agreed_on, None, {})
    return ThreeDays(contract.agreed_on, agreed_at(session, contract), _handed(session, contract))


def agreed_at(session: Session, contract: Contract) -> datetime | None:
    """Return the instant of the last agreement of the standing round; a 取引士 agrees to nothing (AD-03)."""
    naming = {party.public_id for party in contract.parties if party.names_only}
    query = select(ContractEvent).where(
        ContractEvent.contract_id == contract.id, ContractEvent.kind == "agreement_recorded"
    )
    for event in session.scalars(query.order_by(ContractEvent.sequence.desc())):
        facts = json.loads(event.facts)
        if facts["round"] == contract.round and facts["party"] not in naming:
            return datetime.fromisoformat(event.at)
    return None


def _handed(session: Session, contract: Contract) -> dict[str, datetime]:
    query = select(Delivery).where(
        Delivery.contract_id == contract.id,
        Delivery.template.in_(OF_THE_PAPERS),
        Delivery.fate == Fate.SENT,
        Delivery.party != "",
    )
    newest_first = session.scalars(query.order_by(Delivery.at.desc(), Delivery.id.desc()))
    return {row.party: row.at for row in newest_first}
