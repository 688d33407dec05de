"""The draft or contract that an address of the staff names; what may not be seen does not exist (T01)."""

from flask import abort
from sqlalchemy.orm import Session

from contracts.roles import Permission
from database.contract import Contract
from database.queries.contracts import contract_seen_by, sent_contract_seen_by
from database.queries.drafts import own_draft
from webapp.access.staff import require, staff


def draft_or_404(session: Session, public_id: str) -> Contract:
    """Return the person's own draft, also one that is just being sent."""
    require(Permission.DRAFT)
    return own_draft(session, staff(), public_id) or abort(404)


def contract_or_404(session: Session, public_id: str) -> Contract:
    """Return a contract that this person may see, a draft too."""
    return contract_seen_by(session, staff(), public_id) or abort(404)


def sent_contract_or_404(session: Session, public_id: str) -> Contract:
    return sent_contract_seen_by(session, staff(), public_id) or abort(404)
