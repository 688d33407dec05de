"""`/contracts`: making a draft, the list, and one contract."""

from flask import Response, jsonify, request, url_for
from flask.typing import ResponseReturnValue

from contracts.finding.words import LONGEST_TYPED
from contracts.reasons import JST
from contracts.roles import Permission
from contracts.stage import Stage
from database.engine import now_of
from database.queries.archive import Order, Wanted, contract_page
from database.queries.contracts import PAGE_SIZES
from database.queries.draft_parties import set_parties
from database.queries.drafts import new_draft
from database.queries.preferences import preferences_of
from webapp.api.blueprint import blueprint
from webapp.api.bodies import field_error, json_body
from webapp.api.days import days
from webapp.api.finding import contract_or_404
from webapp.api.guard import caller, require
from webapp.api.new_contract import facts_from
from webapp.api.new_parties import parties_from
from webapp.api.openapi import NEW_CONTRACT
from webapp.api.problems import InputRefused
from webapp.api.representation import contract_json, summary_json
from webapp.archive import with_words
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
        facts = facts_from(session, organization_id, body)
        preferences, today = preferences_of(session, organization_id), now_of(session).astimezone(JST).date()
    parties = parties_from(body, preferences, today)
    with parts().database.writing() as session:
        contract = new_draft(session, caller(), facts)
        set_parties(session, contract, parties)
        answer = jsonify(contract_json(session, contract))
        answer.headers["Location"] = url_for("api.show_contract", contract_id=contract.public_id)
    return answer, 201


@blueprint.get("/contracts")
def list_contracts() -> Response:
    require(Permission.READ_ALL)
    begin, end = days("expires_from", "expires_to")
    wanted = Wanted(
        stage=_stage(),
        expires_from=begin,
        expires_to=end,
        order=Order.ENDS if begin or end else Order.CHANGED,
        page=_number("page", 1, LAST_PAGE),
        size=_number("per_page", PAGE_SIZES[0], LARGEST_PAGE),
    )
    with parts().database.reading() as session:
        wanted = with_words(session, wanted, _words("q"), _words("counterparty"))
        found = contract_page(session, caller(), wanted)
        items = [summary_json(contract) for contract in found.contracts]
    page, per_page = wanted.page, wanted.size
    return jsonify(items=items, total=found.total, is_more=found.is_more, page=page, per_page=per_page)


@blueprint.get("/contracts/<contract_id>")
def show_contract(contract_id: str) -> Response:
    with parts().database.reading() as session:
        return jsonify(contract_json(session, contract_or_404(session, contract_id)))


def _stage() -> str:
    stage = request.args.get("stage", "").strip()
    if stage and stage not in set(Stage):
        raise InputRefused([field_error("stage", "unknown_stage")])
    return stage


def _words(name: str) -> str:
    return request.args.get(name, "").strip()[:LONGEST_TYPED]


def _number(name: str, usual: int, most: int) -> int:
    """More than there is to give is cut to the most; what is no number from 1 on is refused."""
    text = request.args.get(name, "").strip() or str(usual)
    if not (text.isascii() and text.isdigit() and text.strip("0")):
        raise InputRefused([field_error(name, "number_unreadable")])
    return min(int(text.lstrip("0")[:LONGEST_NUMBER]), most)
