"""The identity provider of an organisation as its administrators set it (MK-82)."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from contracts.roles import Role
from contracts.sign_on import DomainTaken, NotTriedOut
from database.engine import now_of
from database.people import User
from database.policies import set_policies
from database.queries.sign_on import provider_of, takes_from_another
from database.shelves.telling import By
from database.sign_on import SignOnProvider


@dataclass(frozen=True, slots=True)
class Registration:
    """`secret` is sealed already; None keeps the one that is there."""

    issuer: str
    client: str
    secret: bytes | None
    domains: str
    is_on: bool


def register_provider(session: Session, by: By, wanted: Registration) -> bool:
    """Keep what differs and tell the audit log; what leads elsewhere is to be tried out again.

    Raises DomainTaken. Return whether anything changed.
    """
    if takes_from_another(session, by.organization_id, wanted.domains):
        raise DomainTaken
    row = provider_of(session, by.organization_id)
    if row is not None and _says(row, wanted):
        return False
    leads_elsewhere = row is None or _leads_elsewhere(row, wanted)
    row = row or SignOnProvider(organization_id=by.organization_id)
    row.issuer, row.client, row.domains = wanted.issuer, wanted.client, wanted.domains
    row.is_on, row.changed_at = wanted.is_on, now_of(session)
    if wanted.secret is not None:
        row.secret = wanted.secret
    if leads_elsewhere:
        row.tried_at = None
    session.add(row)
    if leads_elsewhere or not wanted.is_on:
        set_policies(session, by, {"sso_only": False})
    told: dict[str, str | int] = {"issuer": row.issuer, "client": row.client, "domains": row.domains}
    by.tells(session, "sso_changed", "", **told, on=int(row.is_on), secret=int(wanted.secret is not None))
    return True


def tried_out(session: Session, by: By, issuer: str, client: str) -> bool:
    """Note that signing in worked, unless the settings have changed meanwhile."""
    row = provider_of(session, by.organization_id)
    if row is None or _place(row) != (issuer, client):
        return False
    row.tried_at = now_of(session)
    by.tells(session, "sso_tried", "", issuer=issuer)
    return True


def shut_passwords_out(session: Session, by: By, emergency: User) -> None:
    """Raises NotTriedOut unless the way in works and an open administrator keeps a password."""
    row = provider_of(session, by.organization_id)
    is_fit = emergency.role == Role.ADMINISTRATOR and emergency.disabled_at is None
    if row is None or not row.is_on or row.tried_at is None or not is_fit:
        raise NotTriedOut
    set_policies(session, by, {"sso_only": True, "sso_emergency": emergency.public_id})


def let_passwords_in(session: Session, by: By) -> None:
    set_policies(session, by, {"sso_only": False})


def _place(row: SignOnProvider) -> tuple[str, str]:
    return row.issuer, row.client


def _leads_elsewhere(row: SignOnProvider, wanted: Registration) -> bool:
    return wanted.secret is not None or _place(row) != (wanted.issuer, wanted.client)


def _says(row: SignOnProvider, wanted: Registration) -> bool:
    same = (row.issuer, row.client, row.domains, row.is_on)
    return wanted.secret is None and same == (wanted.issuer, wanted.client, wanted.domains, wanted.is_on)
