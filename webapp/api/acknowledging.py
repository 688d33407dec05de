"""How an act is answered: its key, and where the contract stands once the act is recorded or nobody knows."""

import re

from flask import Response, jsonify, request

from contracts.acts import Act
from webapp.api.finding import contract_or_404
from webapp.api.problems import Problem, problem_answer
from webapp.parts import parts
from webapp.texts.api_problems import sentence_for_problem
from workflows.door import NotKnownYet

USABLE_KEY = re.compile(r"[\x21-\x7e]{1,128}")


def key_given(otherwise: str) -> str:
    """Return the caller's Idempotency-Key, or `otherwise` where there is none."""
    given = request.headers.get("Idempotency-Key", "").strip().strip('"')
    if not given:
        return otherwise
    if not USABLE_KEY.fullmatch(given):
        raise Problem(422, "key_unusable")
    return given


def asked_of(contract_id: str, act: Act) -> Response:
    """Ask the engine; a refusal is a problem of its own."""
    try:
        parts().engine.ask(contract_id, act)
    except NotKnownYet:
        return not_known_yet(contract_id)
    return accepted(contract_id)


def accepted(contract_id: str) -> Response:
    answer = jsonify(standing_of(contract_id))
    answer.status_code = 202
    return answer


def not_known_yet(contract_id: str) -> Response:
    """A problem that is none yet: beside its code it says where the contract stands."""
    detail = sentence_for_problem("not_known_yet")
    answer = problem_answer(202, "not_known_yet", detail, **standing_of(contract_id))
    answer.headers["Retry-After"] = "5"
    return answer


def standing_of(contract_id: str) -> dict[str, str | None]:
    with parts().database.reading() as session:
        contract = contract_or_404(session, contract_id)
        return {"id": contract.public_id, "stage": contract.stage, "number": contract.number}
