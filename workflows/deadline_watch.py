"""The one keeper of an installation's deadlines: it wakes every morning at nine in Japan (MK-16, NX-02).

By its id there is never a second. A worker that was away at nine does the round when it is back; what went
out late says so (docs/decisions/056-watched-deadlines.md).
"""

import logging
from contextlib import suppress
from datetime import datetime, timedelta

from temporalio import workflow
from temporalio.client import Client, RPCError
from temporalio.common import WorkflowIDConflictPolicy, WorkflowIDReusePolicy

with workflow.unsafe.imports_passed_through():
    from contracts.messages import WatchLook
    from workflows.timing import CONTRACT_QUEUE, EFFECT_RETRY, HEARTBEAT, WATCH_DEADLINES

LOG = logging.getLogger("warifu.watch")
DEADLINE_WATCH = "deadline-watch"
ONE_ROUND = timedelta(minutes=30)
ROUNDS_OF_A_RUN = 100


@workflow.defn(name="DeadlineWatch")
class DeadlineWatch:
    @workflow.init
    def __init__(self) -> None:
        self._is_asked = False

    @workflow.signal
    def look(self) -> None:
        """A worker has come up; a round that has nothing to do does nothing."""
        self._is_asked = True

    @workflow.run
    async def run(self) -> None:
        for _ in range(ROUNDS_OF_A_RUN):
            self._is_asked = False
            await self._rest_until(await self._look())
        workflow.continue_as_new()

    async def _look(self) -> datetime:
        found: WatchLook = await workflow.execute_activity(
            WATCH_DEADLINES,
            workflow.now().isoformat(),
            result_type=WatchLook,
            start_to_close_timeout=ONE_ROUND,
            heartbeat_timeout=HEARTBEAT,
            retry_policy=EFFECT_RETRY,
        )
        return datetime.fromisoformat(found.next_at)

    async def _rest_until(self, moment: datetime) -> None:
        with suppress(TimeoutError):
            await workflow.wait_condition(
                lambda: self._is_asked, timeout=max(moment - workflow.now(), timedelta(0))
            )


async def start_deadline_watch(client: Client) -> None:
    """Start it, or ask the one that runs to look; it is asked at every start of a worker and every day."""
    try:
        await client.start_workflow(
            DeadlineWatch.run,
            id=DEADLINE_WATCH,
            task_queue=CONTRACT_QUEUE,
            id_conflict_policy=WorkflowIDConflictPolicy.USE_EXISTING,
            id_reuse_policy=WorkflowIDReusePolicy.ALLOW_DUPLICATE,
            start_signal="look",
        )
    except RPCError:
        LOG.warning("the watch of deadlines was not asked; it is tried again later")
