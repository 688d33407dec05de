"""Letters about filed addresses: to confirm one, to ask for one, and what was decided (GM-05, AD-19)."""

from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from contracts.filed_addresses import CONFIRMATION_LIFE, EntryState, Verdict
from contracts.letters import Letter
from database.engine import Database, now_of
from database.letters.contacting import with_contacts
from database.office import AddressDecision, AddressEntry, AddressInvitation
from database.people import Organization, User
from database.queries.preferences import phone_of

CONFIRM, INVITED, ANSWERED = "address_confirm", "address_invited", "address_answered"
ANSWERS = (Verdict.APPROVED, Verdict.REJECTED)
Kind = TypeVar("Kind", AddressEntry, AddressDecision, AddressInvitation)


class AddressLetterDesk:
    """The record as the post of these letters is handed it; a mail sent twice has one Message-ID (I7)."""

    def __init__(self, database: Database, base_url: str) -> None:
        self._database = database
        self._base_url = base_url

    def confirmation(self, public_id: str) -> tuple[Letter, bytes] | None:
        """Return the letter and its link's secret id; None once it is confirmed or too late.

        Nothing that was typed stands in it: anybody can type anything and have it mailed to anybody.
        """
        with self._database.reading() as session:
            entry = _found(session, AddressEntry, public_id)
            if entry is None or entry.state != EntryState.UNCONFIRMED:
                return None
            ends = entry.filed_at + CONFIRMATION_LIFE
            if ends <= now_of(session):
                return None
            organization = session.get_one(Organization, entry.organization_id).name
            facts: dict[str, object] = {
                "sender_organization": organization,
                "mail": entry.mail,
                "expires_at": ends.isoformat(),
            }
            return _letter(session, CONFIRM, entry, ("", ""), facts), entry.secret_id

    def invitation(self, public_id: str) -> Letter | None:
        with self._database.reading() as session:
            row = _found(session, AddressInvitation, public_id)
            if row is None:
                return None
            facts = self._of_sender(session, row.organization_id, row.invited_by_id)
            return _letter(session, INVITED, row, (row.company, row.name), facts)

    def answer(self, public_id: str) -> Letter | None:
        """Return what tells whoever filed that the address counts, or why not."""
        with self._database.reading() as session:
            row = _found(session, AddressDecision, public_id)
            if row is None or row.verdict not in ANSWERS:
                return None
            entry = row.entry
            facts: dict[str, object] = {
                **self._of_sender(session, row.organization_id, row.decided_by_id),
                "decision": row.verdict,
                "reason": row.reason,
                "mail": entry.mail,
                "expires_on": row.expires_on.isoformat() if row.expires_on else "",
            }
            return _letter(session, ANSWERED, entry, (entry.company, entry.name), facts)

    def _of_sender(self, session: Session, organization_id: int, user_id: int) -> dict[str, object]:
        organization = session.get_one(Organization, organization_id)
        user = session.get_one(User, user_id)
        return {
            "sender_organization": organization.name,
            "owner_name": user.name,
            "owner_phone": phone_of(session, user),
            "form_url": f"{self._base_url}/address/{organization.public_id}",
        }


def _found(session: Session, kind: type[Kind], public_id: str) -> Kind | None:
    return session.scalars(select(kind).where(kind.public_id == public_id)).first()


def _letter(
    session: Session,
    template: str,
    row: AddressEntry | AddressInvitation,
    to: tuple[str, str],
    facts: dict[str, object],
) -> Letter:
    company, name = to
    letter = Letter(
        template=template,
        message_id=f"{template}.{row.public_id}",
        to=row.mail,
        to_company=company,
        to_name=name,
        facts=facts,
        language=row.language,
    )
    return with_contacts(session, row.organization_id, [letter])[0]
