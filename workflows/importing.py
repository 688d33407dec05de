"""締結済み契約の登録: file after file, then the timestamps; SQL alone knows how far it is (MK-24, MK-25)."""

from temporalio import workflow

with workflow.unsafe.imports_passed_through():
    from contracts.messages import ImportStart, ImportStep
    from workflows.timing import (
        EFFECT_RETRY,
        HEARTBEAT,
        IMPORT_ATTEMPT,
        IMPORT_FILES,
        SIGNING_ATTEMPT,
        SIGNING_QUEUE,
        SIGNING_RETRY,
        STAMP_IMPORTS,
    )

STEPS_OF_A_RUN = 200
"""Steps after which a run continues as new."""


def import_id(job: str) -> str:
    return f"import/{job}"


@workflow.defn(name="Importing")
class Importing:
    def __init__(self) -> None:
        self._is_asked_again = False

    @workflow.signal
    def go_on(self) -> None:
        """Whoever starts or resumes says so: a run that was just about to rest looks once more."""
        self._is_asked_again = True

    @workflow.run
    async def run(self, start: ImportStart) -> None:
        for _ in range(STEPS_OF_A_RUN):
            self._is_asked_again = False
            goes_on = await self._files(start) or await self._stamps(start)
            if not goes_on and not self._is_asked_again:
                return
        workflow.continue_as_new(start)

    async def _files(self, start: ImportStart) -> bool:
        step: ImportStep = await workflow.execute_activity(
            IMPORT_FILES,
            start,
            start_to_close_timeout=IMPORT_ATTEMPT,
            heartbeat_timeout=HEARTBEAT,
            retry_policy=EFFECT_RETRY,
            result_type=ImportStep,
        )
        return step.goes_on

    async def _stamps(self, start: ImportStart) -> bool:
        step: ImportStep = await workflow.execute_activity(
            STAMP_IMPORTS,
            start,
            task_queue=SIGNING_QUEUE,
            start_to_close_timeout=SIGNING_ATTEMPT,
            heartbeat_timeout=HEARTBEAT,
            retry_policy=SIGNING_RETRY,
            result_type=ImportStep,
        )
        return step.goes_on
