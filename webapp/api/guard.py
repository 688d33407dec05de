"""Who calls: a bearer token for everything but the description of the API itself (RFC 6750)."""

from typing import cast

from flask import Blueprint, g, request

from adapters.secrets import token_digest
from contracts.acts import Origin
from contracts.roles import Permission
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
    if not caller().may(permission):
        raise Problem(403, "forbidden", permission=permission.value)


def _require_token() -> None:
    if request.endpoint in PUBLIC:
        return
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not token.strip():
        raise Problem(401, "token_missing")
    with parts().database.reading() as session:
        found = bearer_of(session, token_digest(token.strip()))
    if found is None:
        raise Problem(401, "token_invalid")
    g.api_caller = found
