"""One 廃棄: what it is about, how far it is, and a second person's answer to it (LW-27)."""

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from sqlalchemy.orm import Session
from wtforms import BooleanField, PasswordField
from wtforms.validators import DataRequired, InputRequired

from contracts.disposal import LAPSES_AFTER, Fate, Standing
from contracts.refusals import Refused
from contracts.roles import Permission
from contracts.signing import FileIdentity
from database.disposal import Disposal
from database.disposals import approve, reject, standing_of
from database.engine import now_of
from database.queries.disposals import disposal_seen, is_whole, lines_of
from webapp.access.own_password import has_password, is_own_password
from webapp.access.staff import by, require, staff
from webapp.compliance.blueprint import blueprint
from webapp.compliance.disposals import left_to_worker
from webapp.compliance.exporting import tell_export
from webapp.compliance.holds import ReasonForm
from webapp.parts import parts
from webapp.pdf_answer import pdf_answer
from webapp.texts.disposal import FATES, STANDINGS, WHYS
from webapp.texts.refusals import sentence_for

UNPROCESSABLE = 422


class ApprovalForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF is untyped
    password = PasswordField(
        _l("あなたのパスワード"),
        [InputRequired(_l("パスワードを入力してください。"))],
        render_kw={"autocomplete": "current-password"},
    )
    confirmed = BooleanField(
        _l("元に戻せないことを理解し、印を付けた契約の廃棄を承認します"),
        [DataRequired(_l("内容を確かめて、印を付けてください。"))],
    )


@blueprint.get("/disposals/<disposal>")
def disposal(disposal: str) -> ResponseReturnValue:
    require(Permission.DISPOSE)
    with parts().database.reading() as session:
        row = _found_or_404(session, disposal)
        standing, lines = standing_of(row, now_of(session)), lines_of(session, staff(), row)
        going = [one for one in lines if one.state != Fate.LEFT_OUT]
        return render_template(
            "compliance/disposal.html",
            row=row,
            standing=standing,
            badge_of=STANDINGS[standing],
            lines=lines,
            going=len(going),
            gone=sum(one.state == Fate.DONE for one in going),
            fates=FATES,
            whys=WHYS,
            lapses_at=row.proposed_at + LAPSES_AFTER,
            is_own=row.proposed_by_id == staff().user.id,
            has_certificate=row.certificate_file_id is not None and is_whole(session, staff(), row),
        )


@blueprint.get("/disposals/<disposal>/approval")
def approving_disposal(disposal: str) -> ResponseReturnValue:
    require(Permission.DISPOSE)
    return _approval_question(disposal, _approval(), None)


@blueprint.post("/disposals/<disposal>/approval")
def approve_disposal(disposal: str) -> ResponseReturnValue:
    """Let the ticked contracts go; the worker begins at once, or as soon as the engine is back."""
    require(Permission.DISPOSE)
    form, chosen = _approval(), request.form.getlist("contract")
    is_right = form.validate()
    if "password" in form and form.password.data and not is_own_password(form.password.data):
        form.password.errors = [_("パスワードが正しくありません。")]
        is_right = False
    if not is_right:
        return _approval_question(disposal, form, chosen, UNPROCESSABLE)
    try:
        with parts().database.writing() as session:
            approve(session, by(), _found_or_404(session, disposal), chosen)
    except Refused as refused:
        flash(sentence_for(refused), "warning")
        return redirect(url_for("compliance.disposal", disposal=disposal), 303)
    left_to_worker(lambda engine: engine.dispose(disposal))
    flash(_("承認しました。廃棄を始めます。"), "success")
    return redirect(url_for("compliance.disposal", disposal=disposal), 303)


@blueprint.get("/disposals/<disposal>/rejection")
def rejecting_disposal(disposal: str) -> ResponseReturnValue:
    require(Permission.DISPOSE)
    return _rejection_question(disposal, ReasonForm())


@blueprint.post("/disposals/<disposal>/rejection")
def reject_disposal(disposal: str) -> ResponseReturnValue:
    require(Permission.DISPOSE)
    form = ReasonForm()
    if not form.validate():
        return _rejection_question(disposal, form, UNPROCESSABLE)
    try:
        with parts().database.writing() as session:
            reject(session, by(), _found_or_404(session, disposal), form.reason.data)
    except Refused as refused:
        flash(sentence_for(refused), "warning")
    else:
        flash(_("廃棄の提案を却下しました。"), "success")
    return redirect(url_for("compliance.disposal", disposal=disposal), 303)


@blueprint.get("/disposals/<disposal>/certificate.pdf")
def disposal_certificate(disposal: str) -> ResponseReturnValue:
    """廃棄証明書, for who may know of everything that it names."""
    require(Permission.DISPOSE)
    with parts().database.reading() as session:
        row = _found_or_404(session, disposal)
        file = row.certificate
        if file is None or not is_whole(session, staff(), row):
            abort(404)
        name, organization = row.certificate_id, staff().organization.public_id
        identity = FileIdentity(organization, file.public_id, file.purpose, file.digest)
    tell_export("downloaded", disposal, what="disposal_certificate", sha256=identity.digest)
    return pdf_answer(identity, f"廃棄証明書_{name}.pdf", inline=False)


def _approval() -> ApprovalForm:
    form = ApprovalForm()
    if not has_password():
        del form.password
    return form


def _approval_question(
    disposal: str, form: ApprovalForm, chosen: list[str] | None, status: int = 200
) -> ResponseReturnValue:
    with parts().database.reading() as session:
        row = _open_or_back(session, disposal)
        if row is None or row.proposed_by_id == staff().user.id:
            return redirect(url_for("compliance.disposal", disposal=disposal), 303)
        lines = lines_of(session, staff(), row)
        page = render_template(
            "compliance/disposal_approval.html", row=row, form=form, lines=lines, chosen=chosen
        )
    return page, status


def _rejection_question(disposal: str, form: ReasonForm, status: int = 200) -> ResponseReturnValue:
    with parts().database.reading() as session:
        row = _open_or_back(session, disposal)
        if row is None:
            return redirect(url_for("compliance.disposal", disposal=disposal), 303)
        is_own = row.proposed_by_id == staff().user.id
        page = render_template("compliance/disposal_rejection.html", row=row, form=form, is_own=is_own)
    return page, status


def _open_or_back(session: Session, disposal: str) -> Disposal | None:
    row = _found_or_404(session, disposal)
    return row if standing_of(row, now_of(session)) is Standing.PROPOSED else None


def _found_or_404(session: Session, disposal: str) -> Disposal:
    return disposal_seen(session, staff(), disposal) or abort(404)
