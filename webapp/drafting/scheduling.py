"""期限・リマインド of a draft, on this installation."""

from sqlalchemy.orm import Session

from database import drafting
from database.contract import Contract
from database.drafting import Scheduled
from webapp.drafting.house import house

__all__ = ["Scheduled", "schedule_of", "usual_link_days"]


def schedule_of(session: Session, contract: Contract) -> Scheduled:
    return drafting.schedule_of(session, contract, house())


def usual_link_days(session: Session, contract: Contract, shown_type: str | None = None) -> int:
    return drafting.usual_link_days(session, contract, house(), shown_type)
