"""利用者をCSVで登録: looked at first, then all of it or nothing, each bad cell by row and column."""

import uuid
from collections.abc import Sequence

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from flask_wtf.file import FileField, FileRequired
from wtforms import HiddenField

from contracts.roles import Permission
from contracts.user_sheet import HEADER, MOST_ROWS, SheetFault, UserSheet, user_sheet
from database.user_sheets import Change, faults_of, planned, put_users
from webapp.access.staff import by, require
from webapp.csv_answer import CsvEncoding, csv_answer
from webapp.csv_reading import decoded
from webapp.parts import parts
from webapp.people.blueprint import blueprint
from webapp.people.finding import invitation, post
from webapp.texts.accounts import fault_words
from webapp.texts.roles import role_label

EXAMPLE = ("hanako@example.co.jp", "法務 花子", "法務", "03-1234-5678", "日本語")
MOST_BYTES, MOST_SHOWN = 400_000, 50


class SheetForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF is untyped
    file = FileField(_l("CSVファイル"), [FileRequired(_l("CSVファイルを選んでください。"))])


class PlanForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF is untyped
    """`sheet` is the text that was looked at: what is confirmed is what was shown."""

    sheet = HiddenField()


@blueprint.get("/users/import", endpoint="import_")
def choose_csv() -> ResponseReturnValue:
    require(Permission.MANAGE_USERS)
    return _page(SheetForm(None), (), 200)


@blueprint.get("/users/import/template.csv")
def sheet_template() -> Response:
    require(Permission.MANAGE_USERS)
    wanted = request.args.get("encoding")
    encoding = CsvEncoding.CP932 if wanted == CsvEncoding.CP932 else CsvEncoding.UTF_8
    return csv_answer(_("利用者のひな形.csv"), HEADER, [EXAMPLE], encoding)


@blueprint.post("/users/import")
def look_at_csv() -> ResponseReturnValue:
    """Show what would happen; nothing is written."""
    require(Permission.MANAGE_USERS)
    form = SheetForm()
    if not form.validate():
        return _page(form, (), 422)
    text = _text(form.file.data.read(MOST_BYTES + 1))
    faults, changes = _looked_at(text)
    if faults:
        return _page(form, faults, 422)
    plan = PlanForm(None, data={"sheet": text})
    return render_template("people/import_plan.html", form=plan, changes=changes, role_label=role_label)


@blueprint.post("/users/import/confirmation")
def take_csv() -> ResponseReturnValue:
    require(Permission.MANAGE_USERS)
    text = PlanForm().sheet.data or ""
    faults, changes = _looked_at(text[:MOST_BYTES])
    if faults:
        return _page(SheetForm(None), faults, 422)
    added = [one for one in changes if one.is_new]
    given = {one.row.mail: invitation(uuid.uuid4().hex) for one in added}
    with parts().database.writing() as session:
        rows = user_sheet(text).rows
        faults = faults_of(session, by(), rows)
        letters = [] if faults else put_users(session, by(), rows, given)
    if faults:
        return _page(SheetForm(None), faults, 422)
    post(letters)
    kept = sum(bool(one.changes) for one in changes)
    flash(_("%(added)s名を招待し、%(kept)s名の情報を更新しました。", added=len(added), kept=kept), "success")
    return redirect(url_for("people.users"), 303)


def _text(data: bytes) -> str:
    if len(data) > MOST_BYTES:
        return ""
    try:
        return decoded(data)
    except UnicodeDecodeError:
        return ""


def _looked_at(text: str) -> tuple[Sequence[SheetFault], Sequence[Change]]:
    sheet: UserSheet = user_sheet(text)
    with parts().database.reading() as session:
        faults = sorted([*sheet.faults, *faults_of(session, by(), sheet.rows)], key=lambda fault: fault.row)
        return faults, () if faults else planned(session, sheet.rows)


def _page(form: SheetForm, faults: Sequence[SheetFault], status: int) -> ResponseReturnValue:
    shown = [fault_words(one) for one in faults[:MOST_SHOWN]]
    words = {"sentences": shown, "more": len(faults) - len(shown), "most": MOST_ROWS}
    return render_template("people/import.html", form=form, header="、".join(HEADER), **words), status
