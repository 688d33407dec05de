"""What a draft still lacks before it can be sent, on this installation."""

from sqlalchemy.orm import Session

from database import drafting
from database.contract import Contract
from database.drafting import Fault
from webapp.drafting.house import house


def faults_in(session: Session, contract: Contract) -> tuple[Fault, ...]:
    """Return every fault of the draft as it stands."""
    return drafting.faults_in(session, contract, may_text=house().may_text)
