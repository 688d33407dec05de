"""The deny-by-default guard: without an account's session no paper opens, and no byte of it."""

from typing import cast

from flask import abort, g, redirect, request, url_for
from werkzeug.wrappers import Response

from database.people import Organization
from database.queries.reader_links import host_of
from database.reader_sessions import SignedIn
from webapp.access.readers import signed_in_reader
from webapp.parts import parts
from webapp.readers.blueprint import blueprint

OPEN = frozenset(
    {
        *("sign_in", "sign_in_again", "sign_out"),
        *("registration", "ask_registration", "link_sent", "forgotten", "forget"),
        *("link", "new_account", "fill_in_account", "confirmation", "register"),
        *("new_password", "set_new_password"),
    }
)


def reader() -> SignedIn:
    """Return who is signed in, whom the guard has let in."""
    return cast("SignedIn", g.reader)


@blueprint.before_request
def require_reader() -> Response | None:
    if (request.endpoint or "").rpartition(".")[2] in OPEN:
        return None
    found = signed_in_reader()
    if found is None:
        target = request.path if request.method == "GET" else None
        return redirect(url_for("readers.sign_in", next=target))
    g.reader = found
    return None


def host() -> Organization:
    """Return whose contracts are kept here."""
    with parts().database.reading() as session:
        return host_of(session) or abort(404)
