"""`/contracts/{id}/sending`: the draft becomes a case; asked twice it is sent once (T66)."""

import re

from flask import Response, jsonify, request
from sqlalchemy.orm import Session

from contracts.acts import Submit
from contracts.roles import Permission
from contracts.transition import key_of
from database.contract import Contract
from database.queries.draft_parties import parties_of
from database.rebuilding import record_of
from webapp.api.blueprint import blueprint
from webapp.api.finding import contract_or_404
from webapp.api.guard import caller, caller_origin, require
from webapp.api.problems import InputRefused, Problem, problem_answer
from webapp.drafting import DraftIncomplete, DraftMissing, Fault, send_draft
from webapp.parts import parts
from webapp.texts.api_problems import sentence_for_problem
from webapp.texts.draft_faults import fault_sentence
from workflows.door import NotKnownYet

USABLE_KEY = re.compile(r"[\x21-\x7e]{1,128}")
FIELD_NAMES = {"mail": "email"}


@blueprint.post("/contracts/<contract_id>/sending")
def send_contract(contract_id: str) -> Response:
    require(Permission.SEND)
    key = _key(contract_id)
    with parts().database.reading() as session:
        if contract_or_404(session, contract_id).sequence > 0:
            return _sent_before(contract_id, key)
    try:
        send_draft(caller(), contract_id, key, caller_origin())
    except DraftMissing:
        return _sent_before(contract_id, key)
    except DraftIncomplete as incomplete:
        raise _incomplete(contract_id, incomplete) from incomplete
    except NotKnownYet:
        return _not_known_yet(contract_id)
    return _accepted(contract_id)


def _key(contract_id: str) -> str:
    """A caller without a key of its own still sends each contract once."""
    given = request.headers.get("Idempotency-Key", "").strip().strip('"')
    if not given:
        return f"sending-{contract_id}"
    if not USABLE_KEY.fullmatch(given):
        raise Problem(422, "key_unusable")
    return given


def _sent_before(contract_id: str, key: str) -> Response:
    with parts().database.reading() as session:
        record = record_of(session, contract_or_404(session, contract_id))
    if not record or record[0].key != _remembered_as(key):
        raise Problem(409, "already_submitted")
    return _accepted(contract_id)


def _remembered_as(key: str) -> str:
    act = Submit(key, caller_origin(), version="", parties=[], needs_approval=False, link_days=0)
    return key_of(act)


def _accepted(contract_id: str) -> Response:
    answer = jsonify(_standing(contract_id))
    answer.status_code = 202
    return answer


def _not_known_yet(contract_id: str) -> Response:
    """A problem that is none yet: beside its code it says where the contract stands."""
    detail = sentence_for_problem("not_known_yet")
    answer = problem_answer(202, "not_known_yet", detail, **_standing(contract_id))
    answer.headers["Retry-After"] = "5"
    return answer


def _standing(contract_id: str) -> dict[str, str | None]:
    with parts().database.reading() as session:
        contract = contract_or_404(session, contract_id)
        return {"id": contract.public_id, "stage": contract.stage, "number": contract.number}


def _incomplete(contract_id: str, incomplete: DraftIncomplete) -> Problem:
    with parts().database.reading() as session:
        contract = contract_or_404(session, contract_id)
        errors = [_error(session, contract, fault) for fault in incomplete.faults]
    refused = InputRefused(errors)
    refused.code = "draft_incomplete"
    return refused


def _error(session: Session, contract: Contract, fault: Fault) -> dict[str, str]:
    field = FIELD_NAMES.get(fault.field, fault.field)
    ids = [party.public_id for party in parties_of(session, contract)]
    owner = f"/parties/{ids.index(fault.party)}" if fault.party else ""
    return {"pointer": f"{owner}/{field}", "code": fault.code, "detail": fault_sentence(fault.code)}
