"""文書のアップロード of a draft: what stands, more files, others in their place (IM-16 to IM-18, IM-22)."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from database.document import DocumentVersion
from database.queries.versions import newest_version
from webapp.access.finding import draft_or_404
from webapp.access.staff import staff
from webapp.casefile.shown import shown_documents
from webapp.drafting import (
    VersionClosed,
    add_documents,
    keep_version,
    loaded,
    move_document,
    remove_document,
)
from webapp.drafting.limits import limits
from webapp.legal.blueprint import blueprint
from webapp.legal.finding import open_draft_or_409
from webapp.legal.uploads import ReplacementForm, UploadForm, taken, told_of
from webapp.parts import parts
from webapp.texts.uploads import upload_warnings

MORE = "more"
STEPS = {"up": -1, "down": 1}


@blueprint.get("/drafts/<public_id>/document")
def document(public_id: str) -> ResponseReturnValue:
    with parts().database.reading() as session:
        if draft_or_404(session, public_id).submitted_at is not None:
            return redirect(url_for("legal.confirmation", public_id=public_id))
    return _page(public_id, None, 200)


@blueprint.post("/drafts/<public_id>/document")
def replace_document(public_id: str) -> ResponseReturnValue:
    """Put what is chosen in the place of all that stood there, as a version that says why (MK-38)."""
    form = ReplacementForm() if _open_version(public_id) else UploadForm()
    found = taken(form) if form.validate() else None
    if found is None or not found.documents:
        return _page(public_id, form, 422)
    try:
        keep_version(staff(), public_id, found.documents, form.data.get("reason", ""))
    except VersionClosed:
        flash(_("この契約はすでに送信されています。"), "info")
        return _back(public_id)
    told_of(found)
    flash(_("文書をアップロードしました。"), "success")
    return redirect(url_for("legal.document", public_id=public_id), 303)


@blueprint.post("/drafts/<public_id>/documents")
def add_document(public_id: str) -> ResponseReturnValue:
    """Put what is chosen behind what stands there."""
    version = _open_version(public_id)
    form = UploadForm(prefix=MORE)
    found = taken(form, version) if form.validate() else None
    if found is None or not found.documents:
        return _page(public_id, None, 422, form)
    if add_documents(staff(), public_id, found.documents):
        told_of(found)
        flash(_("文書を追加しました。"), "success")
    return _back(public_id)


@blueprint.post("/drafts/<public_id>/documents/<file>/removal")
def remove(public_id: str, file: str) -> ResponseReturnValue:
    _open_version(public_id)
    remove_document(staff(), public_id, file)
    return _back(public_id)


@blueprint.post("/drafts/<public_id>/documents/<file>/place")
def move(public_id: str, file: str) -> ResponseReturnValue:
    _open_version(public_id)
    move_document(staff(), public_id, file, STEPS.get(request.form.get("to", ""), 0))
    return _back(public_id)


def _open_version(public_id: str) -> DocumentVersion | None:
    with parts().database.reading() as session:
        return _version(session, public_id)


def _version(session: Session, public_id: str) -> DocumentVersion | None:
    version = newest_version(session, open_draft_or_409(session, public_id))
    return loaded(version) if version else None


def _back(public_id: str) -> ResponseReturnValue:
    return redirect(url_for("legal.document", public_id=public_id, _anchor="documents"), 303)


def _page(
    public_id: str, form: UploadForm | None, status: int, more: UploadForm | None = None
) -> ResponseReturnValue:
    with parts().database.reading() as session:
        contract = draft_or_404(session, public_id)
        version = newest_version(session, contract)
        page = render_template(
            "legal/document.html",
            contract=contract,
            version=version,
            warned=_warned(version) if version else [],
            shown=shown_documents(session, contract, "legal.document"),
            show_all=request.args.get("pages") == "all",
            form=form or (ReplacementForm(None) if version else UploadForm(None)),
            more=more or UploadForm(None, prefix=MORE),
            limits=limits(),
        )
    return page, status


def _warned(version: DocumentVersion) -> list[tuple[str, list[str]]]:
    """Return the files with warnings, each with its sentences."""
    told = [(one.filename, upload_warnings(one.warnings)) for one in version.documents]
    return [(name, sentences) for name, sentences in told if sentences]
