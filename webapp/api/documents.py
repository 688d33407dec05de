"""`/contracts/{id}/documents`: the file of a draft."""

from flask import jsonify, request
from flask.typing import ResponseReturnValue

from contracts.roles import Permission
from webapp.api.blueprint import blueprint
from webapp.api.finding import open_draft
from webapp.api.guard import caller, require
from webapp.api.problems import Problem
from webapp.api.representation import document_json
from webapp.drafting import Upload, keep_upload
from webapp.parts import parts


@blueprint.post("/contracts/<contract_id>/documents")
def upload_document(contract_id: str) -> ResponseReturnValue:
    require(Permission.DRAFT)
    with parts().database.reading() as session:
        open_draft(session, contract_id)
    chosen = request.files.get("file")
    if chosen is None:
        raise Problem(422, "file_missing")
    with chosen.stream as stream:
        upload = Upload(chosen.filename or "", stream.read())
    version = keep_upload(caller(), contract_id, upload)
    return jsonify(document_json(version)), 201
