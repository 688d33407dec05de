"""認証アプリ and パスキー of a person, known by the folded address, within one organisation (MK-74).

Trust on first use: the first one is registered in a visit that has passed all before it, and says so. From
then on none is added or exchanged: only the organisation can revoke it (`revoke_factors`).
"""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from contracts.authentication import Factor
from database.delivery import PartyLink
from database.engine import now_of
from database.factors import SecondFactor
from database.party import Party
from database.people import PartySession
from database.queries.people import mail_key


class HasFactorAlready(Exception):
    """Another one was registered meanwhile: it is to be used, not to be replaced."""


@dataclass(frozen=True, slots=True)
class Enrolment:
    """`secret` is the encrypted TOTP secret or the public key of a passkey; `counter` what was used last."""

    kind: Factor
    public_id: str
    credential_id: str
    secret: bytes
    counter: int


def person_key(party: Party) -> str:
    """Return the name under which the factors of whoever holds the place are kept."""
    return mail_key(party.mail) if party.mail else f"tel:{party.phone}"


def factors_of(session: Session, party: Party) -> Sequence[SecondFactor]:
    """Return the person's factors that count, oldest first."""
    query = select(SecondFactor).where(
        SecondFactor.organization_id == party.organization_id,
        SecondFactor.mail_key == person_key(party),
        SecondFactor.confirmed_at.is_not(None),
        SecondFactor.revoked_at.is_(None),
    )
    return session.scalars(query.order_by(SecondFactor.id)).all()


def enrolled_among(session: Session, parties: Sequence[Party]) -> frozenset[str]:
    """Return the public ids of those of one organisation's parties who have a factor that counts."""
    people = {party.public_id: person_key(party) for party in parties}
    query = select(SecondFactor.mail_key).where(
        SecondFactor.organization_id.in_({party.organization_id for party in parties}),
        SecondFactor.mail_key.in_(people.values()),
        SecondFactor.confirmed_at.is_not(None),
        SecondFactor.revoked_at.is_(None),
    )
    known = set(session.scalars(query))
    return frozenset(public_id for public_id, person in people.items() if person in known)


def times_enrolled(session: Session, party: Party) -> int:
    """Return how many factors the person ever had, revoked ones too."""
    query = select(SecondFactor.id).where(
        SecondFactor.organization_id == party.organization_id, SecondFactor.mail_key == person_key(party)
    )
    return len(session.scalars(query).all())


def enrol(session: Session, party: Party, enrolment: Enrolment) -> None:
    """Keep the person's first factor. Raises HasFactorAlready."""
    if factors_of(session, party):
        raise HasFactorAlready
    now = now_of(session)
    session.add(
        SecondFactor(
            public_id=enrolment.public_id,
            organization_id=party.organization_id,
            mail_key=person_key(party),
            kind=enrolment.kind.value,
            credential_id=enrolment.credential_id,
            secret=enrolment.secret,
            counter=enrolment.counter,
            created_at=now,
            confirmed_at=now,
            last_used_at=now,
        )
    )
    session.flush()


def count_up(session: Session, factor: SecondFactor, counter: int) -> bool:
    """Take a time step or a sign count once; False when this one, or a later one, was taken before.

    A passkey that is synchronised between devices stays at 0 for ever (WebAuthn, section 6.1.1).
    """
    is_new = SecondFactor.counter < counter if counter else SecondFactor.counter == 0
    taken = (
        update(SecondFactor)
        .where(SecondFactor.id == factor.id, SecondFactor.revoked_at.is_(None), is_new)
        .values(counter=counter, last_used_at=now_of(session))
        .returning(SecondFactor.id)
    )
    return session.scalars(taken).one_or_none() is not None


def revoke_factors(session: Session, party: Party) -> int:
    """End all factors of the person with the visits that stand on them, and return how many there were."""
    living, now = factors_of(session, party), now_of(session)
    for factor in living:
        factor.revoked_at = now
    for visitor in _open_sessions(session, party):
        visitor.ended_at = now
    return len(living)


def _open_sessions(session: Session, party: Party) -> list[PartySession]:
    """Return the person's visits to any contract of the organisation."""
    query = (
        select(PartySession, Party)
        .join(PartyLink, PartyLink.id == PartySession.link_id)
        .join(Party, Party.id == PartyLink.party_id)
        .where(
            PartySession.organization_id == party.organization_id,
            PartySession.ended_at.is_(None),
            PartySession.expires_at > now_of(session),
        )
    )
    person = person_key(party)
    return [row[0] for row in session.execute(query) if person_key(row[1]) == person]
