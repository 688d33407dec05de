"""The term of one concluded contract: `term/<id>`, from its conclusion to the day after its end."""

from temporalio import workflow

with workflow.unsafe.imports_passed_through():
    from contracts.acts import OpenTerm
    from contracts.deadlines import ENGINE, next_due
    from contracts.messages import LifecycleStart, Position, TermDates
    from contracts.state import ContractState
    from workflows.case import Case
    from workflows.lanes import Lanes
    from workflows.pace import Pace
    from workflows.timing import LONGEST_TERM_RUN, PERSIST_ATTEMPT, PERSIST_RETRY, TERM_DATES


def term_id(contract: str) -> str:
    return f"term/{contract}"


@workflow.defn(name="ContractTerm")
class ContractTerm:
    """Goes on with the record that the lifecycle has left; it takes no Updates, only days pass."""

    @workflow.init
    def __init__(self, start: LifecycleStart) -> None:
        self._case = Case(start, is_over=_brings_nothing_more)
        self._lanes = Lanes(self._case)
        self._pace = Pace(self._case, self._lanes, LONGEST_TERM_RUN)

    @workflow.run
    async def run(self, start: LifecycleStart) -> None:
        self._lanes.start()
        if self._case.state.term is None:
            await self._open(start.contract)
        while not self._case.is_finished:
            await self._pace.go_on(start)
        self._lanes.stop()

    @workflow.query
    def position(self) -> Position:
        return self._case.position

    async def _open(self, contract: str) -> None:
        dates: TermDates = await workflow.execute_activity(
            TERM_DATES,
            contract,
            result_type=TermDates,
            start_to_close_timeout=PERSIST_ATTEMPT,
            retry_policy=PERSIST_RETRY,
        )
        key = f"open:{contract}"
        await self._case.apply(OpenTerm(key, ENGINE, dates.starts_on, dates.ends_on, dates.alert_days))


def _brings_nothing_more(state: ContractState) -> bool:
    """A contract without an end date needs no workflow: an archive of them sleeps nowhere."""
    return state.term is not None and next_due(state) is None
