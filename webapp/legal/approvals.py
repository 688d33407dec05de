"""要対応, and the answers of an approver (MK-46, MK-48); the rules say who may give them."""

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from contracts.acts import Act, Approve, RejectApproval, ReturnToOwner, ReturnToStep
from contracts.messages import Acknowledgement
from contracts.refusals import NotYourApproval
from contracts.roles import Permission
from database.contract import Contract
from database.queries.approvals import asked_as
from database.queries.approvers import principals_of
from database.queries.tasks import MOST_LISTED, tasks_of
from webapp.access.asking import Setback, asked
from webapp.access.finding import sent_contract_or_404
from webapp.access.staff import require, staff, staff_origin
from webapp.casefile import case_page
from webapp.casefile.approval import shown_approval
from webapp.casefile.approval_forms import ApprovalForm, DecidingForm, RejectionForm, ReturnForm, fitted
from webapp.casefile.forms import fresh
from webapp.casefile.tasks import (
    answering_lines,
    paper_lines,
    remark_lines,
    renewal_lines,
    review_lines,
    signing_lines,
)
from webapp.legal.absences import pass_over_absent
from webapp.legal.acting import done
from webapp.legal.blueprint import blueprint
from webapp.parts import parts

LAST_PAGE = 100_000


@blueprint.get("/approvals")
def approvals() -> ResponseReturnValue:
    """Where the page was before it listed signatures too; mails of earlier releases lead here."""
    require(Permission.READ)
    return redirect(url_for("legal.tasks"), 301)


@blueprint.get("/tasks")
def tasks() -> str:
    require(Permission.READ)
    with parts().database.reading() as session:
        page = min(max(1, request.args.get("page", 1, type=int)), LAST_PAGE)
        found = tasks_of(session, staff(), page)
        return render_template(
            "legal/approvals.html",
            found=found,
            page=page,
            has_next=any(heap.total > page * MOST_LISTED for heap in found.heaps),
            to_approve=found.to_approve.rows,
            as_whom=asked_as(session, staff(), found.to_approve.rows),
            to_sign=signing_lines(found.to_sign.rows),
            to_answer=answering_lines(found.to_answer.rows),
            renewals=renewal_lines(found.renewals.rows),
            reviews=review_lines(found.reviews.rows),
            remarks=remark_lines(found.remarks.rows),
            on_paper=paper_lines(found.on_paper.rows),
        )


@blueprint.post("/contracts/<public_id>/approval")
def approve(public_id: str) -> ResponseReturnValue:
    _require_approver(public_id)
    form = ApprovalForm(prefix="approval")
    if not form.validate():
        return case_page(public_id, {"approval": form}, status=422)
    number, step = form.shown
    act = Approve(form.key.data, staff_origin(), _behalf(form), form.comment.data or "", number, step)
    setback = _decide(public_id, act)
    if setback is not None:
        return case_page(public_id, {"approval": form}, setback)
    return done(public_id, _("承認しました。"))


@blueprint.post("/contracts/<public_id>/return")
def give_back(public_id: str) -> ResponseReturnValue:
    _require_approver(public_id)
    form = ReturnForm(prefix="return")
    if not form.validate():
        return case_page(public_id, {"return": form}, status=422)
    setback = _decide(public_id, _return(form))
    if setback is not None:
        return case_page(public_id, {"return": form}, setback)
    return done(public_id, _("差し戻しました。"))


@blueprint.get("/contracts/<public_id>/rejection")
def rejection(public_id: str) -> ResponseReturnValue:
    contract = _require_approver(public_id)
    return _question(contract, fresh(RejectionForm, ""), "", 200, is_fresh=True)


@blueprint.post("/contracts/<public_id>/rejection")
def reject(public_id: str) -> ResponseReturnValue:
    contract = _require_approver(public_id)
    form = RejectionForm()
    if not form.validate():
        return _question(contract, form, "", 422)
    number, step = form.shown
    act = RejectApproval(form.key.data, staff_origin(), form.reason.data, _behalf(form), number, step)
    setback = _decide(public_id, act)
    if setback is not None:
        return _question(contract, form, setback.sentence, setback.status)
    return done(public_id, _("却下しました。"))


def _require_approver(public_id: str) -> Contract:
    require(Permission.APPROVE)
    with parts().database.reading() as session:
        return sent_contract_or_404(session, public_id)


def _return(form: ReturnForm) -> Act:
    number, step = form.shown
    key, origin, reason, behalf = form.key.data, staff_origin(), form.reason.data, _behalf(form)
    target = form.to_step.data or ""
    if target.isascii() and target.isdecimal():
        return ReturnToStep(key, origin, int(target[:4]), reason, behalf, number, step)
    return ReturnToOwner(key, origin, reason, behalf, number, step)


def _behalf(form: DecidingForm) -> str:
    """Return whose delegate the person is in this, or nothing."""
    person: str = form.on_behalf.data or ""
    return "" if person == staff().user.public_id else person


def _decide(public_id: str, act: Act) -> Setback | None:
    """Ask for the decision, and then pass over whoever of the next can approve no more (T07)."""
    setback = asked(lambda: _asked_as_entitled(public_id, act))
    if setback is None:
        asked(lambda: pass_over_absent(public_id))
    return setback


def _asked_as_entitled(public_id: str, act: Act) -> Acknowledgement:
    """A delegation is asked of the accounts now, whatever the page showed: it may have ended (T07)."""
    behalf: str = getattr(act, "on_behalf", "")
    with parts().database.reading() as session:
        if behalf and behalf not in principals_of(session, staff()):
            raise NotYourApproval
    return parts().engine.ask(public_id, act)


def _question(
    contract: Contract, form: RejectionForm, setback: str, status: int, *, is_fresh: bool = False
) -> ResponseReturnValue:
    with parts().database.reading() as session:
        fitted(form, shown_approval(session, staff(), contract), is_fresh=is_fresh)
    page = render_template(
        "legal/rejection.html",
        form=form,
        setback=setback,
        title=_("この契約を却下しますか"),
        object_name=contract.title,
        consequence=_(
            "この契約の手続きは終わり、再開できません。修正してほしいときは、却下ではなく差し戻しを選んでください。過半数で決める段階では、反対の1票になります。"
        ),
        action_url=url_for("legal.reject", public_id=contract.public_id),
        action_label=_("却下する"),
        back_url=url_for("management.contract", public_id=contract.public_id),
    )
    return page, status
