"""One contract inside its workflow: the state, what is still to be done, and the way to SQL."""

import asyncio
from collections.abc import Callable, Sequence

from temporalio import workflow
from temporalio.exceptions import ActivityError, ApplicationError

with workflow.unsafe.imports_passed_through():
    from contracts.acts import Act
    from contracts.effects import Effect
    from contracts.event_table import StoredEvent
    from contracts.evolve import folded
    from contracts.messages import (
        Acknowledgement,
        LifecycleStart,
        PartyProgress,
        Position,
        RecordRequest,
        from_message,
        to_message,
    )
    from contracts.refusals import ContractFrozen, Refused
    from contracts.reminding import next_reminder_at, own_deadline
    from contracts.state import ContractState
    from contracts.transition import transition
    from workflows.timing import PERSIST_ATTEMPT, PERSIST_RETRY


class Case:
    """`is_over` tells when the rules have nothing more for this workflow to do."""

    def __init__(self, start: LifecycleStart, is_over: Callable[[ContractState], bool]) -> None:
        self.state = folded(start.contract, start.record)
        self.pending: list[Effect] = [from_message(message) for message in start.pending]
        self.changes = 0
        self._is_over = is_over
        self._epoch = start.epoch
        self._record = list(start.record)
        self._frozen = False
        self._unrecorded = 0
        self._in_order = asyncio.Lock()

    @property
    def position(self) -> Position:
        return Position(self._epoch, self.state.sequence, self.state.head)

    @property
    def epoch(self) -> int:
        return self._epoch

    @property
    def is_finished(self) -> bool:
        return self._frozen or (self._is_over(self.state) and self.is_settled and not self.pending)

    @property
    def is_frozen(self) -> bool:
        return self._frozen

    @property
    def is_settled(self) -> bool:
        """Everything decided is in SQL: only then may a run hand over to the next."""
        return self._unrecorded == 0

    def check(self, act: Act) -> None:
        """Dry-run `act`: what the validator of every Update does.

        Raises ApplicationError with the refusal's code as its type and its facts as details.
        """
        try:
            if self._frozen:
                raise ContractFrozen
            transition(self.state, act, workflow.now())
        except Refused as refusal:
            raise ApplicationError(
                refusal.code, refusal.facts, type=refusal.code, non_retryable=True
            ) from refusal

    async def apply(self, act: Act, finished: Sequence[Effect] = ()) -> Acknowledgement:
        """Decide and change the state at once, so that of two racing acts one wins; then record it."""
        self.check(act)
        step = transition(self.state, act, workflow.now())
        self.state = step.state
        self._record.extend(step.events)
        self._unrecorded += 1
        request = self._request(step.events, step.effects, finished)
        async with self._in_order:
            await self._persist(request)
        self._unrecorded -= 1
        self.pending = [effect for effect in self.pending if effect not in finished]
        self.pending.extend(step.effects)
        self.changes += 1
        return Acknowledgement(step.state.sequence, step.state.stage.value)

    def stir(self) -> None:
        """Let whoever waits for news look again."""
        self.changes += 1

    def done(self, effect: Effect) -> None:
        """Forget an effect whose activity has already marked it done in SQL."""
        self.pending.remove(effect)
        self.changes += 1

    def next_start(self, start: LifecycleStart) -> LifecycleStart:
        return LifecycleStart(
            start.contract, self._epoch, self._record, [to_message(effect) for effect in self.pending]
        )

    async def _persist(self, request: RecordRequest) -> None:
        try:
            await workflow.execute_activity(
                "record",
                request,
                start_to_close_timeout=PERSIST_ATTEMPT,
                retry_policy=PERSIST_RETRY,
            )
        except ActivityError as error:
            self._frozen = True
            self.changes += 1
            raise ApplicationError(
                ContractFrozen.code, {}, type=ContractFrozen.code, non_retryable=True
            ) from error

    def _request(
        self, events: Sequence[StoredEvent], effects: Sequence[Effect], finished: Sequence[Effect]
    ) -> RecordRequest:
        state = self.state
        return RecordRequest(
            contract=state.contract,
            epoch=self._epoch,
            events=list(events),
            effects=[to_message(effect) for effect in effects],
            finished=[to_message(effect) for effect in finished],
            stage=state.stage.value,
            round=state.round,
            sent_digest=state.sent_digest,
            due=state.due.isoformat() if state.due else "",
            parties=[
                PartyProgress(party.id, party.progress.value, own_deadline(state, party))
                for party in state.parties
            ],
            life=state.life.value,
            turns=state.turns,
            remind_at=next_reminder_at(state),
        )
