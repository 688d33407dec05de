"""`/contracts/{id}/metadata`: 契約情報 of what was sent, changed over what the caller read (MK-03, LW-22)."""

import hashlib
import json
from typing import Any

from flask import Response, jsonify, request

from contracts.ledger import ReasonMissing, require_reason, require_sensible
from contracts.metadata import Item, Source, ValueUnreadable, value_from
from contracts.roles import Permission
from database.changing_metadata import Why, change_metadata, own_items, value_in
from database.contract import Contract
from database.metadata_plans import as_it_will_stand
from database.queries.metadata_history import changes_of
from webapp.access.traces import tell_seen
from webapp.api.blueprint import blueprint
from webapp.api.bodies import field_error, json_body
from webapp.api.finding import filed_contract
from webapp.api.guard import caller, caller_origin, require
from webapp.api.openapi.metadata import CHANGED_METADATA
from webapp.api.problems import InputRefused, Problem
from webapp.parts import parts
from webapp.texts.dates import in_japan
from webapp.texts.metadata import fault_words, item_label

MOST_CHANGES = 1_000


@blueprint.get("/contracts/<contract_id>/metadata")
def show_metadata(contract_id: str) -> Response:
    require(Permission.READ)
    with parts().database.reading() as session:
        contract = filed_contract(session, contract_id)
        answer = _answer(contract)
    tell_seen(contract, caller_origin(), "contract_viewed", what="metadata")
    return answer


@blueprint.patch("/contracts/<contract_id>/metadata")
def change_contract_metadata(contract_id: str) -> Response:
    """Set the items named; `If-Match` is the ETag of what was read, without it the last word wins."""
    require(Permission.FILE)
    with parts().database.writing() as session:
        contract = filed_contract(session, contract_id)
        body = json_body(CHANGED_METADATA)
        session.refresh(contract, with_for_update=True)
        require_unchanged(contract)
        values = _values(contract, body["items"])
        reason = body.get("reason", "")
        if any(value != value_in(contract, item) for item, value in values.items()):
            _require_reason(contract, reason)
        change_metadata(session, contract, values, Why(caller().user, Source.PERSON, reason))
        session.flush()
        return _answer(contract)


@blueprint.get("/contracts/<contract_id>/metadata/changes")
def list_metadata_changes(contract_id: str) -> Response:
    """The newest first, a thousand at most."""
    require(Permission.READ)
    with parts().database.reading() as session:
        contract = filed_contract(session, contract_id)
        rows = changes_of(session, contract, MOST_CHANGES)
        items = [
            {
                "id": row.public_id,
                "item": row.item,
                "was": row.was,
                "became": row.became,
                "source": row.source,
                "reason": row.reason,
                "by": row.by.mail if row.by else None,
                "at": in_japan(row.at).isoformat(),
            }
            for row in rows
        ]
    tell_seen(contract, caller_origin(), "metadata_history_viewed", what="api")
    return jsonify(items=items)


def require_unchanged(contract: Contract) -> None:
    """Raise Problem 412 where the caller had read something else; without `If-Match` nothing is asked."""
    if "If-Match" in request.headers and not request.if_match.contains(tag_of(contract)):
        raise Problem(412, "metadata_changed_meanwhile")


def _items(contract: Contract) -> dict[str, str]:
    names = [*(item.value for item in Item), *(f"custom:{one.code}" for one in own_items(contract))]
    return {name: value_in(contract, name) for name in names}


def tag_of(contract: Contract) -> str:
    spelled = json.dumps(_items(contract), sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(spelled.encode()).hexdigest()[:32]


def _answer(contract: Contract) -> Response:
    answer = jsonify(id=contract.public_id, items=_items(contract))
    answer.set_etag(tag_of(contract))
    return answer


def _values(contract: Contract, typed: dict[str, Any]) -> dict[str, str]:
    own, values, errors = own_items(contract), dict[str, str](), []
    for item, value in typed.items():
        try:
            values[item] = value_from(item, value, own)
        except ValueUnreadable as unreadable:
            errors.append(item_error(f"/items/{item}", str(unreadable.facts["why"])))
    try:
        require_sensible(as_it_will_stand(contract, values))
    except ValueUnreadable as unreadable:
        item, why = str(unreadable.facts["item"]), str(unreadable.facts["why"])
        errors.append(item_error(f"/items/{item}", why))
    if errors:
        raise InputRefused(errors)
    return values


def item_error(pointer: str, why: str, item: str = "") -> dict[str, str]:
    """Return what is wrong with a value, in front of it the `item` where the pointer does not name it."""
    words = fault_words(why)
    return {"pointer": pointer, "code": why, "detail": f"{item_label(item)}：{words}" if item else words}


def _require_reason(contract: Contract, reason: str) -> None:
    try:
        require_reason(contract.stage, reason)
    except ReasonMissing:
        raise InputRefused([field_error("/reason", "required")]) from None
