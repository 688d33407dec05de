"""CSVで一括設定: groups with people, or folders with what groups are given; all or nothing (MK-78)."""

from collections.abc import Mapping, Sequence

from flask import Response, abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from flask_wtf.file import FileField, FileRequired

from contracts.access.sheet import (
    FOLDER_HEADER,
    GROUP_HEADER,
    MOST_ROWS,
    RowFault,
    folder_rows,
    member_rows,
)
from contracts.refusals import Refused
from contracts.roles import Permission
from database.shelves.sheet import folder_faults, member_faults, put_folders, put_members
from webapp.access.staff import by, require
from webapp.csv_answer import CsvEncoding, Row, csv_answer
from webapp.csv_reading import rows_in
from webapp.folders.blueprint import blueprint
from webapp.parts import parts
from webapp.texts.refusals import sentence_for

SheetRows = Sequence[Mapping[str, str]]
LARGEST = 1_000_000
TEMPLATES: dict[str, tuple[Row, list[Row]]] = {
    "groups": (GROUP_HEADER, [("営業部", "taro@example.co.jp")]),
    "folders": (FOLDER_HEADER, [("賃貸借契約/東京支店", "営業部", "編集者")]),
}


class SheetForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF is untyped
    file = FileField(_l("CSVファイル"), [FileRequired(_l("CSVファイルを選んでください。"))])


class SheetUnreadable(Exception):
    """Neither UTF-8 nor Shift_JIS, too large, too long, or without one of the two headers."""


@blueprint.get("/folders/import")
def import_sheet() -> ResponseReturnValue:
    _require_both()
    return _page(SheetForm(None), [], 200)


@blueprint.get("/folders/import/<kind>.csv")
def sheet_template(kind: str) -> Response:
    _require_both()
    if kind not in TEMPLATES:
        abort(404)
    header, rows = TEMPLATES[kind]
    return csv_answer(f"{kind}.csv", header, rows, CsvEncoding.UTF_8)


@blueprint.post("/folders/import")
def take_sheet() -> ResponseReturnValue:
    _require_both()
    form = SheetForm()
    if not form.validate():
        return _page(form, [], 422)
    try:
        faults = _put(*_read(form.file.data.read(LARGEST + 1)))
    except SheetUnreadable:
        form.file.errors = [_("CSVとして読み取れません。見出しの行と文字コードをご確認ください。")]
        return _page(form, [], 422)
    except Refused as refused:
        form.file.errors = [sentence_for(refused)]
        return _page(form, [], 409)
    return _page(form, faults, 422) if faults else redirect(url_for("folders.folders"), 303)


def _require_both() -> None:
    require(Permission.ORGANIZE)
    require(Permission.MANAGE_USERS)


def _put(header: tuple[str, ...], rows: SheetRows) -> list[RowFault]:
    return _put_members(rows) if header == GROUP_HEADER else _put_folders(rows)


def _put_members(rows: SheetRows) -> list[RowFault]:
    read, faults = member_rows(rows)
    with parts().database.writing() as session:
        faults += member_faults(session, by(), read)
        if not faults:
            count = put_members(session, by(), read)
            flash(_("%(count)sのグループを設定しました。", count=count), "success")
    return faults


def _put_folders(rows: SheetRows) -> list[RowFault]:
    read, faults = folder_rows(rows)
    with parts().database.writing() as session:
        faults += folder_faults(session, by(), read)
        if not faults:
            count = put_folders(session, by(), read)
            flash(_("%(count)sのフォルダを設定しました。", count=count), "success")
    return faults


def _read(data: bytes) -> tuple[tuple[str, ...], SheetRows]:
    """Raises SheetUnreadable."""
    if len(data) > LARGEST:
        raise SheetUnreadable
    try:
        records = [record for record in rows_in(data) if record]
    except ValueError as broken:
        raise SheetUnreadable from broken
    header = tuple(name.strip() for name in records[0]) if records else ()
    if header not in {GROUP_HEADER, FOLDER_HEADER} or len(records) > MOST_ROWS + 1:
        raise SheetUnreadable
    return header, [dict(zip(header, record, strict=False)) for record in records[1:]]


def _page(form: SheetForm, faults: Sequence[RowFault], status: int) -> ResponseReturnValue:
    shown = sorted(faults, key=lambda fault: fault.row)
    return render_template("folders/import.html", form=form, faults=shown, sentences=FAULTS), status


FAULTS = {
    "name_missing": _l("名前がありません。"),
    "name_too_long": _l("名前は100文字以内にしてください。"),
    "too_deep": _l("フォルダは10段までです。"),
    "level_unknown": _l(
        "グループと権限は両方を書き、権限は編集者・閲覧者・訪問者・なしのどれかにしてください。"
    ),
    "person_unknown": _l("このメールアドレスの利用者はいません。"),
    "group_unknown": _l("このグループはありません。先にグループのCSVで作成してください。"),
}
