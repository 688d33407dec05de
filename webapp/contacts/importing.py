"""宛先帳 from a CSV file: all of it or nothing, each bad cell said by row and column."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from flask_wtf.file import FileField, FileRequired

from contracts.roles import Permission
from database.address_book import keep_entries
from webapp.access.staff import require, staff
from webapp.contacts.blueprint import blueprint
from webapp.contacts.columns import HEADER, MOST_ROWS, CellFault, table_of
from webapp.contacts.pages import may_share
from webapp.parts import parts
from webapp.texts.address_book import cell_sentence

MOST_SHOWN = 50
MOST_BYTES = 2_000_000


class ImportForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF is untyped
    file = FileField(_l("CSVファイル"), [FileRequired(_l("CSVファイルを選んでください。"))])


@blueprint.get("/contacts/import", endpoint="import_")
def choose_csv() -> ResponseReturnValue:
    require(Permission.DRAFT)
    return _page(ImportForm(), ()), 200


@blueprint.post("/contacts/import")
def take_csv() -> ResponseReturnValue:
    require(Permission.DRAFT)
    form = ImportForm()
    if not form.validate():
        return _page(form, ()), 422
    data = form.file.data.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        return _page(form, (CellFault(1, "", "csv_too_long"),)), 422
    table = table_of(data, may_share=may_share())
    if table.faults:
        return _page(form, table.faults), 422
    with parts().database.writing() as session:
        added, kept = keep_entries(session, staff(), table.entries)
    flash(_("%(added)s件を追加し、%(kept)s件を更新しました。", added=added, kept=kept), "success")
    return redirect(url_for("contacts.contacts"), 303)


def _page(form: ImportForm, faults: tuple[CellFault, ...]) -> str:
    return render_template(
        "contacts/import.html",
        form=form,
        sentences=[cell_sentence(one) for one in faults[:MOST_SHOWN]],
        faults=len(faults),
        header="、".join(HEADER),
        most=MOST_ROWS,
    )
