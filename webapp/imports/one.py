"""1件ずつ登録: a file, and what a person knows of it (MK-09); registered at once, in this very request."""

import json
import uuid
from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from flask_wtf.file import FileField, FileRequired
from sqlalchemy.orm import Session
from wtforms import BooleanField, HiddenField, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, Length, Regexp

from adapters.inspection import InspectionBusy
from contracts.import_sheet import HOW, OWNER, PARTIES, RECEIVED, TITLE, TYPE
from contracts.importing import LONGEST_TITLE, FileOutcome, HowConcluded
from contracts.metadata import LONGEST_MEMO, YES, Item
from contracts.policies import LimitReached
from contracts.roles import Permission
from contracts.tax_keeping import KeptAs
from database.import_jobs import NewFile, NewJob, files_of, job_seen_by, keep_job, start_job
from database.import_meaning import Meant, known_to, meant_by
from database.import_plans import FoundFile
from database.imports import ImportFile
from database.queries.colleagues import colleagues_of
from database.queries.types import offered_types
from webapp.access.asking import new_key
from webapp.access.staff import require, staff, staff_origin
from webapp.drafting.chosen import bare_name
from webapp.imports.blueprint import blueprint
from webapp.imports.finding import can_stamp, choices_of, folder_choices, folder_named
from webapp.imports.storing import found_in
from webapp.parts import parts
from webapp.texts.imports import FAULTS, HOWS, fault_sentences
from webapp.texts.refusals import sentence_for
from workflows.import_parts import importing_of

SINGLE = "single"
KEPT = {
    "": _l("締結方法のとおり"),
    KeptAs.ELECTRONIC: _l("電子取引"),
    KeptAs.SCAN: _l("スキャナ"),
    KeptAs.PAPER: _l("紙原本"),
}
RENEWS = {"": _l("不明"), YES: _l("あり"), "no": _l("なし")}


class OneForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF is untyped
    """The names of fields are the codes of a ledger's columns; `key` becomes the job."""

    key = HiddenField(default=new_key, validators=[Regexp(r"[0-9a-f]{32}")])
    file = FileField(_l("契約書のファイル（PDF）"), [FileRequired(_l("ファイルを選んでください。"))])
    title = StringField(
        _l("契約書名"),
        [
            DataRequired(_l("契約書名を入力してください。")),
            Length(max=LONGEST_TITLE, message=_l("契約書名は150文字以内で入力してください。")),
        ],
    )
    type = SelectField(_l("契約種別"), validate_choice=False)
    how = RadioField(_l("締結方法"), choices=choices_of(HOWS.items()), default=HowConcluded.PAPER.value)
    owner = SelectField(_l("自社担当者"), validate_choice=False)
    counterparties = TextAreaField(
        _l("相手方"), [DataRequired(_l("相手方を入力してください。"))], render_kw={"rows": 3}
    )
    agreed_on = StringField(_l("契約書に記載の締結日"))
    starts_on = StringField(_l("契約開始日"))
    ends_on = StringField(_l("契約終了日"))
    open_ended = BooleanField(_l("期間の定めなし"))
    amount = StringField(_l("金額"))
    auto_renews = SelectField(_l("自動更新"), choices=choices_of(RENEWS.items()))
    renews_for = StringField(_l("更新期間"))
    notice = StringField(_l("更新拒絶期限"))
    kept_as = SelectField(_l("保存区分"), choices=choices_of(KEPT.items()))
    stored_at = StringField(_l("原本の保管場所"))
    box = StringField(_l("箱番号"))
    received_on = StringField(_l("受領日"))
    memo = TextAreaField(_l("メモ（社内用）"), [Length(max=LONGEST_MEMO)], render_kw={"rows": 3})
    folder = SelectField(_l("保管先のフォルダー"), validate_choice=False)
    stamps = BooleanField(_l("登録したファイルにタイムスタンプを付ける"))


TYPED = (
    *(TITLE, TYPE, HOW, OWNER, PARTIES, RECEIVED),
    *(
        item.value
        for item in (
            *(Item.AGREED_ON, Item.STARTS_ON, Item.ENDS_ON, Item.AMOUNT, Item.AUTO_RENEWS, Item.RENEWS_FOR),
            *(Item.NOTICE, Item.KEPT_AS, Item.STORED_AT, Item.BOX, Item.MEMO),
        )
    ),
)


@blueprint.get("/imports/one")
def one() -> str:
    require(Permission.IMPORT)
    with parts().database.reading() as session:
        return _page(session, OneForm(None, data={"owner": staff().user.public_id}))


@blueprint.post("/imports/one")
def register_one() -> ResponseReturnValue:
    require(Permission.IMPORT)
    form = OneForm()
    with parts().database.reading() as session:
        _offer(session, form)
        meant = _meant(session, form) if form.validate() else None
        if meant is None or meant.faults:
            return _page(session, form), 422
    key = str(uuid.UUID(hex=form.key.data))
    try:
        _keep(form, key, meant)
        importing_of(parts().settings, parts().database, parts().files).take_next(key)
    except LimitReached as reached:
        form.file.errors = [sentence_for(reached)]
    except InspectionBusy:
        form.file.errors = [FAULTS["busy"]]
    return _answer(form, key)


def _answer(form: Any, key: str) -> ResponseReturnValue:  # noqa: ANN401 -- Flask-WTF is untyped
    """Registered: its page. Looking registered already: the person decides. Refused: the form once more."""
    with parts().database.reading() as session:
        row = None if form.file.errors else _settled(session, key)
        if row is not None and row.outcome == FileOutcome.IMPORTED and row.contract is not None:
            flash(_("契約を登録しました。"), "success")
            return redirect(url_for("management.contract", public_id=row.contract.public_id), 303)
        if row is not None and row.outcome not in {FileOutcome.REFUSED, FileOutcome.BAD}:
            return redirect(url_for("imports.job", public_id=key), 303)
        if row is not None:
            form.file.errors = fault_sentences([("file", code, "") for code in _codes(row)])
        form.key.data = new_key()
        return _page(session, form), 422


def _settled(session: Session, key: str) -> ImportFile | None:
    job = job_seen_by(session, staff(), key)
    return next(iter(files_of(session, job)), None) if job else None


def _codes(row: ImportFile) -> list[str]:
    return [code for _column, code, _typed in json.loads(row.faults)]


def _keep(form: Any, key: str, meant: Meant) -> None:  # noqa: ANN401 -- Flask-WTF is untyped
    """Keep the job of one file, unless this very form has made it already."""
    with parts().database.reading() as session:
        if job_seen_by(session, staff(), key) is not None:
            return
    found: list[FoundFile] = found_in(key, [form.file.data])
    files = [_new(file, meant) for file in found[:1]]
    with parts().database.writing() as session:
        folder = folder_named(session, form.folder.data or "")
        name = bare_name(form.file.data.filename or "")
        new = NewJob(key, SINGLE, name, folder, bool(form.stamps.data) and can_stamp())
        if job_seen_by(session, staff(), key) is None:
            start_job(session, staff(), keep_job(session, staff(), new, files, staff_origin()))


def _new(file: FoundFile, meant: Meant) -> NewFile:
    faults = [("file", file.fault, "")] if file.fault else []
    return NewFile(file.name, file.digest, file.size, meant.facts, faults, stored=file.stored)


def _meant(session: Session, form: Any) -> Meant:  # noqa: ANN401 -- Flask-WTF is untyped
    """Return what was typed; what cannot be read is said beside its field."""
    typed: dict[str, str] = {name: form[name].data for name in TYPED if form[name].data}
    if form.open_ended.data:
        typed[Item.OPEN_ENDED] = YES
    meant = meant_by(known_to(session, staff()), typed, bare_name(form.file.data.filename or ""))
    for column, code, _typed in meant.faults:
        if column in form:
            form[column].errors = [*form[column].errors, FAULTS.get(code, _("読み取れません。"))]
    return meant


def _offer(session: Session, form: Any) -> None:  # noqa: ANN401 -- Flask-WTF is untyped
    organization_id = staff().organization.id
    kinds = [(one.public_id, one.name) for one in offered_types(session, organization_id, None)]
    form.type.choices = choices_of([("", _("選択しない")), *kinds])
    people = [(one.public_id, one.name) for one in colleagues_of(session, organization_id)]
    form.owner.choices = choices_of(people)
    form.folder.choices = choices_of([("", _("フォルダーに入れない")), *folder_choices(session)])


def _page(session: Session, form: Any) -> str:  # noqa: ANN401 -- Flask-WTF is untyped
    _offer(session, form)
    return render_template("imports/one.html", form=form, can_stamp=can_stamp())
