"""The state that the events fold into, and the questions the rules ask of it."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from contracts.acts import FIRST_EDITION, PartyPlan
from contracts.life import Life, Term
from contracts.refusals import UnknownParty
from contracts.stage import CLOSED, Phase, Progress, Stage

REMEMBERED_KEYS = 50


@dataclass(frozen=True, slots=True)
class PartyState:
    """One party in the current round."""

    plan: PartyPlan
    invited: bool = False
    was_asked: bool = False
    accepted_terms: bool = False
    locked: bool = False
    documents: frozenset[str] = frozenset()
    submissions: int = 0
    agreed: bool = False
    signed: bool = False
    sent_back: bool = False
    declined: bool = False
    retraction_asked: bool = False
    holder: str = ""

    @property
    def id(self) -> str:
        return self.plan.id

    @property
    def progress(self) -> Progress:
        reached = (
            (not self.plan.signs, Progress.SHARED_LATER),
            (self.signed, Progress.SIGNED),
            (self.agreed, Progress.AGREED),
            (self.sent_back, Progress.SENT_BACK),
            (self.declined, Progress.DECLINED),
            (self.locked, Progress.LOCKED),
            (self.accepted_terms, Progress.OPENED),
            (self.invited, Progress.ASKED),
        )
        return next((progress for holds, progress in reached if holds), Progress.NOT_ASKED)

    def for_new_round(self) -> "PartyState":
        """The lock outlives a round: a new one must not hand out new tries (T15)."""
        return PartyState(plan=self.plan, locked=self.locked, was_asked=self.was_asked, holder=self.holder)

    def for_new_holder(self, holder: str) -> "PartyState":
        """Who takes the place over has accepted and given nothing yet; tries and uploads stay counted."""
        return PartyState(
            plan=self.plan,
            invited=True,
            was_asked=True,
            locked=self.locked,
            submissions=self.submissions,
            holder=holder,
        )


@dataclass(frozen=True, slots=True)
class ContractState:
    """One contract; `sequence` counts its events, `head` is the digest of the last one.

    `must_revise`: an agreement of this round was taken back, so only new bytes can go on (AD-07).
    `unsealed` are the agreements, as (round, party), that still wait for their signature.
    """

    contract: str
    sequence: int = 0
    head: str = ""
    phase: Phase = Phase.NEW
    submitter: str = ""
    needs_approval: bool = False
    link_days: int = 30
    round: int = 0
    version: str = ""
    sent_digest: str = ""
    revision: int = 0
    due: datetime | None = None
    returned_by: str = ""
    must_revise: bool = False
    edition: int = FIRST_EDITION
    parties: tuple[PartyState, ...] = ()
    recent_keys: tuple[str, ...] = ()
    unsealed: frozenset[tuple[int, str]] = frozenset()
    term: Term | None = None

    @property
    def is_closed(self) -> bool:
        return self.phase in CLOSED

    @property
    def life(self) -> Life:
        return self.term.life if self.term else Life.UNKNOWN

    @property
    def signers(self) -> tuple[PartyState, ...]:
        return tuple(party for party in self.parties if party.plan.signs)

    @property
    def pending(self) -> tuple[PartyState, ...]:
        return tuple(party for party in self.signers if not party.agreed)

    @property
    def is_waiting_for_answers(self) -> bool:
        """Somebody has been asked and has not agreed: only then does a deadline mean anything."""
        return self.phase is Phase.AGREEING and any(party.invited for party in self.pending)

    @property
    def all_signed(self) -> bool:
        return all(party.signed for party in self.signers)

    @property
    def stage(self) -> Stage:
        if self.phase in {Phase.PREPARING, Phase.AGREEING}:
            return self._stage_while_agreeing()
        return _STAGE_OF[self.phase]

    def _stage_while_agreeing(self) -> Stage:
        if not self.pending:
            return Stage.SEALING
        now_asked = [party for party in self.pending if party.plan.order == self.current_order]
        return Stage.AWAITING_OWN if any(party.plan.own for party in now_asked) else Stage.AWAITING_OTHER

    @property
    def current_order(self) -> int:
        """The 署名順 whose turn it is: the next order waits until the revisions of this one stand (LW-11)."""
        return min((party.plan.order for party in self.signers if not party.signed), default=0)

    def party(self, party_id: str) -> PartyState:
        found = next((party for party in self.parties if party.id == party_id), None)
        if found is None:
            raise UnknownParty(party=party_id)
        return found

    def with_party(self, changed: PartyState) -> "ContractState":
        parties = tuple(changed if party.id == changed.id else party for party in self.parties)
        return replace(self, parties=parties)

    def with_term(self, **changes: Any) -> "ContractState":  # noqa: ANN401 -- fields of Term
        return replace(self, term=replace(self.term, **changes)) if self.term else self


_STAGE_OF = {
    Phase.NEW: Stage.DRAFT,
    Phase.AWAITING_APPROVAL: Stage.AWAITING_APPROVAL,
    Phase.APPROVAL_REJECTED: Stage.APPROVAL_REJECTED,
    Phase.SENT_BACK: Stage.SENT_BACK,
    Phase.DECLINED: Stage.DECLINED,
    Phase.CANCELLED: Stage.CANCELLED,
    Phase.EXPIRED: Stage.EXPIRED,
    Phase.CONCLUDING: Stage.SEALING,
    Phase.CERTIFYING: Stage.SEALING,
    Phase.CONCLUDED: Stage.CONCLUDED,
}
