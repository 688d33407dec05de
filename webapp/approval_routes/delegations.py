"""承認の代理: whom an approver lets decide in their place, on which days (MK-48)."""

from datetime import date

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from sqlalchemy.orm import Session
from wtforms import HiddenField, SelectField, StringField
from wtforms.validators import DataRequired, Regexp

from contracts.day_input import day_from
from contracts.refusals import Refused
from contracts.roles import Permission
from database.approval_desk import delegate, revoke
from database.people import User
from database.queries.approvers import approvers_of, delegations_to, standing_delegations
from webapp.access.asking import new_key
from webapp.access.staff import require, staff
from webapp.approval_routes.blueprint import blueprint
from webapp.parts import parts
from webapp.texts.refusals import sentence_for

WRITTEN = {"autocomplete": "off", "maxlength": 30}


class DelegationForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF is untyped
    key = HiddenField(default=new_key, validators=[Regexp(r"[0-9a-f]{32}")])
    person = SelectField(
        _l("代理の方"), [DataRequired(_l("代理の方を選んでください。"))], choices=[], validate_choice=False
    )
    first_day = StringField(
        _l("代理の初日"), [DataRequired(_l("日付を入力してください。"))], render_kw=WRITTEN
    )
    last_day = StringField(
        _l("代理の最終日"), [DataRequired(_l("日付を入力してください。"))], render_kw=WRITTEN
    )


@blueprint.get("/own-settings/delegations")
def delegations() -> ResponseReturnValue:
    require(Permission.APPROVE)
    return _page(DelegationForm(None), 200)


@blueprint.post("/own-settings/delegations")
def add_delegation() -> ResponseReturnValue:
    require(Permission.APPROVE)
    form = DelegationForm()
    days = _days(form) if form.validate() else None
    chosen = _delegated(form, days) if days is not None else None
    if chosen is None:
        return _page(form, 422)
    flash(_("%(name)s 様を、承認の代理に設定しました。", name=chosen.name), "success")
    return redirect(url_for("approval_routes.delegations"), 303)


@blueprint.post("/own-settings/delegations/<public_id>/revocation")
def revoke_delegation(public_id: str) -> ResponseReturnValue:
    require(Permission.APPROVE)
    with parts().database.writing() as session:
        if not revoke(session, staff().user, public_id):
            abort(404)
    flash(_("承認の代理を取り消しました。"), "success")
    return redirect(url_for("approval_routes.delegations"), 303)


def _delegated(form: DelegationForm, days: tuple[date, date]) -> User | None:
    with parts().database.writing() as session:
        chosen = next((one for one in _others(session) if one.public_id == form.person.data), None)
        if chosen is None:
            return None
        try:
            delegate(session, staff().user, form.key.data, chosen, days)
        except Refused as refused:
            form.last_day.errors = [sentence_for(refused)]
            return None
    return chosen


def _days(form: DelegationForm) -> tuple[date, date] | None:
    first, last = _day(form.first_day), _day(form.last_day)
    return None if first is None or last is None else (first, last)


def _day(field: StringField) -> date | None:
    try:
        return day_from(field.data or "")
    except ValueError:
        field.errors = [_("日付を 2026/4/1 のように入力してください。")]
        return None


def _others(session: Session) -> list[User]:
    people = approvers_of(session, staff().organization.id)
    return [one for one in people if one.id != staff().user.id]


def _page(form: DelegationForm, status: int) -> ResponseReturnValue:
    with parts().database.reading() as session:
        form.person.choices = [
            ("", _l("選んでください")),
            *((one.public_id, one.name) for one in _others(session)),
        ]
        page = render_template(
            "approval_routes/delegations.html",
            form=form,
            given=standing_delegations(session, staff().user),
            received=delegations_to(session, staff().user),
        )
    return page, status
