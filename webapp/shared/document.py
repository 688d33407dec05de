"""The shared version: its pages, and what both sides write beside it. Nothing of the inside is read here."""

from flask import Response, flash, make_response, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import HiddenField, TextAreaField
from wtforms.validators import DataRequired, Length, Regexp

from adapters.confinement import ConfinedTaskFailed
from contracts.messages import NoticeKind, NoticeRequest
from contracts.sharing import LONGEST_COMMENT, ExternalKind
from contracts.signing import FileIdentity
from database.audit import Told
from database.dossiers import identity_of
from database.envelope import names_of
from database.shares import NewExternal, TooManyWords, comments_on, write_external
from database.sharing import VersionShare
from webapp.access.address_parts import stripped, words
from webapp.access.asking import new_key
from webapp.casefile.shown import ShownDocument
from webapp.looks import tell_look
from webapp.parts import parts
from webapp.pdf_answer import page_count, pdf_answer, picture_answer, safe_name
from webapp.shared.blueprint import blueprint
from webapp.shared.guard import UNPROCESSABLE, go_to, share
from webapp.tabs import opened, tabs_for
from workflows.door import EngineUnavailable, NotKnownYet

TOO_MANY = 429


class WordsForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF is untyped
    """`share` names what the form was drawn for; the guard has compared it (T20)."""

    key = HiddenField(validators=[Regexp(r"[0-9a-f]{32}")])
    author = words(_l("お名前"), _l("お名前を入力してください。"), autocomplete="name")
    body = TextAreaField(
        _l("コメント"),
        [
            DataRequired(_l("コメントを入力してください。")),
            Length(max=LONGEST_COMMENT, message=_l("%(max)d文字以内で入力してください。")),
        ],
        filters=[stripped],
        render_kw={"rows": 4},
    )


class AgreedForm(WordsForm):
    """内容を了承する: words are not needed."""

    body = TextAreaField(_l("コメント"), [Length(max=LONGEST_COMMENT)], filters=[stripped])


@blueprint.get("")
def document() -> Response:
    return _page(WordsForm(None, data={"key": new_key()}), 200)


@blueprint.get("/document.pdf")
def document_file() -> Response:
    name, file = _opened()
    return pdf_answer(file, f"{safe_name(name)}.pdf", inline=True)


@blueprint.get("/pages/<int:page>.png")
def document_picture(page: int) -> Response:
    return picture_answer(_opened()[1], page)


@blueprint.post("/comments")
def comment() -> Response:
    form = WordsForm()
    if not form.validate():
        return _page(form, UNPROCESSABLE)
    return _written(form, ExternalKind.COMMENT, _("コメントを送りました。"))


@blueprint.post("/agreement")
def agree_on_draft() -> Response:
    form = AgreedForm()
    if not form.validate():
        return _page(form, UNPROCESSABLE)
    said = _("内容を了承いただいたことを送りました。契約への同意ではありません。")
    return _written(form, ExternalKind.AGREED, said)


def _written(form: WordsForm, kind: ExternalKind, said: str) -> Response:
    try:
        _write(form, kind)
    except TooManyWords:
        form.body.errors = [
            _("続けて送られたため、いまは受け付けられません。1時間ほどたってからお送りください。")
        ]
        return _page(form, TOO_MANY)
    flash(said, "success")
    return go_to(url_for("shared.document"))


def _write(form: WordsForm, kind: ExternalKind) -> None:
    new = NewExternal(form.key.data, form.author.data, form.body.data or "", kind)
    with parts().database.writing() as session:
        row = session.get_one(VersionShare, share().id)
        write_external(session, row, new)
    try:
        parts().engine.notify(NoticeRequest(NoticeKind.EXTERNAL_COMMENTED, form.key.data))
    except (EngineUnavailable, NotKnownYet):
        return  # what was written is kept; the daily round says it again


def _opened() -> tuple[str, FileIdentity]:
    """Return the document that `?document=` names, which is told to the audit log (GM-34)."""
    with parts().database.reading() as session:
        row = session.get_one(VersionShare, share().id)
        names, files = _documents(row)
        at = opened(request.args, len(files)) - 1
        facts: dict[str, str | int] = {
            "share": row.public_id,
            "version": row.version.number,
            "digest": files[at].digest,
            "address": request.remote_addr or "",
        }
        told = Told("document_shown", "", row.contract.public_id, facts)
        organization = row.organization_id
    tell_look(organization, told)
    return names[at], files[at]


def _documents(row: VersionShare) -> tuple[list[str], list[FileIdentity]]:
    files = [identity_of(row.contract, one.working) for one in row.version.documents]
    return names_of(row.contract, row.version), files


def _page(form: WordsForm, status: int) -> Response:
    row = share()
    with parts().database.reading() as session:
        row = session.get_one(VersionShare, row.id)
        page = render_template(
            "shared/document.html",
            share=row,
            title=row.contract.title,
            shown=_shown(row),
            show_all=request.args.get("pages") == "all",
            comments=comments_on(session, row),
            form=form,
        )
    return make_response(page, status)


def _shown(row: VersionShare) -> ShownDocument:
    names, files = _documents(row)
    tabs = tabs_for(names, request.args, "shared.document")
    identity = files[tabs.now - 1]
    try:
        pages = page_count(parts().files, identity)
    except ConfinedTaskFailed:
        pages = 0
    return ShownDocument(
        tabs=tabs,
        pdf_url=url_for("shared.document_file", **tabs.argument),
        picture_urls=tuple(
            url_for("shared.document_picture", page=page, **tabs.argument) for page in range(1, pages + 1)
        ),
        all_url=url_for("shared.document", pages="all", **tabs.argument),
        digest=identity.digest,
    )
