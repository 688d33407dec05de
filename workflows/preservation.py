"""The one keeper of an installation's timestamps: by its id there is never a second (LW-13).

It sleeps until the next contract is due, so a hundred thousand of them cost one timer; the worker's daily
round wakes it, so that what was concluded since is taken in (docs/decisions/045-preservation.md).
"""

import asyncio
import logging
from contextlib import suppress
from datetime import datetime, timedelta

from temporalio import workflow
from temporalio.client import Client, RPCError
from temporalio.common import RetryPolicy, WorkflowIDConflictPolicy, WorkflowIDReusePolicy
from temporalio.exceptions import ActivityError, ApplicationError

with workflow.unsafe.imports_passed_through():
    from contracts.messages import RenewalLook, RenewalOrder
    from workflows.timing import (
        CONTRACT_QUEUE,
        EFFECT_RETRY,
        HEARTBEAT,
        LONGEST_TERM_RUN,
        LOOK_FOR_RENEWALS,
        RENEW_TIMESTAMPS,
        SIGNING_ATTEMPT,
        SIGNING_QUEUE,
    )

LOG = logging.getLogger("warifu.preservation")
PRESERVATION = "preservation"
ONE_LOOK = timedelta(minutes=30)
MANY_EVENTS = 4_000
NO_TIMESTAMP = "TimestampUnavailable"
TSA_MAY_BE_BACK_AFTER = timedelta(minutes=10)
ATTEMPTS = RetryPolicy(
    initial_interval=timedelta(seconds=2), maximum_interval=timedelta(seconds=30), maximum_attempts=3
)
"""What fails so often waits for its hour, and the next contract has its turn."""


@workflow.defn(name="Preservation")
class Preservation:
    @workflow.init
    def __init__(self) -> None:
        self._is_asked = False
        self._last_moment = workflow.now() + LONGEST_TERM_RUN

    @workflow.signal
    def look(self) -> None:
        """Something may be new; a run that is about to sleep looks once more."""
        self._is_asked = True

    @workflow.run
    async def run(self) -> None:
        while not self._is_old():
            self._is_asked = False
            found = await self._found()
            has_timestamps = await self._renew(found)
            if not has_timestamps:
                await self._rest_until(workflow.now() + TSA_MAY_BE_BACK_AFTER)
            elif not found.orders and not found.goes_on:
                await self._rest_until(_instant(found.next_at))
        workflow.continue_as_new()

    async def _found(self) -> RenewalLook:
        found: RenewalLook = await workflow.execute_activity(
            LOOK_FOR_RENEWALS,
            workflow.now().isoformat(),
            result_type=RenewalLook,
            start_to_close_timeout=ONE_LOOK,
            heartbeat_timeout=HEARTBEAT,
            retry_policy=EFFECT_RETRY,
        )
        return found

    async def _renew(self, found: RenewalLook) -> bool:
        """Renew `at_once` contracts side by side; return whether there still are timestamps to be had."""
        for first in range(0, len(found.orders), found.at_once):
            orders = found.orders[first : first + found.at_once]
            if not all(await asyncio.gather(*(self._renewed(one) for one in orders))):
                return False
        return True

    async def _renewed(self, order: RenewalOrder) -> bool:
        try:
            await workflow.execute_activity(
                RENEW_TIMESTAMPS,
                order,
                task_queue=SIGNING_QUEUE,
                start_to_close_timeout=SIGNING_ATTEMPT,
                heartbeat_timeout=HEARTBEAT,
                retry_policy=ATTEMPTS,
            )
        except ActivityError as error:
            workflow.logger.warning("timestamps of %s not renewed", order.contract)
            return not (isinstance(error.cause, ApplicationError) and error.cause.type == NO_TIMESTAMP)
        return True

    async def _rest_until(self, moment: datetime | None) -> None:
        """Sleep, yearly at the longest, unless somebody asks."""
        until = min(moment or self._last_moment, self._last_moment)
        with suppress(TimeoutError):
            await workflow.wait_condition(
                lambda: self._is_asked, timeout=max(until - workflow.now(), timedelta(0))
            )

    def _is_old(self) -> bool:
        info = workflow.info()
        return (
            workflow.now() >= self._last_moment
            or info.is_continue_as_new_suggested()
            or info.get_current_history_length() > MANY_EVENTS
        )


def _instant(spelled: str) -> datetime | None:
    return datetime.fromisoformat(spelled) if spelled else None


async def start_preservation(client: Client) -> None:
    """Start it, or ask the one that runs to look; without it nothing is renewed, so it is asked every day."""
    try:
        await client.start_workflow(
            Preservation.run,
            id=PRESERVATION,
            task_queue=CONTRACT_QUEUE,
            id_conflict_policy=WorkflowIDConflictPolicy.USE_EXISTING,
            id_reuse_policy=WorkflowIDReusePolicy.ALLOW_DUPLICATE,
            start_signal="look",
        )
    except RPCError:
        LOG.warning("the keeper of timestamps was not asked; it is tried again later")
