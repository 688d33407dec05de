"""From rows to forms and from forms to rows."""

import unicodedata
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from flask import request
from sqlalchemy.orm import Session
from wtforms.fields import SelectChoice

from adapters.passwords import hash_access_code
from contracts.languages import language_or_source
from contracts.standing import PartyKind, Standing
from database.contract import Contract, ContractType, Party
from database.queries.draft_parties import PartyDraft, titles_of
from database.queries.drafts import DraftFacts
from webapp.legal.forms import FactsForm, PartyForm, complain
from webapp.texts.amount_input import yen_from
from webapp.texts.dates import table_date
from webapp.texts.day_input import day_from
from webapp.texts.draft_faults import fault_sentence

MOST_DOCUMENTS = 20
LONGEST_MEMO = 20_000
LONGEST_HINT = 2_000

Value = TypeVar("Value")


def facts_form(contract: Contract, types: Sequence[ContractType], *, typed: bool) -> FactsForm:
    """Return the form with what was typed, or with what the draft holds."""
    held = {
        "title": contract.title,
        "contract_type": contract.type.code if contract.type else "",
        "standing": contract.standing,
        "starts_on": table_date(contract.starts_on) if contract.starts_on else "",
        "ends_on": table_date(contract.ends_on) if contract.ends_on else "",
        "amount_state": contract.amount_state,
        "amount": f"{contract.amount:,}" if contract.amount is not None else "",
        "memo": contract.memo,
    }
    form = FactsForm(request.form if typed else None, data=held)
    form.contract_type.choices = [
        SelectChoice("", ""),
        *(SelectChoice(one.code, one.name) for one in types),
    ]
    return form


def party_form(session: Session, party: Party, *, typed: bool) -> PartyForm:
    """The access code is never part of a page once it is saved."""
    held = {
        "order": str(party.ordering),
        "kind": party.kind,
        "role": party.role,
        "company": party.company,
        "name": party.name,
        "mail": party.mail,
        "language": party.language,
        "own": party.own,
        "signs": party.signs,
        "imprint": party.imprint,
        "access_code_hint": party.access_code_hint,
        "documents": "\n".join(titles_of(session, party)),
    }
    return PartyForm(request.form if typed else None, prefix=f"party-{party.public_id}", data=held)


def facts_from(form: FactsForm, contract: Contract, types: Sequence[ContractType]) -> DraftFacts:
    """Return what the form says; what cannot be read is complained of and stays as the draft holds it."""
    state = form.amount_state.data
    return DraftFacts(
        title=tidy(form.title, 300),
        type=next((one for one in types if one.code == form.contract_type.data), None),
        standing=form.standing.data if form.standing.data in set(Standing) else "",
        starts_on=_read(form.starts_on, day_from, "day_unreadable", contract.starts_on),
        ends_on=_read(form.ends_on, day_from, "day_unreadable", contract.ends_on),
        amount=_read(form.amount, yen_from, "amount_unreadable", contract.amount),
        amount_state=state if state in {"none", "stated"} else "unknown",
        memo=(form.memo.data or "")[:LONGEST_MEMO],
    )


def party_from(form: PartyForm, party: Party) -> PartyDraft:
    order = _read(form.order, _whole_number, "order_unreadable", party.ordering)
    return PartyDraft(
        id=party.public_id,
        order=order if order is not None else party.ordering,
        role=tidy(form.role, 100),
        kind=form.kind.data if form.kind.data in set(PartyKind) else PartyKind.INDIVIDUAL,
        company="" if form.is_individual else tidy(form.company, 200),
        name=tidy(form.name, 200),
        mail=tidy(form.mail, 320),
        language=language_or_source(form.language.data),
        own=form.own.data,
        signs=form.signs.data,
        imprint=form.imprint.data,
        access_code_hash=_code_from(form),
        access_code_hint=(form.access_code_hint.data or "").strip()[:LONGEST_HINT],
        documents=_titles(form.documents.data or ""),
    )


def tidy(field: Any, longest: int) -> str:  # noqa: ANN401 -- a field of WTForms, which is untyped
    """Return what was typed as one line without margins."""
    return " ".join((field.data or "").split())[:longest]


def _code_from(form: PartyForm) -> str | None:
    typed = (form.access_code.data or "").strip()
    form.access_code.data = ""
    if typed:
        return hash_access_code(typed)
    return "" if form.drop_code.data else None


def _read(
    field: Any,  # noqa: ANN401 -- a field of WTForms, which is untyped
    reader: Callable[[str], Value | None],
    fault: str,
    held: Value | None,
) -> Value | None:
    try:
        return reader(field.data or "")
    except ValueError:
        complain(field, fault_sentence(fault))
        return held


def _whole_number(text: str) -> int | None:
    plain = unicodedata.normalize("NFKC", text).strip()
    return int(plain) if plain else None


def _titles(text: str) -> tuple[str, ...]:
    lines = (" ".join(line.split())[:200] for line in text.splitlines())
    return tuple(line for line in lines if line)[:MOST_DOCUMENTS]
