"""A draft as the JSON that would make it: what a change is laid over (RFC 7396)."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from contracts.authentication import Profile
from contracts.sealing_ways import ways_of
from database.contract import Contract
from database.party import Party
from webapp.api.openapi.requests import NOBODY_REMINDED

Body = dict[str, Any]
WORDS = (
    *("title", "standing", "memo", "comment", "amount_tax", "currency", "open_ended", "confirms"),
    *("renews_for", "notice_period"),
)
MAYBE = ("auto_renews", "amount", "guarantee_limit", "link_days", "remind_at", "keeps_hours")
DAYS = ("starts_on", "ends_on", "agreed_on", "last_day")
OF_PARTY = (
    *("role", "kind", "company", "name", "phone", "claimable", "may_hand_over", "declares", "names_only"),
    *("registration", "as_proxy", "language", "own", "signs", "imprint", "must_hand_over", "designation"),
    *("corporate_number", "invoice_number", "postal_code", "prefecture", "address_lines", "access_code_hint"),
)


def held_contract(contract: Contract) -> Body:
    """Return everything but the parties and the items of the type."""
    return {
        **{name: getattr(contract, name) for name in (*WORDS, *MAYBE)},
        **{name: _day(getattr(contract, name)) for name in DAYS},
        "contract_type": contract.type.code if contract.type else None,
        "amount_state": "none" if contract.amount_state == "none" else None,
        "reminders": NOBODY_REMINDED if contract.reminders == "" else contract.reminders,
        "claim_domains": contract.claim_domains.split(),
    }


def held_party(party: Party) -> Body:
    """Return everything but the access code and the ways of documents, which stay as they are kept."""
    return {
        "id": party.public_id,
        **{name: getattr(party, name) for name in OF_PARTY},
        "email": party.mail,
        "order": party.ordering,
        "profile": party.profile or Profile.L1.value,
        "seal_methods": [way.value for way in ways_of(party.seal_methods)],
        "phone_obtained_on": _day(party.phone_obtained_on),
        "answer_by": _day(party.answer_by),
        "documents": documents_json(party),
        "fields": fields_json(party),
    }


def documents_json(party: Party) -> list[Body]:
    return [
        {
            "id": row.public_id,
            "title": row.title,
            "note": row.note,
            "required": row.required,
            "is_identity": row.is_identity,
        }
        for row in party.required_documents
    ]


def fields_json(party: Party) -> list[Body]:
    return [
        {
            "id": row.public_id,
            "label": row.label,
            "kind": row.kind,
            "required": row.required,
            "maps_to": row.maps_to,
        }
        for row in party.fields
    ]


def laid_over(held: Body, changes: Body) -> Body:
    """Return the facts with the changes; a None takes away what stood there."""
    kept = {**held, **changes}
    if changes.get("amount") is not None and "amount_state" not in changes:
        del kept["amount_state"]
    return without_nones(kept)


def party_laid_over(parties: Sequence[Party], changes: Body) -> Body:
    """Return the party with the changes; one that is not there yet is what the changes say."""
    found = next((one for one in parties if one.public_id == changes.get("id")), None)
    if found is None:
        return without_nones(changes)
    whole = without_nones({**held_party(found), **changes})
    if "fields" in changes:
        whole["fields"] = [*whole.get("fields", []), *_gone_fields(found, changes["fields"] or [])]
    return whole


def _gone_fields(party: Party, named: Sequence[Body]) -> list[Body]:
    """One without a label is removed, also from the page where it was placed."""
    kept = {one.get("id") for one in named}
    return [{"id": row.public_id, "label": ""} for row in party.fields if row.public_id not in kept]


def without_nones(body: Body) -> Body:
    return {name: value for name, value in body.items() if value is not None}


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
