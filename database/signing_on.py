"""Who comes in with the company's account: known by a link, linked once by mail, or added (MK-82)."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import delete
from sqlalchemy.orm import Session

from contracts.accounts import AccountNews
from contracts.roles import Role
from contracts.sign_on import Person, SignOnRefused, domain_of
from database.account import AccountLetter
from database.audit import Told, append_audit
from database.engine import now_of
from database.folders import UserRight
from database.people import User
from database.policies import policies_of
from database.queries.accounts import NewAccount, add_account
from database.queries.sign_on import Registered, administrators, link_of, linked_user, user_by_mail
from database.sign_on import SignOnLink

NO_PASSWORD = ""
"""A hash that no password has."""


@dataclass(frozen=True, slots=True)
class Admission:
    """Who came in, and the public ids of the letters that tell of what is new."""

    user: User
    letters: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Arrival:
    person: Person
    address: str


def admit(session: Session, at: Registered, arrival: Arrival) -> Admission:
    """Return the account of whoever the provider proved. Raises SignOnRefused."""
    person = arrival.person
    if domain_of(person.mail) not in at.provider.domains.split():
        raise SignOnRefused(reason="domain")
    user = linked_user(session, at.organization.id, person)
    if user is not None:
        _require_open(user)
        return Admission(user)
    user = user_by_mail(session, person.mail)
    if user is None:
        return _added(session, at, arrival)
    if user.organization_id != at.organization.id:
        raise SignOnRefused(reason="elsewhere")
    _require_open(user)
    if link_of(session, user, person.issuer) is not None:
        raise SignOnRefused(reason="other_subject")
    return Admission(user, [_linked(session, user, arrival)])


def _require_open(user: User) -> None:
    if user.disabled_at is not None:
        raise SignOnRefused(reason="closed")


def _linked(session: Session, user: User, arrival: Arrival) -> str:
    _link(session, user, arrival)
    return _letter(session, user, AccountNews.SSO_LINKED, user.name)


def _added(session: Session, at: Registered, arrival: Arrival) -> Admission:
    """Somebody new reads what everybody may read, signs nothing, and every administrator is told."""
    if not policies_of(session, at.organization.id).sso_adds_people:
        raise SignOnRefused(reason="unknown")
    person = arrival.person
    new = NewAccount(person.mail, person.name, Role.VIEWER, NO_PASSWORD)
    user = add_account(session, at.organization, new, "")
    user.must_change_password = False
    session.execute(delete(UserRight).where(UserRight.user_id == user.id))
    _link(session, user, arrival)
    letters = [
        _letter(session, one, AccountNews.JOINED, user.name, f"{user.name}（{user.mail}）")
        for one in administrators(session, at.organization.id)
    ]
    return Admission(user, letters)


def _link(session: Session, user: User, arrival: Arrival) -> None:
    person, now = arrival.person, now_of(session)
    session.add(
        SignOnLink(
            organization_id=user.organization_id,
            user_id=user.id,
            issuer=person.issuer,
            subject=person.subject,
            created_at=now,
        )
    )
    facts: dict[str, str | int] = {
        "issuer": person.issuer,
        "subject": person.subject,
        "address": arrival.address,
    }
    append_audit(
        session, user.organization_id, Told("sso_linked", user.public_id, user.public_id, facts), now
    )


def _letter(session: Session, to: User, news: AccountNews, by_name: str, about: str = "") -> str:
    letter = AccountLetter(
        organization_id=to.organization_id,
        user_id=to.id,
        kind=news.value,
        by_name=by_name,
        about=about,
        created_at=now_of(session),
    )
    session.add(letter)
    session.flush()
    return letter.public_id
