"""From rows to forms and from forms to rows: 文書情報."""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from flask import request
from wtforms.fields import SelectChoice

from contracts.mail_domains import domains_from
from contracts.standing import Standing
from database.contract import Contract, ContractType
from database.queries.drafts import DraftFacts
from webapp.legal.forms import FactsForm, complain
from webapp.texts.amount_input import yen_from
from webapp.texts.dates import table_date
from webapp.texts.day_input import day_from
from webapp.texts.draft_faults import fault_sentence

LONGEST_MEMO = 20_000
LONGEST_COMMENT = 2_000

Value = TypeVar("Value")


def facts_form(contract: Contract, types: Sequence[ContractType], *, typed: bool) -> FactsForm:
    """Return the form with what was typed, or with what the draft holds."""
    held = {
        "title": contract.title,
        "contract_type": contract.type.code if contract.type else "",
        "standing": contract.standing,
        "starts_on": table_date(contract.starts_on) if contract.starts_on else "",
        "ends_on": table_date(contract.ends_on) if contract.ends_on else "",
        "agreed_on": table_date(contract.agreed_on) if contract.agreed_on else "",
        "amount_state": contract.amount_state,
        "amount": f"{contract.amount:,}" if contract.amount is not None else "",
        "memo": contract.memo,
        "comment": contract.comment,
        "guarantee_limit": f"{contract.guarantee_limit:,}" if contract.guarantee_limit is not None else "",
        "claim_domains": contract.claim_domains,
    }
    form = FactsForm(request.form if typed else None, data=held)
    form.contract_type.choices = [
        SelectChoice("", ""),
        *(SelectChoice(one.code, one.name) for one in types),
    ]
    return form


def facts_from(form: FactsForm, contract: Contract, types: Sequence[ContractType]) -> DraftFacts:
    """Return what the form says; what cannot be read is complained of and stays as the draft holds it."""
    state = form.amount_state.data
    return DraftFacts(
        title=tidy(form.title, 300),
        type=next((one for one in types if one.code == form.contract_type.data), None),
        standing=form.standing.data if form.standing.data in set(Standing) else "",
        starts_on=read(form.starts_on, day_from, "day_unreadable", contract.starts_on),
        ends_on=read(form.ends_on, day_from, "day_unreadable", contract.ends_on),
        agreed_on=read(form.agreed_on, day_from, "day_unreadable", contract.agreed_on),
        amount=read(form.amount, yen_from, "amount_unreadable", contract.amount),
        amount_state=state if state in {"none", "stated"} else "unknown",
        memo=(form.memo.data or "")[:LONGEST_MEMO],
        comment=(form.comment.data or "").strip()[:LONGEST_COMMENT],
        guarantee_limit=read(form.guarantee_limit, yen_from, "amount_unreadable", contract.guarantee_limit),
        claim_domains=read(form.claim_domains, domains_from, "domains_unreadable", contract.claim_domains)
        or "",
    )


def tidy(field: Any, longest: int) -> str:  # noqa: ANN401 -- a field of WTForms, which is untyped
    """Return what was typed as one line without margins."""
    return " ".join((field.data or "").split())[:longest]


def read(
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
