"""期限を延長する, and リマインドを止める / 再開, each asked on a page of its own (MK-56, MK-57)."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import abort, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import RadioField, StringField
from wtforms.fields import SelectChoice
from wtforms.validators import ValidationError

from contracts.acts import ExtendDeadline, SwitchReminders
from contracts.day_input import day_from
from contracts.roles import Permission
from database.contract import Contract
from webapp.access.finding import sent_contract_or_404
from webapp.access.staff import require, staff_origin
from webapp.casefile.deadlines import Deadlines, deadlines_of
from webapp.casefile.forms import KeyForm, fresh
from webapp.legal.acting import ask, done
from webapp.legal.blueprint import blueprint
from webapp.legal.deadlines_card import label_of
from webapp.parts import parts
from webapp.texts.dates import deadline, prose_date

EVERYONE = ""


class ExtensionForm(KeyForm):
    """`day` is what `until` means once it has been validated."""

    who = RadioField(_l("延長する期限"), default=EVERYONE)
    until = StringField(_l("新しい期限"), render_kw={"maxlength": 30})

    day: date | None = None

    def validate_until(self, typed: StringField) -> None:
        try:
            self.day = day_from(typed.data or "")
        except ValueError:
            raise ValidationError(_l("日付を 2026/4/1 のように入力してください。")) from None
        if self.day is None:
            raise ValidationError(_l("新しい期限を入力してください。"))


@dataclass(frozen=True, slots=True)
class Subject:
    contract: Contract
    deadlines: Deadlines


@blueprint.get("/contracts/<public_id>/deadline")
def extending(public_id: str) -> ResponseReturnValue:
    subject = _subject(public_id) or abort(404)
    return _extension(subject, _with_choices(fresh(ExtensionForm, ""), subject.deadlines))


@blueprint.post("/contracts/<public_id>/deadline")
def extend(public_id: str) -> ResponseReturnValue:
    """Asked again after all have answered, the engine says what became of it."""
    subject = _subject(public_id)
    form = ExtensionForm()
    if subject is None:
        return done(public_id, _("いま署名を依頼している方がいないため、期限は変わりませんでした。"))
    _with_choices(form, subject.deadlines)
    if not form.validate() or form.day is None:
        return _extension(subject, form, status=422)
    act = ExtendDeadline(form.key.data, staff_origin(), form.day.isoformat(), form.who.data)
    setback = ask(public_id, act)
    if setback is not None:
        return _extension(subject, form, setback.sentence, setback.status)
    return done(public_id, _("署名の期限を延長しました。依頼している方にお知らせします。"))


@blueprint.get("/contracts/<public_id>/reminders")
def switching(public_id: str) -> ResponseReturnValue:
    subject = _reminding(public_id) or abort(404)
    return _switch(subject, fresh(KeyForm, ""))


@blueprint.post("/contracts/<public_id>/reminders/<any(on, off):switch>")
def switch_reminders(public_id: str, switch: str) -> ResponseReturnValue:
    subject = _reminding(public_id) or abort(404)
    form, on = KeyForm(), switch == "on"
    if not form.validate():
        return _switch(subject, fresh(KeyForm, ""), status=422)
    setback = ask(public_id, SwitchReminders(form.key.data, staff_origin(), on))
    if setback is not None:
        return _switch(subject, form, setback.sentence, setback.status)
    return done(public_id, _("リマインドを再開しました。") if on else _("リマインドを止めました。"))


def _subject(public_id: str) -> Subject | None:
    require(Permission.SEND)
    with parts().database.reading() as session:
        contract = sent_contract_or_404(session, public_id)
        deadlines = deadlines_of(session, contract)
        return Subject(contract, deadlines) if deadlines else None


def _reminding(public_id: str) -> Subject | None:
    subject = _subject(public_id)
    return subject if subject and subject.deadlines.reminding else None


def _with_choices(form: ExtensionForm, deadlines: Deadlines) -> ExtensionForm:
    own = [
        SelectChoice(
            one.party.public_id,
            _("%(name)sだけ（いまは%(day)sまで）", name=label_of(one.party), day=deadline(one.until)),
        )
        for one in deadlines.parties
    ]
    form.who.choices = [SelectChoice(EVERYONE, _everyone(deadlines)), *own]
    return form


def _everyone(deadlines: Deadlines) -> str:
    if deadlines.last_day:
        return str(_("全体の期限（いまは%(day)sまで）", day=prose_date(deadlines.last_day)))
    return str(_("全体の期限（いまは決めていません）"))


def _extension(
    subject: Subject, form: ExtensionForm, setback: str = "", status: int = 200
) -> ResponseReturnValue:
    return _question(
        "legal/extension.html",
        subject,
        {"form": form, "setback": setback},
        title=_("署名の期限を延長しますか"),
        consequence=_(
            "新しい期限を、依頼している方にメールまたはSMSでお知らせします。リンクは変わりません。"
        ),
        action_url=url_for("legal.extend", public_id=subject.contract.public_id),
        action_label=_("期限を延長する"),
    ), status


def _switch(subject: Subject, form: KeyForm, setback: str = "", status: int = 200) -> ResponseReturnValue:
    stopped = subject.deadlines.stopped
    return _question(
        "legal/key_question.html",
        subject,
        {"form": form, "setback": setback, "outdated": []},
        title=_("リマインドを再開しますか") if stopped else _("リマインドを止めますか"),
        consequence=_("これから先の予定の日に、まだ同意していない方へ送ります。")
        if stopped
        else _("この契約では、再開するまで自動のリマインドを送りません。期限は変わりません。"),
        action_url=url_for(
            "legal.switch_reminders",
            public_id=subject.contract.public_id,
            switch="on" if stopped else "off",
        ),
        action_label=_("リマインドを再開する") if stopped else _("リマインドを止める"),
    ), status


def _question(template: str, subject: Subject, given: dict[str, Any], **words: str) -> str:
    return render_template(
        template,
        danger=False,
        object_name=subject.contract.title,
        back_url=url_for("management.contract", public_id=subject.contract.public_id),
        **given,
        **words,
    )
