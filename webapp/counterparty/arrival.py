"""The link of the mail: exchanged for a token-free address, and nothing is changed by looking (T13, T14)."""

from flask import Response, request, url_for

from adapters.secrets import link_digest
from contracts.letters import LinkPurpose
from contracts.terms_of_use import TERMS_VERSION
from database.queries.visits import LinkState, Visit, arrival_by
from webapp.counterparty import guard
from webapp.counterparty.blueprint import blueprint
from webapp.counterparty.forms import VisitForm
from webapp.counterparty.indicator import received
from webapp.counterparty.pages import go_to, page
from webapp.counterparty.simple_view import chosen, left
from webapp.counterparty.states import state_page
from webapp.counterparty.terms import terms_template
from webapp.parts import parts
from webapp.shell.cookies import cookie_name, set_cookie
from webapp.shell.languages import answers_for, read_by, reading_language

COOKIE = "arrival"
ARRIVAL_SECONDS = 60 * 60


class ArrivalForm(VisitForm):
    """`visit` names the link here: a button drawn for one link must not open another (T20)."""

    def drawn_for(self, found: Visit) -> "ArrivalForm":
        self.visit.data = found.link.public_id
        return self


@blueprint.get("/l/<path:token>")
def link(token: str) -> Response:
    return exchanged(token)


@blueprint.get("/l/<token>/simple")
def simple_link(token: str) -> Response:
    return chosen(exchanged(token))


def exchanged(token: str) -> Response:
    """Mail scanners follow links: this only puts the token where the address bar does not show it."""
    if _arrived(token) is None:
        return page("unknown_link", None, 404)
    response = left(go_to(url_for("counterparty.arrival")))
    set_cookie(response, COOKIE, token, ARRIVAL_SECONDS)
    return response


@blueprint.get("/arrival")
def arrival() -> Response:
    found = arrived()
    if found is None:
        begun = guard.session_visit()
        return go_to(url_for(guard.start_of(begun))) if begun else page("no_visit", None, 404)
    if found.link.purpose == LinkPurpose.CLAIM:
        return go_to(url_for("counterparty.signing_url"))
    if found.state is not LinkState.LIVE:
        return state_page(found)
    return arrival_page(found, ArrivalForm())


def arrived() -> Visit | None:
    """Return what the link in this browser's arrival cookie opens."""
    token = request.cookies.get(cookie_name(COOKIE))
    return _arrived(token) if token else None


def arrival_page(found: Visit, form: ArrivalForm, status: int = 200, trouble: str = "") -> Response:
    answers_for(url_for("counterparty.arrival"))
    labels, now = received(found.party)
    return page(
        "arrival",
        found,
        status,
        form=form.drawn_for(found),
        trouble=trouble,
        terms=terms_template(TERMS_VERSION, reading_language()),
        terms_version=TERMS_VERSION,
        step_labels=[] if found.is_beside else labels,
        step_now=now,
    )


def _arrived(token: str) -> Visit | None:
    with parts().database.reading() as session:
        found = arrival_by(session, link_digest(token))
    if found is not None:
        read_by(found.party.language)
    return found
