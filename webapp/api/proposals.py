"""`/contracts/{id}/metadata/proposals`: what was read from the documents, confirmed or set aside (MK-30)."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask import Response, jsonify
from sqlalchemy.orm import Session

from contracts.metadata import ValueUnreadable, value_from
from contracts.reading import ASKABLE, COUNTERPARTIES, TITLE, Read, confidence_of, door_of, named_value
from contracts.roles import Permission
from database.answering_proposals import Answers
from database.changing_metadata import own_items
from database.confirming_proposals import confirm_proposals
from database.contract import Contract
from database.metadata_reading import MetadataProposal
from database.queries.metadata_proposals import proposals_of, reading_of
from database.reading_desk import said_now
from webapp.access.traces import tell_seen
from webapp.api.blueprint import blueprint
from webapp.api.bodies import field_error, json_body
from webapp.api.finding import filed_contract
from webapp.api.guard import caller, caller_origin, require
from webapp.api.metadata import item_error, require_unchanged, tag_of
from webapp.api.openapi.proposals import ANSWERED_PROPOSALS
from webapp.api.problems import InputRefused
from webapp.parts import parts
from webapp.texts.reading import NAME_FAULTS

Errors = list[dict[str, str]]


@blueprint.get("/contracts/<contract_id>/metadata/proposals")
def list_proposals(contract_id: str) -> Response:
    require(Permission.FILE)
    with parts().database.reading() as session:
        contract = filed_contract(session, contract_id)
        answer = _answer(session, contract)
    tell_seen(contract, caller_origin(), "metadata_reading_viewed", what="api")
    return answer


@blueprint.post("/contracts/<contract_id>/metadata/proposals")
def answer_proposals(contract_id: str) -> Response:
    """Take over and set aside what is named; what was answered before stays as it is."""
    require(Permission.FILE)
    with parts().database.writing() as session:
        contract = filed_contract(session, contract_id)
        body = json_body(ANSWERED_PROPOSALS)
        session.refresh(contract, with_for_update=True)
        require_unchanged(contract)
        rows = {row.public_id: row for row in proposals_of(session, contract)}
        values, answers = _answers(contract, rows, body)
        try:
            confirm_proposals(session, caller().user, contract, (values, {}), answers)
        except ValueUnreadable as unreadable:
            item, why = str(unreadable.facts["item"]), str(unreadable.facts["why"])
            raise InputRefused([item_error("/accept", why, item)]) from unreadable
        session.flush()
        return _answer(session, contract)


def _answers(
    contract: Contract, rows: Mapping[str, MetadataProposal], body: dict[str, Any]
) -> tuple[dict[str, str], Answers]:
    """Return what the items become, and the answers; raises InputRefused."""
    accepted, dismissed = body.get("accept", []), body.get("dismiss", [])
    errors = [
        *_unknown("accept", [one["id"] for one in accepted], rows),
        *_unknown("dismiss", dismissed, rows),
    ]
    values, taken = dict[str, str](), dict[str, str]()
    for at, one in enumerate(accepted if not errors else ()):
        row = rows[one["id"]]
        if row.state not in ASKABLE:
            continue
        door = door_of(Read(row.item), own_items(contract), contract.stage)
        value = _value(contract, door, one.get("value", row.value), errors, f"/accept/{at}/value")
        taken[row.public_id] = value
        values |= {door: value} if door else {}
    if errors:
        raise InputRefused(errors)
    return values, Answers(taken, dismissed, confirms_rest=body.get("confirm_rest", False))


def _unknown(name: str, ids: Sequence[str], rows: Mapping[str, MetadataProposal]) -> Errors:
    return [field_error(f"/{name}/{at}", "enum") for at, one in enumerate(ids) if one not in rows]


def _value(contract: Contract, door: str, typed: str, errors: Errors, pointer: str) -> str:
    """Return the value as it is kept; what is wrong with it is added to `errors`."""
    try:
        if door in {TITLE, COUNTERPARTIES}:
            return named_value(door, typed)
        return value_from(door, typed, own_items(contract)) if door else typed
    except ValueUnreadable as unreadable:
        errors.append(item_error(pointer, str(unreadable.facts["why"])))
    except ValueError as wrong:
        errors.append({"pointer": pointer, "code": str(wrong), "detail": str(NAME_FAULTS[str(wrong)])})
    return ""


def _answer(session: Session, contract: Contract) -> Response:
    reading, own = reading_of(session, contract), own_items(contract)
    items = [
        {
            "id": row.public_id,
            "item": row.item,
            "target": door_of(Read(row.item), own, contract.stage),
            "value": row.value,
            "now": said_now(contract, Read(row.item)),
            "settled": row.settled,
            "state": row.state,
            "confidence": confidence_of(row.rule).value,
            "document": row.document,
            "page": row.page,
        }
        for row in proposals_of(session, contract)
    ]
    answer = jsonify(
        state=reading.state if reading else None,
        unconfirmed=bool(reading and reading.unconfirmed),
        items=items,
    )
    answer.set_etag(tag_of(contract))
    return answer
