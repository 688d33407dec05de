"""`/contracts/{id}/documents`: the files of a draft, all of them in one request."""

from flask import jsonify, request
from flask.typing import ResponseReturnValue

from contracts.roles import Permission
from webapp.api.blueprint import blueprint
from webapp.api.finding import open_draft
from webapp.api.guard import caller, require
from webapp.api.problems import Problem
from webapp.api.representation import document_json
from webapp.drafting import EnvelopeFull, VersionClosed, documents_from, keep_version
from webapp.parts import parts


@blueprint.post("/contracts/<contract_id>/documents")
def upload_document(contract_id: str) -> ResponseReturnValue:
    """Put every `file` of the request in the place of what stood there; with one refused nothing is kept."""
    require(Permission.DRAFT)
    with parts().database.reading() as session:
        open_draft(session, contract_id)
    chosen = [file for file in request.files.getlist("file") if file]
    if not chosen:
        raise Problem(422, "file_missing")
    try:
        taken = documents_from(caller(), chosen)
    except EnvelopeFull as full:
        raise Problem(413, full.code) from full
    for refusal in taken.refusals:
        raise refusal.why
    try:
        version = keep_version(caller(), contract_id, taken.documents)
    except VersionClosed as closed:
        raise Problem(409, "already_submitted") from closed
    return jsonify(document_json(version)), 201
