"""`/contracts/{id}/parties/{id}/…`: 署名再依頼, and the answer to a 撤回の申し出 (IM-76, AD-07)."""

from flask import Response

from contracts.acts import AnswerRetraction, Reissue
from contracts.roles import Permission
from webapp.access.asking import new_key
from webapp.api.acknowledging import asked_of, key_given
from webapp.api.blueprint import blueprint
from webapp.api.bodies import json_body
from webapp.api.finding import contract_or_404
from webapp.api.guard import caller_origin, require
from webapp.api.openapi.requests import RETRACTION_ANSWER
from webapp.api.problems import Problem
from webapp.api.sending import input_refused
from webapp.drafting import AddressesUnnoticed, accept_outdated
from webapp.parts import parts


@blueprint.post("/contracts/<contract_id>/parties/<party_id>/reissue")
def reissue(contract_id: str, party_id: str) -> Response:
    _require_party(contract_id, party_id)
    _require_noticed(contract_id, party_id)
    return asked_of(contract_id, Reissue(key_given(new_key()), caller_origin(), party_id))


@blueprint.post("/contracts/<contract_id>/parties/<party_id>/retraction")
def answer_retraction(contract_id: str, party_id: str) -> Response:
    _require_party(contract_id, party_id)
    body = json_body(RETRACTION_ANSWER)
    key, origin = key_given(new_key()), caller_origin()
    return asked_of(contract_id, AnswerRetraction(key, origin, party_id, body["accepted"], body["reply"]))


def _require_party(contract_id: str, party_id: str) -> None:
    require(Permission.SEND)
    with parts().database.reading() as session:
        contract = contract_or_404(session, contract_id)
        if party_id not in {party.public_id for party in contract.parties}:
            raise Problem(404, "no_such_party")
        if contract.sequence == 0:
            raise Problem(409, "not_submitted")


def _require_noticed(contract_id: str, party_id: str) -> None:
    """What a person must tick on a page is refused here (AD-19)."""
    try:
        with parts().database.reading() as session:
            contract = contract_or_404(session, contract_id)
            asked = [party for party in contract.parties if party.public_id == party_id]
            accept_outdated(session, asked, (), caller_origin())
    except AddressesUnnoticed as unnoticed:
        raise input_refused(contract_id, unnoticed) from unnoticed
