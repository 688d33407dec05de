"""Who calls: a bearer token for everything but the description of the API itself (RFC 6750)."""

from typing import cast

from flask import Blueprint, g, request

from adapters.secrets import token_digest
from contracts.acts import Origin
from contracts.roles import Permission
from database.policies import policies_of
from database.queries.levels import staff_before
from database.queries.tokens import bearer_of
from database.sessions import Staff
from webapp.access.origins import origin_of
from webapp.api.problems import Problem
from webapp.parts import parts

PUBLIC = frozenset({"api.specification"})


def install(blueprint: Blueprint) -> None:
    blueprint.before_request(_require_token)


def caller() -> Staff:
    return cast("Staff", g.api_caller)


def caller_origin() -> Origin:
    return origin_of(caller().user.public_id, caller().session)


def require(permission: Permission) -> None:
    if not _caller_here().may(permission):
        raise Problem(403, "forbidden", permission=permission.value)


def _caller_here() -> Staff:
    """Return the caller, with what is left to them on the contract that the address names (MK-80)."""
    named = (request.view_args or {}).get("contract_id")
    if named is None:
        return caller()
    with parts().database.reading() as session:
        return staff_before(session, caller(), named)


def _require_token() -> None:
    if request.endpoint in PUBLIC:
        return
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not token.strip():
        raise Problem(401, "token_missing")
    with parts().database.reading() as session:
        found = bearer_of(session, token_digest(token.strip()))
        policies = policies_of(session, found.organization.id) if found else None
    if found is None or policies is None or not policies.lets_in(request.remote_addr or ""):
        raise Problem(401, "token_invalid")
    g.api_caller = found
