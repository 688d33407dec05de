"""The life of one contract: `contract/<id>`, from its submission to the last mail."""

from datetime import timedelta

from temporalio import workflow

with workflow.unsafe.imports_passed_through():
    from contracts.deadlines import next_due
    from contracts.messages import LifecycleStart, Position
    from workflows.lanes import Lanes
    from workflows.verbs import Verbs

MANY_EVENTS = 4_000
"""History events after which a run continues as new, well under the server's limit of 51,200."""


@workflow.defn(name="ContractLifecycle")
class ContractLifecycle(Verbs):
    """Acts arrive as Updates (`Verbs`), effects leave in lanes (`Lanes`), deadlines wake the main loop."""

    @workflow.init
    def __init__(self, start: LifecycleStart) -> None:
        super().__init__(start)
        self._lanes = Lanes(self._case)

    @workflow.run
    async def run(self, start: LifecycleStart) -> None:
        self._lanes.start()
        while not self._case.is_finished:
            if self._should_continue_as_new():
                await self._hand_over(start)
            else:
                await self._wait_for_news_or_deadline()
        await workflow.wait_condition(workflow.all_handlers_finished)
        self._lanes.stop()

    @workflow.query
    def position(self) -> Position:
        return self._case.position

    async def _wait_for_news_or_deadline(self) -> None:
        seen = self._case.changes
        due = next_due(self._case.state)
        patience = max(due.at - workflow.now(), timedelta(0)) if due else None
        try:
            await workflow.wait_condition(
                lambda: self._case.changes != seen or self._should_continue_as_new(), timeout=patience
            )
        except TimeoutError:
            if due:
                await self._case.apply(due.act)

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
        return info.is_continue_as_new_suggested() or info.get_current_history_length() > MANY_EVENTS
