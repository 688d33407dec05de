"""`/contract-types`: what a 契約種別 sets beforehand, and the codes of its own items (IM-19, CF-14)."""

from dataclasses import asdict
from typing import Any

from flask import Response, jsonify

from contracts.roles import Permission
from database.contract_type import ContractType
from database.queries.types import offered_types, preset_of
from webapp.api.blueprint import blueprint
from webapp.api.guard import caller, require
from webapp.parts import parts

Json = dict[str, Any]


@blueprint.get("/contract-types")
def list_types() -> Response:
    require(Permission.DRAFT)
    with parts().database.reading() as session:
        kinds = offered_types(session, caller().organization.id, None)
        return jsonify(items=[_type_json(kind) for kind in kinds])


def _type_json(kind: ContractType) -> Json:
    preset = preset_of(kind)
    return {
        "code": kind.code,
        "name": kind.name,
        "needs_approval": kind.needs_approval,
        "standing": preset.usual_standing,
        "guarantee_limit": preset.guarantee_limit,
        "lessee_signs": preset.lessee_signs,
        "min_signature_boxes": preset.min_signature_boxes,
        "link_days": preset.link_days or None,
        "code_individual": preset.code_individual,
        "code_corporate": preset.code_corporate,
        "parties": [_block_json(asdict(block)) for block in preset.parties],
        "custom_fields": [{**asdict(one), "choices": list(one.choices)} for one in preset.custom_fields],
    }


def _block_json(block: Json) -> Json:
    names = ("role", "kind", "order", "own", "as_proxy", "names_only", "imprint", "may_hand_over")
    return {**{name: block[name] for name in names}, "documents": list(block["documents"])}
