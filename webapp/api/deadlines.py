"""`/contracts/{id}/extensions` and `/reminders`: 期限を延長する, リマインドを止める / 再開 (MK-56, MK-57)."""

from flask import Response

from contracts.acts import ExtendDeadline, SwitchReminders
from contracts.day_input import day_from
from contracts.roles import Permission
from webapp.access.asking import new_key
from webapp.api.acknowledging import asked_of, key_given
from webapp.api.blueprint import blueprint
from webapp.api.bodies import field_error, json_body
from webapp.api.finding import sent_contract
from webapp.api.guard import caller_origin, require
from webapp.api.openapi.chasing import NEW_EXTENSION, REMINDER_SWITCH
from webapp.api.problems import InputRefused
from webapp.parts import parts


@blueprint.post("/contracts/<contract_id>/extensions")
def extend(contract_id: str) -> Response:
    known = _parties_of_sent(contract_id)
    body = json_body(NEW_EXTENSION)
    party, errors = body.get("party", ""), []
    if party and party not in known:
        errors.append(field_error("/party", "no_such_party"))
    try:
        day = day_from(body["until"])
    except ValueError:
        day = None
    if day is None:
        errors.append(field_error("/until", "day_unreadable"))
    if errors or day is None:
        raise InputRefused(errors)
    return asked_of(
        contract_id, ExtendDeadline(key_given(new_key()), caller_origin(), day.isoformat(), party)
    )


@blueprint.post("/contracts/<contract_id>/reminders")
def switch_reminders(contract_id: str) -> Response:
    _parties_of_sent(contract_id)
    body = json_body(REMINDER_SWITCH)
    return asked_of(contract_id, SwitchReminders(key_given(new_key()), caller_origin(), body["on"]))


def _parties_of_sent(contract_id: str) -> set[str]:
    require(Permission.SEND)
    with parts().database.reading() as session:
        return {party.public_id for party in sent_contract(session, contract_id).parties}
