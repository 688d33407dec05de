"""The life of one contract: `contract/<id>`, from its submission to the last mail."""

from temporalio import workflow
from temporalio.exceptions import WorkflowAlreadyStartedError

with workflow.unsafe.imports_passed_through():
    from contracts.messages import LifecycleStart, Position
    from contracts.term import is_kept_by_term
    from workflows.lanes import Lanes
    from workflows.pace import Pace
    from workflows.term import ContractTerm, term_id
    from workflows.timing import WORKFLOW_TASK
    from workflows.verbs import Verbs


@workflow.defn(name="ContractLifecycle")
class ContractLifecycle(Verbs):
    """Acts arrive as Updates (`Verbs`), effects leave in lanes (`Lanes`), deadlines wake the main loop."""

    @workflow.init
    def __init__(self, start: LifecycleStart) -> None:
        super().__init__(start)
        self._lanes = Lanes(self._case)
        self._pace = Pace(self._case, self._lanes)

    @workflow.run
    async def run(self, start: LifecycleStart) -> None:
        self._lanes.start()
        while not self._case.is_finished:
            await self._pace.go_on(start)
        self._lanes.stop()
        await self._leave_to_the_term(start)
        await workflow.wait_condition(workflow.all_handlers_finished)

    @workflow.query
    def position(self) -> Position:
        return self._case.position

    async def _leave_to_the_term(self, start: LifecycleStart) -> None:
        """Let the term go on with the record of a concluded contract: nothing else writes it from here."""
        if self._case.is_frozen or not is_kept_by_term(self._case.state, owes=bool(self._case.pending)):
            return
        try:
            await workflow.start_child_workflow(
                ContractTerm.run,
                self._case.next_start(start),
                id=term_id(start.contract),
                task_timeout=WORKFLOW_TASK,
                parent_close_policy=workflow.ParentClosePolicy.ABANDON,
            )
        except WorkflowAlreadyStartedError:
            workflow.logger.info("the term is kept already")
