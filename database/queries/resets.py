"""A forgotten password: asking for a link, what a link opens, and using it up (IM-06)."""

from dataclasses import dataclass

from sqlalchemy import select, update
from sqlalchemy.orm import Session, joinedload

from contracts.letters import Minted
from database.audit import Told, append_audit
from database.engine import now_of
from database.password_reset import PasswordReset
from database.people import User
from database.queries.mailed_links import (
    LIFE,
    MOST_FROM_AN_ADDRESS,
    MOST_OF_AN_ACCOUNT,
    count_of_last_hour,
    take_once,
)
from database.queries.people import account_of, first_organization_id, forgive_logins
from database.sessions import end_staff_sessions

NOBODY = -1


@dataclass(frozen=True, slots=True)
class Forgotten:
    """What was typed, from where; `key` is the form's own and becomes the public id of the row."""

    key: str
    mail: str
    asked_from: str
    minted: Minted


def asks_too_often(session: Session, asked_from: str) -> bool:
    """Tell whether this network address has had its requests of the last hour (T17)."""
    come_from_there = PasswordReset.asked_from == asked_from
    return count_of_last_hour(session, PasswordReset.created_at, come_from_there) >= MOST_FROM_AN_ADDRESS


def ask_reset(session: Session, forgotten: Forgotten) -> None:
    """File the request; an unknown address costs the same rows and tells nobody anything (T18)."""
    if session.scalar(select(PasswordReset.id).where(PasswordReset.public_id == forgotten.key)) is not None:
        return
    user = account_of(session, forgotten.mail)
    organization_id = user.organization_id if user else first_organization_id(session)
    if organization_id is None:
        return
    now = now_of(session)
    # The chain's lock comes before the count, so that two requests at once are counted one after the other.
    subject = user.public_id if user else ""
    told = Told("password_reset_requested", "", subject, {"address": forgotten.asked_from})
    append_audit(session, organization_id, told, now)
    has_its_share = _count_of(session, user) >= MOST_OF_AN_ACCOUNT
    session.add(
        PasswordReset(
            public_id=forgotten.key,
            organization_id=organization_id,
            user_id=user.id if user and not has_its_share else None,
            secret_id=forgotten.minted.secret_id,
            token_digest=forgotten.minted.token_digest,
            asked_from=forgotten.asked_from,
            created_at=now,
            expires_at=now + LIFE,
        )
    )


def live_reset(session: Session, token_digest: str) -> PasswordReset | None:
    """Return what the token opens now, with its user; None: unknown, used, expired, or disabled since."""
    query = (
        select(PasswordReset)
        .join(User, User.id == PasswordReset.user_id)
        .where(
            PasswordReset.token_digest == token_digest,
            PasswordReset.used_at.is_(None),
            PasswordReset.expires_at > now_of(session),
            User.disabled_at.is_(None),
        )
        .options(joinedload(PasswordReset.user))
    )
    return session.scalars(query).first()


def use_reset(session: Session, token_digest: str, password_hash: str) -> bool:
    """Set the password and end every session and every other link of the person; False: no longer live."""
    reset = live_reset(session, token_digest)
    now = now_of(session)
    if reset is None or reset.user_id is None or not take_once(session, reset, now):
        return False
    user = session.get_one(User, reset.user_id)
    user.password_hash, user.must_change_password = password_hash, False
    forgive_logins(user)
    end_staff_sessions(session, user)
    end_resets(session, user)
    told = Told("password_reset", user.public_id, user.public_id, {"request": reset.public_id})
    append_audit(session, user.organization_id, told, now)
    return True


def end_resets(session: Session, user: User) -> None:
    """Use up every link of the person that was not used."""
    standing = update(PasswordReset).where(PasswordReset.user_id == user.id, PasswordReset.used_at.is_(None))
    session.execute(standing.values(used_at=now_of(session)))


def _count_of(session: Session, user: User | None) -> int:
    are_theirs = PasswordReset.user_id == (user.id if user else NOBODY)
    return count_of_last_hour(session, PasswordReset.created_at, are_theirs)
