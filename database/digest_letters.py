"""The day's activity as one person may see it at the moment of the mail (MK-42)."""

from collections import Counter
from datetime import datetime

from sqlalchemy import ColumnElement, Select, select
from sqlalchemy.orm import Session

from database.commenting import InternalComment
from database.contract import Contract
from database.digests import ActivityDigest
from database.document import DocumentVersion
from database.letters.sealed import Due, Written, to_colleague
from database.people import Organization
from database.queries.colleagues import as_staff
from database.queries.contracts import may_see
from database.queries.reviews import may_see_review
from database.record import ContractEvent
from database.reviews import ReviewMessage, ReviewRequest
from database.sessions import Staff
from database.sharing import ExternalComment, VersionShare

TEMPLATE = "activity_digest"
MOST_LINES = 50
Line = dict[str, object]


def digest_letters(session: Session, digest: ActivityDigest, base_url: str) -> list[Due]:
    """Return the mail; none on a day without anything for this person."""
    staff = as_staff(session, digest.user)
    found = [*_contracts(session, staff, digest, base_url), *_reviews(session, staff, digest, base_url)]
    if not found:
        return []
    facts: dict[str, object] = {
        "begins_at": digest.since.isoformat(),
        "ends_at": digest.until.isoformat(),
        "lines": found[:MOST_LINES],
        "left_out": max(0, len(found) - MOST_LINES),
        "home_url": base_url,
        "settings_url": f"{base_url}/own-settings",
    }
    written = Written(TEMPLATE, digest.public_id, facts)
    return to_colleague(digest.user, session.get_one(Organization, digest.organization_id).name, written)


def _contracts(session: Session, staff: Staff, digest: ActivityDigest, base_url: str) -> list[Line]:
    """One line for each contract that changed, with how often what happened; what is not seen has none."""
    counted: Counter[tuple[int, str]] = Counter()
    for kind, query in _happenings(digest).items():
        counted.update((contract, kind) for contract in session.scalars(query))
    ids = {contract for contract, _ in counted}
    seen = select(Contract).where(Contract.id.in_(ids), may_see(staff))
    return [
        {
            "title": contract.title,
            "number": contract.number or "",
            "counts": {kind: count for (one, kind), count in counted.items() if one == contract.id},
            "url": f"{base_url}/contracts/{contract.public_id}",
        }
        for contract in session.scalars(seen.order_by(Contract.changed_at.desc(), Contract.id))
    ]


def _happenings(digest: ActivityDigest) -> dict[str, Select[int]]:
    def lately(at: ColumnElement[datetime]) -> ColumnElement[bool]:
        return (at > digest.since) & (at <= digest.until)

    here = digest.organization_id
    said_outside = select(VersionShare.contract_id).join(
        ExternalComment, ExternalComment.share_id == VersionShare.id
    )
    recorded = (ContractEvent.at > digest.since.isoformat()) & (ContractEvent.at <= digest.until.isoformat())
    acts = select(ContractEvent.contract_id).join(Contract, Contract.id == ContractEvent.contract_id)
    return {
        "acts": acts.where(Contract.organization_id == here, Contract.changed_at > digest.since, recorded),
        "versions": select(DocumentVersion.contract_id).where(
            DocumentVersion.organization_id == here, lately(DocumentVersion.created_at.expression)
        ),
        "comments": select(InternalComment.contract_id).where(
            InternalComment.organization_id == here, lately(InternalComment.at.expression)
        ),
        "outside": said_outside.where(
            ExternalComment.organization_id == here, lately(ExternalComment.at.expression)
        ),
    }


def _reviews(session: Session, staff: Staff, digest: ActivityDigest, base_url: str) -> list[Line]:
    lately = (ReviewMessage.at > digest.since) & (ReviewMessage.at <= digest.until)
    said = select(ReviewMessage.review_id).where(lately)
    is_new = (ReviewRequest.created_at > digest.since) & (ReviewRequest.created_at <= digest.until)
    query = select(ReviewRequest).where(may_see_review(staff), is_new | ReviewRequest.id.in_(said))
    return [
        {
            "title": one.title,
            "number": one.number,
            "counts": {"reviews": 1},
            "url": f"{base_url}/reviews/{one.public_id}",
        }
        for one in session.scalars(query.order_by(ReviewRequest.id))
    ]
