"""文書情報の入力 as forms: the facts, each party, and what is wrong or deserves a look in them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from flask import request
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from contracts.handing_rule import may_be_handed_over
from contracts.type_preset import CodeUse
from database.contract import Contract
from database.party import Party
from database.queries.draft_asks import documents_of, fields_of
from database.queries.draft_parties import parties_of
from webapp.drafting import Fault, warnings_of
from webapp.drafting.complaining import complain
from webapp.legal.cards import Part, parts_of
from webapp.legal.forms import FactsForm, PartyForm
from webapp.legal.house import House
from webapp.legal.party_reading import party_form
from webapp.legal.reading import facts_form
from webapp.legal.rows import DocumentRow, InputRow, document_rows, input_rows
from webapp.legal.settings_made import settings_made
from webapp.texts.draft_faults import fault_sentence
from webapp.texts.draft_warnings import warning_sentence
from webapp.texts.sending_rules import restriction_words

BASICS = frozenset({"kind", "role", "company", "name", "mail", "phone", "phone_obtained_on", "way", "order"})
JUDGED_WITH = {
    "mail_or_phone_missing": ("mail", "phone"),
    "ends_before_start": ("starts_on", "ends_on"),
}
"""Faults that more fields than one lead to, by their code."""


@dataclass(frozen=True, slots=True)
class PartyFields:
    """One party's part of the page; `made` says what its 詳しい設定 hold."""

    id: str
    form: PartyForm
    documents: list[DocumentRow]
    inputs: list[InputRow]
    has_code: bool = False
    may_hand_over: bool = False
    code_use: str = CodeUse.OPTIONAL.value
    made: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()

    @property
    def rows(self) -> list[DocumentRow | InputRow]:
        return [*self.documents, *self.inputs]

    @property
    def controls(self) -> Iterator[Any]:
        yield from self.form
        for row in self.rows:
            yield from row

    @property
    def errors(self) -> bool:
        return any(control.errors for control in self.controls)

    @property
    def is_open(self) -> bool:
        """詳しい設定 are open when something in them is wrong or was asked for; the fold says what is set."""
        wrong = any(one.errors and one.short_name not in BASICS for one in self.controls)
        return wrong or f"party-{self.id}-" in request.args.get("more", "")


@dataclass(frozen=True, slots=True)
class Sheet:
    """The whole page as forms."""

    facts: FactsForm
    parties: tuple[PartyFields, ...]
    parts: tuple[Part, ...] = ()
    restrictions: tuple[str, ...] = ()

    @property
    def errors(self) -> bool:
        wrong = [party.errors for party in self.parties] + [part.errors for part in self.parts]
        return bool(self.facts.errors) or any(wrong)

    def complain(self, fault: Fault) -> None:
        owner = self._owner_of(fault)
        if fault.field in owner:
            complain(owner[fault.field], fault_sentence(fault.code))
        else:
            self.facts.form_errors.append(fault_sentence(fault.code))

    def readable(self, faults: Sequence[Fault]) -> list[Fault]:
        """Return the faults but for fields that are wrong already: of those the draft holds what it held."""
        return [fault for fault in faults if not self._is_wrong(fault)]

    def _is_wrong(self, fault: Fault) -> bool:
        owner = self._owner_of(fault)
        asked = JUDGED_WITH.get(fault.code, (fault.field,))
        return any(owner[name].errors for name in asked if name in owner)

    def _owner_of(self, fault: Fault) -> Any:  # noqa: ANN401 -- a form of WTForms, which is untyped
        owner = next((party.form for party in self.parties if party.id == fault.party), self.facts)
        part = next((one.form for one in self.parts if fault.field in one.form), None)
        return part if part is not None and owner is self.facts and fault.field not in owner else owner


def sheet_of(session: Session, contract: Contract, house: House, *, typed: bool) -> Sheet:
    """A party added in another tab was not part of the form that was sent: it keeps what it holds."""
    facts = facts_form(contract, house.types, typed=typed)
    facts.comment_snippet.choices = house.comment_choices
    fields = {
        party.public_id: _fields(
            session, party, house, typed=typed and f"party-{party.public_id}-order" in request.form
        )
        for party in parties_of(session, contract)
    }
    sheet = _whole(session, contract, house, facts, fields)
    return replace(sheet, parts=parts_of(session, contract, typed=typed))


def reread(session: Session, contract: Contract, house: House, sheet: Sheet) -> Sheet:
    """Return the sheet after it was saved: what was typed, beside what is kept now."""
    fields = {one.id: one for one in sheet.parties}
    return replace(_whole(session, contract, house, sheet.facts, fields), parts=sheet.parts)


def _whole(
    session: Session, contract: Contract, house: House, facts: FactsForm, fields: dict[str, PartyFields]
) -> Sheet:
    parties = parties_of(session, contract)
    warnings = warnings_of(contract, parties, house.preferences)
    return Sheet(
        facts,
        restrictions=restriction_words(house.preferences),
        parties=tuple(
            _judged(
                session,
                fields.get(party.public_id) or _fields(session, party, house, typed=False),
                (party, house, warnings),
            )
            for party in parties
        ),
    )


def complain_of_half_rows(fields: PartyFields) -> None:
    for row in fields.rows:
        if row.is_half_typed:
            complain(row.title, _("名前を入力してください。"))


def _fields(session: Session, party: Party, house: House, *, typed: bool) -> PartyFields:
    prefix = f"party-{party.public_id}"
    return PartyFields(
        id=party.public_id,
        form=party_form(party, house, typed=typed),
        documents=document_rows(prefix, documents_of(session, party), typed=typed),
        inputs=input_rows(prefix, fields_of(session, party), typed=typed),
    )


def _judged(
    session: Session, fields: PartyFields, given: tuple[Party, House, Sequence[Fault]]
) -> PartyFields:
    """Return the fields with what the row that is kept says of them."""
    party, house, warnings = given
    asked = len(documents_of(session, party)), len(fields_of(session, party))
    return replace(
        fields,
        has_code=bool(party.access_code_hash),
        may_hand_over=may_be_handed_over(house.preset, party.role, party.kind, own=party.own),
        code_use=house.preset.code_use(party.role, party.kind).value,
        made=settings_made(party, house.preferences, *asked),
        warnings=tuple(warning_sentence(one.code) for one in warnings if one.party == party.public_id),
    )
