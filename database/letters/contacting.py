"""The foot of a mail: the organisation's own contacts before the installation's (GM-37), whom it is from."""

from collections.abc import Iterable
from dataclasses import replace

from sqlalchemy.orm import Session

from contracts.letters import Channel, Letter
from contracts.policies import Policies
from database.people import Organization
from database.policies import policies_of

PAGES_OF_STAFF = ("contract_url", "login_id", "page_url")
OF_READERS = "reader_password"
"""Names a login too, but one of the other side."""


def with_contacts(session: Session, organization_id: int, letters: Iterable[Letter]) -> list[Letter]:
    """Return the letters with the contacts of their audience: our own people, or those asked to sign."""
    policies = policies_of(session, organization_id)
    sender = session.get_one(Organization, organization_id).public_id
    return [_with_line(_reportable(letter, sender), policies) for letter in letters]


def contact_line(policies: Policies, *, outside: bool) -> str:
    named = (
        ("help_mail", "help_phone", "help_url")
        if outside
        else ("support_mail", "support_phone", "support_url")
    )
    return " / ".join(filter(None, (str(getattr(policies, name)) for name in named)))


def _reportable(letter: Letter, sender: str) -> Letter:
    """Whoever gets the letter can report it, and the report says whose it was (T53)."""
    if letter.channel is Channel.SMS:
        return letter
    return replace(letter, facts={**letter.facts, "report_of": letter.party or sender})


def _with_line(letter: Letter, policies: Policies) -> Letter:
    """A letter with a page of the staff is to the staff; one that names a party besides is to the owner."""
    is_inside = letter.template != OF_READERS and any(letter.facts.get(name) for name in PAGES_OF_STAFF)
    line = contact_line(policies, outside=not is_inside)
    if not line or letter.channel is Channel.SMS:
        return letter
    return replace(letter, facts={**letter.facts, "support_mail": line})
