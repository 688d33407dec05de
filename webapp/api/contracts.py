"""`/contracts`: making a draft, the list, and one contract."""

from flask import Response, jsonify, request, url_for
from flask.typing import ResponseReturnValue

from contracts.finding.words import LONGEST_TYPED
from contracts.life import civil_day
from contracts.roles import Permission
from database.engine import now_of
from database.queries.archive import Wanted, contract_page
from database.queries.contracts import PAGE_SIZES
from database.queries.drafts import new_draft
from database.queries.preferences import preferences_of
from webapp.access.traces import tell_seen
from webapp.api.blueprint import blueprint
from webapp.api.bodies import field_error, json_body
from webapp.api.custom_values import custom_from
from webapp.api.facets import facets_json
from webapp.api.finding import contract_or_404
from webapp.api.guard import caller, caller_origin, require
from webapp.api.narrowing import filters_asked, order_asked
from webapp.api.new_contract import facts_from
from webapp.api.new_parties import keep_parties, parties_from
from webapp.api.openapi import NEW_CONTRACT
from webapp.api.party_faults import Judge
from webapp.api.problems import InputRefused
from webapp.api.representation import contract_json, summary_json
from webapp.api.scheduling import schedule_from
from webapp.archive import with_words
from webapp.drafting import propose_parties
from webapp.parts import parts

LARGEST_PAGE = 100
LAST_PAGE = 1_000_000
LONGEST_NUMBER = 10
"""More digits are more than `LAST_PAGE`; Python refuses to read thousands of them."""


@blueprint.post("/contracts")
def create_contract() -> ResponseReturnValue:
    require(Permission.DRAFT)
    body = json_body(NEW_CONTRACT)
    organization_id = caller().organization.id
    with parts().database.reading() as session:
        facts, now = facts_from(session, organization_id, body), now_of(session)
        judge = Judge(preferences_of(session, organization_id), civil_day(now))
        schedule = schedule_from(body, None, now)
        custom = custom_from(facts.type, body.get("custom_values", {}))
    parties = parties_from(body.get("parties", []), judge)
    with parts().database.writing() as session:
        contract = new_draft(session, caller(), facts)
        schedule.put(contract)
        contract.custom_values = custom
        session.flush()
        keep_parties(session, contract, parties)
        if body.get("usual_parties"):
            propose_parties(session, contract)
        answer = jsonify(contract_json(session, contract))
        answer.headers["Location"] = url_for("api.show_contract", contract_id=contract.public_id)
    return answer, 201


@blueprint.get("/contracts")
def list_contracts() -> Response:
    require(Permission.READ)
    page = _number("page", 1, LAST_PAGE)
    per_page = _number("per_page", PAGE_SIZES[0], LARGEST_PAGE)
    with parts().database.reading() as session:
        filters = filters_asked(session)
        wanted = Wanted(filters, order=order_asked(filters, _words("q")), page=page, size=per_page)
        bodies = request.args.get("body", "") != "no"
        wanted = with_words(session, wanted, _words("q"), _words("counterparty"), bodies=bodies)
        found = contract_page(session, caller(), wanted)
        items = [summary_json(contract) for contract in found.contracts]
        told = {"facets": facets_json(session, found)} if request.args.get("facets") == "yes" else {}
    return jsonify(
        items=items, total=found.total, is_more=found.is_more, page=page, per_page=per_page, **told
    )


@blueprint.get("/contracts/<contract_id>")
def show_contract(contract_id: str) -> Response:
    with parts().database.reading() as session:
        contract = contract_or_404(session, contract_id)
        answer = jsonify(contract_json(session, contract))
    tell_seen(contract, caller_origin(), "contract_viewed", stage=contract.stage)
    return answer


def _words(name: str) -> str:
    return request.args.get(name, "").strip()[:LONGEST_TYPED]


def _number(name: str, usual: int, most: int) -> int:
    """More than there is to give is cut to the most; what is no number from 1 on is refused."""
    text = request.args.get(name, "").strip() or str(usual)
    if not (text.isascii() and text.isdigit() and text.strip("0")):
        raise InputRefused([field_error(name, "number_unreadable")])
    return min(int(text.lstrip("0")[:LONGEST_NUMBER]), most)
