"""一斉送信: one row after the other, slowly enough for everybody else; SQL alone knows how far it is (MK-51).

A pause ends the workflow, and going on starts it again: what rests costs nothing and waits for no timer.
"""

from datetime import timedelta

from temporalio import workflow

with workflow.unsafe.imports_passed_through():
    from contracts.messages import BulkStart, BulkStep, NoticeKind, NoticeRequest
    from workflows.timing import BULK_ATTEMPT, EFFECT_RETRY, HEARTBEAT, NOTIFY, POST_ATTEMPT, SEND_NEXT_ROW

ROWS_OF_A_RUN = 200
"""Rows after which a run continues as new: some three thousand events of history."""


def bulk_id(sending: str) -> str:
    return f"bulk/{sending}"


@workflow.defn(name="BulkSending")
class BulkSending:
    def __init__(self) -> None:
        self._is_asked_again = False

    @workflow.signal
    def go_on(self) -> None:
        """Whoever starts or resumes says so: a run that was just about to rest looks once more."""
        self._is_asked_again = True

    @workflow.run
    async def run(self, start: BulkStart) -> None:
        for _ in range(ROWS_OF_A_RUN):
            self._is_asked_again = False
            step = await self._next_row(start)
            if step.finished:
                await self._tell_owner(start)
            if step.goes_on:
                await workflow.sleep(timedelta(milliseconds=start.pause_ms))
            elif not self._is_asked_again:
                return
        workflow.continue_as_new(start)

    async def _next_row(self, start: BulkStart) -> BulkStep:
        step: BulkStep = await workflow.execute_activity(
            SEND_NEXT_ROW,
            start,
            start_to_close_timeout=BULK_ATTEMPT,
            retry_policy=EFFECT_RETRY,
            result_type=BulkStep,
        )
        return step

    async def _tell_owner(self, start: BulkStart) -> None:
        await workflow.execute_activity(
            NOTIFY,
            NoticeRequest(NoticeKind.BULK_FINISHED.value, start.sending),
            start_to_close_timeout=POST_ATTEMPT,
            heartbeat_timeout=HEARTBEAT,
            retry_policy=EFFECT_RETRY,
        )
