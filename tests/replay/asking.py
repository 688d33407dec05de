"""What a workflow asks for, with every argument: Temporal's own replay compares only the names of steps.

A rule that decides otherwise than before would go unnoticed, and the engine would part from the record.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest
from typing import Any, NoReturn

from temporalio import workflow
from temporalio.client import WorkflowHistory
from temporalio.worker import (
    ContinueAsNewInput,
    Interceptor,
    StartActivityInput,
    StartChildWorkflowInput,
    WorkflowInboundInterceptor,
    WorkflowInterceptorClassInput,
    WorkflowOutboundInterceptor,
)

from tests.replay.shelf import converter

NEXT_RUN = "the next run"


@dataclass(frozen=True, slots=True)
class Asked:
    """A step, another workflow or NEXT_RUN; `arguments` are values, or payloads as a history holds them.

    No `queue` means that of the run itself.
    """

    name: str
    queue: str
    arguments: Sequence[Any] = field(repr=False)


class DecidedOtherwise(Exception):
    """The code asks for the same steps in the same order, but not for the same as then."""


class Listening(Interceptor):
    """Keeps in `asked` whatever the replayed workflow asks for."""

    def __init__(self) -> None:
        self.asked: list[Asked] = []

    def workflow_interceptor_class(
        self,
        input: WorkflowInterceptorClassInput,  # noqa: A002, ARG002 -- the name that the SDK calls it by
    ) -> type[WorkflowInboundInterceptor]:
        asked = self.asked

        class Inbound(WorkflowInboundInterceptor):
            def init(self, outbound: WorkflowOutboundInterceptor) -> None:
                super().init(_Outbound(outbound, asked))

        return Inbound


class _Outbound(WorkflowOutboundInterceptor):
    def __init__(self, following: WorkflowOutboundInterceptor, asked: list[Asked]) -> None:
        super().__init__(following)
        self._asked = asked

    def start_activity(self, input: StartActivityInput) -> workflow.ActivityHandle[Any]:  # noqa: A002 -- SDK
        self._asked.append(Asked(input.activity, input.task_queue or "", input.args))
        return super().start_activity(input)

    async def start_child_workflow(
        self,
        input: StartChildWorkflowInput,  # noqa: A002 -- SDK
    ) -> workflow.ChildWorkflowHandle[Any, Any]:
        self._asked.append(Asked(input.workflow, input.task_queue or "", input.args))
        return await super().start_child_workflow(input)

    def continue_as_new(self, input: ContinueAsNewInput) -> NoReturn:  # noqa: A002 -- SDK
        self._asked.append(Asked(NEXT_RUN, input.task_queue or "", input.args))
        super().continue_as_new(input)


async def require_same(history: WorkflowHistory, asked: Sequence[Asked]) -> None:
    """Raise DecidedOtherwise at the first thing asked for that the history does not hold, or the reverse."""
    for then, now in zip_longest(_asked_then(history), asked):
        if then is None or now is None or (then.name, then.queue) != (now.name, now.queue):
            raise DecidedOtherwise(then, now)
        types = [type(argument) for argument in now.arguments]
        arguments = await converter().decode(then.arguments, types)
        if arguments != list(now.arguments):
            raise DecidedOtherwise(then.name, arguments, now.arguments)


def _asked_then(history: WorkflowHistory) -> Iterator[Asked]:
    own = history.events[0].workflow_execution_started_event_attributes.task_queue.name
    for event in history.events:
        step = event.activity_task_scheduled_event_attributes
        child = event.start_child_workflow_execution_initiated_event_attributes
        onward = event.workflow_execution_continued_as_new_event_attributes
        kinds = ((step, step.activity_type.name), (child, child.workflow_type.name))
        for asked, name in (*kinds, (onward, onward.workflow_type.name and NEXT_RUN)):
            if name:
                queue = asked.task_queue.name
                yield Asked(name, "" if queue == own else queue, asked.input.payloads)
