"""A mail that belongs to no contract: tried until it stands, or until nobody waits for it any more."""

from temporalio import workflow

with workflow.unsafe.imports_passed_through():
    from contracts.messages import NoticeRequest
    from workflows.timing import EFFECT_RETRY, HEARTBEAT, NOTIFY, POST_ATTEMPT


def notice_id(notice: NoticeRequest) -> str:
    return f"notice/{notice.kind}.{notice.subject}"


@workflow.defn(name="Notice")
class Notice:
    @workflow.run
    async def run(self, notice: NoticeRequest) -> None:
        await workflow.execute_activity(
            NOTIFY,
            notice,
            start_to_close_timeout=POST_ATTEMPT,
            heartbeat_timeout=HEARTBEAT,
            retry_policy=EFFECT_RETRY,
        )
