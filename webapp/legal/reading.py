"""From rows to forms and from forms to rows: 文書情報."""

import uuid
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from flask import request
from wtforms.fields import SelectChoice

from contracts.day_input import day_from
from contracts.mail_domains import domains_from
from contracts.metadata import NO, YES, Item, value_from
from contracts.money import INCLUDED, Money, money_from, written
from contracts.standing import Standing
from database.changing_metadata import value_in
from database.contract import Contract
from database.contract_type import ContractType
from database.queries.drafts import DraftFacts
from webapp.drafting.complaining import complain
from webapp.drafting.lengths import LONGEST_COMMENT, LONGEST_MEMO, LONGEST_TITLE
from webapp.legal.forms import TAXES, FactsForm
from webapp.texts.amount_input import yen_from
from webapp.texts.dates import table_date
from webapp.texts.draft_faults import fault_sentence

Value = TypeVar("Value")


def facts_form(contract: Contract, types: Sequence[ContractType], *, typed: bool) -> FactsForm:
    """Return the form with what was typed, or with what the draft holds."""
    held = {
        "title": contract.title,
        "contract_type": contract.type.code if contract.type else "",
        "standing": contract.standing,
        "starts_on": table_date(contract.starts_on) if contract.starts_on else "",
        "ends_on": table_date(contract.ends_on) if contract.ends_on else "",
        "open_ended": contract.open_ended,
        "auto_renews": value_in(contract, Item.AUTO_RENEWS),
        "renews_for": contract.renews_for,
        "notice_period": contract.notice_period,
        "agreed_on": table_date(contract.agreed_on) if contract.agreed_on else "",
        "amount_state": contract.amount_state,
        "amount": written(Money(contract.amount, contract.currency)) if contract.amount is not None else "",
        "amount_tax": contract.amount_tax,
        "revision": str(contract.draft_revision),
        "page": uuid.uuid4().hex,
        "shown_type": contract.type.code if contract.type else "",
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


def _period(typed: str) -> str:
    """Raises ValueError for what is no period."""
    return value_from(Item.RENEWS_FOR, typed) if typed.strip() else ""


def facts_from(form: FactsForm, contract: Contract, types: Sequence[ContractType]) -> DraftFacts:
    """Return what the form says; what cannot be read is complained of and stays as the draft holds it."""
    money = _money_from(form, contract)
    state = form.amount_state.data
    if money is not None and state not in {"none", "stated"}:
        state = form.amount_state.data = "stated"
    return DraftFacts(
        title=tidy(form.title, LONGEST_TITLE),
        type=next((one for one in types if one.code == form.contract_type.data), None),
        standing=form.standing.data if form.standing.data in set(Standing) else "",
        starts_on=read(form.starts_on, day_from, "day_unreadable", contract.starts_on),
        ends_on=read(form.ends_on, day_from, "day_unreadable", contract.ends_on),
        open_ended=form.open_ended.data,
        auto_renews={YES: True, NO: False}.get(form.auto_renews.data or ""),
        renews_for=read(form.renews_for, _period, "period_unreadable", contract.renews_for) or "",
        notice_period=read(form.notice_period, _period, "period_unreadable", contract.notice_period) or "",
        agreed_on=read(form.agreed_on, day_from, "day_unreadable", contract.agreed_on),
        amount=money.amount if money else None,
        currency=money.currency if money else contract.currency,
        amount_tax=_tax_from(form, money),
        amount_state=state if state in {"none", "stated"} else "unknown",
        memo=(form.memo.data or "")[:LONGEST_MEMO],
        comment=(form.comment.data or "").strip()[:LONGEST_COMMENT],
        guarantee_limit=read(form.guarantee_limit, yen_from, "amount_unreadable", contract.guarantee_limit),
        claim_domains=read(form.claim_domains, domains_from, "domains_unreadable", contract.claim_domains)
        or "",
    )


def _money_from(form: FactsForm, contract: Contract) -> Money | None:
    held = Money(contract.amount, contract.currency) if contract.amount is not None else None
    return read(form.amount, money_from, "amount_unreadable", held)


def _tax_from(form: FactsForm, money: Money | None) -> str:
    """What is written beside the amount, as in 120万円（税抜）, goes before what is chosen."""
    chosen: str = money.tax if money and money.tax else form.amount_tax.data
    return chosen if chosen in TAXES else INCLUDED


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
