"""What of the demonstration stands, as the audit log tells it."""

from sqlalchemy import select

from cli.demo.people import BY, Office
from database.audit import AuditEvent, Told, append_audit
from database.engine import now_of

MARK = "demo_case_made"


def is_marked(office: Office, subject: str) -> bool:
    query = select(AuditEvent.sequence).where(
        AuditEvent.organization_id == office.organization.id,
        AuditEvent.code == MARK,
        AuditEvent.subject == subject,
    )
    with office.opened.database.reading() as session:
        return session.scalars(query).first() is not None


def mark(office: Office, subject: str, case: str) -> None:
    with office.opened.database.writing() as session:
        append_audit(
            session, office.organization.id, Told(MARK, BY, subject, {"case": case}), now_of(session)
        )
