"""From rows to forms and from forms to rows: each party."""

import unicodedata
from collections.abc import Callable
from datetime import date
from typing import Any

from flask import request

from adapters.passwords import hash_access_code
from contracts.code_rule import code_fault
from contracts.corporate_number import corporate_number_from, invoice_number_from
from contracts.day_input import day_from
from contracts.designations import DESIGNATIONS
from contracts.handing_rule import may_be_handed_over
from contracts.languages import language_or_source
from contracts.phone import mobile_from, shown_mobile
from contracts.postal_address import (
    PREFECTURES,
    PostalAddress,
    address_lines_from,
    postal_code_from,
    printed_postal_code,
)
from contracts.sealing_ways import SealingWay, ways_of
from contracts.standing import PartyKind
from database.party import Party
from database.queries.draft_parties import PartyDraft
from webapp.drafting import BY_URL
from webapp.drafting.complaining import complain
from webapp.legal.forms import PartyForm
from webapp.legal.house import House
from webapp.legal.reading import read, tidy
from webapp.legal.rows import DocumentRow, InputRow, documents_from, inputs_from
from webapp.texts.dates import table_date
from webapp.texts.draft_faults import fault_sentence

LONGEST_HINT, LONGEST_ADDRESS = 2_000, 400
AS_HELD = (
    "kind",
    "role",
    "company",
    "name",
    "mail",
    "language",
    "own",
    "signs",
    "imprint",
    "access_code_hint",
    "declares",
    "may_hand_over",
    "as_proxy",
    "names_only",
    "registration",
    "designation",
    "corporate_number",
    "invoice_number",
    "prefecture",
    "address_lines",
)


def party_form(party: Party, house: House, *, typed: bool) -> PartyForm:
    """The access code is never part of a page once it is saved."""
    held = {
        **{name: getattr(party, name) for name in AS_HELD},
        "order": str(party.ordering),
        "phone": shown_mobile(party.phone),
        "postal_code": printed_postal_code(party.postal_code).removeprefix("〒"),
        "phone_obtained_on": table_date(party.phone_obtained_on) if party.phone_obtained_on else "",
        "way": BY_URL if party.claimable else "mail",
        "profile": party.profile or "L1",
        **{f"seal_{way}": way in ways_of(party.seal_methods) for way in SealingWay},
    }
    form = PartyForm(request.form if typed else None, prefix=f"party-{party.public_id}", data=held)
    form.way.choices, form.snippet.choices = house.ways, house.hint_choices
    form.filed.choices = house.filed_choices
    form.offers_registered_seals = house.preferences.registered_seals
    return form


def party_from(
    form: PartyForm, party: Party, house: House, rows: tuple[list[DocumentRow], list[InputRow]]
) -> PartyDraft:
    """Return what the form says; a ticked 引き継ぎ that role and kind do not allow is taken back (IM-45)."""
    kind = form.kind.data if form.kind.data in set(PartyKind) else PartyKind.INDIVIDUAL
    role, hint = tidy(form.role, 100), (form.access_code_hint.data or "").strip()[:LONGEST_HINT]
    return PartyDraft(
        id=party.public_id,
        order=_order_from(form, party),
        role=role,
        kind=kind,
        company=tidy(form.company, 200),
        name=tidy(form.name, 200),
        mail=tidy(form.mail, 320),
        phone=_phone_from(form, party),
        phone_obtained_on=_obtained_from(form, party, house.today),
        language=language_or_source(form.language.data),
        own=form.own.data,
        signs=form.signs.data,
        imprint=form.imprint.data,
        seal_methods=" ".join(way for way in SealingWay if form[f"seal_{way}"].data),
        access_code_hash=_code_from(form, house, hint),
        access_code_hint=hint,
        documents=documents_from(rows[0]),
        fields=inputs_from(rows[1]),
        claimable=form.way.data == BY_URL,
        may_hand_over=form.may_hand_over.data
        and may_be_handed_over(house.preset, role, kind, own=form.own.data),
        profile=form.profile_or_usual,
        declares=form.declares.data,
        names_only=form.names_only.data,
        registration=tidy(form.registration, 64),
        as_proxy=form.as_proxy.data,
        designation=form.designation.data if form.designation.data in DESIGNATIONS else "",
        corporate_number=_number_from(form.corporate_number, corporate_number_from, party.corporate_number),
        invoice_number=_number_from(form.invoice_number, invoice_number_from, party.invoice_number),
        address=_address_from(form, party),
    )


def _number_from(field: Any, reader: Callable[[str], str], held: str) -> str:  # noqa: ANN401 -- WTForms is untyped
    """The readers name what is wrong; what was kept stays."""
    try:
        return reader(field.data or "")
    except ValueError as fault:
        complain(field, fault_sentence(str(fault)))
        return held


def _address_from(form: PartyForm, party: Party) -> PostalAddress:
    chosen = form.prefecture.data
    return PostalAddress(
        _number_from(form.postal_code, postal_code_from, party.postal_code),
        chosen if chosen in PREFECTURES else "",
        address_lines_from(form.address_lines.data or "")[:LONGEST_ADDRESS],
    )


def _order_from(form: PartyForm, party: Party) -> int:
    """署名順 of somebody who is not asked to sign is not looked at (IM-48)."""
    if not form.signs.data:
        return party.ordering
    order = read(form.order, _whole_number, "order_unreadable", party.ordering)
    return order if order is not None else party.ordering


def _phone_from(form: PartyForm, party: Party) -> str:
    return _number_from(form.phone, mobile_from, party.phone)


def _obtained_from(form: PartyForm, party: Party, today: date) -> date | None:
    day = read(form.phone_obtained_on, day_from, "day_unreadable", party.phone_obtained_on)
    if day is None or day <= today:
        return day
    complain(form.phone_obtained_on, fault_sentence("phone_day_ahead"))
    return party.phone_obtained_on


def _code_from(form: PartyForm, house: House, hint: str) -> str | None:
    typed = (form.access_code.data or "").strip()
    form.access_code.data = ""
    if not typed:
        return "" if form.drop_code.data else None
    if fault := code_fault(typed, house.preferences.access_code_rule, hint):
        complain(form.access_code, fault_sentence(fault))
        return None
    return hash_access_code(typed)


def _whole_number(text: str) -> int | None:
    plain = unicodedata.normalize("NFKC", text).strip()
    return int(plain) if plain else None
