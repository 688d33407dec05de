"""Writing down a request that came in."""

import uuid
from datetime import date
from typing import Any

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from contracts.day_input import day_from
from contracts.life import civil_day
from contracts.person_requests import RequestKind, usual_answer_by
from database.engine import now_of
from database.person_requests import Registered, RequestOfAnother, register
from webapp.access.staff import by
from webapp.parts import parts
from webapp.person_requests.blueprint import blueprint
from webapp.person_requests.forms import RequestForm
from webapp.texts.dates import table_date


@blueprint.get("/person-requests/new")
def new_request() -> str:
    today = _today()
    typed = {"received_on": table_date(today), "answer_by": table_date(usual_answer_by(today))}
    return _page(RequestForm(None, data=typed))


@blueprint.post("/person-requests")
def register_request() -> ResponseReturnValue:
    form = RequestForm()
    form.validate()
    new = _registered(form)
    if new is None:
        return _page(form), 422
    try:
        with parts().database.writing() as session:
            row = register(session, by(), new)
    except RequestOfAnother:
        abort(404)
    flash(_("請求を登録しました。本人のデータを確かめてください。"), "success")
    return redirect(url_for("person_requests.person_request", public_id=row.public_id), 303)


def _registered(form: RequestForm) -> Registered | None:
    """Return what was typed; what is missing or wrong is said beside its field."""
    if not form.mails.data and not form.name.data and not form.mails.errors:
        form.mails.errors = [_("メールアドレスか氏名を入力してください。")]
    received_on = _day(form.received_on)
    answer_by = _day(form.answer_by) or (usual_answer_by(received_on) if received_on else None)
    if received_on is not None and received_on > _today():
        form.received_on.errors = [_("今日までの日付を入力してください。")]
    if form.errors or received_on is None or answer_by is None:
        return None
    if answer_by < received_on:
        form.answer_by.errors = [_("受付日からあとの日付を入力してください。")]
        return None
    return Registered(
        key=str(uuid.UUID(form.key.data)),
        kind=RequestKind(form.kind.data),
        mails="\n".join(form.mails.data.split()),
        name=form.name.data,
        phone=form.phone.data,
        received_on=received_on,
        answer_by=answer_by,
        checked_how=form.checked_how.data,
        remarks=form.remarks.data,
    )


def _day(field: Any) -> date | None:  # noqa: ANN401 -- a field of WTForms, which is untyped
    try:
        return day_from(field.data or "")
    except ValueError:
        field.errors = [_("日付を読み取れません。「2027/3/31」のように入力してください。")]
        return None


def _today() -> date:
    with parts().database.reading() as session:
        return civil_day(now_of(session))


def _page(form: RequestForm) -> str:
    return render_template("person_requests/new.html", form=form)
