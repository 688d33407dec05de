"""送信前シミュレーション: what a contract brings when it is sent now, by the rules that will run it (NX-01).

The acts and deadlines are those of the engine; its steps take no time, and nobody is asked anything real.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from contracts.acts import (
    Act,
    Approve,
    Origin,
    RecordCertificates,
    RecordConclusion,
    RecordPreparation,
    RecordSealing,
    Submit,
)
from contracts.deadlines import ENGINE, next_due
from contracts.effects import Effect, EffectKind, Lane, effects_of
from contracts.event_table import to_stored
from contracts.events import AgreementRecorded
from contracts.evolve import evolve, remembered
from contracts.holding import HELD, sendable_at
from contracts.stage import Phase
from contracts.state import ContractState, PartyState
from contracts.transition import transition

SIMULATED = "0" * 64


@dataclass(frozen=True, slots=True)
class Foreseen:
    """At this instant `recipient`, a party's id or one of `contracts.effects`, is told what `kind` says.

    Of a request for an approval `step` is the step, from 1; `escalates_at` when its seniors are asked too,
    if nobody has decided it; `escalated`: they are now.
    """

    at: datetime
    kind: EffectKind
    recipient: str
    step: int = 0
    escalates_at: datetime | None = None
    escalated: bool = False


@dataclass(frozen=True, slots=True)
class Assumptions:
    """After how many days from being asked parties agree, by id, and steps are approved, by number from 1.

    A party that is not named never agrees. A step that is not named is approved when it escalates, or at once
    where it never does.
    """

    agree_after: Mapping[str, int] = field(default_factory=dict)
    approve_after: Mapping[int, int] = field(default_factory=dict)


NOBODY_ANSWERS = Assumptions()


@dataclass(slots=True)
class _Rehearsal:
    state: ContractState
    now: datetime
    told: list[Foreseen] = field(default_factory=list)

    def does(self, act: Act) -> None:
        step = transition(self.state, act, self.now)
        self.state = step.state
        self._drop_overtaken()
        self._follow(step.effects)

    def agrees(self, party: PartyState) -> None:
        """A stand-in for everything a party does before it agrees: only that it agreed moves the rules."""
        event = AgreementRecorded(
            origin=Origin(party.id),
            party=party.id,
            round=self.state.round,
            shown_digest=self.state.sent_digest,
            shown_revision=self.state.revision,
            imprint="",
            imprint_digest="",
            authenticated=[],
            remaining=len(self.state.pending) - 1,
        )
        after = evolve(self.state, event)
        stored = to_stored(
            event,
            contract=after.contract,
            sequence=after.sequence + 1,
            at=self.now.isoformat(),
            key=f"simulated:{party.id}",
            previous=after.head,
        )
        self.state = remembered(after, stored)
        self._follow(effects_of(self.state, event))

    def approves(self) -> None:
        """Whoever is asked approves; once it escalated, one of the seniors, who decides the step alone."""
        approval = self.state.approval
        seniors = approval.seniors if approval.escalated else ()
        person = (*seniors, *approval.asked)[0]
        self.does(Approve(f"simulated:{self.state.sequence}", Origin(person)))

    def reached_at(self, party: PartyState) -> datetime:
        """Return when the request reaches the party: one by SMS may have waited for the morning (NX-10)."""
        asked = (one.at for one in self.told if one.kind is EffectKind.INVITE and one.recipient == party.id)
        return max(asked, default=self.now)

    def _drop_overtaken(self) -> None:
        """A request that still waits for its hour when the contract ends reaches nobody."""
        if self.state.phase is not Phase.AGREEING:
            self.told = [one for one in self.told if one.kind not in HELD or one.at <= self.now]

    def _follow(self, effects: Iterable[Effect]) -> None:
        """Write down what is told, and do at once what the signing process would do."""
        due = list(effects)
        self.told += [self._told(one) for one in due if one.kind.lane is Lane.POST]
        for one in due:
            step = _step_of(one, self.state.revision + 1)
            if step is not None:
                self.does(step)

    def _told(self, effect: Effect) -> Foreseen:
        approval, at = self.state.approval, sendable_at(self.state, effect, self.now)
        if effect.kind is not EffectKind.ASK_APPROVAL:
            return Foreseen(at, effect.kind, effect.recipient)
        return Foreseen(
            at, effect.kind, effect.recipient, approval.step, approval.due, escalated=approval.escalated
        )


def foreseen(
    contract: str, submit: Submit, now: datetime, assumed: Assumptions = NOBODY_ANSWERS
) -> list[Foreseen]:
    """Return what is told to whom and when, if all do as `assumed`. Raises Refused as sending would."""
    rehearsal = _Rehearsal(ContractState(contract), now)
    rehearsal.does(submit)
    asked_at: dict[str, datetime] = {}
    while rehearsal.state.phase is Phase.AWAITING_APPROVAL:
        _decide_step(rehearsal, asked_at, assumed.approve_after)
    while _go_on(rehearsal, asked_at, assumed.agree_after):
        pass
    return rehearsal.told


def _decide_step(
    rehearsal: _Rehearsal, asked_at: dict[str, datetime], approve_after: Mapping[int, int]
) -> None:
    """Let the step escalate or be approved, whichever comes first."""
    state = rehearsal.state
    step = state.approval.step
    began = asked_at.setdefault(f"step:{step}", rehearsal.now)
    due = next_due(state, rehearsal.now)
    usual = due.at if due else rehearsal.now
    approved_at = began + timedelta(days=approve_after[step]) if step in approve_after else usual
    if due is not None and due.at <= approved_at:
        rehearsal.now = due.at
        rehearsal.does(due.act)
    else:
        rehearsal.now = max(rehearsal.now, approved_at)
        rehearsal.approves()


def _go_on(rehearsal: _Rehearsal, asked_at: dict[str, datetime], agree_after: Mapping[str, int]) -> bool:
    """Let time pass until the next thing happens; False when nothing comes any more."""
    state = rehearsal.state
    waiting = [party for party in state.pending if party.invited]
    for party in waiting:
        asked_at.setdefault(party.id, rehearsal.reached_at(party))
    answers = [
        (asked_at[party.id] + timedelta(days=agree_after[party.id]), party)
        for party in waiting
        if party.id in agree_after
    ]
    answer = min(answers, key=lambda one: one[0], default=None)
    due = next_due(state, rehearsal.now)
    if state.phase is Phase.AGREEING and answer and (due is None or answer[0] < due.at):
        rehearsal.now = answer[0]
        rehearsal.agrees(answer[1])
    elif due is not None and state.term is None:
        rehearsal.now = max(due.at, rehearsal.now)
        rehearsal.does(due.act)
    else:
        return False
    return True


def _step_of(effect: Effect, revision: int) -> Act | None:
    key, made = f"{effect.kind}:{effect.sequence}:{effect.recipient}", (effect.round, SIMULATED, revision)
    if effect.kind is EffectKind.PREPARE_ROUND:
        return RecordPreparation(key, ENGINE, *made)
    if effect.kind is EffectKind.SEAL_AGREEMENT:
        return RecordSealing(key, ENGINE, effect.recipient, *made)
    if effect.kind is EffectKind.CONCLUDE:
        return RecordConclusion(key, ENGINE, *made)
    if effect.kind is EffectKind.CERTIFY:
        return RecordCertificates(key, ENGINE, effect.round, SIMULATED, SIMULATED)
    return None
