"""Links to the papers of a concluded contract, issued anew, and their letters (GM-28, CS-31)."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import ColumnElement, Select, and_, select
from sqlalchemy.orm import Session, aliased

from contracts.letters import Letter, LinkPurpose, Minted
from contracts.reasons import JST
from database.delivery import PartyLink
from database.engine import now_of
from database.party import Party
from database.queries.preferences import phone_of, preferences_of

NEW_LINK = "concluded_link"
REISSUES = uuid.UUID("5f0f3a0e-9d0c-4b0e-8a4e-1d2f5d6c7b33")


@dataclass(frozen=True, slots=True)
class Reissued:
    public_id: str
    is_new: bool


def new_paper_link(session: Session, party: Party, key: str, mint: Callable[[], Minted]) -> Reissued:
    """Revoke the standing links of the party's papers and keep a new one, whose life starts today."""
    name = str(uuid.uuid5(REISSUES, f"{party.public_id}|{key}"))
    links = session.scalars(_of_papers(party).order_by(PartyLink.issue)).all()
    if any(link.public_id == name for link in links):
        return Reissued(name, is_new=False)
    now, minted = now_of(session), mint()
    for link in links:
        link.revoked_at = link.revoked_at or now
    session.add(
        PartyLink(
            public_id=name,
            organization_id=party.organization_id,
            party_id=party.id,
            round=party.contract.round,
            purpose=LinkPurpose.CONCLUDED,
            issue=links[-1].issue + 1 if links else 1,
            secret_id=minted.secret_id,
            token_digest=minted.token_digest,
            created_at=now,
            expires_at=preferences_of(session, party.organization_id).end_of_papers(now),
        )
    )
    return Reissued(name, is_new=True)


def took_a_dead_ones_place() -> ColumnElement[bool]:
    """Say of a link to papers that it is a new one, whose letter no workflow sends."""
    older = aliased(PartyLink)
    dead = select(older.id).where(
        older.party_id == PartyLink.party_id,
        older.purpose == LinkPurpose.CONCLUDED,
        older.revoked_at.is_not(None),
    )
    is_living = PartyLink.revoked_at.is_(None)
    return and_(PartyLink.purpose == LinkPurpose.CONCLUDED, is_living, dead.exists())


def link_letter(session: Session, public_id: str) -> Letter | None:
    """Return the letter with the link; None once that link is dead."""
    link = session.scalars(select(PartyLink).where(PartyLink.public_id == public_id)).first()
    return None if link is None or link.revoked_at is not None else _letter(session, link)


def _of_papers(party: Party) -> Select[PartyLink]:
    return select(PartyLink).where(PartyLink.party_id == party.id, PartyLink.purpose == LinkPurpose.CONCLUDED)


def _letter(session: Session, link: PartyLink) -> Letter:
    party, contract = link.party, link.party.contract
    return Letter(
        template=NEW_LINK,
        message_id=f"{NEW_LINK}.{link.public_id}",
        to=party.mail,
        to_company=party.company,
        to_name=party.name,
        party=party.public_id,
        purpose=LinkPurpose.CONCLUDED,
        link_facts=("download_url",),
        facts={
            "contract_title": contract.title,
            "sender_organization": contract.organization.name,
            "guide": contract.organization.public_id,
            "owner_name": contract.owner.name,
            "owner_phone": phone_of(session, contract.owner),
            "expires_on": _last_day(link),
        },
        language=party.language,
    )


def _last_day(link: PartyLink) -> str:
    """Return the last day of the link as an ISO date, empty while it never ends."""
    if link.expires_at is None:
        return ""
    return (link.expires_at - timedelta(days=1)).astimezone(JST).date().isoformat()
