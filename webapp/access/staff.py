"""The deny-by-default guard of every staff blueprint."""

from datetime import timedelta
from typing import cast

from flask import Blueprint, abort, g, redirect, request, url_for
from werkzeug.wrappers import Response

from adapters.secrets import token_digest
from contracts.acts import Origin
from contracts.policies import Policies
from contracts.roles import Permission
from contracts.sign_on import SSO
from database.policies import policies_of
from database.queries.levels import staff_before
from database.sessions import Staff, is_fresh, is_idle, staff_of
from database.shelves import By
from database.staff_factors import factor_of
from webapp.access.layout import staff_layout
from webapp.access.origins import origin_of
from webapp.parts import parts
from webapp.shell.cookies import cookie_name
from webapp.shell.languages import read_by

COOKIE = "staff"
OF_CONTRACT = "/contracts/<"
OWN_FACTOR = frozenset({"people.second_factor", "people.enrol_factor"})


def guard(blueprint: Blueprint) -> None:
    """Let nobody into `blueprint` who is not signed in with a password of their own (IM-07)."""
    blueprint.before_request(_require_staff)
    blueprint.context_processor(staff_layout)


def staff() -> Staff:
    return cast("Staff", g.staff)


def staff_origin() -> Origin:
    return origin_of(staff().user.public_id, staff().session)


def by() -> By:
    return By(staff(), staff_origin().address)


def require(permission: Permission) -> None:
    """Refuse with 404: what may not be done here is not shown to exist (MK-76).

    Where the address names a contract, it must also be open to the person so far (MK-80).
    """
    if not staff_here().may(permission):
        abort(404)


def staff_here() -> Staff:
    """Return who is signed in, with what is left to them on the contract that the address names."""
    named = (request.view_args or {}).get("public_id")
    if named is None or not str(request.url_rule).startswith(OF_CONTRACT):
        return staff()
    with parts().database.reading() as session:
        return staff_before(session, staff(), named)


def signed_in() -> Staff | None:
    """Return who holds this browser's staff session, or None."""
    value = request.cookies.get(cookie_name(COOKIE))
    if not value:
        return None
    with parts().database.reading() as session:
        found = staff_of(session, token_digest(value))
        policies = policies_of(session, found.organization.id) if found else Policies()
    if found is None or _has_lapsed(found, policies):
        return None
    read_by(found.user.language)
    g.policies = policies
    return found


def policies() -> Policies:
    """Return what the organisation of whoever is signed in demands."""
    return cast("Policies", g.policies)


def _require_staff() -> Response | None:
    found = signed_in()
    if found is None:
        return redirect(url_for("entry.sign_in", next=request.path if request.method == "GET" else None))
    g.staff = found
    by_sso = found.came_by == SSO
    if found.user.must_change_password and not by_sso:
        return redirect(url_for("entry.change_password"))
    is_spared = request.endpoint in OWN_FACTOR or (by_sso and not policies().sso_asks_factor)
    if policies().needs_second_factor and not is_spared and not _has_factor(found):
        return redirect(url_for("people.second_factor"))
    return None


def _has_lapsed(found: Staff, held: Policies) -> bool:
    """Whoever comes from outside the organisation's networks is as good as not signed in (MK-82)."""
    if not held.lets_in(request.remote_addr or ""):
        return True
    if not held.idle_minutes:
        return False
    with parts().database.reading() as session:
        if is_fresh(session, found.session):
            return False
    with parts().database.writing() as session:
        return is_idle(session, found.session, timedelta(minutes=held.idle_minutes))


def _has_factor(found: Staff) -> bool:
    with parts().database.reading() as session:
        return factor_of(session, found.user) is not None
