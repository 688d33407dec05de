"""A new certificate of the platform is told in the log of every organisation, once (GM-32, GM-34)."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from database.audit import AuditEvent, Told, append_audit
from database.engine import Database
from database.people import Organization

TAKEN = "signing_certificate_taken"
SIGNER = "signing_process"


class SigningKeyDesk:
    def __init__(self, database: Database) -> None:
        self._database = database

    def tell(self, fingerprint: str, facts: dict[str, str | int], at: datetime) -> None:
        """Append where it does not stand yet: whoever was killed on the way goes on here."""
        with self._database.writing() as session:
            for organization_id in session.scalars(select(Organization.id).order_by(Organization.id)):
                if not _stands(session, organization_id, fingerprint):
                    append_audit(session, organization_id, Told(TAKEN, SIGNER, fingerprint, facts), at)


def _stands(session: Session, organization_id: int, fingerprint: str) -> bool:
    query = select(AuditEvent.sequence).where(
        AuditEvent.organization_id == organization_id,
        AuditEvent.code == TAKEN,
        AuditEvent.subject == fingerprint,
    )
    return session.scalars(query.limit(1)).first() is not None
