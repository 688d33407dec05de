"""社内承認 on the page of a contract: the steps, who has decided what, for whom this person may decide."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy.orm import Session

from contracts.acts import RouteStep
from contracts.approval import ANYONE
from contracts.roles import Permission
from contracts.stage import Phase
from database.contract import Contract
from database.queries.approvals import CaseApproval, Decision, approval_of
from database.sessions import Staff
from webapp.texts.approval import STATES, rule_label, step_label

DECIDED = {
    "approval_given": "approved",
    "approval_opposed": "opposed",
    "approval_rejected": "rejected",
    "returned_to_owner": "returned",
}


@dataclass(frozen=True, slots=True)
class ShownPerson:
    """One approver in a step; `by` is the delegate who decided, `words` what they wrote."""

    name: str
    state: str
    label: str
    tone: str
    at: datetime | None = None
    by: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class ShownStep:
    """`state` is done, now or later; `due` when those of `seniors` are asked too."""

    number: int
    name: str
    rule: str
    state: str
    people: Sequence[ShownPerson]
    is_open: bool = False
    due: datetime | None = None
    seniors: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class ShownApproval:
    """`deciding_for` are (id, name) of those for whom the person may decide, `earlier` steps to return to."""

    steps: Sequence[ShownStep]
    round: int
    number: int
    now: str
    deciding_for: Sequence[tuple[str, str]]
    earlier: Sequence[tuple[str, str]]
    absent: Sequence[str]
    may_pull_back: bool
    is_own: bool


def shown_approval(session: Session, staff: Staff, contract: Contract) -> ShownApproval:
    found = approval_of(session, staff, contract)
    state, approval = found.state, found.state.approval
    waits = found.is_waiting and contract.frozen_at is None
    is_own = state.submitter == staff.user.public_id
    me = staff.user.public_id
    return ShownApproval(
        steps=[_step(found, number, step) for number, step in enumerate(approval.route, 1)],
        round=state.round,
        number=approval.number,
        now=step_label(approval.step, approval.current.name) if approval.route else "",
        deciding_for=[(one, _as_whom(found, one, me)) for one in found.deciding_for if waits],
        earlier=[
            (str(n), step_label(n, one.name)) for n, one in enumerate(approval.route, 1) if n < approval.step
        ],
        absent=[found.names.get(one, "") for one in found.absent if waits and _may_pass_over(staff)],
        may_pull_back=waits and is_own and staff.may(Permission.SEND),
        is_own=found.is_waiting and is_own and staff.may(Permission.APPROVE),
    )


def _may_pass_over(staff: Staff) -> bool:
    return staff.may(Permission.APPROVE) or staff.may(Permission.SEND)


def _as_whom(found: CaseApproval, person: str, me: str) -> str:
    if person == me:
        return str(_("自分として"))
    return str(_("%(name)s 様の代理として", name=found.names.get(person, "")))


def _step(found: CaseApproval, number: int, step: RouteStep) -> ShownStep:
    approval = found.state.approval
    standing = _standing(found, number)
    decided = {one.person: one for one in found.decisions if one.step == number}
    others = [one for one in decided if one not in step.approvers]
    asked = approval.asked if standing == "now" else ()
    seniors = [one for one in asked if one in step.escalation and one not in (*step.approvers, *others)]
    return ShownStep(
        number,
        step.name,
        rule_label(step.rule),
        standing,
        [_person(found, one, decided.get(one), standing) for one in (*step.approvers, *others, *seniors)],
        is_open=ANYONE in asked or (standing == "later" and not step.approvers),
        due=approval.due if standing == "now" else None,
        seniors=[found.names.get(one, "") for one in step.escalation],
    )


def _standing(found: CaseApproval, number: int) -> str:
    approval, phase = found.state.approval, found.state.phase
    if number < approval.step:
        return "done"
    return "now" if number == approval.step and phase is Phase.AWAITING_APPROVAL else "later"


def _person(found: CaseApproval, person: str, decided: Decision | None, standing: str) -> ShownPerson:
    name = found.names.get(person, "")
    if decided is None:
        code = _undecided(found, person, standing)
        return ShownPerson(name, code, str(STATES[code][0]), STATES[code][1])
    code = DECIDED[decided.kind]
    by = found.names.get(decided.actor, "") if decided.actor != decided.person else ""
    return ShownPerson(name, code, str(STATES[code][0]), STATES[code][1], decided.at, by, decided.words)


def _undecided(found: CaseApproval, person: str, standing: str) -> str:
    approval = found.state.approval
    if person == approval.submitter:
        return "submitter"
    if person in approval.absent:
        return "absent"
    if standing == "done":
        return "not_needed"
    return "waiting" if standing == "now" and person in approval.asked else "later"
