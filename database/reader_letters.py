"""The mail with the link of a registration or of a new password, as its post is handed it (GM-25)."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from contracts.letters import Letter
from database.engine import Database, now_of
from database.letters.contacting import with_contacts
from database.people import Organization
from database.queries.preferences import preferences_of
from database.queries.reader_accounts import reader_of
from database.queries.reader_links import LinkFor
from database.readers import ReaderInvitation

REGISTRATION, PASSWORD = "reader_registration", "reader_password"


class ReaderLetterDesk:
    def __init__(self, database: Database) -> None:
        self._database = database

    def letter(self, public_id: str) -> tuple[Letter, bytes] | None:
        """Return the letter and its link's secret id; None: nobody is to be written to, now or any more."""
        with self._database.reading() as session:
            row = _invitation(session, public_id)
            if row is None or row.secret_id is None or not _is_due(session, row):
                return None
            letter = _letter(session, row)
            if letter is None:
                return None
            return with_contacts(session, row.organization_id, [letter])[0], row.secret_id

    def mailed(self, public_id: str, fate: str) -> None:
        with self._database.writing() as session:
            row = _invitation(session, public_id)
            if row is not None and row.mailed_at is None:
                row.fate, row.mailed_at = fate, now_of(session)


def _invitation(session: Session, public_id: str) -> ReaderInvitation | None:
    return session.scalars(select(ReaderInvitation).where(ReaderInvitation.public_id == public_id)).first()


def _is_due(session: Session, row: ReaderInvitation) -> bool:
    return row.used_at is None and row.expires_at > now_of(session) and row.mailed_at is None


def _letter(session: Session, row: ReaderInvitation) -> Letter | None:
    """Who has an account is led to it, whatever was asked; who has none gets what they asked for."""
    reader = reader_of(session, row.organization_id, row.mail)
    host = session.get_one(Organization, row.organization_id).name
    facts: dict[str, object] = {"sender_organization": host, "expires_at": row.expires_at.isoformat()}
    if reader is not None:
        is_known = row.purpose == LinkFor.REGISTRATION
        return Letter(
            template=PASSWORD,
            message_id=f"{PASSWORD}.{row.public_id}",
            to=reader.mail,
            to_company=reader.company,
            to_name=reader.name,
            facts={**facts, "login_id": reader.mail, "asked_to_register": is_known},
            language=reader.language,
        )
    if row.purpose != LinkFor.REGISTRATION or not preferences_of(session, row.organization_id).accounts_open:
        return None
    return Letter(
        template=REGISTRATION,
        message_id=f"{REGISTRATION}.{row.public_id}",
        to=row.mail,
        to_company="",
        to_name="",
        facts={**facts, "mail": row.mail},
        language=row.language,
    )
