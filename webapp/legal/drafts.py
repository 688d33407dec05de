"""下書き, and the first step of 契約を締結: choosing the file."""

from pathlib import PurePath

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from contracts.roles import Permission
from database.queries.drafts import DraftFacts, new_draft, own_drafts
from database.usage import require_room_for_a_draft
from webapp.access.staff import require, staff
from webapp.drafting import add_party, keep_version
from webapp.drafting.lengths import LONGEST_TITLE
from webapp.drafting.limits import limits
from webapp.legal.blueprint import blueprint
from webapp.legal.uploads import UploadForm, taken, told_of
from webapp.parts import parts


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
    with parts().database.reading() as session:
        require_room_for_a_draft(session, staff().organization.id)  # before any byte is kept
    found = taken(form)
    if not found.documents:
        return _page(form, 422)
    public_id = _begun(PurePath(found.documents[0].filename).stem)
    keep_version(staff(), public_id, found.documents)
    told_of(found)
    return redirect(url_for("legal.document", public_id=public_id), 303)


def _begun(title: str) -> str:
    with parts().database.writing() as session:
        contract = new_draft(session, staff(), DraftFacts(title=title[:LONGEST_TITLE]))
        session.flush()
        add_party(session, contract)
        return contract.public_id


def _page(form: UploadForm, status: int) -> ResponseReturnValue:
    return render_template("legal/new_draft.html", form=form, limits=limits()), status
