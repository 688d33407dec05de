"""Effects leave in lanes: a lane that waits holds up neither the other lane, the timer nor a new run."""

import asyncio
from contextlib import suppress
from datetime import datetime
from typing import TYPE_CHECKING, TypeVar

from temporalio import workflow
from temporalio.exceptions import ActivityError, ApplicationError, is_cancelled_exception
from temporalio.workflow import ActivityCancellationType

with workflow.unsafe.imports_passed_through():
    from contracts import acts
    from contracts.deadlines import ENGINE
    from contracts.effects import Effect, EffectKind, Lane
    from contracts.holding import sendable_at
    from contracts.messages import Certified, EffectRequest, Sealed, to_message
    from workflows.timing import (
        ACTIVITY_OF,
        DELIVER,
        EFFECT_RETRY,
        HEARTBEAT,
        POST_ATTEMPT,
        SIGNING_ATTEMPT,
        SIGNING_QUEUE,
        SIGNING_RETRY,
        TRY_AGAIN_AFTER,
    )

if TYPE_CHECKING:
    from workflows.case import Case


Made = TypeVar("Made", Sealed, Certified)


class Lanes:
    def __init__(self, case: "Case") -> None:
        self._case = case
        self._running: list[asyncio.Task[None]] = []

    def start(self) -> None:
        self._running = [asyncio.create_task(self._drain(lane)) for lane in Lane]

    def stop(self) -> None:
        """Let go: what was not finished is still pending, and doing it again is harmless."""
        for lane in self._running:
            lane.cancel()

    async def _drain(self, lane: Lane) -> None:
        while True:
            await workflow.wait_condition(lambda: bool(self._pending(lane)))
            effect = self._next(lane)
            if effect is not None:
                await self._perform_or_wait(effect)
            else:
                await self._wait_for_hours(lane)

    def _pending(self, lane: Lane) -> list[Effect]:
        return [effect for effect in self._case.pending if effect.kind.lane is lane]

    def _next(self, lane: Lane) -> Effect | None:
        """Return the first that need not wait for its hour; one that is held back holds up no other."""
        now = workflow.now()
        return next((one for one in self._pending(lane) if self._sendable_at(one, now) <= now), None)

    def _sendable_at(self, effect: Effect, now: datetime) -> datetime:
        return sendable_at(self._case.state, effect, now)

    async def _wait_for_hours(self, lane: Lane) -> None:
        """Everything of the lane is held back: wait for its hour, or until something need not wait."""
        now = workflow.now()
        opening = min((self._sendable_at(one, now) for one in self._pending(lane)), default=now)
        with suppress(TimeoutError):
            await workflow.wait_condition(lambda: self._next(lane) is not None, timeout=opening - now)

    async def _perform_or_wait(self, effect: Effect) -> None:
        """An effect that fails for good is tried again later: nobody has to repair it by hand (T69)."""
        try:
            await self._perform(effect)
        except (ActivityError, ApplicationError) as failure:
            if is_cancelled_exception(failure):
                # Let go for the next run: a timer started now would come after its last command.
                raise asyncio.CancelledError from failure
            workflow.logger.exception("effect failed", extra={"kind": effect.kind.value})
            await workflow.sleep(TRY_AGAIN_AFTER)

    async def _perform(self, effect: Effect) -> None:
        if effect.kind.lane is Lane.POST:
            await self._deliver(effect)
        elif effect.kind is EffectKind.CERTIFY:
            await self._certify(effect)
        else:
            await self._seal(effect)

    async def _deliver(self, effect: Effect) -> None:
        await workflow.execute_activity(
            DELIVER,
            self._request(effect),
            start_to_close_timeout=POST_ATTEMPT,
            heartbeat_timeout=HEARTBEAT,
            retry_policy=EFFECT_RETRY,
            cancellation_type=ActivityCancellationType.ABANDON,
        )
        self._case.done(effect)

    async def _seal(self, effect: Effect) -> None:
        sealed = await self._signed(effect, Sealed)
        await self._case.apply(_act_for(effect, sealed), finished=[effect])

    async def _certify(self, effect: Effect) -> None:
        certified = await self._signed(effect, Certified)
        act = acts.RecordCertificates(
            _key(effect), ENGINE, effect.round, certified.own_digest, certified.party_digest
        )
        await self._case.apply(act, finished=[effect])

    async def _signed(self, effect: Effect, kind: type[Made]) -> Made:
        """Have the signing process do this step, however long it has to wait for a timestamp."""
        made: Made = await workflow.execute_activity(
            ACTIVITY_OF[effect.kind],
            self._request(effect),
            result_type=kind,
            task_queue=SIGNING_QUEUE,
            start_to_close_timeout=SIGNING_ATTEMPT,
            heartbeat_timeout=HEARTBEAT,
            retry_policy=SIGNING_RETRY,
            cancellation_type=ActivityCancellationType.ABANDON,
        )
        return made

    def _request(self, effect: Effect) -> EffectRequest:
        return EffectRequest(self._case.state.contract, self._case.epoch, to_message(effect))


def _key(effect: Effect) -> str:
    return f"{effect.kind}:{effect.sequence}:{effect.recipient}"


def _act_for(effect: Effect, sealed: Sealed) -> acts.Act:
    key, made = _key(effect), (effect.round, sealed.digest, sealed.revision)
    if effect.kind is EffectKind.PREPARE_ROUND:
        return acts.RecordPreparation(key, ENGINE, *made, digests=sealed.digests)
    if effect.kind is EffectKind.SEAL_AGREEMENT:
        return acts.RecordSealing(key, ENGINE, effect.recipient, *made)
    return acts.RecordConclusion(key, ENGINE, *made)
