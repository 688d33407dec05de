"""横断閲覧: what an organisation lets a named auditor of another organisation see (MK-81).

`database.queries.overview` says the same in SQL.
"""

from dataclasses import dataclass
from datetime import date

from contracts.access.levels import Level
from contracts.access.refusing import NoSuchAuditor
from contracts.access.seeing import Placed
from contracts.roles import Permission, Role


@dataclass(frozen=True, slots=True)
class Leave:
    """What was given; `until` is its last day in Japan, None for no end."""

    takes_files: bool = False
    until: date | None = None
    is_revoked: bool = False


def level_across(role: Role, leave: Leave, placed: Placed, today: date) -> Level:
    """Return how far a contract of the other organisation is open: never a draft, never 親展."""
    if not may_look(role, leave, today) or not placed.is_sent or placed.confidential:
        return Level.NONE
    return Level.VIEWER if leave.takes_files else Level.VISITOR


def may_look(role: Role, leave: Leave, today: date) -> bool:
    """Tell whether the leave holds: it is for auditors, and goes with the role."""
    is_over = leave.is_revoked or (leave.until is not None and leave.until < today)
    return role.may(Permission.READ_ACROSS) and not is_over


def require_auditor_elsewhere(role: Role | None, *, is_own: bool) -> None:
    """Refuse unless the code is of an auditor, and of another organisation; `role` None: of nobody."""
    if role is None or is_own or not role.may(Permission.READ_ACROSS):
        raise NoSuchAuditor
