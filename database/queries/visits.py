"""What a link or a counterparty's session opens: one contract, one party, and how it stands with them."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import or_, select
from sqlalchemy.orm import Session, joinedload, selectinload
from sqlalchemy.orm.interfaces import ORMOption

from contracts.authentication import MAIL, PHONE, Factor, is_enough, next_factors
from contracts.letters import LinkPurpose
from contracts.stage import ENDED_UNSIGNED, HAS_AGREED, Progress, Stage
from database.contract import Contract
from database.delivery import PartyLink
from database.engine import now_of
from database.party import Party
from database.party_sessions import code_is_locked
from database.passed_factors import Passed, factors_passed
from database.people import PartySession
from database.suspension import standing_suspension


class LinkState(StrEnum):
    LIVE = "live"
    REPLACED = "replaced"
    HANDED_OVER = "handed_over"
    EXPIRED = "expired"
    CLOSED = "closed"
    DECLINED = "declined"
    FROZEN = "frozen"
    SUSPENDED = "suspended"
    REVISING = "revising"
    LOCKED = "locked"
    FINISHED = "finished"
    NOT_YOUR_TURN = "not_your_turn"


@dataclass(frozen=True, slots=True)
class Visit:
    """Who came by which link; `session` is None until the person has pressed the first button.

    `passed` is what this session has proved, in the order in which it did; `by_sms` of an arrival with the
    token that only an SMS carries.
    """

    link: PartyLink
    state: LinkState
    session: PartySession | None = None
    passed: tuple[Passed, ...] = ()
    by_sms: bool = False

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
    def is_of_documents(self) -> bool:
        """The link is for a 必要書類 asked for again after the agreement, and for nothing else (AD-17)."""
        return self.link.purpose == LinkPurpose.DOCUMENTS

    @property
    def is_beside(self) -> bool:
        """What the link opens is no part of the workflow: nothing of it is asked of the engine."""
        return self.is_of_concluded or self.is_of_documents

    @property
    def needs_code(self) -> bool:
        """Nothing of the document is shown before all that the profile asks is passed (IM-37, LW-04)."""
        return not self.is_complete_with()

    def is_complete_with(self, *factors: Factor) -> bool:
        """Tell whether what was passed, and `factors` besides, reach the party's profile."""
        passed = [*self._factors, *factors]
        return is_enough(self.party.profile, passed, access_code=bool(self.party.access_code_hash))

    @property
    def ways(self) -> tuple[Factor, ...]:
        """Return what can be passed next, best first."""
        party, code = self.party, bool(self.party.access_code_hash)
        reached_by = [kind for kind, address in ((MAIL, party.mail), (PHONE, party.phone)) if address]
        return next_factors(party.profile, self._factors, access_code=code, reached_by=reached_by)

    @property
    def _factors(self) -> list[str]:
        return [one.factor for one in self.passed]


def arrival_by(session: Session, token_digest: str) -> Visit | None:
    """Return what the link of this digest, of its long or its short token, opens; None if there is none."""
    is_named = or_(PartyLink.token_digest == token_digest, PartyLink.short_digest == token_digest)
    query = select(PartyLink).where(is_named).options(*_WHOLE)
    link = session.scalars(query).first()
    if link is None:
        return None
    return Visit(link, _state_of(session, link, now_of(session)), by_sms=link.short_digest == token_digest)


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
    if found is None:
        return None
    visitor, link = found
    passed = tuple(factors_passed(session, visitor, link.party))
    return Visit(link, _state_of(session, link, now), visitor, passed)


_PARTY = joinedload(PartyLink.party)
_CONTRACT = _PARTY.joinedload(Party.contract)
_WHOLE: tuple[ORMOption, ...] = (
    _PARTY.selectinload(Party.required_documents),
    _PARTY.selectinload(Party.fields),
    _CONTRACT.joinedload(Contract.organization),
    _CONTRACT.joinedload(Contract.owner),
    _CONTRACT.joinedload(Contract.type),
    _CONTRACT.options(selectinload(Contract.parties)),
)


def _state_of(session: Session, link: PartyLink, now: datetime) -> LinkState:
    """Every link of a suspended organisation is dead, whatever it opened (T53)."""
    if standing_suspension(session, link.organization_id) is not None:
        return LinkState.SUSPENDED
    return next((state for state, holds in _facts_of(link, now) if holds), LinkState.LIVE)


def _facts_of(link: PartyLink, now: datetime) -> tuple[tuple[LinkState, bool], ...]:
    if link.purpose == LinkPurpose.CONCLUDED:
        return _facts_of_concluded(link, now)
    if link.purpose == LinkPurpose.DOCUMENTS:
        return _facts_of_documents(link)
    return _facts_of_request(link, now)


def _facts_of_request(link: PartyLink, now: datetime) -> tuple[tuple[LinkState, bool], ...]:
    """List what ends a request, weightiest first: an agreement already given outweighs a deadline."""
    party, contract = link.party, link.party.contract
    return (
        (LinkState.HANDED_OVER, _is_handed_over(link)),
        (LinkState.REPLACED, link.revoked_at is not None or link.round != contract.round),
        (LinkState.FROZEN, contract.frozen_at is not None),
        (LinkState.DECLINED, contract.stage == Stage.DECLINED),
        (LinkState.CLOSED, contract.stage in {Stage.CANCELLED, Stage.APPROVAL_REJECTED}),
        (LinkState.EXPIRED, contract.stage == Stage.EXPIRED),
        (LinkState.FINISHED, party.progress in HAS_AGREED),
        (LinkState.REVISING, contract.stage == Stage.SENT_BACK),
        (LinkState.EXPIRED, link.expires_at is not None and link.expires_at <= now),
        (LinkState.LOCKED, code_is_locked(party)),
        (LinkState.NOT_YOUR_TURN, party.progress in {Progress.NOT_ASKED, Progress.SHARED_LATER}),
    )


def _facts_of_concluded(link: PartyLink, now: datetime) -> tuple[tuple[LinkState, bool], ...]:
    """The link to a concluded contract ends only where the organisation wants it to (CS-30, GM-18)."""
    party, contract = link.party, link.party.contract
    return (
        (LinkState.REPLACED, link.revoked_at is not None),
        (LinkState.EXPIRED, link.expires_at is not None and link.expires_at <= now),
        (LinkState.NOT_YOUR_TURN, contract.stage != Stage.CONCLUDED),
        (LinkState.LOCKED, code_is_locked(party)),
    )


def _facts_of_documents(link: PartyLink) -> tuple[tuple[LinkState, bool], ...]:
    """It lives while the agreement does whose 必要書類 are asked for again (AD-17)."""
    party, contract = link.party, link.party.contract
    return (
        (LinkState.REPLACED, link.revoked_at is not None or link.round != contract.round),
        (LinkState.FROZEN, contract.frozen_at is not None),
        (LinkState.EXPIRED, contract.stage == Stage.EXPIRED),
        (LinkState.CLOSED, contract.stage in ENDED_UNSIGNED),
        (LinkState.LOCKED, code_is_locked(party)),
    )


def _is_handed_over(link: PartyLink) -> bool:
    """The link was for somebody who has handed the place over since (CL-20)."""
    held = link.party.held_since
    is_dead = link.revoked_at is not None and link.purpose == LinkPurpose.AGREE
    return is_dead and held is not None and link.created_at < held
