"""契約ごとのリマインド: n日前, nか月前, n年前, set and taken away on the contract's own page (MK-18)."""

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from sqlalchemy.orm import Session
from wtforms import BooleanField, RadioField, StringField
from wtforms.fields import SelectChoice
from wtforms.validators import DataRequired

from contracts.life import civil_day
from contracts.periods import Period, PeriodUnreadable, period_from
from contracts.refusals import Refused
from contracts.roles import Permission
from contracts.watching import Anchor
from database.contract import Contract
from database.deadline_reminders import reminders_of, remove_reminder, set_reminder
from database.engine import now_of
from webapp.access.finding import sent_contract_or_404
from webapp.access.staff import require, staff, staff_here
from webapp.deadlines.blueprint import blueprint
from webapp.deadlines.house import house_calendar
from webapp.parts import parts
from webapp.texts.deadlines import ANCHORS
from webapp.texts.refusals import sentence_for

LONGEST = 16


class ReminderForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF is untyped
    anchor = RadioField(
        _l("どの日の前に"),
        choices=[SelectChoice(one.value, ANCHORS[one]) for one in (Anchor.NOTICE, Anchor.ENDS)],
        default=Anchor.NOTICE.value,
    )
    period = StringField(
        _l("どれだけ前に"),
        [DataRequired(_l("「3か月前」「90日前」「1年前」のように入力してください。"))],
        render_kw={"maxlength": LONGEST, "autocomplete": "off"},
    )
    by_mail = BooleanField(_l("担当者にメールでも知らせる"), default=True)


@blueprint.get("/contracts/<public_id>/deadline-reminders")
def reminders(public_id: str) -> str:
    require(Permission.READ)
    with parts().database.reading() as session:
        return _page(session, sent_contract_or_404(session, public_id), ReminderForm(None))


@blueprint.post("/contracts/<public_id>/deadline-reminders")
def add_reminder(public_id: str) -> ResponseReturnValue:
    require(Permission.FILE)
    form = ReminderForm()
    period = _period(form) if form.validate() else None
    with parts().database.writing() as session:
        contract = sent_contract_or_404(session, public_id)
        if period is None or not _is_set(session, contract, form, period):
            return _page(session, contract, form), 422
    flash(_("リマインドを設定しました。"), "success")
    return redirect(url_for("deadlines.reminders", public_id=public_id), 303)


@blueprint.post("/contracts/<public_id>/deadline-reminders/<reminder>/removal")
def take_reminder(public_id: str, reminder: str) -> ResponseReturnValue:
    require(Permission.FILE)
    with parts().database.writing() as session:
        contract = sent_contract_or_404(session, public_id)
        if not remove_reminder(session, contract, staff().user, reminder):
            abort(404)
    flash(_("リマインドを外しました。"), "success")
    return redirect(url_for("deadlines.reminders", public_id=public_id), 303)


def _is_set(session: Session, contract: Contract, form: ReminderForm, period: Period) -> bool:
    """What stands already is as good as set; a refusal stands beside the field."""
    try:
        set_reminder(session, contract, staff().user, (Anchor(form.anchor.data), period, form.by_mail.data))
    except Refused as refused:
        form.period.errors = [sentence_for(refused)]
        return False
    return True


def _period(form: ReminderForm) -> Period | None:
    try:
        return period_from(form.period.data or "")
    except PeriodUnreadable:
        form.period.errors = [_("「3か月前」「90日前」「1年前」のように入力してください。")]
        return None


def _page(session: Session, contract: Contract, form: ReminderForm) -> str:
    return render_template(
        "deadlines/reminders.html",
        contract=contract,
        form=form,
        reminders=reminders_of(session, contract, house_calendar(session)),
        anchors=ANCHORS,
        today=civil_day(now_of(session)),
        may_set=staff_here().may(Permission.FILE),
    )
