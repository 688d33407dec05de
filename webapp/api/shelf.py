"""`/folders`, and 保管場所 and タグ of a contract (MK-77, MK-78)."""

from flask import Response, jsonify
from sqlalchemy.orm import Session

from contracts.access import Level
from contracts.access.tags import MOST_TAGS, tags_typed
from contracts.roles import Permission
from database.contract import Contract
from database.folders import Folder
from database.queries.folders import folders_for
from database.shelves import By
from database.shelves.placing import file_contract
from database.shelves.tags import set_tags
from webapp.api.blueprint import blueprint
from webapp.api.bodies import field_error, json_body
from webapp.api.finding import filed_contract
from webapp.api.guard import caller, caller_origin, require
from webapp.api.openapi.chasing import SHELF
from webapp.api.problems import InputRefused
from webapp.api.representation import contract_json
from webapp.parts import parts


@blueprint.get("/folders")
def list_folders() -> Response:
    """Those that the caller may file into."""
    require(Permission.FILE)
    with parts().database.reading() as session:
        lines = folders_for(session, caller(), Level.EDITOR)
        return jsonify(items=[{"id": line.folder.public_id, "path": list(line.path)} for line in lines])


@blueprint.put("/contracts/<contract_id>/shelf")
def put_on_shelf(contract_id: str) -> Response:
    require(Permission.FILE)
    by = By(caller(), caller_origin().address)
    with parts().database.writing() as session:
        contract = filed_contract(session, contract_id)
        body = json_body(SHELF)
        folder, tags = (
            _folder(session, contract, body.get("folder")),
            tags_typed(" ".join(body.get("tags", []))),
        )
        if len(tags) > MOST_TAGS:
            raise InputRefused([field_error("/tags", "maxItems")])
        file_contract(session, by, contract, folder)
        set_tags(session, by, contract, tags)
        session.flush()
        return jsonify(contract_json(session, contract))


def _folder(session: Session, contract: Contract, public_id: str | None) -> Folder | None:
    """Return the folder named: one the caller may file into, or the one where the contract is now."""
    if public_id is None:
        return None
    now = session.get(Folder, contract.folder_id) if contract.folder_id else None
    known = [line.folder for line in folders_for(session, caller(), Level.EDITOR)]
    for folder in [*known, *([now] if now else [])]:
        if folder.public_id == public_id:
            return folder
    raise InputRefused([field_error("/folder", "unknown_folder")])
