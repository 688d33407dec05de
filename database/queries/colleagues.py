"""The members of an organisation as those who review, are asked, and are called in comments."""

import re
import unicodedata
from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from contracts.roles import Permission
from database.people import Organization, User
from database.sessions import Staff, rights_of

SPACES = re.compile(r"\s+")
AT = "@"


def colleagues_of(session: Session, organization_id: int) -> Sequence[User]:
    """Return everybody with an account, by name."""
    query = select(User).where(User.organization_id == organization_id, User.disabled_at.is_(None))
    return session.scalars(query.order_by(User.name, User.id)).all()


def as_staff(session: Session, user: User) -> Staff:
    """Return the person as queries and permissions ask for them, without a session of theirs."""
    return Staff("", user, session.get_one(Organization, user.organization_id), rights_of(session, user))


def reviewers_of(session: Session, organization_id: int) -> list[User]:
    people = colleagues_of(session, organization_id)
    return [one for one in people if as_staff(session, one).may(Permission.REVIEW)]


def colleagues_named(session: Session, organization_id: int, ids: Sequence[str]) -> list[User]:
    return [one for one in colleagues_of(session, organization_id) if one.public_id in ids]


def called_in(body: str, people: Sequence[User]) -> list[User]:
    """Return whom the text calls as 「@氏名」 or by address; width and spaces in a name do not matter."""
    text = _plain(body)
    return [one for one in people if any(AT + _plain(name) in text for name in (one.name, one.mail))]


def _plain(text: str) -> str:
    return SPACES.sub("", unicodedata.normalize("NFKC", text)).casefold()
