"""The hash chain of one contract's events, as it stands in the record."""

from sqlalchemy.orm import Session

from contracts.event_table import is_genuine
from database.contract import Contract
from database.rebuilding import record_of


def first_broken_event(session: Session, contract: Contract) -> int | None:
    """Return the sequence of the first event that does not follow, or None.

    A tail that was cut is seen too: the contract keeps the head of its chain.
    """
    previous, expected = "", 1
    for event in record_of(session, contract):
        linked = (event.sequence, event.previous) == (expected, previous)
        if not linked or not is_genuine(contract.public_id, event):
            return expected
        previous, expected = event.digest, expected + 1
    return None if (contract.sequence, contract.head) == (expected - 1, previous) else expected
