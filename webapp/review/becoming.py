"""この案件から契約を作成: a draft with the chosen files, each leading to the other (MK-43)."""

from io import BytesIO

from flask import abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.datastructures import FileStorage

from contracts.policies import LimitReached
from contracts.roles import Permission
from contracts.signing import FileIdentity
from database.document import StoredFile
from database.queries.drafts import DraftFacts, new_draft
from database.review_desk import link_review
from database.reviews import ReviewRequest
from database.usage import require_room_for_a_draft
from webapp.access.staff import require, staff
from webapp.drafting import EnvelopeFull, Taken, add_party, documents_from, keep_version
from webapp.drafting.lengths import LONGEST_TITLE
from webapp.parts import parts
from webapp.review.blueprint import blueprint
from webapp.review.requests import review_or_404
from webapp.texts.refusals import sentence_for
from webapp.texts.uploads import envelope_refusal, upload_refusal

CONFLICT = 409


@blueprint.post("/reviews/<public_id>/contract")
def make_contract(public_id: str) -> ResponseReturnValue:
    """Begin a draft; a file that is no document is named, and the draft waits for one."""
    require(Permission.DRAFT)
    require(Permission.REVIEW)
    with parts().database.reading() as session:
        row = review_or_404(session, public_id)
        if row.contract_id is not None:
            abort(CONFLICT)
        require_room_for_a_draft(session, staff().organization.id)
        files = _files(row)
    try:
        taken = documents_from(staff(), files) if files else Taken((), ())
    except EnvelopeFull as full:
        flash(envelope_refusal(full.code), "error")
        return redirect(url_for("review.review", public_id=public_id), 303)
    except LimitReached as reached:
        flash(sentence_for(reached), "error")
        return redirect(url_for("review.review", public_id=public_id), 303)
    draft = _begun(public_id)
    if taken.documents:
        keep_version(staff(), draft, taken.documents)
    for refused in taken.refusals:
        flash(f"{refused.filename}：{upload_refusal(refused.why)}", "error")
    flash(_("審査依頼から下書きを作りました。"), "success")
    return redirect(url_for("legal.document", public_id=draft), 303)


def _files(row: ReviewRequest) -> list[FileStorage]:
    """Read the attachments that were ticked, in the order they came."""
    wanted = request.form.getlist("file")
    return [
        FileStorage(BytesIO(parts().files.read(_identity(one.file))), filename=one.filename)
        for one in row.files
        if one.public_id in wanted
    ]


def _identity(stored: StoredFile) -> FileIdentity:
    house = staff().organization.public_id
    return FileIdentity(house, stored.public_id, stored.purpose, stored.digest)


def _begun(public_id: str) -> str:
    """Link the draft in the transaction that makes it: pressed twice, the second finds it made."""
    with parts().database.writing() as session:
        row = review_or_404(session, public_id)
        if row.contract_id is not None:
            abort(CONFLICT)
        contract = new_draft(session, staff(), DraftFacts(title=row.title[:LONGEST_TITLE]))
        session.flush()
        add_party(session, contract)
        link_review(session, row, staff().user, contract)
        return contract.public_id
