"""`/contracts/{id}/requests`: 署名再依頼 to several parties, perhaps at another address (IM-76…78)."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from flask import Response, jsonify
from sqlalchemy.orm import Session

from contracts.changed_contact import Contact
from contracts.phone import shown_mobile
from contracts.refusals import ContactCannotChange
from contracts.roles import Permission
from database.contract import Contract
from database.party import Party
from database.queries.preferences import preferences_of
from database.queries.signing_history import SigningLine, signing_history
from webapp.access.asking import new_key
from webapp.api.acknowledging import key_given, not_known_yet, standing_of
from webapp.api.blueprint import blueprint
from webapp.api.bodies import field_error, json_body
from webapp.api.finding import sent_contract
from webapp.api.guard import caller_origin, require
from webapp.api.openapi.chasing import NEW_REQUESTS
from webapp.api.problems import InputRefused, setback_answer
from webapp.api.sending import FIELD_NAMES, input_refused
from webapp.chasing.asking import Answer, Wish, ask_all
from webapp.chasing.contacts import changed_contact, contact_may_change, typed_faults
from webapp.drafting import AddressesUnnoticed, accept_outdated
from webapp.parts import parts
from webapp.texts.refusals import sentence_for

Body = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Asked:
    """One party as the caller names it; `mail` and `phone` are those before where nothing was said."""

    line: SigningLine
    mail: str
    phone: str

    @property
    def party(self) -> Party:
        return self.line.party

    @property
    def contact(self) -> Contact | None:
        return changed_contact(self.party, self.mail, self.phone)

    def faults(self) -> Iterator[dict[str, str]]:
        """What a new address lacks; one that may not be another any more is refused whatever it is."""
        if contact_may_change(self.party, self.line.submissions):
            for name, code in typed_faults(self.party, self.mail, self.phone):
                yield field_error(f"/{FIELD_NAMES.get(name, name)}", code)
        elif (self.mail, self.phone) != _before(self.party):
            refused = ContactCannotChange()
            yield {"pointer": "/email", "code": refused.code, "detail": sentence_for(refused)}


@blueprint.post("/contracts/<contract_id>/requests")
def ask_again(contract_id: str) -> Response:
    require(Permission.SEND)
    with parts().database.reading() as session:
        contract = sent_contract(session, contract_id)
        body = json_body(NEW_REQUESTS)
        asked = _asked(session, contract, body)
        needs_reason = preferences_of(session, contract.organization_id).contact_change_needs_reason
    _require_sound(asked, body, needs_reason=needs_reason)
    _require_noticed(contract_id, asked)
    reason = body.get("reason", "")
    wishes = [Wish(one.party, one.contact, reason if one.contact else "") for one in asked]
    return _answer(contract_id, ask_all(contract_id, wishes, key_given(new_key()), caller_origin()))


def _asked(session: Session, contract: Contract, body: Body) -> list[Asked]:
    lines = {line.party.public_id: line for line in signing_history(session, contract) if line.party.signs}
    named = [one["id"] for one in body["parties"]]
    errors = [
        field_error(f"/parties/{at}/id", "no_such_party")
        for at, public_id in enumerate(named)
        if public_id not in lines or public_id in named[:at]
    ]
    if errors:
        raise InputRefused(errors)
    return [_one(lines[given["id"]], given) for given in body["parties"]]


def _one(line: SigningLine, given: Body) -> Asked:
    mail, phone = _before(line.party)
    return Asked(line, given.get("email", mail), given.get("phone", phone))


def _before(party: Party) -> tuple[str, str]:
    return party.mail, shown_mobile(party.phone)


def _require_sound(asked: list[Asked], body: Body, *, needs_reason: bool) -> None:
    errors = [
        {**fault, "pointer": f"/parties/{at}{fault['pointer']}"}
        for at, one in enumerate(asked)
        for fault in one.faults()
    ]
    if not errors and needs_reason and not body.get("reason") and any(one.contact for one in asked):
        errors = [field_error("/reason", "required")]
    if errors:
        raise InputRefused(errors)


def _require_noticed(contract_id: str, asked: list[Asked]) -> None:
    """What a person must tick on a page is refused here (AD-19)."""
    try:
        with parts().database.reading() as session:
            accept_outdated(session, [_reached(session, one) for one in asked], (), caller_origin())
    except AddressesUnnoticed as unnoticed:
        raise input_refused(contract_id, unnoticed) from unnoticed


def _reached(session: Session, one: Asked) -> Party:
    """Return the party with the address it would be written to, apart from the session."""
    party = session.get_one(Party, one.party.id)
    session.expunge(party)
    party.mail = one.contact.mail if one.contact else party.mail
    return party


def _answer(contract_id: str, answers: list[Answer]) -> Response:
    """Nobody asked is a problem; where one was, each party says what became of it."""
    setbacks = [answer.setback for answer in answers if answer.setback]
    told = [_told(answer) for answer in answers]
    if len(setbacks) < len(answers):
        answer = jsonify({**standing_of(contract_id), "parties": told})
        answer.status_code = 202
        return answer
    first = setbacks[0]
    if first.is_open:
        return not_known_yet(contract_id)
    return setback_answer(first, parties=told)


def _told(answer: Answer) -> Body:
    setback = answer.setback
    return {
        "id": answer.party.public_id,
        "asked": setback is None,
        "code": setback.code if setback else None,
        "detail": setback.sentence if setback else None,
    }
