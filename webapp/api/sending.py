"""`/contracts/{id}/sending`: the draft becomes a case; asked twice it is sent once (T66)."""

from flask import Response
from sqlalchemy.orm import Session

from contracts.acts import Submit
from contracts.roles import Permission
from contracts.transition import key_of
from database.contract import Contract
from database.queries.draft_parties import parties_of
from database.rebuilding import record_of
from webapp.api.acknowledging import accepted, key_given, not_known_yet
from webapp.api.blueprint import blueprint
from webapp.api.finding import contract_or_404
from webapp.api.guard import caller, caller_origin, require
from webapp.api.problems import InputRefused, Problem
from webapp.drafting import DraftIncomplete, DraftMissing, Fault, send_draft
from webapp.parts import parts
from webapp.texts.draft_faults import fault_sentence
from workflows.door import NotKnownYet

FIELD_NAMES = {"mail": "email"}


@blueprint.post("/contracts/<contract_id>/sending")
def send_contract(contract_id: str) -> Response:
    require(Permission.SEND)
    key = key_given(f"sending-{contract_id}")
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
        return not_known_yet(contract_id)
    return accepted(contract_id)


def _sent_before(contract_id: str, key: str) -> Response:
    with parts().database.reading() as session:
        record = record_of(session, contract_or_404(session, contract_id))
    if not record or record[0].key != _remembered_as(key):
        raise Problem(409, "already_submitted")
    return accepted(contract_id)


def _remembered_as(key: str) -> str:
    act = Submit(key, caller_origin(), version="", parties=[], needs_approval=False, link_days=0)
    return key_of(act)


def _incomplete(contract_id: str, incomplete: DraftIncomplete) -> Problem:
    refused = input_refused(contract_id, incomplete)
    refused.code = "draft_incomplete"
    return refused


def input_refused(contract_id: str, incomplete: DraftIncomplete) -> InputRefused:
    """Return the faults as entries that point into the contract as the API shows it."""
    with parts().database.reading() as session:
        contract = contract_or_404(session, contract_id)
        return InputRefused([_error(session, contract, fault) for fault in incomplete.faults])


def _error(session: Session, contract: Contract, fault: Fault) -> dict[str, str]:
    field = FIELD_NAMES.get(fault.field, fault.field)
    ids = [party.public_id for party in parties_of(session, contract)]
    owner = f"/parties/{ids.index(fault.party)}" if fault.party else ""
    return {"pointer": f"{owner}/{field}", "code": fault.code, "detail": fault_sentence(fault.code)}
