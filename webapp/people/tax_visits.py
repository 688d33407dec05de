"""税務調査モード: who is let look at one fiscal year, until when, and the end of it (NX-07)."""

import uuid
from dataclasses import dataclass
from datetime import date, timedelta

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, HiddenField, SelectField, SelectMultipleField, StringField
from wtforms.fields import SelectChoice
from wtforms.validators import DataRequired, Length, Regexp
from wtforms.widgets import CheckboxInput, ListWidget

from adapters.passwords import hash_password, temporary_password
from contracts.fiscal_year import fiscal_years
from contracts.life import civil_day
from contracts.roles import Permission
from contracts.tax_keeping import KeptAs
from contracts.tax_visiting import LONGEST as LONGEST_STAY
from contracts.tax_visiting import ConfidentialNotYours
from database.engine import now_of
from database.tax_visit import TaxVisit
from database.tax_visiting import (
    Given,
    give_visit,
    renew_password,
    revoke_visit,
    stands,
    visit_in,
    visits_given,
)
from webapp.access.address_parts import day_ahead
from webapp.access.asking import new_key
from webapp.access.staff import by, policies, require, staff
from webapp.access.tidy import one_line
from webapp.parts import parts
from webapp.people.blueprint import blueprint
from webapp.texts.dates import table_date
from webapp.texts.refusals import sentence_for
from webapp.texts.tax_keeping import KEPT_AS

LONGEST_NAME, YEARS = 200, 11


@dataclass(frozen=True, slots=True)
class Line:
    visit: TaxVisit
    stands: bool


class VisitForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF is untyped
    """`key` becomes the public id: the form sent twice gives once."""

    key = HiddenField(default=new_key, validators=[Regexp(r"[0-9a-f]{32}\Z")])
    visitor = StringField(
        _l("調査を行う方（所属・氏名）"),
        [DataRequired(_l("調査を行う方を入力してください。")), Length(max=LONGEST_NAME)],
        filters=[one_line],
        render_kw={"maxlength": LONGEST_NAME, "autocomplete": "off"},
    )
    year = SelectField(_l("見せる事業年度（取引年月日）"))
    kept_as = SelectMultipleField(
        _l("見せる保存区分"),
        [DataRequired(_l("保存区分を選んでください。"))],
        choices=[SelectChoice(one.value, KEPT_AS[one]) for one in KeptAs],
        default=[one.value for one in KeptAs],
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
    )
    until = StringField(
        _l("使える最後の日"),
        [DataRequired(_l("最後の日を入力してください。"))],
        render_kw={"maxlength": 30, "autocomplete": "off"},
    )
    confidential = BooleanField(_l("親展の文書も見せる"))
    confirmed = BooleanField(
        _l("見せる範囲と期限を確かめました"), [DataRequired(_l("範囲と期限を確かめて、印を付けてください。"))]
    )


@blueprint.get("/tax-visits")
def tax_visits() -> str:
    require(Permission.OPEN_TO_OTHERS)
    with parts().database.reading() as session:
        lines = [Line(one, stands(session, one)) for one in visits_given(session, staff().organization.id)]
        return render_template("people/tax_visits.html", lines=lines)


@blueprint.get("/tax-visits/new")
def new_tax_visit() -> str:
    require(Permission.OPEN_TO_OTHERS)
    return _page(_offering(VisitForm(None)))


@blueprint.post("/tax-visits")
def give_tax_visit() -> ResponseReturnValue:
    """Answer with the ID and the password, which are shown this once; sent again, with where they went."""
    require(Permission.OPEN_TO_OTHERS)
    form = _offering(VisitForm())
    is_right, password = form.validate(), temporary_password()
    until = _last_day(form) if form.until.data else None
    if not is_right or form.errors or until is None:
        return _page(form), 422
    try:
        with parts().database.writing() as session:
            visit = give_visit(session, by(), _given(form, until), hash_password(password))
    except ConfidentialNotYours as refused:
        form.confidential.errors = [sentence_for(refused)]
        return _page(form), 409
    if visit is None:
        flash(_("このアカウントはすでに発行しています。パスワードは、一覧から発行し直せます。"), "info")
        return redirect(url_for("people.tax_visits"), 303)
    return _issued(visit, password)


@blueprint.post("/tax-visits/<visit>/password")
def renew_tax_visit_password(visit: str) -> ResponseReturnValue:
    require(Permission.OPEN_TO_OTHERS)
    password = temporary_password()
    with parts().database.writing() as session:
        found = visit_in(session, staff().organization.id, visit) or abort(404)
        if not stands(session, found):
            abort(404)
        try:
            renew_password(session, by(), found, hash_password(password))
        except ConfidentialNotYours as refused:
            flash(sentence_for(refused), "error")
            return redirect(url_for("people.tax_visits"), 303)
    return _issued(found, password)


@blueprint.get("/tax-visits/<visit>/revocation")
def tax_visit_end(visit: str) -> str:
    require(Permission.OPEN_TO_OTHERS)
    with parts().database.reading() as session:
        found = visit_in(session, staff().organization.id, visit) or abort(404)
        return render_template("people/tax_visit_end.html", visit=found)


@blueprint.post("/tax-visits/<visit>/revocation")
def revoke_tax_visit(visit: str) -> ResponseReturnValue:
    require(Permission.OPEN_TO_OTHERS)
    with parts().database.writing() as session:
        revoke_visit(session, by(), visit_in(session, staff().organization.id, visit) or abort(404))
    flash(_("税務調査モードを終了しました。このアカウントはもう使えません。"), "success")
    return redirect(url_for("people.tax_visits"), 303)


def _given(form: VisitForm, until: date) -> Given:
    first, last = (date.fromisoformat(day) for day in form.year.data.split("_"))
    kinds = frozenset(KeptAs(one) for one in form.kept_as.data)
    key = str(uuid.UUID(form.key.data))
    return Given(key, form.visitor.data, (first, last), kinds, form.confidential.data, until)


def _last_day(form: VisitForm) -> date | None:
    today = _today()
    until = day_ahead(form.until, today)
    if until is not None and until > today + LONGEST_STAY:
        latest = table_date(today + LONGEST_STAY)
        form.until.errors = [_("%(day)sまでの日付を入力してください。", day=latest)]
        return None
    return until


def _offering(form: VisitForm) -> VisitForm:
    years = fiscal_years(_today(), policies().fiscal_month, YEARS)
    form.year.choices = [SelectChoice(f"{first}_{last}", _span(first, last)) for first, last in years]
    if form.year.data is None and not form.is_submitted():
        form.year.data = form.year.choices[1].value
    return form


def _today() -> date:
    with parts().database.reading() as session:
        return civil_day(now_of(session))


def _page(form: VisitForm) -> str:
    usual_end = table_date(_today() + timedelta(days=14))
    return render_template(
        "people/new_tax_visit.html",
        form=form,
        usual_end=usual_end,
        may_show_confidential=staff().may(Permission.READ_CONFIDENTIAL),
        closes_in=policies().fiscal_month,
    )


def _issued(visit: TaxVisit, password: str) -> str:
    address = parts().settings.base_url + url_for("tax_visit.sign_in")
    return render_template("people/tax_visit_issued.html", visit=visit, password=password, address=address)


def _span(first: date, last: date) -> str:
    return str(_("%(first)s～%(last)s", first=table_date(first), last=table_date(last)))
