"""`/contracts/{id}/boxes`: 署名位置 of a draft, the whole set at once, in millimetres (IM-59…66)."""

import uuid
from dataclasses import asdict
from typing import Any

from flask import Response, jsonify
from sqlalchemy.orm import Session

from adapters.confinement import ConfinedTaskFailed
from contracts.boxes import Box, BoxKind, rounded
from contracts.roles import Permission
from database.contract import Contract
from webapp.api.blueprint import blueprint
from webapp.api.bodies import json_body
from webapp.api.finding import open_draft
from webapp.api.guard import require
from webapp.api.openapi.placing import BOXES
from webapp.api.problems import InputRefused, Problem
from webapp.drafting.placed import BoxesChanged, BoxesUnfit, Placed, Wanted, hold, keep, placed_of
from webapp.parts import parts
from webapp.texts.boxes import fault_sentence

Body = dict[str, Any]
MEASURES = ("left", "top", "width", "height")


@blueprint.get("/contracts/<contract_id>/boxes")
def list_boxes(contract_id: str) -> Response:
    require(Permission.DRAFT)
    with parts().database.reading() as session:
        return _shown(session, _placed(session, open_draft(session, contract_id)))


@blueprint.put("/contracts/<contract_id>/boxes")
def put_boxes(contract_id: str) -> Response:
    """Keep exactly these; without an edition whatever stands now is replaced."""
    require(Permission.DRAFT)
    with parts().database.writing() as session:
        contract = open_draft(session, contract_id)
        hold(session, contract)
        body, placed = json_body(BOXES), _placed(session, contract)
        boxes = tuple(_box(one) for one in body["items"])
        try:
            keep(session, placed, Wanted(int(body.get("edition", placed.edition(session))), boxes))
        except BoxesChanged as changed:
            raise Problem(409, "boxes_changed", edition=placed.edition(session)) from changed
        except BoxesUnfit as unfit:
            raise _refused(boxes, unfit) from unfit
        return _shown(session, placed)


def _placed(session: Session, contract: Contract) -> Placed:
    try:
        return placed_of(session, contract)
    except ConfinedTaskFailed as failed:
        raise Problem(503, "pages_unmeasured") from failed


def _shown(session: Session, placed: Placed) -> Response:
    pages = [[asdict(size) for size in document] for document in placed.pages]
    items = [asdict(box) for box in placed.boxes(session)]
    return jsonify(edition=placed.edition(session), items=items, pages=pages)


def _box(given: Body) -> Box:
    measures = {name: float(given[name]) for name in MEASURES}
    return rounded(
        Box(
            id=given.get("id") or str(uuid.uuid4()),
            party=given["party"],
            kind=BoxKind(given["kind"]),
            document=int(given.get("document", 1)),
            page=int(given["page"]),
            label=" ".join(given.get("label", "").split()),
            required=given.get("required", True),
            **measures,
        )
    )


def _refused(boxes: tuple[Box, ...], unfit: BoxesUnfit) -> InputRefused:
    places = [box.id for box in boxes]
    return InputRefused(
        [
            {
                "pointer": f"/items/{places.index(fault.box)}",
                "code": fault.code,
                "detail": fault_sentence(fault.code),
            }
            for fault in unfit.faults
        ]
    )
