"""締結用URL as the sender sees it: to be handed over until somebody has taken the place (CS-08, T05)."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from adapters.keys import KeyPurpose
from adapters.secrets import LinkMaker
from contracts.letters import LinkPurpose
from contracts.stage import HAS_AGREED
from database.contract import Contract
from database.delivery import PartyLink
from database.party import Party
from database.queries.preferences import preferences_of
from webapp.parts import parts

URL_WAY = "url"


@dataclass(frozen=True, slots=True)
class SigningUrl:
    """`state` is unused, begun or used; `url` is empty unless it can be handed over now."""

    state: str
    url: str
    is_recommended: bool


def signing_urls(session: Session, contract: Contract, *, may_send: bool) -> dict[str, SigningUrl]:
    """Return the 締結用URL by the public id of each party that has one."""
    is_recommended = preferences_of(session, contract.organization_id).arrival_way == URL_WAY
    return {
        party.public_id: SigningUrl(
            _state(party), _url(session, contract, party) if may_send else "", is_recommended
        )
        for party in contract.parties
        if party.claimable
    }


def _state(party: Party) -> str:
    if party.progress in HAS_AGREED:
        return "used"
    return "begun" if party.holder else "unused"


def _url(session: Session, contract: Contract, party: Party) -> str:
    """Derived from the row and the key for who may send: neither mail nor database holds it."""
    if party.holder or contract.frozen_at is not None:
        return ""
    link = session.scalars(
        select(PartyLink).where(
            PartyLink.party_id == party.id,
            PartyLink.purpose == LinkPurpose.CLAIM,
            PartyLink.round == contract.round,
            PartyLink.revoked_at.is_(None),
        )
    ).first()
    if link is None:
        return ""
    return LinkMaker(parts().keys.derived(KeyPurpose.LINKS), parts().settings.base_url).url(link.secret_id)
