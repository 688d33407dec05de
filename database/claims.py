"""The place of a party and who takes it by the 締結用URL (CS-08, CS-10, AD-11)."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from contracts.claiming import Claimant, Holding, holding_of
from contracts.free_mail import is_free_mail
from contracts.place import require_vacant
from database.delivery import PartyLink
from database.engine import now_of
from database.holders import PartyHolder
from database.party import Party
from database.people import User
from database.queries.people import mail_key
from database.succession import mails_beside

CLAIMED = "claimed"


def require_place(session: Session, party: Party, mail: str) -> Party:
    """Return the party as it stands in this transaction.

    Raises PlaceIsTaken or HoldsAnotherPlace for a mailbox that may not go on in its place.
    """
    now = session.get_one(Party, party.id, populate_existing=True)
    require_vacant(mail, now.mail if now.holder else None, mails_beside(session, now))
    return now


def keep_claimant(session: Session, link: PartyLink, claimant: Claimant) -> Holding:
    """Write who is about to take the place of the link's party, once, and return what the act names."""
    party = link.party
    holding = holding_of(party.public_id, link.round, claimant)
    known = select(PartyHolder.id).where(PartyHolder.public_id == holding.id)
    if session.scalar(known) is None:
        session.add(
            PartyHolder(
                public_id=holding.id,
                organization_id=link.organization_id,
                party_id=party.id,
                round=link.round,
                how=CLAIMED,
                company=claimant.company,
                name=claimant.name,
                mail=claimant.mail,
                language=claimant.language,
                message="",
                digest=holding.digest,
                previous_company=party.company,
                previous_name=party.name,
                previous_mail=party.mail,
                previous_language=party.language,
                created_at=now_of(session),
            )
        )
    return holding


def own_domains(session: Session, organization_id: int) -> tuple[str, ...]:
    """Return the mail domains of the organisation's people, but for those that anybody has an address of."""
    mails = _own_mails(session, organization_id)
    return tuple(sorted({mail.rpartition("@")[2] for mail in mails if not is_free_mail(mail)}))


def is_of_own_people(session: Session, organization_id: int, mail: str) -> bool:
    return mail_key(mail) in _own_mails(session, organization_id)


def _own_mails(session: Session, organization_id: int) -> set[str]:
    return set(session.scalars(select(User.mail_key).where(User.organization_id == organization_id)))
