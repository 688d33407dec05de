"""Arrival by a 締結用URL: who asks whom for what, and who opens it (CS-09, CS-11)."""

import json

from flask import Response, url_for

from adapters.secrets import new_session_id
from contracts.terms_of_use import TERMS_VERSION
from database.one_time_codes import newest_code
from database.queries.visits import Visit
from webapp.counterparty import guard
from webapp.counterparty.blueprint import blueprint
from webapp.counterparty.indicator import received
from webapp.counterparty.pages import go_to, page
from webapp.counterparty.signing_url.browser import COOKIE, binding_of, claim_visit, require_drawn_for
from webapp.counterparty.signing_url.form import AddressForm, form_for
from webapp.counterparty.signing_url.issuing import UNPROCESSABLE, send_code
from webapp.counterparty.terms import terms_template
from webapp.parts import parts
from webapp.shell.cookies import set_cookie
from webapp.shell.languages import answers_for, reading_language

CLAIM_SECONDS = 60 * 60


@blueprint.get("/signing-url")
def signing_url() -> Response:
    """Whoever has taken the place goes on in this browser; everybody else is asked who they are."""
    begun = guard.session_visit()
    found = claim_visit(begun)
    if begun is not None and begun.link.id == found.link.id:
        return go_to(url_for(guard.start_of(begun)))
    return _asked(found, form_for(found, _typed_before(found)))


@blueprint.post("/signing-url")
def ask_claim_code() -> Response:
    found = claim_visit(acting=True)
    form = form_for(found, {})
    require_drawn_for(found, form)
    if not form.validate():
        return _asked(found, form, UNPROCESSABLE)
    secret = new_session_id()
    setback = send_code(found, binding_of(found, secret), form.typed())
    if setback is not None:
        form.mail.errors = [setback.sentence]
        return _asked(found, form, setback.status)
    response = go_to(url_for("counterparty.claim_code"))
    set_cookie(response, COOKIE, secret, CLAIM_SECONDS)
    return response


def _asked(found: Visit, form: AddressForm, status: int = 200) -> Response:
    answers_for(url_for("counterparty.signing_url"))
    labels, now = received(found.party)
    return page(
        "signing_url",
        found,
        status,
        form=form.drawn_for(found),
        terms=terms_template(TERMS_VERSION, reading_language()),
        terms_version=TERMS_VERSION,
        domains=", ".join(found.contract.claim_domains.split()),
        step_labels=labels,
        step_now=now,
    )


def _typed_before(found: Visit) -> dict[str, str]:
    """Return what this browser typed before it was sent a code: to correct it is not to type it anew."""
    with parts().database.reading() as session:
        row = newest_code(session, found.party, binding_of(found))
    return dict(json.loads(row.facts)) if row else {}
