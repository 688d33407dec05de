"""まとめて登録: many files or a ZIP, and the ledger that says what they are (MK-24, MK-08)."""

import uuid
from typing import Any

from flask import Response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from flask_wtf.file import FileField, FileRequired, MultipleFileField
from sqlalchemy.orm import Session
from wtforms import BooleanField, HiddenField, RadioField, SelectField
from wtforms.validators import Regexp

from contracts.import_sheet import HOW, SheetRow, SheetUnreadable, columns_of, rows_in
from contracts.importing import MOST_FILE_BYTES, MOST_SHEET_BYTES, HowConcluded
from contracts.policies import LimitReached
from contracts.roles import Permission
from database.import_foreseeing import foreseen
from database.import_jobs import NewFile, NewJob, job_seen_by, keep_job
from database.import_meaning import known_to
from database.import_plans import planned
from webapp.access.asking import new_key
from webapp.access.staff import require, staff, staff_origin
from webapp.csv_answer import csv_answer, encoding_asked
from webapp.drafting.chosen import bare_name
from webapp.imports.blueprint import blueprint
from webapp.imports.finding import can_stamp, choices_of, folder_choices, folder_named
from webapp.imports.storing import found_in
from webapp.parts import parts
from webapp.texts.imports import HOWS, sheet_sentence
from webapp.texts.refusals import sentence_for

BROWSER = "browser"
LONGEST_NAME = 300


class ManyForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF is untyped
    """`key` becomes the job: its form sent twice keeps one."""

    key = HiddenField(default=new_key, validators=[Regexp(r"[0-9a-f]{32}")])
    files = MultipleFileField(
        _l("PDFのファイル、またはZIP"), [FileRequired(_l("ファイルを選んでください。"))]
    )
    ledger = FileField(_l("台帳（CSV）"))
    how = RadioField(_l("締結方法"), choices=choices_of(HOWS.items()), default=HowConcluded.PAPER.value)
    folder = SelectField(_l("保管先のフォルダー"), validate_choice=False)
    stamps = BooleanField(_l("登録したファイルにタイムスタンプを付ける"))


@blueprint.get("/imports/new")
def new_job() -> str:
    require(Permission.IMPORT)
    with parts().database.reading() as session:
        return _page(session, ManyForm(None))


@blueprint.get("/imports/columns.csv")
def blank() -> Response:
    """The ledger to fill in: its heading, and nothing below."""
    require(Permission.IMPORT)
    with parts().database.reading() as session:
        names = list(columns_of(known_to(session, staff()).own_labels).values())
    return csv_answer("契約台帳.csv", names, [], encoding_asked())


@blueprint.post("/imports/new")
def take_files() -> ResponseReturnValue:
    require(Permission.IMPORT)
    form = ManyForm()
    with parts().database.reading() as session:
        form.folder.choices = choices_of([("", ""), *folder_choices(session)])
        rows = _rows(session, form) if form.validate() else None
        if form.errors:
            return _page(session, form), 422
        folder_named(session, form.folder.data or "")
    key = str(uuid.UUID(hex=form.key.data))
    try:
        name = _keep(form, key, rows)
    except LimitReached as reached:
        form.files.errors = [sentence_for(reached)]
        with parts().database.reading() as session:
            return _page(session, form), 422
    return redirect(url_for("imports.job", public_id=name), 303)


def _keep(form: Any, key: str, rows: list[SheetRow] | None) -> str:  # noqa: ANN401 -- Flask-WTF is untyped
    """Return the public id of the job, also of one that this very form has made already."""
    with parts().database.reading() as session:
        if job_seen_by(session, staff(), key) is not None:
            return key
    chosen = [file for file in form.files.data if file]
    found = found_in(key, chosen)
    with parts().database.reading() as session:
        plan: list[NewFile] = planned(known_to(session, staff()), found, rows, {HOW: form.how.data})
        files = foreseen(session, staff(), plan)
    with parts().database.writing() as session:
        folder = folder_named(session, form.folder.data or "")
        new = NewJob(key, BROWSER, _name(form, chosen), folder, bool(form.stamps.data) and can_stamp())
        if job_seen_by(session, staff(), key) is None:
            keep_job(session, staff(), new, files, staff_origin())
    return key


def _rows(session: Session, form: Any) -> list[SheetRow] | None:  # noqa: ANN401 -- Flask-WTF is untyped
    """Return the rows of the ledger, None without one; what is wrong with it stands at its field."""
    if not form.ledger.data:
        return None
    data = form.ledger.data.read(MOST_SHEET_BYTES + 1)
    try:
        return rows_in(data, known_to(session, staff()).own_labels)
    except SheetUnreadable as unreadable:
        form.ledger.errors = [sheet_sentence(unreadable)]
        return None


def _name(form: Any, chosen: list[Any]) -> str:  # noqa: ANN401 -- Flask-WTF is untyped
    first = form.ledger.data or chosen[0]
    name = bare_name(first.filename or "")
    if form.ledger.data or len(chosen) == 1:
        return name
    return str(_("%(name)sほか", name=name))[:LONGEST_NAME]


def _page(session: Session, form: Any) -> str:  # noqa: ANN401 -- Flask-WTF is untyped
    form.folder.choices = choices_of([("", _("フォルダーに入れない")), *folder_choices(session)])
    return render_template(
        "imports/new.html",
        form=form,
        columns=list(columns_of(known_to(session, staff()).own_labels).values()),
        can_stamp=can_stamp(),
        most_files=parts().settings.envelope_files,
        most_megabytes=MOST_FILE_BYTES // (1024 * 1024),
        all_megabytes=parts().settings.envelope_mb,
    )
