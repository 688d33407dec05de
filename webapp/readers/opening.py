"""The link of the mail: looking changes nothing; it opens what fits the proved address (T14)."""

from dataclasses import dataclass

from flask import Response, request, url_for

from adapters.secrets import link_digest
from database.queries.mailed_links import LIFE
from database.queries.reader_accounts import reader_of
from database.queries.reader_links import LinkFor, live_reader_link
from database.readers import Reader, ReaderInvitation
from webapp.parts import parts
from webapp.readers.blueprint import blueprint
from webapp.readers.pages import GONE, go_to, page
from webapp.shell import clear_cookie, set_cookie
from webapp.shell.cookies import cookie_name
from webapp.shell.languages import read_by

COOKIE = "reader-link"


@dataclass(frozen=True, slots=True)
class Opened:
    """What a living link proves: whose address; `reader` is None while it has no account."""

    invitation: ReaderInvitation
    reader: Reader | None


@blueprint.get("/link/<token>")
def link(token: str) -> Response:
    """Mail scanners follow links: this only puts the token where the address bar does not show it (T13)."""
    found = opened_by(token)
    if found is None:
        return gone()
    target = "readers.new_password" if found.reader else "readers.new_account"
    response = go_to(url_for(target))
    set_cookie(response, COOKIE, token, int(LIFE.total_seconds()))
    return response


def token_held() -> str:
    return request.cookies.get(cookie_name(COOKIE), "")


def opened_by(token: str) -> Opened | None:
    """Return what the link opens now; None: unknown, used, expired, or a password of nobody."""
    with parts().database.reading() as rows:
        found = live_reader_link(rows, link_digest(token)) if token else None
        if found is None:
            return None
        reader = reader_of(rows, found.organization_id, found.mail)
    if reader is None and found.purpose != LinkFor.REGISTRATION:
        return None
    read_by(reader.language if reader else found.language)
    return Opened(found, reader)


def gone() -> Response:
    """One page for unknown, used and expired alike."""
    return page("link_gone", GONE)


def without_token(response: Response) -> Response:
    clear_cookie(response, COOKIE)
    return response
