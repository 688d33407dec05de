"""The mails of registration and of a forgotten password: asking for one, and what its link opens (GM-25)."""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from contracts.letters import Minted
from database.audit import Told, append_audit
from database.engine import now_of
from database.people import Organization
from database.queries.mailed_links import (
    LIFE,
    MOST_FROM_AN_ADDRESS,
    MOST_OF_AN_ACCOUNT,
    count_of_last_hour,
)
from database.queries.people import mail_key
from database.readers import ReaderInvitation

FORGOTTEN_AFTER = timedelta(days=1)


class LinkFor(StrEnum):
    REGISTRATION = "registration"
    PASSWORD = "password"  # noqa: S105 -- the name of a purpose


@dataclass(frozen=True, slots=True)
class LinkAsked:
    """What was typed, from where; `key` is the form's own and becomes the public id of the row."""

    key: str
    purpose: LinkFor
    mail: str
    language: str
    remote: str
    minted: Minted


def host_of(session: Session) -> Organization | None:
    """Return whose installation this is: accounts of readers are with it."""
    return session.scalars(select(Organization).order_by(Organization.id).limit(1)).first()


def links_asked_too_often(session: Session, remote: str) -> bool:
    """Tell whether this network address has had its requests of the last hour (T17)."""
    come_from_there = ReaderInvitation.remote == remote
    return count_of_last_hour(session, ReaderInvitation.created_at, come_from_there) >= MOST_FROM_AN_ADDRESS


def ask_reader_link(session: Session, host: Organization, asked: LinkAsked) -> None:
    """File the request; whether the address has an account changes nothing that could be seen (T18)."""
    known = select(ReaderInvitation.id).where(ReaderInvitation.public_id == asked.key)
    if session.scalar(known) is not None:
        return
    now = now_of(session)
    # The chain's lock comes before the count, so that two requests at once are counted one after the other.
    told = Told("reader_link_asked", "", asked.key, {"address": asked.remote, "purpose": asked.purpose.value})
    append_audit(session, host.id, told, now)
    # Addresses of people who never came back are nobody's to keep.
    session.execute(delete(ReaderInvitation).where(ReaderInvitation.expires_at < now - FORGOTTEN_AFTER))
    key = mail_key(asked.mail)
    is_theirs = ReaderInvitation.mail_key == key
    count = count_of_last_hour(session, ReaderInvitation.created_at, is_theirs)
    minted = asked.minted if count < MOST_OF_AN_ACCOUNT else None
    session.add(
        ReaderInvitation(
            public_id=asked.key,
            organization_id=host.id,
            purpose=asked.purpose,
            mail=asked.mail.strip(),
            mail_key=key,
            language=asked.language,
            company="",
            name="",
            password_hash="",
            secret_id=minted.secret_id if minted else None,
            token_digest=minted.token_digest if minted else None,
            remote=asked.remote,
            created_at=now,
            expires_at=now + LIFE,
        )
    )


def live_reader_link(session: Session, token_digest: str) -> ReaderInvitation | None:
    """Return what the token opens now; None: unknown, used or expired."""
    query = select(ReaderInvitation).where(
        ReaderInvitation.token_digest == token_digest,
        ReaderInvitation.used_at.is_(None),
        ReaderInvitation.expires_at > now_of(session),
    )
    return session.scalars(query).first()
