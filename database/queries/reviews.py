"""The 審査依頼 a member of staff may see: their own, those they are part of, and all for those who review."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, func, or_, select, true
from sqlalchemy.orm import Session

from contracts.reviewing import CLOSED
from contracts.roles import Permission
from database.contract import Contract
from database.queries.contracts import may_see
from database.reviews import ReviewFile, ReviewPerson, ReviewRequest
from database.sessions import Staff

PAGE = 50


@dataclass(frozen=True, slots=True)
class ReviewsWanted:
    """`which` is open, own or closed."""

    which: str = "open"
    page: int = 1


@dataclass(frozen=True, slots=True)
class ReviewsFound:
    reviews: Sequence[ReviewRequest]
    total: int
    pages: int


def may_see_review(staff: Staff) -> ColumnElement[bool]:
    here = ReviewRequest.organization_id == staff.organization.id
    if staff.may(Permission.REVIEW):
        return here
    part = select(ReviewPerson.review_id).where(ReviewPerson.user_id == staff.user.id)
    mine = ReviewRequest.requester_id == staff.user.id, ReviewRequest.assignee_id == staff.user.id
    return here & or_(*mine, ReviewRequest.id.in_(part))


def review_seen_by(session: Session, staff: Staff, public_id: str) -> ReviewRequest | None:
    query = select(ReviewRequest).where(ReviewRequest.public_id == public_id, may_see_review(staff))
    return session.scalars(query).first()


def reviews_page(session: Session, staff: Staff, wanted: ReviewsWanted) -> ReviewsFound:
    """Return a page: those under way by their date first, the others with the newest first."""
    which = may_see_review(staff), _is(staff, wanted.which)
    total = session.scalars(select(func.count()).select_from(ReviewRequest).where(*which)).one()
    by_date = ReviewRequest.due_on.is_(None), ReviewRequest.due_on, ReviewRequest.id
    order = by_date if wanted.which == "open" else (ReviewRequest.id.desc(),)
    query = select(ReviewRequest).where(*which).order_by(*order)
    rows = session.scalars(query.limit(PAGE).offset((wanted.page - 1) * PAGE)).all()
    return ReviewsFound(rows, total, max(1, -(-total // PAGE)))


def waiting_reviews(session: Session, staff: Staff) -> int:
    """Return how many requests wait for those who review; nothing for others."""
    if not staff.may(Permission.REVIEW):
        return 0
    waits = may_see_review(staff), ReviewRequest.state.in_(("received", "reviewing"))
    return session.scalars(select(func.count()).select_from(ReviewRequest).where(*waits)).one()


def review_file(session: Session, review: ReviewRequest, public_id: str) -> ReviewFile | None:
    which = ReviewFile.review_id == review.id, ReviewFile.public_id == public_id
    return session.scalars(select(ReviewFile).where(*which)).first()


def contract_of_review(session: Session, staff: Staff, review: ReviewRequest) -> Contract | None:
    """Return what came of the request, for whom may see it."""
    return session.scalars(select(Contract).where(Contract.id == review.contract_id, may_see(staff))).first()


def reviews_of_contract(session: Session, staff: Staff, contract: Contract) -> Sequence[ReviewRequest]:
    query = select(ReviewRequest).where(ReviewRequest.contract_id == contract.id, may_see_review(staff))
    return session.scalars(query.order_by(ReviewRequest.id)).all()


def _is(staff: Staff, which: str) -> ColumnElement[bool]:
    if which == "own":
        return ReviewRequest.requester_id == staff.user.id
    if which == "closed":
        return ReviewRequest.state.in_(CLOSED)
    return ReviewRequest.state.not_in(CLOSED) if which == "open" else true()
