"""How every page of an account is made: under the name of whose contracts are kept."""

from typing import TYPE_CHECKING

from flask import Response, g, make_response, redirect, render_template

from database.people import Organization
from database.queries.preferences import preferences_of
from webapp.parts import parts
from webapp.readers.guard import host

if TYPE_CHECKING:
    from database.reader_sessions import SignedIn

SEE_OTHER, CONFLICT, GONE, UNPROCESSABLE = 303, 409, 410, 422


def page(template: str, status: int = 200, **shown: object) -> Response:
    """Render `templates/readers/<template>.html`."""
    signed_in: SignedIn | None = g.get("reader")
    whose = signed_in.organization if signed_in else host()
    text = render_template(
        f"readers/{template}.html", signed_in=signed_in, sender_company=whose.name, host=whose, **shown
    )
    return make_response(text, status)


def go_to(url: str) -> Response:
    return make_response(redirect(url, SEE_OTHER))


def is_open_to_new(whose: Organization) -> bool:
    """Tell whether anybody may register an account (GM-41)."""
    with parts().database.reading() as session:
        return preferences_of(session, whose.id).accounts_open
