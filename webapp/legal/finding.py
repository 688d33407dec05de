"""The drafts and contracts that a page of this audience is about; what may not be touched is 404."""

from flask import abort
from sqlalchemy.orm import Session

from contracts.roles import Permission
from database.contract import Contract
from database.queries.contracts import sent_contract_seen_by
from database.queries.drafts import own_draft
from webapp.access.staff import require, staff


def draft_or_404(session: Session, public_id: str) -> Contract:
    """Return the person's own draft, also one that is just being sent."""
    require(Permission.DRAFT)
    return own_draft(session, staff(), public_id) or abort(404)


def open_draft_or_409(session: Session, public_id: str) -> Contract:
    """Return a draft that may still change; one that is being sent may not."""
    contract = draft_or_404(session, public_id)
    if contract.submitted_at is not None:
        abort(409)
    return contract


def contract_or_404(session: Session, public_id: str) -> Contract:
    return sent_contract_seen_by(session, staff(), public_id) or abort(404)
