"""What a link or a counterparty's session opens: one contract, one party, and how it stands with them."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload
from sqlalchemy.orm.interfaces import ORMOption

from contracts.letters import LinkPurpose
from contracts.stage import Progress, Stage
from database.contract import Contract, Party
from database.delivery import PartyLink
from database.engine import now_of
from database.party_sessions import code_is_locked
from database.people import PartySession


class LinkState(StrEnum):
    LIVE = "live"
    REPLACED = "replaced"
    EXPIRED = "expired"
    CLOSED = "closed"
    FROZEN = "frozen"
    REVISING = "revising"
    LOCKED = "locked"
    FINISHED = "finished"
    NOT_YOUR_TURN = "not_your_turn"


@dataclass(frozen=True, slots=True)
class Visit:
    """Who came by which link; `session` is None until the person has pressed the first button."""

    link: PartyLink
    state: LinkState
    session: PartySession | None = None

    @property
    def party(self) -> Party:
        return self.link.party

    @property
    def contract(self) -> Contract:
        return self.link.party.contract

    @property
    def is_of_concluded(self) -> bool:
        return self.link.purpose == LinkPurpose.CONCLUDED

    @property
    def needs_code(self) -> bool:
        """Nothing of the document is shown before a set access code has been passed (IM-37)."""
        passed = self.session is not None and self.session.code_passed_at is not None
        return bool(self.party.access_code_hash) and not passed


def arrival_by(session: Session, token_digest: str) -> Visit | None:
    """Return what the link of this digest opens, or None if there is no such link."""
    query = select(PartyLink).where(PartyLink.token_digest == token_digest).options(*_WHOLE)
    link = session.scalars(query).first()
    return Visit(link, _state_of(link, now_of(session))) if link else None


def visit_by(session: Session, session_digest: str) -> Visit | None:
    """Return the visit whose session has not ended, or None; `state` tells if its link still lives."""
    now = now_of(session)
    query = (
        select(PartySession, PartyLink)
        .join(PartyLink, PartyLink.id == PartySession.link_id)
        .where(
            PartySession.digest == session_digest,
            PartySession.ended_at.is_(None),
            PartySession.expires_at > now,
        )
        .options(*_WHOLE)
    )
    found = session.execute(query).first()
    return Visit(found[1], _state_of(found[1], now), found[0]) if found else None


_PARTY = joinedload(PartyLink.party)
_CONTRACT = _PARTY.joinedload(Party.contract)
_WHOLE: tuple[ORMOption, ...] = (
    _PARTY.selectinload(Party.required_documents),
    _CONTRACT.joinedload(Contract.organization),
    _CONTRACT.joinedload(Contract.owner),
    _CONTRACT.options(selectinload(Contract.parties)),
)


def _state_of(link: PartyLink, now: datetime) -> LinkState:
    facts = (
        _facts_of_concluded(link) if link.purpose == LinkPurpose.CONCLUDED else _facts_of_request(link, now)
    )
    return next((state for state, holds in facts if holds), LinkState.LIVE)


def _facts_of_request(link: PartyLink, now: datetime) -> tuple[tuple[LinkState, bool], ...]:
    """List what ends a request, weightiest first: an agreement already given outweighs a deadline."""
    party, contract = link.party, link.party.contract
    return (
        (LinkState.REPLACED, link.revoked_at is not None or link.round != contract.round),
        (LinkState.FROZEN, contract.frozen_at is not None),
        (LinkState.CLOSED, contract.stage in {Stage.CANCELLED, Stage.APPROVAL_REJECTED}),
        (LinkState.EXPIRED, contract.stage == Stage.EXPIRED),
        (LinkState.FINISHED, party.progress in {Progress.AGREED, Progress.SIGNED}),
        (LinkState.REVISING, contract.stage == Stage.SENT_BACK),
        (LinkState.EXPIRED, link.expires_at is not None and link.expires_at <= now),
        (LinkState.LOCKED, code_is_locked(party)),
        (LinkState.NOT_YOUR_TURN, party.progress in {Progress.NOT_ASKED, Progress.SHARED_LATER}),
    )


def _facts_of_concluded(link: PartyLink) -> tuple[tuple[LinkState, bool], ...]:
    """The link to a concluded contract never expires (CS-30)."""
    party, contract = link.party, link.party.contract
    return (
        (LinkState.REPLACED, link.revoked_at is not None),
        (LinkState.NOT_YOUR_TURN, contract.stage != Stage.CONCLUDED),
        (LinkState.LOCKED, code_is_locked(party)),
    )
