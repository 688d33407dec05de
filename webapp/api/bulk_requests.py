"""`/re-requests`: まとめて再依頼, with a result for each contract (IM-73)."""

from flask import Response, jsonify
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from contracts.roles import Permission
from database.chasing import BulkRequest, BulkRequestRow
from database.queries.bulk_requests import (
    confirm_bulk_request,
    own_bulk_request,
    rows_of,
    start_bulk_request,
)
from webapp.api.acknowledging import key_given
from webapp.api.blueprint import blueprint
from webapp.api.bodies import json_body
from webapp.api.guard import caller, caller_origin, require
from webapp.api.openapi.chasing import NEW_BULK_REQUEST
from webapp.api.problems import Problem
from webapp.chasing.runs import ask_while_patient
from webapp.parts import parts
from webapp.texts.bulk import result_words

WAITING = "waiting"


@blueprint.post("/re-requests")
def ask_many_again() -> ResponseReturnValue:
    """Asked with the same key, the same request goes on where it stopped."""
    require(Permission.SEND)
    body, key = json_body(NEW_BULK_REQUEST), key_given("")
    if not key:
        raise Problem(422, "key_missing")
    with parts().database.writing() as session:
        run = start_bulk_request(session, caller(), key, body["contracts"])
        if run is None:
            raise Problem(404, "not_found")
        confirm_bulk_request(session, caller(), run)
    with parts().database.reading() as session:
        rows = [row for row in rows_of(session, caller(), run) if not row.outcome]
    ask_while_patient(caller(), caller_origin(), run, rows)
    with parts().database.reading() as session:
        return jsonify(_run_json(session, run)), 202


@blueprint.get("/re-requests/<run_id>")
def show_bulk_request(run_id: str) -> Response:
    require(Permission.SEND)
    with parts().database.reading() as session:
        run = own_bulk_request(session, caller(), run_id)
        if run is None:
            raise Problem(404, "no_such_run")
        return jsonify(_run_json(session, run))


def _run_json(session: Session, run: BulkRequest) -> dict[str, object]:
    rows = rows_of(session, caller(), run)
    return {
        "id": run.public_id,
        "is_done": all(row.outcome for row in rows),
        "items": [_row_json(row) for row in rows],
    }


def _row_json(row: BulkRequestRow) -> dict[str, object]:
    return {
        "contract": row.contract.public_id,
        "outcome": row.outcome or WAITING,
        "asked": row.asked,
        "code": row.code or None,
        "detail": result_words(row.outcome, row.asked, row.code) or None,
    }
