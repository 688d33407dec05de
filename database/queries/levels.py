"""How far one contract is open to one person, asked of the same condition that lists are made of."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from contracts.access import Level
from contracts.roles import Permission
from database.contract import Contract
from database.people import User
from database.queries.reaching import reaches
from database.sessions import Staff, rights_of

FROM_MOST = (Level.EDITOR, Level.VIEWER, Level.VISITOR)


def level_on(session: Session, staff: Staff, public_id: str) -> Level:
    """Return なし for what the person may not see, and for what does not exist."""
    reached = (level for level in FROM_MOST if _is_reached(session, staff, public_id, level))
    return next(reached, Level.NONE)


def staff_before(session: Session, staff: Staff, public_id: str) -> Staff:
    """Return the person with what is left to them on a contract they see; it is looked for elsewhere."""
    level = level_on(session, staff, public_id)
    return staff if level is Level.NONE else staff.before(level)


def may_give(session: Session, staff: Staff, contract: Contract) -> bool:
    """The owner may say who sees it, and whoever keeps folders or 親展 in order and reaches it as 編集者."""
    if contract.owner_id == staff.user.id:
        return True
    keeps = staff.may(Permission.ORGANIZE) or staff.may(Permission.READ_CONFIDENTIAL)
    return keeps and level_on(session, staff, contract.public_id) is Level.EDITOR


def sees(session: Session, user: User, contract: Contract) -> bool:
    """Tell whether a mail about the contract may go to this member of its organisation."""
    staff = Staff("", user, contract.organization, rights_of(session, user))
    return level_on(session, staff, contract.public_id) is not Level.NONE


def _is_reached(session: Session, staff: Staff, public_id: str, level: Level) -> bool:
    query = select(Contract.id).where(Contract.public_id == public_id, reaches(staff, level))
    return session.scalar(query) is not None
