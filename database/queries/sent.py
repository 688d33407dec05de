"""What was sent to the parties of a contract and did not arrive, for the case's own page (M-12, IM-36)."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from contracts.letters import Fate
from database.contract import Contract
from database.delivery import Delivery


def last_letters(session: Session, contract: Contract) -> dict[str, Delivery]:
    """Return the newest letter to each party, by its public id: did it arrive, is it on its way."""
    query = select(Delivery).where(Delivery.contract_id == contract.id, Delivery.party != "")
    return {row.party: row for row in session.scalars(query.order_by(Delivery.id))}


def failed_deliveries(session: Session, contract: Contract) -> Sequence[Delivery]:
    """Return mails and SMS to parties that did not arrive, oldest first."""
    query = select(Delivery).where(
        Delivery.contract_id == contract.id, Delivery.party != "", Delivery.fate != Fate.SENT
    )
    return session.scalars(query.order_by(Delivery.at)).all()
