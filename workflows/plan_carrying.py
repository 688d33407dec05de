"""契約台帳の一括変更: some rows after the others; SQL alone knows how far it is (MK-07, MK-21)."""

from temporalio import workflow

with workflow.unsafe.imports_passed_through():
    from contracts.messages import PlanStart, PlanStep
    from workflows.timing import CARRY_ON_PLAN, EFFECT_RETRY, HEARTBEAT, PLAN_ATTEMPT

STEPS_OF_A_RUN = 300
"""Steps after which a run continues as new."""


def plan_carrying_id(plan: str) -> str:
    return f"metadata-plan/{plan}"


@workflow.defn(name="PlanCarrying")
class PlanCarrying:
    @workflow.run
    async def run(self, start: PlanStart) -> None:
        for _ in range(STEPS_OF_A_RUN):
            step: PlanStep = await workflow.execute_activity(
                CARRY_ON_PLAN,
                start,
                result_type=PlanStep,
                start_to_close_timeout=PLAN_ATTEMPT,
                heartbeat_timeout=HEARTBEAT,
                retry_policy=EFFECT_RETRY,
            )
            if not step.goes_on:
                return
        workflow.continue_as_new(start)
