"""How one run of a contract's workflow goes on: it waits for news, serves a deadline, or hands over."""

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from temporalio import workflow

with workflow.unsafe.imports_passed_through():
    from contracts.deadlines import Deadline, next_due
    from contracts.messages import LifecycleStart
    from workflows.lanes import Lanes

if TYPE_CHECKING:
    from workflows.case import Case

Serving = Callable[[Deadline], Awaitable[None]]
MANY_EVENTS = 4_000
"""History events after which a run continues as new, well under the server's limit of 51,200."""


class Pace:
    """`longest` is how long a run may last; without it only its history counts.

    `serve` is how a deadline is served, by its act alone unless said otherwise.
    """

    def __init__(
        self, case: "Case", lanes: Lanes, longest: timedelta | None = None, serve: Serving | None = None
    ) -> None:
        self._case = case
        self._serve = serve or self._apply
        self._lanes = lanes
        self._last_moment = workflow.now() + longest if longest else None

    async def go_on(self, start: LifecycleStart) -> None:
        if self._should_continue_as_new():
            await self._hand_over(start)
        else:
            await self._wait_for_news_or_deadline()

    async def _wait_for_news_or_deadline(self) -> None:
        seen = self._case.changes
        due = next_due(self._case.state, workflow.now())
        try:
            await workflow.wait_condition(
                lambda: self._case.changes != seen or self._should_continue_as_new(),
                timeout=self._patience(due.at if due else None),
            )
        except TimeoutError:
            if due and workflow.now() >= due.at:
                await self._serve(due)

    async def _apply(self, due: Deadline) -> None:
        await self._case.apply(due.act)

    def _patience(self, due: datetime | None) -> timedelta | None:
        moments = [moment for moment in (due, self._last_moment) if moment]
        return max(min(moments) - workflow.now(), timedelta(0)) if moments else None

    async def _hand_over(self, start: LifecycleStart) -> None:
        """Continue as new once all that was decided is recorded; what froze meanwhile ends instead."""
        await workflow.wait_condition(lambda: self._case.is_finished or self._may_hand_over())
        if not self._case.is_finished:
            self._lanes.stop()
            workflow.continue_as_new(self._case.next_start(start))

    def _may_hand_over(self) -> bool:
        return workflow.all_handlers_finished() and self._case.is_settled

    def _should_continue_as_new(self) -> bool:
        info = workflow.info()
        is_old = self._last_moment is not None and workflow.now() >= self._last_moment
        return (
            is_old or info.is_continue_as_new_suggested() or info.get_current_history_length() > MANY_EVENTS
        )
