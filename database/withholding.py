"""相手方に表示する書類情報: which of the shared items a counterparty with an account sees (MK-01)."""

from sqlalchemy.orm import Session

from contracts.ledger import withheld_from, withheld_spelled
from database.contract import Contract
from database.shelves.telling import By


def withhold(session: Session, by: By, contract: Contract, items: frozenset[str]) -> bool:
    """Show the counterparties all shared items but these; return whether that is new."""
    spelled = withheld_spelled(items)
    if withheld_from(contract.withheld) == withheld_from(spelled):
        return False
    contract.withheld = spelled
    by.tells(session, "metadata_withheld", contract.public_id, items=spelled)
    return True
