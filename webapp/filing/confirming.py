"""The link of the mail: looking changes nothing, one press makes the entry count (GM-05, T13)."""

from flask import Response, make_response, redirect, render_template, request, url_for

from adapters.secrets import link_digest
from contracts.filed_addresses import CONFIRMATION_LIFE
from database.filed_addresses import confirm_address, entry_of_link
from database.office import AddressEntry
from database.people import Organization
from webapp.filing.blueprint import blueprint
from webapp.filing.form_page import REMOTE_LENGTH, SEE_OTHER
from webapp.parts import parts
from webapp.shell import set_cookie
from webapp.shell.cookies import cookie_name
from webapp.shell.languages import read_by

COOKIE = "address"
GONE = 410
Opened = tuple[AddressEntry, Organization]


@blueprint.get("/address/confirmation/<token>")
def address_link(token: str) -> Response:
    """Mail scanners follow links: this only puts the token where the address bar does not show it."""
    if _opened(token) is None:
        return _gone()
    response = make_response(redirect(url_for("filing.confirmation"), SEE_OTHER))
    set_cookie(response, COOKIE, token, int(CONFIRMATION_LIFE.total_seconds()))
    return response


@blueprint.get("/address/confirmation")
def confirmation() -> Response:
    found = _opened(_token())
    return _gone() if found is None else _page(found)


@blueprint.post("/address/confirmation")
def confirm() -> Response:
    """The form names its entry: a button drawn for one must not confirm another (T20)."""
    found = _opened(_token())
    if found is None:
        return _gone()
    if request.form.get("entry") == found[0].public_id:
        with parts().database.writing() as session:
            confirm_address(session, found[0], (request.remote_addr or "")[:REMOTE_LENGTH])
    return make_response(redirect(url_for("filing.confirmation"), SEE_OTHER))


def _token() -> str:
    return request.cookies.get(cookie_name(COOKIE), "")


def _opened(token: str) -> Opened | None:
    with parts().database.reading() as session:
        entry = entry_of_link(session, link_digest(token))
        if entry is None:
            return None
        read_by(entry.language)
        return entry, session.get_one(Organization, entry.organization_id)


def _page(found: Opened) -> Response:
    entry, organization = found
    name = "filing/confirmed.html" if entry.confirmed_at else "filing/confirmation.html"
    return make_response(render_template(name, entry=entry, organization=organization))


def _gone() -> Response:
    """One page for unknown, cut and expired alike."""
    return make_response(render_template("filing/gone.html"), GONE)
