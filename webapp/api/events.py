"""`/contracts/{id}/events`: the record, each event under its digest."""

import json
from datetime import datetime

from flask import Response, jsonify

from contracts.event_table import StoredEvent
from database.rebuilding import record_of
from webapp.access.traces import tell_seen
from webapp.api.blueprint import blueprint
from webapp.api.finding import contract_or_404
from webapp.api.guard import caller_origin
from webapp.parts import parts
from webapp.texts.dates import iso_jst


@blueprint.get("/contracts/<contract_id>/events")
def list_events(contract_id: str) -> Response:
    with parts().database.reading() as session:
        contract = contract_or_404(session, contract_id)
        record = record_of(session, contract)
    tell_seen(contract, caller_origin(), "timeline_exported", through=contract.sequence, format="api")
    return jsonify(items=[_event_json(stored) for stored in record])


def _event_json(stored: StoredEvent) -> dict[str, object]:
    return {
        "sequence": stored.sequence,
        "kind": stored.kind,
        "version": stored.version,
        "at": iso_jst(datetime.fromisoformat(stored.at)),
        "facts": json.loads(stored.facts),
        "previous": stored.previous,
        "digest": stored.digest,
    }
