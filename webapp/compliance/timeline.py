"""署名履歴 of one contract for auditors: the events in order, with everything their hash chain is made of.

Addresses, browsers and the reasons of both sides are in it: it is for inside, and needs Permission.AUDIT.
"""

import json
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from flask import Response
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from contracts.event_table import StoredEvent
from contracts.exports import TIMELINE_FORMAT, linked
from database.contract import Contract
from database.queries.timeline import RecordedAct, acts_of
from database.rebuilding import record_of
from webapp.access.finding import sent_contract_or_404
from webapp.compliance.blueprint import blueprint
from webapp.compliance.exporting import as_csv, tell_export
from webapp.csv_answer import Row
from webapp.parts import parts
from webapp.pdf_answer import disposition, safe_name
from webapp.texts.acts import act_title, acted_by
from webapp.texts.audit import machine_name
from webapp.texts.dates import iso_jst

Line = tuple[StoredEvent, RecordedAct]


@blueprint.get("/contracts/<public_id>/timeline.csv")
def timeline_csv(public_id: str) -> ResponseReturnValue:
    contract, lines = _read(public_id)
    return as_csv(
        _name(contract, "csv"),
        _header(),
        lambda: (_row(*line) for line in lines),
        lambda encoding: _tell(contract, format="csv", encoding=encoding.value),
    )


@blueprint.get("/contracts/<public_id>/timeline.json")
def timeline_json(public_id: str) -> Response:
    contract, lines = _read(public_id)
    _tell(contract, format="json")
    document = {
        "format": TIMELINE_FORMAT,
        "filtered": False,
        "contract": {"id": public_id, "number": contract.number, "title": contract.title},
        "through": {"sequence": contract.sequence, "digest": contract.head},
        "events": [_event(public_id, *line) for line in lines],
    }
    body = json.dumps(document, ensure_ascii=False, indent=1)
    response = Response(body, content_type="application/json")
    response.headers["Content-Disposition"] = disposition(_name(contract, "json"), inline=False)
    return response


def _read(public_id: str) -> tuple[Contract, Sequence[Line]]:
    with parts().database.reading() as session:
        contract = sent_contract_or_404(session, public_id)
        events = [one for one in record_of(session, contract) if one.sequence <= contract.sequence]
        acts = {act.sequence: act for act in acts_of(session, contract)}
        return contract, [(event, acts[event.sequence]) for event in events]


def _tell(contract: Contract, **how: str) -> None:
    tell_export("timeline_exported", contract.public_id, through=contract.sequence, **how)


def _name(contract: Contract, ending: str) -> str:
    return f"{safe_name(contract.title)}_{_('署名履歴')}.{ending}"


def _header() -> Row:
    return (
        _("番号"),
        _("日時"),
        _("内容"),
        _("内容コード"),
        _("行為者"),
        _("行為者ID"),
        _("当事者"),
        _("ラウンド"),
        _("理由・回答"),
        _("IPアドレス"),
        _("ブラウザ"),
        _("文書のSHA-256"),
        _("事実（JSON）"),
        _("操作キー"),
        _("直前の記録のSHA-256"),
        _("この記録のSHA-256"),
    )


def _row(event: StoredEvent, act: RecordedAct) -> Row:
    facts: dict[str, Any] = json.loads(event.facts)
    origin = facts.get("origin", {})
    return (
        event.sequence,
        iso_jst(act.at),
        act_title(event.kind, act.item, act.outcome),
        event.kind,
        _who(act, origin),
        origin.get("actor", ""),
        act.party,
        act.round,
        act.reason,
        origin.get("address", ""),
        origin.get("user_agent", ""),
        facts.get("digest") or facts.get("shown_digest") or "",
        event.facts,
        event.key,
        event.previous,
        event.digest,
    )


def _event(contract: str, event: StoredEvent, act: RecordedAct) -> dict[str, object]:
    columns = asdict(event)
    digest = columns.pop("digest")
    origin = json.loads(event.facts).get("origin", {})
    in_words = {
        "at": iso_jst(act.at),
        "what": act_title(event.kind, act.item, act.outcome),
        "who": _who(act, origin),
        "party": act.party,
    }
    return linked({"contract": contract, **columns}, digest, in_words)


def _who(act: RecordedAct, origin: dict[str, str]) -> str:
    return acted_by(act.actor, act.on_behalf) or machine_name(origin.get("actor", "engine"))
