"""The deny-by-default guard: without a living visit no page of a contract opens, and no byte of it."""

from typing import cast

from flask import Response, g, request, url_for

from adapters.secrets import token_digest
from contracts.authentication import Factor
from contracts.edelivery import When
from database.delivery_answers import class_asked, standing_consent
from database.queries.visits import LinkState, Visit, visit_by
from webapp.counterparty.blueprint import blueprint
from webapp.counterparty.pages import CONFLICT, go_to, page
from webapp.counterparty.simple_view import is_simple
from webapp.counterparty.states import state_page
from webapp.parts import parts
from webapp.shell.cookies import cookie_name
from webapp.shell.languages import read_by

COOKIE = "party"
UNAUTHENTICATED = 401
OPEN = frozenset(
    {
        *("link", "simple_link", "arrival", "visits"),
        *("signing_url", "ask_claim_code", "claim_code", "enter_claim_code", "send_claim_code"),
    }
)
AFTER_AGREEING = frozenset({"agreement", "agree", "agree_simply", "retraction", "ask_retraction"})
# A try beyond the fifth is let through to be refused there: it tells the engine of the lock once more.
ADMITTED_WHEN = {
    LinkState.FINISHED: AFTER_AGREEING,
    LinkState.LOCKED: frozenset({"enter_access_code", "enter_mail_code", "enter_sms_code", "enter_totp"}),
}
BEFORE_THE_CODE = frozenset(
    {
        *("access_code", "enter_access_code", "authentication"),
        *("mail_code", "send_mail_code", "enter_mail_code"),
        *("sms_code", "send_sms_code", "enter_sms_code"),
        *("totp", "enter_totp", "passkey", "use_passkey"),
    }
)
ADMITTED_WHEN[LinkState.FINISHED] |= BEFORE_THE_CODE
OF_CONCLUDED = frozenset(
    {
        *("concluded", "concluded_contract", "concluded_contracts", "concluded_certificate"),
        *("concluded_index", "statutory_document", "keep", "kept_paper"),
    }
)
OF_DELIVERY = frozenset({"delivery", "answer_delivery"})
OF_DOCUMENTS = frozenset({"documents_again", "answer_request"})
EITHER = BEFORE_THE_CODE | OF_DELIVERY
READING = frozenset({"GET", "HEAD"})


def visit() -> Visit:
    """Return the visit of this request, which the guard has let in."""
    return cast("Visit", g.visit)


def session_visit() -> Visit | None:
    """Return what this browser's party session opens; a staff session says nothing here (T20)."""
    value = request.cookies.get(cookie_name(COOKIE))
    if not value:
        return None
    with parts().database.reading() as session:
        found = visit_by(session, token_digest(value))
    if found is not None:
        read_by(found.party.language)
    return found


@blueprint.before_request
def require_visit() -> Response | None:
    asked = (request.endpoint or "").rpartition(".")[2]
    if asked in OPEN:
        return None
    found = session_visit()
    if found is None:
        return page("no_visit", None, UNAUTHENTICATED)
    g.visit = found
    return (
        _refusal_by_state(found, asked)
        or _refusal_by_form(found)
        or _refusal_by_code(found, asked)
        or _refusal_by_consent(found, asked)
    )


def _refusal_by_state(found: Visit, asked: str) -> Response | None:
    if asked in ADMITTED_WHEN.get(found.state, frozenset()):
        return None
    if found.state is not LinkState.LIVE:
        return state_page(found, acting=request.method not in READING)
    if not _opens(found, asked) and asked not in EITHER:
        return go_to(url_for(start_of(found)))
    return None


def _opens(found: Visit, asked: str) -> bool:
    """Each kind of link opens its own pages and no other's."""
    if found.is_of_documents:
        return asked in OF_DOCUMENTS
    return asked not in OF_DOCUMENTS and found.is_of_concluded == (asked in OF_CONCLUDED)


def _refusal_by_form(found: Visit) -> Response | None:
    """A form drawn for another visit must not act in this one: two tabs, two contracts (T20)."""
    if request.method in READING or found.session is None:
        return None
    if request.form.get("visit") != found.session.public_id:
        return page("other_visit", found, CONFLICT)
    return None


def _refusal_by_code(found: Visit, asked: str) -> Response | None:
    if not found.needs_code or asked in BEFORE_THE_CODE:
        return None
    if request.method in READING:
        return go_to(way_in(found))
    return page("skipped", found, CONFLICT, next_url=way_in(found))


def way_in(found: Visit) -> str:
    """Return the address of what is to be proved first; the access code comes before all else (IM-37)."""
    asks_code = Factor.ACCESS_CODE in found.ways
    return url_for("counterparty.access_code" if asks_code else "counterparty.authentication")


def _refusal_by_consent(found: Visit, asked: str) -> Response | None:
    """What the law wants consented to beforehand is not shown before (C.4)."""
    if found.is_of_concluded or asked in EITHER or not class_asked(found.party, When.BEFORE):
        return None
    with parts().database.reading() as session:
        if standing_consent(session, found.party):
            return None
    if request.method in READING:
        return go_to(url_for("counterparty.delivery"))
    return page("skipped", found, CONFLICT, next_url=url_for("counterparty.delivery"))


def start_of(found: Visit) -> str:
    """Return the endpoint that a visit starts at once its code is passed."""
    if found.is_of_documents:
        return "counterparty.documents_again"
    if found.state is LinkState.FINISHED:
        return "counterparty.agreement"
    if found.is_of_concluded:
        return "counterparty.concluded"
    return "counterparty.simple" if is_simple() else "counterparty.contract"
