"""The record as notices are handed it: mails that belong to no contract, and what became of them."""

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from contracts.letters import Letter
from database.code_letters import code_letter
from database.engine import Database, now_of
from database.letters.contacting import with_contacts
from database.password_reset import PasswordReset
from database.people import Organization, User

TEMPLATE = "password_reset"


class NoticeDesk:
    def __init__(self, database: Database) -> None:
        self._database = database

    def password_reset(self, public_id: str) -> tuple[Letter, bytes] | None:
        """Return the letter and its link's secret id.

        None: nobody is to be written to, it is on record already, or the link would be dead on arrival.
        """
        with self._database.reading() as session:
            reset = _request(session, public_id)
            if reset is None or reset.user is None or not _is_due(session, reset, reset.user):
                return None
            company = session.get_one(Organization, reset.organization_id).name
            letter = _letter(reset, reset.user, company)
            return with_contacts(session, reset.organization_id, [letter])[0], reset.secret_id

    def auth_code(self, public_id: str) -> tuple[Letter, bytes] | None:
        """Return the letter and its code's secret id; None: used or expired, or it goes another way."""
        with self._database.reading() as session:
            return code_letter(session, public_id)

    def mailed(self, public_id: str, fate: str) -> None:
        with self._database.writing() as session:
            reset = _request(session, public_id)
            if reset is not None and reset.mailed_at is None:
                reset.fate, reset.mailed_at = fate, now_of(session)


def _request(session: Session, public_id: str) -> PasswordReset | None:
    query = select(PasswordReset).where(PasswordReset.public_id == public_id)
    return session.scalars(query.options(joinedload(PasswordReset.user))).first()


def _is_due(session: Session, reset: PasswordReset, user: User) -> bool:
    is_live = reset.used_at is None and reset.expires_at > now_of(session)
    return is_live and reset.mailed_at is None and user.disabled_at is None


def _letter(reset: PasswordReset, user: User, company: str) -> Letter:
    """The Message-ID is stable: a mail sent twice across a kill carries the same (I7)."""
    return Letter(
        template=TEMPLATE,
        message_id=f"{TEMPLATE}.{reset.public_id}",
        to=user.mail,
        to_company=company,
        to_name=user.name,
        facts={"login_id": user.mail, "expires_at": reset.expires_at.isoformat()},
        language=user.language,
    )
