"""廃棄: one contract after the other, then the certificate; SQL alone knows how far it is (LW-27)."""

from datetime import timedelta

from temporalio import workflow

with workflow.unsafe.imports_passed_through():
    from contracts.messages import DisposalStart, DisposalStep
    from workflows.timing import (
        CERTIFY_DISPOSAL,
        DISPOSE_NEXT,
        EFFECT_RETRY,
        END_WORK_ON,
        FORGET_WORDS,
        HEARTBEAT,
        SIGNING_QUEUE,
        SIGNING_RETRY,
    )

STEPS_OF_A_RUN = 300
"""Contracts after which a run continues as new."""
ONE_STEP = timedelta(minutes=10)


def disposing_id(disposal: str) -> str:
    return f"disposal/{disposal}"


@workflow.defn(name="Disposing")
class Disposing:
    @workflow.run
    async def run(self, start: DisposalStart) -> None:
        for _ in range(STEPS_OF_A_RUN):
            step: DisposalStep = await workflow.execute_activity(
                DISPOSE_NEXT,
                start,
                result_type=DisposalStep,
                start_to_close_timeout=ONE_STEP,
                heartbeat_timeout=HEARTBEAT,
                retry_policy=EFFECT_RETRY,
            )
            if step.contract:
                await self._step(END_WORK_ON, step.contract)
            if not step.goes_on:
                await self._close(start)
                return
        workflow.continue_as_new(start)

    async def _close(self, start: DisposalStart) -> None:
        """Take the words out of the index, and say on paper what was done."""
        await self._step(FORGET_WORDS, start.disposal)
        await workflow.execute_activity(
            CERTIFY_DISPOSAL,
            start,
            task_queue=SIGNING_QUEUE,
            start_to_close_timeout=ONE_STEP,
            heartbeat_timeout=HEARTBEAT,
            retry_policy=SIGNING_RETRY,
        )

    async def _step(self, name: str, subject: str) -> None:
        await workflow.execute_activity(
            name,
            subject,
            start_to_close_timeout=ONE_STEP,
            heartbeat_timeout=HEARTBEAT,
            retry_policy=EFFECT_RETRY,
        )
