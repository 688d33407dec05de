"""一斉送信のCSVを取り込む: which template, its file to fill in, and the file as it comes back."""

import uuid
from typing import Any

from flask import Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from flask_wtf.file import FileField, FileRequired
from sqlalchemy.orm import Session
from wtforms import HiddenField
from wtforms.validators import Regexp

from contracts.bulk import MOST_BYTES, MOST_ROWS
from contracts.roles import Permission
from database.bulk_drafts import Source
from database.bulk_runs import keep_run, run_seen_by
from database.document_template import DocumentTemplate
from database.document_templates import templates_for
from webapp.access.asking import new_key
from webapp.access.staff import require, staff
from webapp.bulk_sendings.blueprint import blueprint
from webapp.bulk_sendings.checking import checked
from webapp.bulk_sendings.columns import recipients_of
from webapp.bulk_sendings.finding import rules_of, template_or_404
from webapp.bulk_sendings.reading import TableFault, table_of
from webapp.csv_answer import csv_answer, encoding_asked
from webapp.drafting.chosen import bare_name
from webapp.parts import parts
from webapp.texts.bulk_sendings import file_fault_sentence

MOST_SHOWN = 50


class FileForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF is untyped
    """`key` becomes the run: its form sent twice keeps one."""

    key = HiddenField(default=new_key, validators=[Regexp(r"[0-9a-f]{32}")])
    template = HiddenField()
    file = FileField(_l("CSVファイル"), [FileRequired(_l("CSVファイルを選んでください。"))])


@blueprint.get("/bulk-sendings/new")
def new_run() -> ResponseReturnValue:
    require(Permission.SEND)
    with parts().database.reading() as session:
        if not request.args.get("template"):
            found = templates_for(session, staff())
            return render_template("bulk_sendings/templates.html", templates=found), 200
        template = template_or_404(session)
        return _page(session, template, FileForm(None, data={"template": template.public_id}), ()), 200


@blueprint.get("/bulk-sendings/columns.csv")
def blank() -> Response:
    """The file to fill in: its heading, and nothing below."""
    require(Permission.SEND)
    with parts().database.reading() as session:
        template = template_or_404(session)
        rules = rules_of(session, template, template.content)
    return csv_answer(f"{template.name}.csv", [one.name for one in rules.columns], [], encoding_asked())


@blueprint.post("/bulk-sendings/new")
def take_file() -> ResponseReturnValue:
    require(Permission.SEND)
    form = FileForm()
    with parts().database.reading() as session:
        template = template_or_404(session)
        if not form.validate():
            return _page(session, template, form, ()), 422
        rules = rules_of(session, template, template.content)
        if rules.content.lacks_codes:
            return _page(session, template, form, ()), 422
        table = table_of(form.file.data.read(MOST_BYTES + 1), rules.columns)
        if table.faults:
            return _page(session, template, form, table.faults), 422
    key = str(uuid.UUID(hex=form.key.data))
    rows = checked(Source(staff(), template, rules.content), rules, key, table.rows)
    with parts().database.writing() as session:
        if run_seen_by(session, staff(), key) is None:
            keep_run(session, staff(), key, (template, bare_name(form.file.data.filename or "")), rows)
    return redirect(url_for("bulk_sendings.run", public_id=key), 303)


def _page(session: Session, template: DocumentTemplate, form: Any, faults: tuple[TableFault, ...]) -> str:  # noqa: ANN401 -- Flask-WTF is untyped
    rules = rules_of(session, template, template.content)
    return render_template(
        "bulk_sendings/new.html",
        template=template,
        form=form,
        sentences=[file_fault_sentence(one.code, one.column) for one in faults[:MOST_SHOWN]],
        columns=[one.name for one in rules.columns],
        recipients=recipients_of(rules.content),
        lacks_codes=rules.content.lacks_codes,
        most_rows=MOST_ROWS,
        most_megabytes=MOST_BYTES // 1_000_000,
    )
