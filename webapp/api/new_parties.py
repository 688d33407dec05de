"""From the JSON of a new contract's parties to what the draft keeps of them."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from adapters.passwords import hash_access_code
from contracts.authentication import Profile
from contracts.code_rule import code_fault
from contracts.inputs import InputKind
from contracts.languages import SOURCE
from contracts.phone import mobile_from
from contracts.preferences import Preferences
from contracts.standing import PartyKind
from database.queries.draft_asks import DocumentDraft, FieldDraft
from database.queries.draft_parties import PartyDraft
from webapp.api.bodies import field_error
from webapp.api.problems import InputRefused
from webapp.texts.day_input import day_from

Body = dict[str, Any]


def parties_from(body: Body, preferences: Preferences, today: date) -> tuple[PartyDraft, ...]:
    """Hashes every access code, which takes a while: not to be done inside a transaction.

    Raises InputRefused for phone numbers, days and codes that cannot be used.
    """
    parties = body.get("parties", [])
    errors = [
        field_error(f"/parties/{at}/{name}", code)
        for at, party in enumerate(parties)
        for name, code in _faults(party, preferences, today)
    ]
    if errors:
        raise InputRefused(errors)
    return tuple(_party(party, at, preferences) for at, party in enumerate(parties, start=1))


def _faults(party: Body, preferences: Preferences, today: date) -> Iterator[tuple[str, str]]:
    try:
        mobile_from(party.get("phone", ""))
    except ValueError as fault:
        yield "phone", str(fault)
    try:
        day = day_from(party.get("phone_obtained_on", ""))
    except ValueError:
        yield "phone_obtained_on", "day_unreadable"
    else:
        if day and day > today:
            yield "phone_obtained_on", "phone_day_ahead"
    code, hint = party.get("access_code"), party.get("access_code_hint", "")
    if code and (fault_code := code_fault(code, preferences.access_code_rule, hint)):
        yield "access_code", fault_code


def _party(party: Body, position: int, preferences: Preferences) -> PartyDraft:
    usual = PartyKind.CORPORATE_INFORMAL if party.get("company") else PartyKind.INDIVIDUAL
    kind, code = party.get("kind", usual), party.get("access_code")
    names_only, profile = party.get("names_only", False), party.get("profile", Profile.L1)
    ways = party.get("seal_methods")
    return PartyDraft(
        order=int(party.get("order", position)),
        role=_one_line(party.get("role", "")),
        kind=kind,
        company=_one_line(party.get("company", "")),
        name=_one_line(party.get("name", "")),
        mail=party.get("email", ""),
        phone=mobile_from(party.get("phone", "")),
        phone_obtained_on=day_from(party.get("phone_obtained_on", "")),
        language=party.get("language", SOURCE),
        own=party.get("own", False),
        signs=party.get("signs", True),
        imprint=party.get("imprint", not names_only),
        seal_methods=preferences.seal_methods if ways is None else " ".join(ways),
        access_code_hash=hash_access_code(code) if code else "",
        access_code_hint=party.get("access_code_hint", ""),
        documents=tuple(_document(one) for one in party.get("documents", [])),
        fields=tuple(_field(one) for one in party.get("fields", [])),
        claimable=party.get("claimable", False),
        may_hand_over=party.get("may_hand_over", False),
        profile="" if profile == Profile.L1 else profile,
        declares=party.get("declares", preferences.declares_authority and not names_only),
        names_only=names_only,
        registration=_one_line(party.get("registration", "")),
        as_proxy=party.get("as_proxy", False),
    )


def _document(given: str | Body) -> DocumentDraft:
    """A name alone is a document that must be handed in."""
    if isinstance(given, str):
        return DocumentDraft(_one_line(given))
    return DocumentDraft(
        title=_one_line(given["title"]),
        note=given.get("note", ""),
        required=given.get("required", True),
        is_identity=given.get("is_identity", False),
    )


def _field(given: Body) -> FieldDraft:
    return FieldDraft(
        label=_one_line(given["label"]),
        kind=given.get("kind", InputKind.TEXT),
        required=given.get("required", True),
        maps_to=given.get("maps_to", ""),
    )


def _one_line(text: str) -> str:
    return " ".join(text.split())
