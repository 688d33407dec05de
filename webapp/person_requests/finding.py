"""The request an address names, and the line the log gets for what is handed out."""

from flask import abort
from sqlalchemy.orm import Session

from contracts.person_requests import Standing
from database.person_request import PersonRequest
from database.person_requests import request_in
from webapp.access.staff import staff


def request_or_404(session: Session, public_id: str) -> PersonRequest:
    return request_in(session, staff().organization.id, public_id) or abort(404)


def open_request_or_404(session: Session, public_id: str, kind: str = "") -> PersonRequest:
    """Return a request that is still worked on: of one that is over nothing is looked for any more."""
    found = request_or_404(session, public_id)
    if found.standing != Standing.OPEN or (kind and found.kind != kind):
        abort(404)
    return found
