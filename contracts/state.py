"""The state that the events fold into, and the questions the rules ask of it."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from contracts.acts import FIRST_EDITION, PartyPlan
from contracts.approval import ApprovalState
from contracts.life import Life, Term
from contracts.refusals import UnknownParty
from contracts.schedule import UNSCHEDULED, Schedule
from contracts.stage import CLOSED, Phase, Progress, Stage

REMEMBERED_KEYS = 50


@dataclass(frozen=True, slots=True)
class PartyState:
    """One party in the current round.

    `answer_by` is the day the sender gave it, `answer_until` when its time ends, `asked_since` the instant
    that its reminders count from; those up to `reminded_until` are sent or skipped.
    """

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
    handed_over: bool = False
    answer_by: date | None = None
    answer_until: datetime | None = None
    asked_since: datetime | None = None
    reminded_until: datetime | None = None
    told_of_end: bool = False

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
        return PartyState(
            plan=self.plan,
            locked=self.locked,
            was_asked=self.was_asked,
            holder=self.holder,
            handed_over=self.handed_over,
            answer_by=self.answer_by,
        )

    def for_new_holder(self, holder: str) -> "PartyState":
        """Who takes the place over has accepted and given nothing yet; tries and uploads stay counted."""
        return PartyState(
            plan=self.plan,
            invited=True,
            was_asked=True,
            locked=self.locked,
            submissions=self.submissions,
            holder=holder,
            handed_over=self.handed_over,
            answer_by=self.answer_by,
            answer_until=self.answer_until,
            asked_since=self.asked_since,
            reminded_until=self.reminded_until,
        )


@dataclass(frozen=True, slots=True)
class ContractState:
    """One contract; `sequence` counts its events, `head` is the digest of the last one.

    `must_revise`: an agreement of this round was taken back, so only new bytes can go on (AD-07).
    `unsealed` are the agreements, as (round, party), that still wait for their signature. `due` is the
    earliest deadline of those asked, `lapsed` the one that passed. `digests` are those of the documents as
    sent, kept where parties do not all sign all of them.
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
    confirms: bool = False
    parties: tuple[PartyState, ...] = ()
    recent_keys: tuple[str, ...] = ()
    unsealed: frozenset[tuple[int, str]] = frozenset()
    term: Term | None = None
    approval: ApprovalState = field(default_factory=ApprovalState)
    schedule: Schedule = UNSCHEDULED
    lapsed: datetime | None = None
    digests: tuple[str, ...] = ()

    @property
    def is_closed(self) -> bool:
        return self.phase in CLOSED

    @property
    def life(self) -> Life:
        return self.term.shown if self.term else Life.UNKNOWN

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
    def keeps_days(self) -> bool:
        """The sender fixed days or reminders; others' events are spelled as before (decision 033)."""
        return bool(
            self.schedule.reminding
            or self.schedule.last_day
            or any(party.answer_by for party in self.parties)
        )

    def days_of(self, party: PartyState) -> tuple[date | None, date | None]:
        """Return the overall last day and the party's own, either of which may be none (MK-56)."""
        return self.schedule.last_day, party.answer_by

    def with_earliest_due(self) -> "ContractState":
        """Return the state with the deadline of whoever asked has the least time left."""
        open_until = [party.answer_until for party in self.pending if party.invited and party.answer_until]
        return replace(self, due=min(open_until)) if open_until else self

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

    @property
    def turns(self) -> list[str]:
        """Whose approval is asked now; nobody's where there is no route: then anybody may approve."""
        is_routed = self.phase is Phase.AWAITING_APPROVAL and self.approval.route
        return list(self.approval.asked) if is_routed else []

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

    def with_renewal(self, **changes: Any) -> "ContractState":  # noqa: ANN401 -- fields of Renewal
        return self.with_term(renewal=replace(self.term.renewal, **changes)) if self.term else self


_STAGE_OF = {
    Phase.NEW: Stage.DRAFT,
    Phase.AWAITING_APPROVAL: Stage.AWAITING_APPROVAL,
    Phase.APPROVAL_REJECTED: Stage.APPROVAL_REJECTED,
    Phase.SENT_BACK: Stage.SENT_BACK,
    Phase.DECLINED: Stage.DECLINED,
    Phase.CANCELLED: Stage.CANCELLED,
    Phase.EXPIRED: Stage.EXPIRED,
    Phase.CONFIRMING: Stage.AWAITING_CONFIRMATION,
    Phase.CONCLUDING: Stage.SEALING,
    Phase.CERTIFYING: Stage.SEALING,
    Phase.CONCLUDED: Stage.CONCLUDED,
    Phase.IMPORTED: Stage.IMPORTED,
}
