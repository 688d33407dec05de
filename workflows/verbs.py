"""One typed Update per verb: the validator is a dry run, the handler applies (design.md section 5)."""

from temporalio import workflow

with workflow.unsafe.imports_passed_through():
    from contracts import acts
    from contracts.deadlines import next_due
    from contracts.messages import Acknowledgement, LifecycleStart
    from contracts.state import ContractState
    from workflows.case import Case


class Verbs:
    def __init__(self, start: LifecycleStart) -> None:
        self._case = Case(start, is_over=_brings_nothing_more)

    @workflow.update
    async def submit(self, act: acts.Submit) -> Acknowledgement:
        return await self._case.apply(act)

    @submit.validator
    def _check_submit(self, act: acts.Submit) -> None:
        self._case.check(act)

    @workflow.update
    async def approve(self, act: acts.Approve) -> Acknowledgement:
        return await self._case.apply(act)

    @approve.validator
    def _check_approve(self, act: acts.Approve) -> None:
        self._case.check(act)

    @workflow.update
    async def reject_approval(self, act: acts.RejectApproval) -> Acknowledgement:
        return await self._case.apply(act)

    @reject_approval.validator
    def _check_reject_approval(self, act: acts.RejectApproval) -> None:
        self._case.check(act)

    @workflow.update
    async def return_to_owner(self, act: acts.ReturnToOwner) -> Acknowledgement:
        return await self._case.apply(act)

    @return_to_owner.validator
    def _check_return_to_owner(self, act: acts.ReturnToOwner) -> None:
        self._case.check(act)

    @workflow.update
    async def return_to_step(self, act: acts.ReturnToStep) -> Acknowledgement:
        return await self._case.apply(act)

    @return_to_step.validator
    def _check_return_to_step(self, act: acts.ReturnToStep) -> None:
        self._case.check(act)

    @workflow.update
    async def pull_back(self, act: acts.PullBack) -> Acknowledgement:
        return await self._case.apply(act)

    @pull_back.validator
    def _check_pull_back(self, act: acts.PullBack) -> None:
        self._case.check(act)

    @workflow.update
    async def pass_over(self, act: acts.PassOver) -> Acknowledgement:
        return await self._case.apply(act)

    @pass_over.validator
    def _check_pass_over(self, act: acts.PassOver) -> None:
        self._case.check(act)

    @workflow.update
    async def accept_terms(self, act: acts.AcceptTerms) -> Acknowledgement:
        return await self._case.apply(act)

    @accept_terms.validator
    def _check_accept_terms(self, act: acts.AcceptTerms) -> None:
        self._case.check(act)

    @workflow.update
    async def lock_party(self, act: acts.LockParty) -> Acknowledgement:
        return await self._case.apply(act)

    @lock_party.validator
    def _check_lock_party(self, act: acts.LockParty) -> None:
        self._case.check(act)

    @workflow.update
    async def unlock_party(self, act: acts.UnlockParty) -> Acknowledgement:
        return await self._case.apply(act)

    @unlock_party.validator
    def _check_unlock_party(self, act: acts.UnlockParty) -> None:
        self._case.check(act)

    @workflow.update
    async def submit_document(self, act: acts.SubmitDocument) -> Acknowledgement:
        return await self._case.apply(act)

    @submit_document.validator
    def _check_submit_document(self, act: acts.SubmitDocument) -> None:
        self._case.check(act)

    @workflow.update
    async def send_back(self, act: acts.SendBack) -> Acknowledgement:
        return await self._case.apply(act)

    @send_back.validator
    def _check_send_back(self, act: acts.SendBack) -> None:
        self._case.check(act)

    @workflow.update
    async def resume(self, act: acts.Resume) -> Acknowledgement:
        return await self._case.apply(act)

    @resume.validator
    def _check_resume(self, act: acts.Resume) -> None:
        self._case.check(act)

    @workflow.update
    async def open_round(self, act: acts.OpenRound) -> Acknowledgement:
        return await self._case.apply(act)

    @open_round.validator
    def _check_open_round(self, act: acts.OpenRound) -> None:
        self._case.check(act)

    @workflow.update
    async def agree(self, act: acts.Agree) -> Acknowledgement:
        return await self._case.apply(act)

    @agree.validator
    def _check_agree(self, act: acts.Agree) -> None:
        self._case.check(act)

    @workflow.update
    async def withdraw(self, act: acts.Withdraw) -> Acknowledgement:
        return await self._case.apply(act)

    @withdraw.validator
    def _check_withdraw(self, act: acts.Withdraw) -> None:
        self._case.check(act)

    @workflow.update
    async def decline(self, act: acts.Decline) -> Acknowledgement:
        return await self._case.apply(act)

    @decline.validator
    def _check_decline(self, act: acts.Decline) -> None:
        self._case.check(act)

    @workflow.update
    async def claim(self, act: acts.Claim) -> Acknowledgement:
        return await self._case.apply(act)

    @claim.validator
    def _check_claim(self, act: acts.Claim) -> None:
        self._case.check(act)

    @workflow.update
    async def hand_over(self, act: acts.HandOver) -> Acknowledgement:
        return await self._case.apply(act)

    @hand_over.validator
    def _check_hand_over(self, act: acts.HandOver) -> None:
        self._case.check(act)

    @workflow.update
    async def reissue(self, act: acts.Reissue) -> Acknowledgement:
        return await self._case.apply(act)

    @reissue.validator
    def _check_reissue(self, act: acts.Reissue) -> None:
        self._case.check(act)

    @workflow.update
    async def confirm_conclusion(self, act: acts.ConfirmConclusion) -> Acknowledgement:
        return await self._case.apply(act)

    @confirm_conclusion.validator
    def _check_confirm_conclusion(self, act: acts.ConfirmConclusion) -> None:
        self._case.check(act)

    @workflow.update
    async def ask_retraction(self, act: acts.AskRetraction) -> Acknowledgement:
        return await self._case.apply(act)

    @ask_retraction.validator
    def _check_ask_retraction(self, act: acts.AskRetraction) -> None:
        self._case.check(act)

    @workflow.update
    async def answer_retraction(self, act: acts.AnswerRetraction) -> Acknowledgement:
        return await self._case.apply(act)

    @answer_retraction.validator
    def _check_answer_retraction(self, act: acts.AnswerRetraction) -> None:
        self._case.check(act)

    @workflow.update
    async def extend_deadline(self, act: acts.ExtendDeadline) -> Acknowledgement:
        return await self._case.apply(act)

    @extend_deadline.validator
    def _check_extend_deadline(self, act: acts.ExtendDeadline) -> None:
        self._case.check(act)

    @workflow.update
    async def switch_reminders(self, act: acts.SwitchReminders) -> Acknowledgement:
        return await self._case.apply(act)

    @switch_reminders.validator
    def _check_switch_reminders(self, act: acts.SwitchReminders) -> None:
        self._case.check(act)


def _brings_nothing_more(state: ContractState) -> bool:
    """Those who missed the deadline may still have to be told, the morning after (MK-58)."""
    return state.is_closed and next_due(state) is None
