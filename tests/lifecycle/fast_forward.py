"""A real server on which one workflow, and no other, can be moved into its future."""

import uuid
from contextlib import AbstractAsyncContextManager
from datetime import timedelta

from google.protobuf.duration_pb2 import Duration
from google.protobuf.field_mask_pb2 import FieldMask
from temporalio.api.common.v1 import FastForwardConfig, TimeSkippingConfig, WorkflowExecution
from temporalio.api.workflow.v1 import WorkflowExecutionOptions
from temporalio.api.workflowservice.v1 import (
    PollWorkflowExecutionTimeSkippingRequest,
    UpdateWorkflowExecutionOptionsRequest,
)
from temporalio.client import Client

from tests.engine import client_of
from tests.lifecycle.office import Office


def a_skipping_server(office: Office) -> AbstractAsyncContextManager[Client]:
    return client_of(office, "--dynamic-config-value", "frontend.WorkflowTimeSkippingEnabled=true")


async def fast_forward(client: Client, workflow_id: str, by: timedelta) -> None:
    """Move one workflow's clock by this much; every timer on the way fires (facts of the server: 1.32)."""
    duration, jump = Duration(), uuid.uuid4().hex
    duration.FromTimedelta(by)
    workflow = WorkflowExecution(workflow_id=workflow_id)
    skipping = TimeSkippingConfig(
        enabled=True, fast_forward_config=FastForwardConfig(id=jump, duration=duration)
    )
    await client.workflow_service.update_workflow_execution_options(
        UpdateWorkflowExecutionOptionsRequest(
            namespace=client.namespace,
            workflow_execution=workflow,
            update_mask=FieldMask(paths=["time_skipping_config"]),
            workflow_execution_options=WorkflowExecutionOptions(time_skipping_config=skipping),
        )
    )
    await client.workflow_service.poll_workflow_execution_time_skipping(
        PollWorkflowExecutionTimeSkippingRequest(
            namespace=client.namespace, workflow_execution=workflow, fast_forward_id=jump
        )
    )
