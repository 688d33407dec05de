"""A look at a document is in the audit log before its first byte leaves, whichever way it is asked for."""

from datetime import timedelta

from flask import request

from database.audit import Told, append_audit, is_told_since
from database.engine import now_of
from webapp.parts import parts

ONE_LOOK = timedelta(minutes=30)
PICTURE = ".png"


def tell_look(organization_id: int, told: Told) -> None:
    """File a row; pictures of pages and ranges of a file are one look with what was told just before.

    An answer to HEAD carries no byte of it.
    """
    if request.method == "HEAD":
        return
    if _is_piece() and _is_told(organization_id, told):
        return
    with parts().database.writing() as session:
        append_audit(session, organization_id, told, now_of(session))


def _is_piece() -> bool:
    return "Range" in request.headers or request.path.endswith(PICTURE)


def _is_told(organization_id: int, told: Told) -> bool:
    with parts().database.reading() as session:
        return is_told_since(session, organization_id, told, now_of(session) - ONE_LOOK)
