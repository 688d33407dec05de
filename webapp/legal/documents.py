"""文書のアップロード of a draft: what stands now, and another file in its place (IM-16, IM-17, IM-22)."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from database.queries.versions import newest_version
from webapp.casefile.shown import shown_document
from webapp.legal.blueprint import blueprint
from webapp.legal.finding import draft_or_404, open_draft_or_409
from webapp.legal.uploads import UploadForm, kept
from webapp.parts import parts
from webapp.texts.uploads import upload_warnings


@blueprint.get("/drafts/<public_id>/document")
def document(public_id: str) -> ResponseReturnValue:
    with parts().database.reading() as session:
        if draft_or_404(session, public_id).submitted_at is not None:
            return redirect(url_for("legal.confirmation", public_id=public_id))
    return _page(public_id, UploadForm(), 200)


@blueprint.post("/drafts/<public_id>/document")
def replace_document(public_id: str) -> ResponseReturnValue:
    with parts().database.reading() as session:
        open_draft_or_409(session, public_id)
    form = UploadForm()
    if not form.validate() or kept(form, public_id) is None:
        return _page(public_id, form, 422)
    flash(_("文書をアップロードしました。"), "success")
    return redirect(url_for("legal.document", public_id=public_id), 303)


def _page(public_id: str, form: UploadForm, status: int) -> ResponseReturnValue:
    with parts().database.reading() as session:
        contract = draft_or_404(session, public_id)
        version = newest_version(session, contract)
        page = render_template(
            "legal/document.html",
            contract=contract,
            version=version,
            warnings=upload_warnings(version.warnings) if version else [],
            shown=shown_document(session, contract),
            show_all=request.args.get("pages") == "all",
            form=form,
            limits=parts().settings,
        )
    return page, status
