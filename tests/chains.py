"""Where the chains of a database break, as tests ask it."""

from sqlalchemy.orm import Session

from database.contract import Contract
from database.queries.log_chain import broken_events, first_broken_link

__all__ = ["first_broken_event", "first_broken_link"]


def first_broken_event(session: Session, contract: Contract) -> int | None:
    found = broken_events(session, contract)
    return found.sequence if found else None
