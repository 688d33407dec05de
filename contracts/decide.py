"""`decide(state, act, now) -> events`, or a refusal; nothing here changes anything."""

from datetime import datetime
from functools import singledispatch

from contracts import (
    acts,
    agreement,
    approving,
    confirming,
    extending,
    importing,
    place,
    progress,
    refusing,
    reminding,
    revision,
    submission,
    term,
)
from contracts.events import Event
from contracts.state import ContractState


def decide(state: ContractState, act: acts.Act, now: datetime) -> list[Event]:
    """Return the events that `act` leads to.

    An empty list means the act is already true. Raises Refused.
    """
    return _decide(act, state, now)


@singledispatch
def _decide(act: object, state: ContractState, now: datetime) -> list[Event]:
    raise TypeError(act, state.contract, now)


@_decide.register
def _(act: acts.Submit, state: ContractState, now: datetime) -> list[Event]:
    return submission.submit(state, act, now)


@_decide.register
def _(act: acts.ImportContract, state: ContractState, _now: datetime) -> list[Event]:
    return importing.import_contract(state, act)


@_decide.register
def _(act: acts.Approve, state: ContractState, now: datetime) -> list[Event]:
    return approving.approve(state, act, now)


@_decide.register
def _(act: acts.RejectApproval, state: ContractState, _now: datetime) -> list[Event]:
    return approving.reject_approval(state, act)


@_decide.register
def _(act: acts.ReturnToOwner, state: ContractState, _now: datetime) -> list[Event]:
    return approving.return_to_owner(state, act)


@_decide.register
def _(act: acts.ReturnToStep, state: ContractState, now: datetime) -> list[Event]:
    return approving.return_to_step(state, act, now)


@_decide.register
def _(act: acts.PullBack, state: ContractState, _now: datetime) -> list[Event]:
    return approving.pull_back(state, act)


@_decide.register
def _(act: acts.Escalate, state: ContractState, now: datetime) -> list[Event]:
    return approving.escalate(state, act, now)


@_decide.register
def _(act: acts.PassOver, state: ContractState, now: datetime) -> list[Event]:
    return approving.pass_over(state, act, now)


@_decide.register
def _(act: acts.AcceptTerms, state: ContractState, now: datetime) -> list[Event]:
    return agreement.accept_terms(state, act, now)


@_decide.register
def _(act: acts.LockParty, state: ContractState, _now: datetime) -> list[Event]:
    return agreement.lock_party(state, act)


@_decide.register
def _(act: acts.UnlockParty, state: ContractState, _now: datetime) -> list[Event]:
    return agreement.unlock_party(state, act)


@_decide.register
def _(act: acts.SubmitDocument, state: ContractState, now: datetime) -> list[Event]:
    return agreement.submit_document(state, act, now)


@_decide.register
def _(act: acts.SendBack, state: ContractState, now: datetime) -> list[Event]:
    return agreement.send_back(state, act, now)


@_decide.register
def _(act: acts.Agree, state: ContractState, now: datetime) -> list[Event]:
    return agreement.agree(state, act, now)


@_decide.register
def _(act: acts.Decline, state: ContractState, now: datetime) -> list[Event]:
    return refusing.decline(state, act, now)


@_decide.register
def _(act: acts.Claim, state: ContractState, now: datetime) -> list[Event]:
    return place.claim(state, act, now)


@_decide.register
def _(act: acts.HandOver, state: ContractState, now: datetime) -> list[Event]:
    return place.hand_over(state, act, now)


@_decide.register
def _(act: acts.Reissue, state: ContractState, now: datetime) -> list[Event]:
    return place.reissue(state, act, now)


@_decide.register
def _(act: acts.ConfirmConclusion, state: ContractState, _now: datetime) -> list[Event]:
    return confirming.confirm(state, act)


@_decide.register
def _(act: acts.ExtendDeadline, state: ContractState, now: datetime) -> list[Event]:
    return extending.extend_deadline(state, act, now)


@_decide.register
def _(act: acts.SwitchReminders, state: ContractState, now: datetime) -> list[Event]:
    return extending.switch_reminders(state, act, now)


@_decide.register
def _(act: acts.AskRetraction, state: ContractState, now: datetime) -> list[Event]:
    return refusing.ask_retraction(state, act, now)


@_decide.register
def _(act: acts.AnswerRetraction, state: ContractState, _now: datetime) -> list[Event]:
    return refusing.answer_retraction(state, act)


@_decide.register
def _(act: acts.Resume, state: ContractState, now: datetime) -> list[Event]:
    return revision.resume(state, act, now)


@_decide.register
def _(act: acts.OpenRound, state: ContractState, now: datetime) -> list[Event]:
    return revision.open_round(state, act, now)


@_decide.register
def _(act: acts.Withdraw, state: ContractState, _now: datetime) -> list[Event]:
    return submission.withdraw(state, act)


@_decide.register
def _(act: acts.Expire, state: ContractState, now: datetime) -> list[Event]:
    return progress.expire(state, act, now)


@_decide.register
def _(act: acts.RemindParty, state: ContractState, now: datetime) -> list[Event]:
    return reminding.remind(state, act, now)


@_decide.register
def _(act: acts.RecordPreparation, state: ContractState, now: datetime) -> list[Event]:
    return progress.record_preparation(state, act, now)


@_decide.register
def _(act: acts.RecordSealing, state: ContractState, now: datetime) -> list[Event]:
    return progress.record_sealing(state, act, now)


@_decide.register
def _(act: acts.RecordConclusion, state: ContractState, _now: datetime) -> list[Event]:
    return progress.record_conclusion(state, act)


@_decide.register
def _(act: acts.RecordCertificates, state: ContractState, _now: datetime) -> list[Event]:
    return progress.record_certificates(state, act)


@_decide.register
def _(act: acts.OpenTerm, state: ContractState, now: datetime) -> list[Event]:
    return term.open_term(state, act, now)


@_decide.register
def _(act: acts.ChangeTerm, state: ContractState, now: datetime) -> list[Event]:
    return term.change_term(state, act, now)


@_decide.register
def _(_act: acts.FollowTerm, state: ContractState, now: datetime) -> list[Event]:
    return term.follow_term(state, now)
