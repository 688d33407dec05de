"""契約審査依頼: the list, asking, and the page of one request (MK-43)."""

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from contracts.messages import NoticeKind
from contracts.reviewing import CLOSED, Hand, ReviewState, may_withdraw, states_for
from contracts.roles import Permission
from database.queries.colleagues import colleagues_named, reviewers_of
from database.queries.filed_addresses import today_in_japan
from database.queries.reviews import ReviewsWanted, contract_of_review, review_seen_by, reviews_page
from database.review_desk import NewReview, ask_review
from database.reviews import ReviewRequest
from webapp.access.asking import new_key
from webapp.access.staff import staff
from webapp.parts import parts
from webapp.review.attachments import intake_limits, is_within, kept
from webapp.review.blueprint import blueprint
from webapp.review.intake import came_of
from webapp.review.notices import tell
from webapp.review.request_forms import AssigneeForm, RequestForm, WordForm, request_form, word_form

WHICH = ("open", "own", "closed")
UNPROCESSABLE = 422


@blueprint.get("/reviews")
def reviews() -> str:
    which = request.args.get("which", WHICH[0])
    page = request.args.get("page", "1")
    wanted = ReviewsWanted(
        which if which in WHICH else WHICH[0], max(1, int(page[:6])) if page.isdecimal() else 1
    )
    with parts().database.reading() as session:
        found = reviews_page(session, staff(), wanted)
        return render_template(
            "review/requests.html",
            found=found,
            wanted=wanted,
            today=today_in_japan(session),
            intake_address=parts().settings.intake_address,
        )


@blueprint.get("/reviews/new")
def new_review() -> ResponseReturnValue:
    return _form_page(request_form(), 200)


@blueprint.post("/reviews/new")
def ask() -> ResponseReturnValue:
    form = RequestForm()
    new = _read(form)
    if new is None:
        return _form_page(form, UNPROCESSABLE)
    files = kept(form.files)
    with parts().database.writing() as session:
        row = ask_review(session, staff().user, new, files)
        number = row.number
    tell(NoticeKind.REVIEW_ASKED, [new.key])
    flash(_("審査を依頼しました。受付番号は %(number)s です。", number=number), "success")
    return redirect(url_for("review.review", public_id=new.key), 303)


@blueprint.get("/reviews/<public_id>")
def review(public_id: str) -> ResponseReturnValue:
    return review_page(public_id, word_form(), 200)


def review_page(public_id: str, form: WordForm, status: int) -> ResponseReturnValue:
    with parts().database.reading() as session:
        row = review_or_404(session, public_id)
        hand = hand_of(row)
        form.let_choose(tuple(states_for(ReviewState(row.state), hand)))
        assigning = AssigneeForm(
            None, data={"key": new_key(), "assignee": row.assignee.public_id if row.assignee else ""}
        )
        assigning.let_choose(reviewers_of(session, staff().organization.id))
        page = render_template(
            "review/request.html",
            review=row,
            contract=contract_of_review(session, staff(), row),
            form=form,
            assigning=assigning if hand.reviews else None,
            may_withdraw=may_withdraw(ReviewState(row.state), hand),
            may_become=hand.reviews and row.contract_id is None and staff().may(Permission.DRAFT),
            is_closed=row.state in CLOSED,
            limits=intake_limits(session),
            came=came_of(session, row, intake_limits(session)),
            today=today_in_japan(session),
        )
    return page, status


def review_or_404(session: Session, public_id: str) -> ReviewRequest:
    return review_seen_by(session, staff(), public_id) or abort(404)


def hand_of(row: ReviewRequest) -> Hand:
    return Hand(reviews=staff().may(Permission.REVIEW), asked=row.requester_id == staff().user.id)


def _read(form: RequestForm) -> NewReview | None:
    """Return what was asked, or None with what is wrong beside the fields."""
    with parts().database.reading() as session:
        form.let_choose(session)
        is_whole = form.validate()
        day = form.day(today_in_japan(session))
        is_whole = is_within(form.files, intake_limits(session)) and is_whole and not form.due_on.errors
        if not is_whole:
            return None
        house = staff().organization.id
        assignees = [one for one in reviewers_of(session, house) if one.public_id == form.assignee.data]
        return NewReview(
            key=form.key.data,
            title=form.title.data,
            kind=form.kind.data,
            body=form.body.data,
            due_on=day,
            assignee=next(iter(assignees), None),
            people=colleagues_named(session, house, form.people.data or ()),
        )


def _form_page(form: RequestForm, status: int) -> ResponseReturnValue:
    with parts().database.reading() as session:
        form.let_choose(session)
        return render_template("review/request_form.html", form=form, limits=intake_limits(session)), status
