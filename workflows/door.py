"""The door for acts: from a page's thread into the contract's workflow, and refusals back out."""

from collections.abc import Awaitable, Callable
from datetime import timedelta

from temporalio.client import (
    Client,
    RPCError,
    WithStartWorkflowOperation,
    WorkflowExecutionStatus,
    WorkflowUpdateFailedError,
)
from temporalio.client import WorkflowUpdateRPCTimeoutOrCancelledError as NoAnswer
from temporalio.common import WorkflowIDConflictPolicy, WorkflowIDReusePolicy
from temporalio.exceptions import ApplicationError, WorkflowAlreadyStartedError
from temporalio.service import RPCStatusCode

from contracts import acts
from contracts.messages import (
    Acknowledgement,
    ArchiveCheckStart,
    BulkStart,
    DisposalStart,
    ImportStart,
    LifecycleStart,
    NoticeRequest,
    PlanStart,
)
from contracts.refusals import AlreadyClosed, refusal
from contracts.transition import key_of
from workflows.archive_check import ArchiveCheck, archive_check_id
from workflows.bulk_sending import BulkSending, bulk_id
from workflows.disposing import Disposing, disposing_id
from workflows.importing import Importing, import_id
from workflows.lifecycle import ContractLifecycle
from workflows.notices import Notice, notice_id
from workflows.plan_carrying import PlanCarrying, plan_carrying_id
from workflows.term import term_id
from workflows.timing import CONTRACT_QUEUE, WORKFLOW_TASK

PATIENCE = timedelta(seconds=15)
HEALTH_PATIENCE = timedelta(seconds=1)
NOT_TAKEN = frozenset(
    {
        RPCStatusCode.INVALID_ARGUMENT,
        RPCStatusCode.FAILED_PRECONDITION,
        RPCStatusCode.UNIMPLEMENTED,
    }
)
"""The server has answered and refused.

Any other failure may follow an acceptance: after a lost connection, or RESOURCE_EXHAUSTED, the client asks
again by itself, and tells of its last attempt alone.
"""

UPDATE_OF: dict[type[acts.Act], str] = {
    acts.Submit: "submit",
    acts.Approve: "approve",
    acts.RejectApproval: "reject_approval",
    acts.ReturnToOwner: "return_to_owner",
    acts.ReturnToStep: "return_to_step",
    acts.PullBack: "pull_back",
    acts.PassOver: "pass_over",
    acts.AcceptTerms: "accept_terms",
    acts.LockParty: "lock_party",
    acts.UnlockParty: "unlock_party",
    acts.SubmitDocument: "submit_document",
    acts.SendBack: "send_back",
    acts.Resume: "resume",
    acts.OpenRound: "open_round",
    acts.Agree: "agree",
    acts.Decline: "decline",
    acts.Claim: "claim",
    acts.HandOver: "hand_over",
    acts.Reissue: "reissue",
    acts.ExtendDeadline: "extend_deadline",
    acts.SwitchReminders: "switch_reminders",
    acts.ConfirmConclusion: "confirm_conclusion",
    acts.AskRetraction: "ask_retraction",
    acts.AnswerRetraction: "answer_retraction",
    acts.Withdraw: "withdraw",
}


class EngineUnavailable(Exception):
    """The workflow server cannot be reached: nothing was changed, ask again later."""


class NotKnownYet(Exception):
    """No answer in time: the act may still happen; ask again with the same key."""


def workflow_id(contract: str) -> str:
    return f"contract/{contract}"


class Door:
    def __init__(self, client: Client) -> None:
        self._client = client

    async def submit(self, contract: str, epoch: int, act: acts.Submit) -> Acknowledgement:
        """Start the contract's workflow with its first act; twice is once."""
        await self._require_server()
        start = WithStartWorkflowOperation(
            ContractLifecycle.run,
            LifecycleStart(contract, epoch),
            id=workflow_id(contract),
            task_queue=CONTRACT_QUEUE,
            task_timeout=WORKFLOW_TASK,
            id_conflict_policy=WorkflowIDConflictPolicy.USE_EXISTING,
            id_reuse_policy=WorkflowIDReusePolicy.REJECT_DUPLICATE,
        )
        try:
            answer: Acknowledgement = await self._client.execute_update_with_start_workflow(
                UPDATE_OF[type(act)],
                act,
                start_workflow_operation=start,
                id=key_of(act),
                result_type=Acknowledgement,
                rpc_timeout=PATIENCE,
            )
        except Exception as error:
            raise _understood(error) from error
        return answer

    async def ask(self, contract: str, act: acts.Act) -> Acknowledgement:
        """Ask the contract's workflow for `act`.

        Raises Refused, EngineUnavailable or NotKnownYet.
        """
        await self._require_server()
        handle = self._client.get_workflow_handle(workflow_id(contract))
        try:
            answer: Acknowledgement = await handle.execute_update(
                UPDATE_OF[type(act)],
                act,
                id=key_of(act),
                result_type=Acknowledgement,
                rpc_timeout=PATIENCE,
            )
        except Exception as error:
            raise await self._told(contract, error) from error
        return answer

    async def notify(self, notice: NoticeRequest) -> None:
        """Leave a notice to the worker; twice is once, also when it was sent long ago.

        Raises EngineUnavailable or NotKnownYet.
        """
        await self._require_server()
        try:
            await self._client.start_workflow(
                Notice.run,
                notice,
                id=notice_id(notice),
                task_queue=CONTRACT_QUEUE,
                task_timeout=WORKFLOW_TASK,
                id_conflict_policy=WorkflowIDConflictPolicy.USE_EXISTING,
                id_reuse_policy=WorkflowIDReusePolicy.REJECT_DUPLICATE,
                rpc_timeout=PATIENCE,
            )
        except WorkflowAlreadyStartedError:
            return
        except Exception as error:
            raise _understood(error) from error

    async def send_bulk(self, sending: str) -> None:
        """Have the rows of a run sent that SQL says is running; one that sends already is left to it.

        Raises EngineUnavailable or NotKnownYet.
        """
        await self._begin(BulkSending.run, BulkStart(sending), bulk_id(sending), "go_on")

    async def import_files(self, job: str) -> None:
        """Have the files of a job registered and stamped; one that is under way is told to look once more.

        Raises EngineUnavailable or NotKnownYet.
        """
        await self._begin(Importing.run, ImportStart(job), import_id(job), "go_on")

    async def check_archive(self, check: str) -> None:
        """Have the files of a 一括検証 looked at; a run that is under way is left to go on.

        Raises EngineUnavailable or NotKnownYet.
        """
        await self._begin(ArchiveCheck.run, ArchiveCheckStart(check), archive_check_id(check))

    async def carry_out_plan(self, plan: str) -> None:
        """Have the rows of an agreed plan of the ledger changed; one that is under way is left to go on.

        Raises EngineUnavailable or NotKnownYet.
        """
        await self._begin(PlanCarrying.run, PlanStart(plan), plan_carrying_id(plan))

    async def dispose(self, disposal: str) -> None:
        """Have what was approved disposed of; one that is under way is left to go on.

        Raises EngineUnavailable or NotKnownYet.
        """
        await self._begin(Disposing.run, DisposalStart(disposal), disposing_id(disposal))

    async def end_work(self, contract: str) -> None:
        """End whatever keeps a contract that is gone; nothing may be there. Raises RPCError."""
        for identity in (term_id(contract), workflow_id(contract)):
            try:
                await self._client.get_workflow_handle(identity).terminate("the contract was disposed of")
            except RPCError as error:
                if not _is_not_found(error):
                    raise

    async def _begin(
        self, run: Callable[..., Awaitable[None]], start: object, identity: str, signal: str | None = None
    ) -> None:
        """Start what SQL says is to be done; one that is under way goes on, and is sent `signal`, if any."""
        await self._require_server()
        try:
            await self._client.start_workflow(
                run,
                start,
                id=identity,
                task_queue=CONTRACT_QUEUE,
                task_timeout=WORKFLOW_TASK,
                id_conflict_policy=WorkflowIDConflictPolicy.USE_EXISTING,
                id_reuse_policy=WorkflowIDReusePolicy.ALLOW_DUPLICATE,
                start_signal=signal,
                rpc_timeout=PATIENCE,
            )
        except Exception as error:
            raise _understood(error) from error

    async def _told(self, contract: str, error: Exception) -> Exception:
        """Tell a closed contract from a run ended for a rebuilt one, and from an act that got lost."""
        understood = _understood(error)
        if not isinstance(understood, AlreadyClosed) or not _is_not_found(error):
            return understood
        try:
            description = await self._client.get_workflow_handle(workflow_id(contract)).describe(
                rpc_timeout=HEALTH_PATIENCE
            )
        except RPCError as absence:
            return understood if _is_not_found(absence) else NotKnownYet()
        return understood if description.status is WorkflowExecutionStatus.COMPLETED else NotKnownYet()

    async def _require_server(self) -> None:
        """Raise EngineUnavailable while it is still certain that nothing was asked."""
        try:
            await self._client.service_client.check_health(timeout=HEALTH_PATIENCE)
        except (RPCError, RuntimeError) as absence:
            raise EngineUnavailable from absence


def _understood(error: Exception) -> Exception:
    cause = error.cause if isinstance(error, WorkflowUpdateFailedError) else None
    if isinstance(cause, ApplicationError):
        facts = cause.details[0] if cause.details else {}
        return refusal(cause.type or "", facts)
    if isinstance(error, NoAnswer):
        return NotKnownYet()
    if _is_not_found(error):
        return AlreadyClosed()
    if isinstance(error, RPCError):
        return EngineUnavailable() if error.status in NOT_TAKEN else NotKnownYet()
    return error


def _is_not_found(error: Exception) -> bool:
    return isinstance(error, RPCError) and error.status is RPCStatusCode.NOT_FOUND
