"""The drafts that a page of this audience changes."""

from flask import abort
from sqlalchemy.orm import Session

from database.contract import Contract
from webapp.access.finding import draft_or_404


def open_draft_or_409(session: Session, public_id: str) -> Contract:
    """Return a draft that may still change; one that is being sent may not."""
    contract = draft_or_404(session, public_id)
    if contract.submitted_at is not None:
        abort(409)
    return contract
