"""A workflow that carries a canary through every place Temporal stores something."""

from datetime import timedelta
from typing import Any

from temporalio import activity, workflow
from temporalio.client import Interceptor, OutboundInterceptor, StartWorkflowInput, WorkflowHandle
from temporalio.common import RetryPolicy
from temporalio.converter import default as default_converter
from temporalio.exceptions import ApplicationError

CANARY = "CANARY山田"
ONCE = RetryPolicy(maximum_attempts=1)
A_MINUTE = timedelta(minutes=1)


@activity.defn
async def run_errand(text: str) -> str:
    return f"result {text}"


@activity.defn
async def fail_errand(text: str) -> None:
    message = f"failure {text}"
    raise ApplicationError(message, text, non_retryable=True)


@activity.defn
async def bring_too_much(text: str) -> str:
    return "".join(f"{number} {text}" for number in range(100_000))


@workflow.defn
class Errand:
    def __init__(self) -> None:
        self.message = ""

    @workflow.run
    async def run(self, text: str) -> str:
        result = await workflow.execute_activity(run_errand, text, start_to_close_timeout=A_MINUTE)
        await workflow.wait_condition(lambda: self.message != "")
        await workflow.execute_activity(
            fail_errand, self.message, start_to_close_timeout=A_MINUTE, retry_policy=ONCE
        )
        return result

    @workflow.update
    async def say(self, text: str) -> str:
        self.message = text
        return f"heard {text}"


@workflow.defn
class Overload:
    @workflow.run
    async def run(self, text: str) -> None:
        await workflow.execute_activity(bring_too_much, text, start_to_close_timeout=A_MINUTE)


class CanaryInHeaders(Interceptor):
    def intercept_client(self, next: OutboundInterceptor) -> OutboundInterceptor:  # noqa: A002 -- the SDK's name
        return _Outbound(super().intercept_client(next))


class _Outbound(OutboundInterceptor):
    async def start_workflow(self, input: StartWorkflowInput) -> WorkflowHandle[Any, Any]:  # noqa: A002 -- same
        note = default_converter().payload_converter.to_payload(CANARY)
        input.headers = {**input.headers, "note": note}
        return await super().start_workflow(input)
