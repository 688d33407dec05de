"""Workflows as a careless and as a careful engineer would change them."""

from dataclasses import dataclass
from datetime import timedelta

from temporalio import workflow

with workflow.unsafe.imports_passed_through():
    from contracts.messages import LifecycleStart, NoticeRequest
    from workflows.lifecycle import ContractLifecycle
    from workflows.timing import NOTIFY, POST_ATTEMPT

NEW_STEP, NEW_STEP_LIMIT = "greet", timedelta(seconds=5)


async def new_step() -> None:
    await workflow.execute_activity(NEW_STEP, start_to_close_timeout=NEW_STEP_LIMIT)


@workflow.defn(name="ContractLifecycle")
class Careless(ContractLifecycle):
    """A step more before everything else."""

    @workflow.init
    def __init__(self, start: LifecycleStart) -> None:
        super().__init__(start)

    @workflow.run
    async def run(self, start: LifecycleStart) -> None:
        await new_step()
        await super().run(start)


@workflow.defn(name="ContractLifecycle")
class Careful(ContractLifecycle):
    """The same step, for contracts that begin with this release (docs/decisions/020-histories.md)."""

    @workflow.init
    def __init__(self, start: LifecycleStart) -> None:
        super().__init__(start)

    @workflow.run
    async def run(self, start: LifecycleStart) -> None:
        if workflow.patched("greet-first"):
            await new_step()
        await super().run(start)


@dataclass(frozen=True, slots=True)
class RenamedRequest:
    kind: str
    topic: str


@workflow.defn(name="Notice")
class RenamedField:
    """What it is started with has another name inside."""

    @workflow.run
    async def run(self, notice: RenamedRequest) -> None:
        await workflow.execute_activity(NOTIFY, notice, start_to_close_timeout=POST_ATTEMPT)


@workflow.defn(name="Notice")
class RenamedStep:
    """Its one step has another name."""

    @workflow.run
    async def run(self, notice: NoticeRequest) -> None:
        await workflow.execute_activity(f"{NOTIFY}_now", notice, start_to_close_timeout=POST_ATTEMPT)


@workflow.defn(name="Notice")
class OtherArgument:
    """The same step is asked for something else."""

    @workflow.run
    async def run(self, notice: NoticeRequest) -> None:
        other = NoticeRequest(notice.kind, "another")
        await workflow.execute_activity(NOTIFY, other, start_to_close_timeout=POST_ATTEMPT)
