"""Nothing is ever addressed to somebody whose account is closed (NX-09)."""

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from contracts.letters import Letter, LinkPurpose
from contracts.roles import Role
from database.account import Departure
from database.contract import Contract
from database.letters.contacting import with_contacts
from database.party import Party
from database.people import User
from database.queries.levels import sees
from database.queries.people import mail_key
from database.suspension import standing_suspension


def outgoing(session: Session, organization_id: int, letters: Sequence[Letter]) -> list[Letter]:
    """Return the letters as they go out: to successors, none to whom nobody follows, with whom to ask.

    Of an organisation that is suspended no letter leaves the house (T53).
    """
    due = letters
    if standing_suspension(session, organization_id) is not None:
        due = [letter for letter in letters if _is_to_staff(session, organization_id, letter)]
    found = (_forwarded(session, letter) for letter in due)
    return with_contacts(session, organization_id, (letter for letter in found if letter is not None))


def _is_to_staff(session: Session, organization_id: int, letter: Letter) -> bool:
    query = select(User.id).where(
        User.organization_id == organization_id, User.mail_key == mail_key(letter.to)
    )
    return session.scalars(query).first() is not None


def heir_of(session: Session, user: User) -> User | None:
    """Return who takes over what was for `user`, else the administrator of the longest standing."""
    known, heir = {user.id}, _successor(session, user)
    while heir is not None and heir.disabled_at is not None and heir.id not in known:
        known.add(heir.id)
        heir = _successor(session, heir)
    if heir is not None and heir.disabled_at is None:
        return heir
    administrators = select(User).where(
        User.organization_id == user.organization_id,
        User.role == Role.ADMINISTRATOR,
        User.disabled_at.is_(None),
    )
    return session.scalars(administrators.order_by(User.id)).first()


def _forwarded(session: Session, letter: Letter) -> Letter | None:
    closed = select(User).where(User.mail_key == mail_key(letter.to), User.disabled_at.is_not(None))
    user = session.scalars(closed).first()
    if user is None:
        return letter
    if letter.party and letter.purpose is not LinkPurpose.CLAIM:
        return None if _is_own(session, letter, user) else letter
    url = str(letter.facts.get("contract_url", ""))
    return _to_heir(session, letter, user, url) if url else letter


def _is_own(session: Session, letter: Letter, user: User) -> bool:
    """A personal link to sign is nobody else's; a counterparty with that address is not our business."""
    party = session.scalars(select(Party).where(Party.public_id == letter.party)).first()
    return party is not None and party.own and party.organization_id == user.organization_id


def _to_heir(session: Session, letter: Letter, user: User, url: str) -> Letter | None:
    named = url.partition("/contracts/")[2][:36]
    contract = session.scalars(select(Contract).where(Contract.public_id == named)).first()
    heir = heir_of(session, user)
    if heir is None or contract is None or not sees(session, heir, contract):
        return None
    return replace(letter, to=heir.mail, to_name=heir.name, language=heir.language)


def _successor(session: Session, user: User) -> User | None:
    query = (
        select(User)
        .join(Departure, Departure.successor_id == User.id)
        .where(Departure.user_id == user.id, Departure.returned_at.is_(None))
    )
    return session.scalars(query.order_by(Departure.id.desc())).first()
