"""The term of one concluded contract: `term/<id>`, from its conclusion to the day after its end."""

from dataclasses import asdict

from temporalio import workflow

with workflow.unsafe.imports_passed_through():
    from contracts.acts import ChangeTerm, OpenTerm
    from contracts.deadlines import ENGINE, Deadline, next_due
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
    """Goes on with the record that the lifecycle has left; it takes no Updates, only days pass.

    SQL knows the dates and what was decided: they are read when somebody says that they changed, and once
    more before anything that hangs on them is done (decision 055).
    """

    @workflow.init
    def __init__(self, start: LifecycleStart) -> None:
        self._case = Case(start, is_over=_brings_nothing_more)
        self._lanes = Lanes(self._case)
        self._pace = Pace(self._case, self._lanes, LONGEST_TERM_RUN, serve=self._serve)
        self._is_asked_to_look = False

    @workflow.run
    async def run(self, start: LifecycleStart) -> None:
        self._lanes.start()
        if self._case.state.term is None:
            await self._open(start.contract)
        while self._has_to_look or not self._case.is_finished:
            if self._has_to_look:
                await self._look()
            else:
                await self._pace.go_on(start)
        self._lanes.stop()

    @workflow.signal
    def look_again(self) -> None:
        """SQL knows the term otherwise than the record; whoever says so twice is heard once."""
        self._is_asked_to_look = True
        self._case.stir()

    @workflow.query
    def position(self) -> Position:
        return self._case.position

    @property
    def _has_to_look(self) -> bool:
        """A restored record, or the next cycle of a term, may have to be read before it says anything."""
        term = self._case.state.term
        is_unread = term is not None and term.renewal.unread
        return (self._is_asked_to_look or is_unread) and not self._case.is_frozen

    async def _open(self, contract: str) -> None:
        dates = await self._dates(contract)
        await self._case.apply(OpenTerm(f"open:{contract}", ENGINE, **asdict(dates)))

    async def _look(self) -> None:
        self._is_asked_to_look = False
        state = self._case.state
        dates = await self._dates(state.contract)
        # The sequence makes the key new: the same dates may come back after others.
        await self._case.apply(
            ChangeTerm(f"change:{dates.revision}:{state.sequence}", ENGINE, **asdict(dates))
        )

    async def _serve(self, due: Deadline) -> None:
        """Nothing of a renewal is done by what was read days ago: an answer may have come this minute."""
        term = self._case.state.term
        if term is not None and term.renewal.clause.asks:
            await self._look()
        await self._case.apply(due.act)

    async def _dates(self, contract: str) -> TermDates:
        dates: TermDates = await workflow.execute_activity(
            TERM_DATES,
            contract,
            result_type=TermDates,
            start_to_close_timeout=PERSIST_ATTEMPT,
            retry_policy=PERSIST_RETRY,
        )
        return dates


def _brings_nothing_more(state: ContractState) -> bool:
    """A contract without an end date needs no workflow: an archive of them sleeps nowhere."""
    return state.term is not None and next_due(state) is None
