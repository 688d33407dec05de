"""下書き, and the first step of 契約を締結: choosing the file."""

from pathlib import PurePath

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from contracts.roles import Permission
from database.queries.draft_parties import new_party
from database.queries.drafts import DraftFacts, discard_draft, new_draft, own_draft, own_drafts
from webapp.access.staff import require, staff
from webapp.legal.blueprint import blueprint
from webapp.legal.uploads import UploadForm, kept
from webapp.parts import parts

LONGEST_TITLE = 300


@blueprint.get("/drafts")
def drafts() -> str:
    require(Permission.DRAFT)
    with parts().database.reading() as session:
        return render_template("legal/drafts.html", drafts=own_drafts(session, staff()))


@blueprint.get("/drafts/new", endpoint="new_draft")
def choose_file() -> ResponseReturnValue:
    require(Permission.DRAFT)
    return _page(UploadForm(), 200)


@blueprint.post("/drafts/new")
def begin() -> ResponseReturnValue:
    require(Permission.DRAFT)
    form = UploadForm()
    if not form.validate():
        return _page(form, 422)
    public_id = _begun(PurePath(form.file.data.filename or "").stem)
    if kept(form, public_id) is None:
        _forget(public_id)
        return _page(form, 422)
    return redirect(url_for("legal.document", public_id=public_id), 303)


def _begun(title: str) -> str:
    with parts().database.writing() as session:
        contract = new_draft(session, staff(), DraftFacts(title=title[:LONGEST_TITLE]))
        new_party(session, contract)
        return contract.public_id


def _forget(public_id: str) -> None:
    with parts().database.writing() as session:
        contract = own_draft(session, staff(), public_id)
        if contract is not None:
            discard_draft(session, contract)


def _page(form: UploadForm, status: int) -> ResponseReturnValue:
    return render_template("legal/new_draft.html", form=form, limits=parts().settings), status
