"""The deny-by-default guard of every staff blueprint."""

from typing import cast

from flask import Blueprint, abort, g, redirect, request, url_for
from werkzeug.wrappers import Response

from adapters.secrets import token_digest
from contracts.acts import Origin
from contracts.roles import Permission
from database.sessions import Staff, staff_of
from webapp.access.layout import staff_layout
from webapp.access.origins import origin_of
from webapp.parts import parts
from webapp.shell.cookies import cookie_name
from webapp.shell.languages import read_by

COOKIE = "staff"


def guard(blueprint: Blueprint) -> None:
    """Let nobody into `blueprint` who is not signed in with a password of their own (IM-07)."""
    blueprint.before_request(_require_staff)
    blueprint.context_processor(staff_layout)


def staff() -> Staff:
    return cast("Staff", g.staff)


def staff_origin() -> Origin:
    return origin_of(staff().user.public_id, staff().session)


def require(permission: Permission) -> None:
    """Refuse with 404: what may not be done here is not shown to exist (MK-76)."""
    if not staff().may(permission):
        abort(404)


def signed_in() -> Staff | None:
    """Return who holds this browser's staff session, or None."""
    value = request.cookies.get(cookie_name(COOKIE))
    if not value:
        return None
    with parts().database.reading() as session:
        found = staff_of(session, token_digest(value))
    if found is not None:
        read_by(found.user.language)
    return found


def _require_staff() -> Response | None:
    found = signed_in()
    if found is None:
        return redirect(url_for("entry.sign_in", next=request.path if request.method == "GET" else None))
    g.staff = found
    if found.user.must_change_password:
        return redirect(url_for("entry.change_password"))
    return None
