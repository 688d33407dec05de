"""The page of one contract, also as the answer to an act on it that was not simply done."""

from typing import Any

from flask import abort, render_template, request
from flask.typing import ResponseReturnValue

from contracts.roles import Permission
from database.party_sessions import code_is_locked
from database.queries.contracts import sent_contract_seen_by
from database.queries.deliveries import statutory_deliveries
from database.queries.three_days import three_days_of
from database.second_factors import enrolled_among
from webapp.access.asking import Setback
from webapp.access.staff import staff
from webapp.casefile.forms import KeyForm, case_forms, fresh
from webapp.casefile.papers import checked_items
from webapp.casefile.places import places_of
from webapp.casefile.signing_urls import signing_urls
from webapp.casefile.typed import typed_sheets
from webapp.casefile.view import case_view
from webapp.parts import parts


def case_page(
    public_id: str, given: dict[str, Any] | None = None, setback: Setback | None = None, status: int = 200
) -> ResponseReturnValue:
    """Return the page; `given` are the forms that were sent, shown again with what was typed in them."""
    given = given or {}
    with parts().database.reading() as session:
        contract = sent_contract_seen_by(session, staff(), public_id) or abort(404)
        view = case_view(session, staff(), contract)
        unlocking = {
            party.public_id: given.get(party.public_id) or fresh(KeyForm, f"unlocking-{party.public_id}")
            for party in view.parties
            if code_is_locked(party)
        }
        page = render_template(
            "management/contract.html",
            view=view,
            contract=contract,
            forms=case_forms(given),
            unlocking=unlocking,
            setback=setback,
            signing_urls=signing_urls(session, contract, may_send=staff().may(Permission.SEND)),
            papers=checked_items(session, staff(), contract, given),
            deliveries=statutory_deliveries(session, contract),
            three_days=three_days_of(session, contract),
            enrolled=enrolled_among(session, view.parties),
            places=places_of(session, staff(), contract, given),
            typed=typed_sheets(session, contract),
            may_send=staff().may(Permission.SEND),
            sent=next(iter(given), ""),
            show_all=request.args.get("pages") == "all",
        )
    return page, setback.status if setback else status
