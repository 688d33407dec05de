"""一括検証: files of a period are looked at one after the other; SQL alone knows how far it is (LW-14)."""

from datetime import timedelta

from temporalio import workflow

with workflow.unsafe.imports_passed_through():
    from contracts.messages import ArchiveCheckStart, ArchiveCheckStep, NoticeKind, NoticeRequest
    from workflows.timing import CHECK_ARCHIVED_FILES, EFFECT_RETRY, HEARTBEAT, NOTIFY, POST_ATTEMPT

STEPS_OF_A_RUN = 300
ONE_STEP = timedelta(minutes=10)
TOLD = "archive-check-told"


def archive_check_id(check: str) -> str:
    return f"archive-check/{check}"


@workflow.defn(name="ArchiveCheck")
class ArchiveCheck:
    @workflow.run
    async def run(self, start: ArchiveCheckStart) -> None:
        for _ in range(STEPS_OF_A_RUN):
            step: ArchiveCheckStep = await workflow.execute_activity(
                CHECK_ARCHIVED_FILES,
                start,
                result_type=ArchiveCheckStep,
                start_to_close_timeout=ONE_STEP,
                heartbeat_timeout=HEARTBEAT,
                retry_policy=EFFECT_RETRY,
            )
            if not step.goes_on:
                await self._tell(start)
                return
        workflow.continue_as_new(start)

    async def _tell(self, start: ArchiveCheckStart) -> None:
        """A run of an earlier release ended in silence."""
        if not workflow.patched(TOLD):
            return
        await workflow.execute_activity(
            NOTIFY,
            NoticeRequest(NoticeKind.ARCHIVE_CHECKED.value, start.check),
            start_to_close_timeout=POST_ATTEMPT,
            heartbeat_timeout=HEARTBEAT,
            retry_policy=EFFECT_RETRY,
        )
