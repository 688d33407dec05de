from dataclasses import dataclass

from sqlalchemy.orm import Session

from database.audit import Told, append_audit
from database.engine import now_of
from database.sessions import Staff


@dataclass(frozen=True, slots=True)
class By:
    """Who changes something, and from which network address."""

    staff: Staff
    address: str = ""

    @property
    def organization_id(self) -> int:
        return self.staff.organization.id

    def tells(self, session: Session, code: str, subject: str, **facts: str | int) -> None:
        told = Told(code, self.staff.user.public_id, subject, {**facts, "address": self.address})
        append_audit(session, self.organization_id, told, now_of(session))
