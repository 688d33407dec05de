"""A person presses the first button: the terms are accepted and a session begins (CL-07)."""

from flask import Response, url_for

from adapters.secrets import new_session_id, token_digest
from contracts.acts import AcceptTerms
from contracts.authentication import Factor
from contracts.letters import LinkPurpose
from contracts.terms_of_use import TERMS_VERSION
from database.party_sessions import open_party_session
from database.people import PartySession
from database.queries.visits import LinkState, Visit
from webapp.access.asking import Setback
from webapp.counterparty import guard
from webapp.counterparty.arrival import COOKIE, ArrivalForm, arrival_page, arrived
from webapp.counterparty.asking import ask, origin_of
from webapp.counterparty.blueprint import blueprint
from webapp.counterparty.forms import key_of
from webapp.counterparty.pages import CONFLICT, go_to, page
from webapp.counterparty.states import state_page
from webapp.counterparty.telling import tell
from webapp.parts import parts
from webapp.shell.cookies import clear_cookie, set_cookie


@blueprint.post("/visits")
def visits() -> Response:
    found = arrived()
    if found is None:
        return page("no_visit", None, guard.UNAUTHENTICATED)
    if found.link.purpose == LinkPurpose.CLAIM:
        return go_to(url_for("counterparty.signing_url"))
    if found.state not in {LinkState.LIVE, LinkState.FINISHED}:
        return state_page(found, acting=True)
    form = ArrivalForm()
    if form.visit.data != found.link.public_id:
        return page("other_visit", found, CONFLICT)
    secret = new_session_id()
    trouble = _begin(found, form, secret)
    if trouble:
        return arrival_page(found, form, trouble.status, trouble.sentence)
    return _let_in(found, secret)


def _begin(found: Visit, form: ArrivalForm, secret: str) -> Setback | None:
    """Keep the session first, so that the act can name it; its id is handed out only if the act stands."""
    with parts().database.writing() as session:
        through = Factor.SMS_LINK if found.by_sms else None
        visitor = open_party_session(session, found.link, token_digest(secret), through)
        tell(session, found, "visit_began", visitor=visitor.public_id)
    if found.is_beside or found.state is LinkState.FINISHED:
        return None
    return ask(found, _acceptance(found, key_of(form), visitor))


def _acceptance(found: Visit, key: str, visitor: PartySession) -> AcceptTerms:
    return AcceptTerms(
        key=key,
        origin=origin_of(found, visitor.public_id),
        party=found.party.public_id,
        round=found.link.round,
        terms_version=TERMS_VERSION,
    )


def _let_in(found: Visit, secret: str) -> Response:
    response = go_to(guard.way_in(found) if found.needs_code else url_for(guard.start_of(found)))
    set_cookie(response, guard.COOKIE, secret)
    clear_cookie(response, COOKIE)
    return response
