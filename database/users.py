"""Accounts as another person changes them: each change audited, and told to whose account it is (T09)."""

import uuid
from dataclasses import dataclass

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from contracts.accounts import (
    AccountNews,
    AddressTaken,
    LastAdministrator,
    NotOnYourself,
    require_above,
)
from contracts.roles import Role
from database.account import AccountLetter, Departure
from database.contract import Contract
from database.engine import now_of
from database.party import Party
from database.people import ApiToken, User
from database.queries.accounts import NewAccount, add_account, is_taken
from database.queries.people import forgive_logins, mail_key
from database.queries.resets import end_resets
from database.queries.users import other_administrators
from database.sessions import end_staff_sessions
from database.shelves.telling import By


@dataclass(frozen=True, slots=True)
class Profile:
    """What an administrator says of a person; `phone` is printed beside the owner's name (AD-23)."""

    mail: str
    name: str
    role: Role
    language: str
    phone: str


@dataclass(frozen=True, slots=True)
class Invitation:
    """`secret_id` makes the temporary password again, of which only the hash is kept."""

    key: str
    secret_id: bytes
    password_hash: str


def invite(session: Session, by: By, profile: Profile, invitation: Invitation) -> str:
    """Add the person and file the mail; return its public id. Raises AddressTaken or OnlyByAdministrators."""
    require_above(Role(by.staff.user.role), profile.role)
    if is_taken(session, profile.mail):
        raise AddressTaken
    new = NewAccount(profile.mail, profile.name, profile.role, invitation.password_hash, profile.language)
    user = add_account(session, by.staff.organization, new, by.staff.user.public_id)
    user.phone = profile.phone
    return _issued(session, by, user, invitation)


def invite_again(session: Session, by: By, user: User, invitation: Invitation) -> str:
    """Give a new temporary password; the one before, every session and every reset link end."""
    require_above(Role(by.staff.user.role), Role(user.role))
    user.password_hash, user.must_change_password = invitation.password_hash, True
    forgive_logins(user)
    end_staff_sessions(session, user)
    end_resets(session, user)
    by.tells(session, "user_invited_again", user.public_id)
    return _issued(session, by, user, invitation)


def change_profile(session: Session, by: By, user: User, profile: Profile) -> list[str]:
    """Change what differs and return the public ids of the letters that tell it.

    Raises NotOnYourself, LastAdministrator, OnlyByAdministrators or AddressTaken.
    """
    letters = []
    if profile.role != user.role:
        letters.append(_change_role(session, by, user, profile.role))
    if profile.mail != user.mail:
        letters += _change_mail(session, by, user, profile.mail)
    changed = [
        name for name in ("name", "language", "phone") if getattr(user, name) != getattr(profile, name)
    ]
    for name in changed:
        setattr(user, name, getattr(profile, name))
    if changed:
        by.tells(session, "user_changed", user.public_id, names=" ".join(changed))
    return letters


def disable(session: Session, by: By, user: User) -> None:
    """Close the account: sessions and API tokens end with this transaction (T07).

    Raises NotOnYourself, LastAdministrator or OnlyByAdministrators.
    """
    if user.id == by.staff.user.id:
        raise NotOnYourself
    require_above(Role(by.staff.user.role), Role(user.role))
    _require_not_last(session, user)
    now = now_of(session)
    user.disabled_at = now
    end_staff_sessions(session, user)
    tokens = update(ApiToken).where(ApiToken.user_id == user.id, ApiToken.revoked_at.is_(None))
    session.execute(tokens.values(revoked_at=now))
    by.tells(session, "user_disabled", user.public_id)


def enable(session: Session, by: By, user: User, invitation: Invitation) -> str:
    """Open the account again with a temporary password: the one from before is worth nothing."""
    require_above(Role(by.staff.user.role), Role(user.role))
    now = now_of(session)
    user.disabled_at = None
    left = update(Departure).where(Departure.user_id == user.id, Departure.returned_at.is_(None))
    session.execute(left.values(returned_at=now))
    by.tells(session, "user_enabled", user.public_id)
    return invite_again(session, by, user, invitation)


def tell(session: Session, by: By, user: User, news: AccountNews, address: str = "") -> str:
    """File a mail about the person's own account and return its public id."""
    letter = AccountLetter(public_id=str(uuid.uuid4()), kind=news.value, address=address)
    return _filed(session, by, user, letter)


def _change_role(session: Session, by: By, user: User, role: Role) -> str:
    if user.id == by.staff.user.id:
        raise NotOnYourself
    require_above(Role(by.staff.user.role), Role(user.role), role)
    _require_not_last(session, user)
    by.tells(session, "user_role_changed", user.public_id, before=user.role, role=role.value)
    user.role = role
    return tell(session, by, user, AccountNews.ROLE_CHANGED)


def _change_mail(session: Session, by: By, user: User, mail: str) -> list[str]:
    """Tell both addresses: whoever changes the address could otherwise take the account over (T09).

    Links that went to the one before set no password any more.
    """
    require_above(Role(by.staff.user.role), Role(user.role))
    if mail_key(mail) != user.mail_key and is_taken(session, mail):
        raise AddressTaken
    if _opens_confidential(session, user, mail):
        raise AddressTaken
    before = tell(session, by, user, AccountNews.MAIL_CHANGED, user.mail)
    by.tells(session, "user_mail_changed", user.public_id, before=user.mail, mail=mail)
    user.mail, user.mail_key = mail, mail_key(mail)
    end_resets(session, user)
    return [before, tell(session, by, user, AccountNews.MAIL_CHANGED)]


def _opens_confidential(session: Session, user: User, mail: str) -> bool:
    """Tell whether one of ours is asked at this address in a 親展: whoever has it sees that (MK-79)."""
    query = select(Party.id).join(Contract, Contract.id == Party.contract_id)
    here = Party.organization_id == user.organization_id, Party.own.is_(True)
    theirs = Party.mail.in_({mail, mail_key(mail)}), Contract.confidential.is_(True)
    return session.scalars(query.where(*here, *theirs).limit(1)).first() is not None


def _require_not_last(session: Session, user: User) -> None:
    if user.role == Role.ADMINISTRATOR and not other_administrators(session, user):
        raise LastAdministrator


def _issued(session: Session, by: By, user: User, invitation: Invitation) -> str:
    issued = AccountNews.ISSUED.value
    letter = AccountLetter(public_id=invitation.key, kind=issued, secret_id=invitation.secret_id)
    return _filed(session, by, user, letter)


def _filed(session: Session, by: By, user: User, letter: AccountLetter) -> str:
    letter.organization_id, letter.user_id = user.organization_id, user.id
    letter.by_name, letter.created_at = by.staff.user.name, now_of(session)
    session.add(letter)
    return letter.public_id
