"""The deny-by-default guard: without a right code in this browser no page of a shared version opens."""

from typing import cast

from flask import Response, g, make_response, redirect, render_template, request
from sqlalchemy.orm import Session

from adapters.secrets import link_digest, token_digest
from contracts.sharing import ShareState
from database.shares import share_of_link, share_of_session, state_now
from database.sharing import VersionShare
from database.suspension import standing_suspension
from webapp.parts import parts
from webapp.shared.blueprint import blueprint
from webapp.shell.cookies import cookie_name
from webapp.shell.languages import read_by

LINK_COOKIE, SESSION_COOKIE = "shared-link", "shared"
OPEN = frozenset({"link", "code", "enter_code"})
READING = frozenset({"GET", "HEAD"})
SEE_OTHER, UNAUTHENTICATED, CONFLICT, GONE, UNPROCESSABLE = 303, 401, 409, 410, 422


def share() -> VersionShare:
    """Return what this browser may read, which the guard has let in."""
    return cast("VersionShare", g.share)


@blueprint.before_request
def require_share() -> Response | None:
    if (request.endpoint or "").rpartition(".")[2] in OPEN:
        return None
    found = _of_session()
    if found is None:
        return gone(UNAUTHENTICATED)
    if request.method not in READING and request.form.get("share") != found.public_id:
        return gone(CONFLICT)
    g.share = found
    return None


def linked_share() -> VersionShare | None:
    """Return what the link in this browser's cookie opens now; None: unknown, ended, revoked or locked."""
    token = request.cookies.get(cookie_name(LINK_COOKIE), "")
    return living(token) if token else None


def living(token: str) -> VersionShare | None:
    with parts().database.reading() as session:
        found = share_of_link(session, link_digest(token))
        is_open = found is not None and state_now(session, found) is ShareState.OPEN
        is_open = is_open and not _is_suspended(session, found)
    if found is None or not is_open:
        return None
    read_by(found.language)
    return found


def _of_session() -> VersionShare | None:
    """A revoked or ended link closes the sessions that it opened, at once."""
    value = request.cookies.get(cookie_name(SESSION_COOKIE), "")
    if not value:
        return None
    with parts().database.reading() as session:
        found = share_of_session(session, token_digest(value))
        closed = {ShareState.EXPIRED, ShareState.REVOKED}
        is_open = found is not None and state_now(session, found) not in closed
        is_open = is_open and not _is_suspended(session, found)
    if found is None or not is_open:
        return None
    read_by(found.language)
    return found


def _is_suspended(session: Session, found: VersionShare | None) -> bool:
    """Every link of a suspended organisation is dead (T53)."""
    return found is not None and standing_suspension(session, found.organization_id) is not None


def gone(status: int = GONE) -> Response:
    """One page for unknown, ended, revoked and locked alike."""
    return make_response(render_template("shared/gone.html"), status)


def go_to(url: str) -> Response:
    return make_response(redirect(url, SEE_OTHER))
