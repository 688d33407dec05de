"""A party as the API shows it: no links, no access codes, no hints."""

from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from contracts.authentication import Profile
from contracts.sealing_ways import ways_of
from database.contract import Contract
from database.drafting.dividing import ways_now
from database.party import Party
from database.queries.signing_history import SigningLine
from database.queries.versions import newest_version
from webapp.api.held import documents_json, fields_json
from webapp.texts.dates import iso_jst

Json = dict[str, Any]


def party_json(session: Session, contract: Contract, line: SigningLine) -> Json:
    """The titles of `documents` and the labels of `fields` stand whole in `required_documents`, `inputs`."""
    return {
        **_identity_json(line.party),
        **_asks_json(line.party),
        "ways": _ways(session, contract, line.party),
        **_standing_json(line),
    }


def _identity_json(party: Party) -> Json:
    return {
        "id": party.public_id,
        "role": party.role,
        "kind": party.kind,
        "company": party.company,
        "name": party.name,
        "email": party.mail,
        "language": party.language,
        "phone": party.phone,
        "phone_obtained_on": day_json(party.phone_obtained_on),
        "designation": party.designation,
        "corporate_number": party.corporate_number,
        "invoice_number": party.invoice_number,
        "postal_code": party.postal_code,
        "prefecture": party.prefecture,
        "address_lines": party.address_lines,
    }


def _asks_json(party: Party) -> Json:
    return {
        "order": party.ordering,
        "own": party.own,
        "signs": party.signs,
        "imprint": party.imprint,
        "claimable": party.claimable,
        "may_hand_over": party.may_hand_over,
        "must_hand_over": party.must_hand_over,
        "answer_by": day_json(party.answer_by),
        "profile": party.profile or Profile.L1.value,
        "declares": party.declares,
        "names_only": party.names_only,
        "registration": party.registration,
        "as_proxy": party.as_proxy,
        "seal_methods": [way.value for way in ways_of(party.seal_methods)],
        "fields": [field.label for field in party.fields],
        "inputs": fields_json(party),
        "has_access_code": bool(party.access_code_hash),
        "documents": [document.title for document in party.required_documents],
        "required_documents": documents_json(party),
        "progress": party.progress,
        "undelivered": party.undelivered_at is not None,
    }


def _standing_json(line: SigningLine) -> Json:
    """署名ステータス of a party, and the instants of its way through the current round (IM-75)."""
    return {
        "status": line.status.value,
        "due": instant_json(line.party.due),
        "sent_at": instant_json(line.sent_at),
        "asked_at": instant_json(line.asked_at),
        "opened_at": instant_json(line.opened_at),
        "authenticated_at": instant_json(line.authenticated_at),
        "agreed_at": instant_json(line.agreed_at),
    }


def day_json(day: date | None) -> str | None:
    return day.isoformat() if day else None


def instant_json(moment: datetime | None) -> str | None:
    return iso_jst(moment) if moment else None


def _ways(session: Session, contract: Contract, party: Party) -> list[str]:
    version = newest_version(session, contract)
    if version is None:
        return []
    ways = ways_now(session, contract, party)
    return [ways.of(place).value for place in range(1, len(version.documents) + 1)]
