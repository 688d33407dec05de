"""The deny-by-default guard: without a living visit no page of a contract opens, and no byte of it."""

from typing import cast

from flask import Response, g, request, url_for

from adapters.secrets import token_digest
from database.queries.visits import LinkState, Visit, visit_by
from webapp.counterparty.blueprint import blueprint
from webapp.counterparty.pages import CONFLICT, go_to, page
from webapp.counterparty.states import state_page
from webapp.parts import parts
from webapp.shell.cookies import cookie_name
from webapp.shell.languages import read_by

COOKIE = "party"
UNAUTHENTICATED = 401
OPEN = frozenset({"link", "arrival", "visits"})
# A try beyond the fifth is let through to be refused there: it tells the engine of the lock once more.
ADMITTED_WHEN = {
    LinkState.FINISHED: frozenset({"agreement", "agree"}),
    LinkState.LOCKED: frozenset({"enter_access_code"}),
}
BEFORE_THE_CODE = frozenset({"access_code", "enter_access_code"})
OF_CONCLUDED = frozenset({"concluded", "concluded_contract", "concluded_certificate"})
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
    return _refusal_by_state(found, asked) or _refusal_by_form(found) or _refusal_by_code(found, asked)


def _refusal_by_state(found: Visit, asked: str) -> Response | None:
    if asked in ADMITTED_WHEN.get(found.state, frozenset()):
        return None
    if found.state is not LinkState.LIVE:
        return state_page(found, acting=request.method not in READING)
    if found.is_of_concluded != (asked in OF_CONCLUDED) and asked not in BEFORE_THE_CODE:
        return go_to(url_for(start_of(found)))
    return None


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
        return go_to(url_for("counterparty.access_code"))
    return page("skipped", found, CONFLICT, next_url=url_for("counterparty.access_code"))


def start_of(found: Visit) -> str:
    """Return the endpoint that a visit starts at once its code is passed."""
    return "counterparty.concluded" if found.is_of_concluded else "counterparty.contract"
