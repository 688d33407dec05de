"""The browser in which a 締結用URL was opened: its link, and the random id that its codes are bound to."""

from flask import Response, request, url_for

from adapters.secrets import token_digest
from contracts.letters import LinkPurpose
from contracts.one_time_codes import CodeBinding, CodePurpose
from database.queries.visits import LinkState, Visit
from webapp.counterparty import guard
from webapp.counterparty.arrival import arrived
from webapp.counterparty.forms import VisitForm
from webapp.counterparty.pages import CONFLICT, go_to, page, stop_with
from webapp.counterparty.states import GONE, state_page
from webapp.shell.cookies import cookie_name

COOKIE = "claim"
NOBODY = "nobody"
REMOTE_LENGTH = 64


def claim_visit(
    begun: Visit | None = None, *, acting: bool = False, unless: LinkState | None = None
) -> Visit:
    """Return what the 締結用URL of this browser opens, or end the request with the page that says why not.

    `begun` is the visit of this browser's session, `unless` a state that the caller answers itself.
    """
    found = arrived()
    if found is None or found.link.purpose != LinkPurpose.CLAIM:
        stop_with(_without_link(begun, acting=acting))
    if found.state not in {LinkState.LIVE, unless}:
        stop_with(_ended(found, begun, acting=acting))
    return found


def _without_link(begun: Visit | None, *, acting: bool) -> Response:
    if begun is not None:
        return go_to(url_for(guard.start_of(begun)))
    return page("no_visit", None, guard.UNAUTHENTICATED if acting else 404)


def _ended(found: Visit, begun: Visit | None, *, acting: bool) -> Response:
    """Once it has been used, the URL shows the outcome to its holder and to nobody else."""
    if found.state is not LinkState.FINISHED:
        return state_page(found, acting=acting)
    if begun is not None and begun.link.id == found.link.id:
        return state_page(begun)
    return page("state", found, CONFLICT if acting else GONE, state="used")


def require_drawn_for(found: Visit, form: VisitForm) -> None:
    """A button drawn for one link must not act for another (T20)."""
    if form.visit.data != found.link.public_id:
        stop_with(page("other_visit", found, CONFLICT))


def binding_of(found: Visit, secret: str = "") -> CodeBinding:
    """Return what codes are bound to; a browser that never asked for one is bound to nothing."""
    known = secret or request.cookies.get(cookie_name(COOKIE)) or ""
    browser = token_digest(known) if known else NOBODY
    return CodeBinding(found.party.public_id, CodePurpose.SIGNING_URL, browser)


def remote() -> str:
    return (request.remote_addr or "")[:REMOTE_LENGTH]
