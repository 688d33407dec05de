"""契約台帳の取り込み: a sheet is laid out as a plan; nothing changes before that is agreed to (MK-07)."""

import codecs
import hashlib
from collections.abc import Sequence

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField, FileRequired

from adapters.workbooks import WorkbookRefused, is_workbook, rows_of_workbook
from contracts.ledger_sheet import MOST_COLUMNS, MOST_ROWS, LedgerSheet, SheetFault, ledger_sheet
from contracts.metadata import Source
from contracts.roles import Permission
from database.metadata_plans import Draft, lay_out
from database.sheet_plans import Spelling, planned_sheet
from webapp.access.asking import new_key
from webapp.access.staff import by, require
from webapp.casefile.forms import KeyForm
from webapp.csv_answer import as_cp932
from webapp.csv_reading import plain, rows_in
from webapp.management.blueprint import blueprint
from webapp.management.ledger.export import known_columns
from webapp.parts import parts
from webapp.texts.ledger import fault_sentence

MOST_BYTES, MOST_SHOWN = 20_000_000, 50
Lines = list[list[str]]


class LedgerSheetForm(KeyForm):
    file = FileField(_l("CSVまたはExcelのファイル"), [FileRequired(_l("ファイルを選んでください。"))])


class SheetUnreadable(Exception):
    """`code` of the sentence for it."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@blueprint.get("/ledger/import")
def ledger_import() -> ResponseReturnValue:
    require(Permission.FILE)
    return _page(LedgerSheetForm(None, data={"key": new_key()}), (), 200)


@blueprint.post("/ledger/import")
def look_at_ledger() -> ResponseReturnValue:
    """Lay the plan out and show it; the same file and form lay out the same plan."""
    require(Permission.FILE)
    form = LedgerSheetForm()
    if not form.validate():
        return _page(form, (), 422)
    data = form.file.data.read(MOST_BYTES + 1)
    try:
        sheet, spelling = _sheet(data)
    except SheetUnreadable as unreadable:
        return _page(form, [SheetFault(1, "", unreadable.code)], 422)
    if not sheet.rows:
        return _page(form, sheet.faults, 422)
    with parts().database.reading() as session:
        found = planned_sheet(session, by(), sheet, spelling)
    digest = hashlib.sha256(data).hexdigest()
    draft = Draft(
        f"{digest}|{form.key.data}",
        Source.SHEET,
        form.file.data.filename or "",
        digest,
        found.rows,
        found.faults,
        found.unchanged,
    )
    with parts().database.writing() as session:
        public_id = lay_out(session, by(), draft).public_id
    return redirect(url_for("management.metadata_plan", plan_id=public_id), 303)


def _sheet(data: bytes) -> tuple[LedgerSheet, Spelling]:
    lines, spelling = _lines(data)
    with parts().database.reading() as session:
        known = known_columns(session)
    tidied = [[plain(cell) for cell in line] for line in lines]
    return ledger_sheet(tidied, known), spelling


def _lines(data: bytes) -> tuple[Lines, Spelling]:
    """Return the rows, and how the encoding they came in spells a text."""
    if len(data) > MOST_BYTES:
        raise SheetUnreadable("too_large")
    try:
        if is_workbook(data):
            return rows_of_workbook(data, MOST_ROWS + 1, MOST_COLUMNS), str
        return rows_in(data), _spelling(data)
    except WorkbookRefused as refused:
        raise SheetUnreadable(refused.code) from refused
    except ValueError as unreadable:
        raise SheetUnreadable("unreadable") from unreadable


def _spelling(data: bytes) -> Spelling:
    if data.startswith(codecs.BOM_UTF8):
        return str
    try:
        data.decode()
    except UnicodeDecodeError:
        return as_cp932
    return str


def _page(form: LedgerSheetForm, faults: Sequence[SheetFault], status: int) -> ResponseReturnValue:
    shown = [fault_sentence(one) for one in faults[:MOST_SHOWN]]
    return render_template(
        "management/ledger/import.html",
        form=form,
        sentences=shown,
        more=len(faults) - len(shown),
        most=MOST_ROWS,
        title=_("台帳の取り込み"),
    ), status
