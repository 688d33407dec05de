"""An organisation's identity provider, and whom it means."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from contracts.roles import Role
from contracts.sign_on import Person, domain_of
from database.people import Organization, User
from database.queries.people import mail_key
from database.sign_on import SignOnLink, SignOnProvider


@dataclass(frozen=True, slots=True)
class Registered:
    organization: Organization
    provider: SignOnProvider


def provider_of(session: Session, organization_id: int) -> SignOnProvider | None:
    query = select(SignOnProvider).where(SignOnProvider.organization_id == organization_id)
    return session.scalars(query).first()


def registered_for(session: Session, mail: str) -> Registered | None:
    """Return who takes this mail domain; accounts are not looked at, so nothing is told of them (T18)."""
    domain = domain_of(mail)
    for found in _all(session):
        if found.provider.is_on and domain in found.provider.domains.split():
            return found
    return None


def registered_as(session: Session, public_id: str) -> Registered | None:
    return next((one for one in _all(session) if one.organization.public_id == public_id), None)


def takes_from_another(session: Session, organization_id: int, domains: str) -> bool:
    """Tell whether one of these domains is another organisation's."""
    query = select(SignOnProvider.domains).where(SignOnProvider.organization_id != organization_id)
    return any(set(domains.split()) & set(one.split()) for one in session.scalars(query))


def is_offered(session: Session) -> bool:
    """Tell whether any organisation signs in so."""
    query = select(SignOnProvider.id).where(SignOnProvider.is_on.is_(True)).limit(1)
    return session.scalar(query) is not None


def linked_user(session: Session, organization_id: int, person: Person) -> User | None:
    query = (
        select(User)
        .join(SignOnLink, SignOnLink.user_id == User.id)
        .where(
            SignOnLink.organization_id == organization_id,
            SignOnLink.issuer == person.issuer,
            SignOnLink.subject == person.subject,
        )
    )
    return session.scalars(query).first()


def user_by_mail(session: Session, mail: str) -> User | None:
    """Return whose address it is, in any organisation, open or closed."""
    return session.scalars(select(User).where(User.mail_key == mail_key(mail))).first()


def link_of(session: Session, user: User, issuer: str = "") -> SignOnLink | None:
    query = select(SignOnLink).where(SignOnLink.user_id == user.id)
    return session.scalars(query.where(SignOnLink.issuer == issuer) if issuer else query).first()


def administrators(session: Session, organization_id: int) -> list[User]:
    """Return the administrators whose accounts are open."""
    query = select(User).where(
        User.organization_id == organization_id,
        User.role == Role.ADMINISTRATOR,
        User.disabled_at.is_(None),
    )
    return list(session.scalars(query.order_by(User.id)))


def _all(session: Session) -> list[Registered]:
    query = select(Organization, SignOnProvider).join(
        SignOnProvider, SignOnProvider.organization_id == Organization.id
    )
    return [Registered(row[0], row[1]) for row in session.execute(query.order_by(Organization.id))]
