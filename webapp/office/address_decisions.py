"""承認, 却下, 失効 of a filed address; whoever filed it is told what became of it (AD-19)."""

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from contracts.filed_addresses import Verdict
from contracts.messages import NoticeKind, NoticeRequest
from contracts.refusals import AddressAlreadyDecided
from contracts.roles import Permission
from database.filed_addresses import Decision, approve_address, expire_address, reject_address
from database.office import AddressEntry
from database.queries.filed_addresses import entries_it_may_replace, today_in_japan
from webapp.access.address_parts import day_ahead
from webapp.access.staff import require, staff
from webapp.office.address_forms import ApprovalForm, ReasonForm
from webapp.office.blueprint import blueprint
from webapp.office.filed_addresses import approval_form, entry_or_404, entry_shown
from webapp.parts import parts
from webapp.texts.refusals import sentence_for
from workflows.door import EngineUnavailable, NotKnownYet

CONFLICT, UNPROCESSABLE = 409, 422


@blueprint.post("/filed-addresses/<public_id>/approval")
def approve_filed_address(public_id: str) -> ResponseReturnValue:
    require(Permission.SEND)
    form = ApprovalForm()
    try:
        with parts().database.writing() as session:
            entry = entry_or_404(session, public_id)
            until = day_ahead(form.valid_until, today_in_japan(session))
            if form.valid_until.errors:
                return entry_shown(session, entry, form, ReasonForm(None)), UNPROCESSABLE
            older = [
                one
                for one in entries_it_may_replace(session, entry)
                if one.public_id in form.replaces.data or one.mail_key == entry.mail_key
            ]
            row = approve_address(session, entry, Decision(staff().user, expires_on=until), older)
    except AddressAlreadyDecided as refused:
        return _refused(public_id, refused)
    _tell(row.public_id)
    return _done(public_id, _("届出を承認しました。"))


@blueprint.post("/filed-addresses/<public_id>/rejection")
def reject_filed_address(public_id: str) -> ResponseReturnValue:
    return _ended(public_id, Verdict.REJECTED)


@blueprint.post("/filed-addresses/<public_id>/expiry")
def expire_filed_address(public_id: str) -> ResponseReturnValue:
    return _ended(public_id, Verdict.EXPIRED)


def _ended(public_id: str, verdict: Verdict) -> ResponseReturnValue:
    require(Permission.SEND)
    form = ReasonForm()
    try:
        with parts().database.writing() as session:
            entry = entry_or_404(session, public_id)
            if not form.validate():
                return entry_shown(session, entry, approval_form(session, entry), form), UNPROCESSABLE
            row = _end(session, entry, verdict, Decision(staff().user, reason=form.reason.data))
    except AddressAlreadyDecided as refused:
        return _refused(public_id, refused)
    if verdict is Verdict.EXPIRED:
        return _done(public_id, _("届出を失効させました。"))
    _tell(row)
    return _done(public_id, _("届出を却下しました。"))


def _end(session: Session, entry: AddressEntry, verdict: Verdict, decision: Decision) -> str:
    end = expire_address if verdict is Verdict.EXPIRED else reject_address
    row = end(session, entry, decision)
    session.flush()
    return row.public_id


def _tell(decision: str) -> None:
    try:
        parts().engine.notify(NoticeRequest(NoticeKind.ADDRESS_ANSWERED, decision))
    except (EngineUnavailable, NotKnownYet):
        flash(_("お知らせのメールを送れませんでした。届け出た方には、別の方法でお伝えください。"), "warning")


def _done(public_id: str, sentence: str) -> ResponseReturnValue:
    flash(sentence, "success")
    return redirect(url_for("office.filed_address", public_id=public_id), 303)


def _refused(public_id: str, refused: AddressAlreadyDecided) -> ResponseReturnValue:
    with parts().database.reading() as session:
        entry = entry_or_404(session, public_id)
        approval = approval_form(session, entry)
        return entry_shown(session, entry, approval, ReasonForm(None), sentence_for(refused)), CONFLICT
