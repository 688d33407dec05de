"""What becomes of a request: answers, who takes it, its withdrawal (MK-43)."""

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from contracts.messages import NoticeKind
from contracts.reviewing import ReviewState, may_withdraw, state_after_word, states_for
from contracts.roles import Permission
from database.queries.colleagues import reviewers_of
from database.review_desk import NewWord, assign_review, write_word
from webapp.access.asking import new_key
from webapp.access.staff import require, staff
from webapp.casefile.forms import KeyForm
from webapp.parts import parts
from webapp.review.attachments import intake_limits, is_within, kept
from webapp.review.blueprint import blueprint
from webapp.review.notices import tell
from webapp.review.request_forms import AssigneeForm, WordForm
from webapp.review.requests import hand_of, review_or_404, review_page

UNPROCESSABLE, CONFLICT = 422, 409


@blueprint.post("/reviews/<public_id>/messages")
def answer_review(public_id: str) -> ResponseReturnValue:
    form = WordForm()
    with parts().database.reading() as session:
        row = review_or_404(session, public_id)
        state, hand, limits = ReviewState(row.state), hand_of(row), intake_limits(session)
    is_whole = form.validate()
    is_whole = is_within(form.files, limits) and is_whole
    wanted = form.state.data or state_after_word(state, hand).value
    if state is ReviewState.WITHDRAWN or (form.state.data and wanted not in states_for(state, hand)):
        form.form_errors.append(_("ほかの方が先に状態を変えました。いまの状態をご確認ください。"))
        return review_page(public_id, form, CONFLICT)
    if not is_whole:
        return review_page(public_id, form, UNPROCESSABLE)
    _write(public_id, form, ReviewState(wanted))
    flash(_("回答しました。"), "success")
    return redirect(url_for("review.review", public_id=public_id, _anchor="thread"), 303)


@blueprint.post("/reviews/<public_id>/assignee")
def assign(public_id: str) -> ResponseReturnValue:
    require(Permission.REVIEW)
    form = AssigneeForm()
    with parts().database.writing() as session:
        row = review_or_404(session, public_id)
        reviewers = reviewers_of(session, staff().organization.id)
        chosen = [one for one in reviewers if one.public_id == form.assignee.data]
        assign_review(session, row, staff().user, next(iter(chosen), None))
    flash(_("担当者を決めました。") if chosen else _("担当者を未定にしました。"), "success")
    return redirect(url_for("review.review", public_id=public_id), 303)


@blueprint.get("/reviews/<public_id>/withdrawal")
def withdrawal_of_review(public_id: str) -> str:
    with parts().database.reading() as session:
        row = review_or_404(session, public_id)
    if not may_withdraw(ReviewState(row.state), hand_of(row)):
        abort(404)
    return render_template(
        "review/withdrawal.html",
        title=_("審査依頼を取り下げますか"),
        object_name=f"{row.number}　{row.title}",
        consequence=_("取り下げると、審査は終わります。これまでのやり取りは残ります。"),
        action_url=url_for("review.withdraw_review", public_id=public_id),
        action_label=_("取り下げる"),
        back_url=url_for("review.review", public_id=public_id),
        form=KeyForm(None, data={"key": new_key()}),
    )


@blueprint.post("/reviews/<public_id>/withdrawal")
def withdraw_review(public_id: str) -> ResponseReturnValue:
    form = KeyForm()
    if not form.validate():
        abort(UNPROCESSABLE)
    with parts().database.writing() as session:
        row = review_or_404(session, public_id)
        if not may_withdraw(ReviewState(row.state), hand_of(row)):
            abort(CONFLICT)
        word = NewWord(form.key.data, "", ReviewState.WITHDRAWN)
        write_word(session, row, staff().user, word, ())
    tell(NoticeKind.REVIEW_ANSWERED, [form.key.data])
    flash(_("審査依頼を取り下げました。"), "success")
    return redirect(url_for("review.review", public_id=public_id), 303)


def _write(public_id: str, form: WordForm, state: ReviewState) -> None:
    files = kept(form.files)
    with parts().database.writing() as session:
        row = review_or_404(session, public_id)
        write_word(session, row, staff().user, NewWord(form.key.data, form.body.data, state), files)
    tell(NoticeKind.REVIEW_ANSWERED, [form.key.data])
