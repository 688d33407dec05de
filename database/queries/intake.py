"""Whose mail or command it is, what it answers, and what a request's page shows of it."""

import hashlib
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from contracts.mail_intake import OPENING_LETTER, letter_of
from contracts.reviewing import ReviewState
from database.people import User
from database.queries.reviews import may_see_review
from database.review_intake import ReviewIntake, SlackMember
from database.reviews import ReviewMessage, ReviewRequest
from database.sessions import Staff

MAIL, SLACK = "mail", "slack"


def digest_of(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def user_of_member(session: Session, member_id: str) -> User | None:
    """Return the active account whose Slack member ID this is."""
    which = SlackMember.member_id == member_id, User.disabled_at.is_(None)
    query = select(User).join(SlackMember, SlackMember.user_id == User.id).where(*which)
    return session.scalars(query).first()


def member_of(session: Session, user: User) -> str:
    row = session.get(SlackMember, user.id)
    return row.member_id if row else ""


def accounts_with_members(session: Session) -> Sequence[tuple[User, SlackMember | None]]:
    """Return every active account, each with the Slack account that speaks for it."""
    query = select(User, SlackMember).outerjoin(SlackMember, SlackMember.user_id == User.id)
    return [(row[0], row[1]) for row in session.execute(query.where(User.disabled_at.is_(None)))]


def standing_of(session: Session, user: User) -> str:
    return standing(user, session.get(SlackMember, user.id))


def standing(user: User, held: SlackMember | None) -> str:
    """Say whose account it is and what speaks for it now: a code is made for this and no longer."""
    return f"{user.public_id}|{held.member_id}|{held.at.isoformat()}" if held else f"{user.public_id}|"


def taken_before(session: Session, user: User, source_key: str) -> ReviewIntake | None:
    which = ReviewIntake.organization_id == user.organization_id, ReviewIntake.source_key == source_key
    return session.scalars(select(ReviewIntake).where(*which)).first()


def unproved_since(session: Session, user: User, since: datetime) -> int:
    """Return how many mails were taken under the person's name that nothing vouched for."""
    which = ReviewIntake.user_id == user.id, ReviewIntake.way == MAIL, ReviewIntake.is_verified.is_(False)
    query = select(func.count()).select_from(ReviewIntake).where(*which, ReviewIntake.at > since)
    return session.scalar(query) or 0


def review_answered(session: Session, staff: Staff, references: Sequence[str]) -> ReviewRequest | None:
    """Return the request that a mail answers: one the writer may see and that was not withdrawn."""
    for one in references:
        query = select(ReviewRequest).where(
            ReviewRequest.id == _review_id(session, staff, one),
            may_see_review(staff),
            ReviewRequest.state != ReviewState.WITHDRAWN,
        )
        if (found := session.scalars(query).first()) is not None:
            return found
    return None


def intakes_of(session: Session, review: ReviewRequest) -> dict[int | None, ReviewIntake]:
    """Map lines of the thread to what they came from; None is the request itself."""
    rows = session.scalars(select(ReviewIntake).where(ReviewIntake.review_id == review.id))
    return {row.message_id: row for row in rows}


def original_of(session: Session, review: ReviewRequest, public_id: str) -> ReviewIntake | None:
    which = ReviewIntake.review_id == review.id, ReviewIntake.public_id == public_id
    return session.scalars(select(ReviewIntake).where(*which, ReviewIntake.file_id.is_not(None))).first()


def _review_id(session: Session, staff: Staff, message_id: str) -> int | None:
    """Return whose letter or mail has this Message-ID."""
    here = staff.organization.id
    letter = letter_of(message_id)
    if letter is None:
        which = ReviewIntake.organization_id == here, ReviewIntake.mail_id == digest_of(message_id)
        return session.scalars(select(ReviewIntake.review_id).where(*which)).first()
    template, subject = letter
    if template == OPENING_LETTER:
        query = select(ReviewRequest.id).where(ReviewRequest.public_id == subject)
        return session.scalars(query.where(ReviewRequest.organization_id == here)).first()
    words = select(ReviewMessage.review_id).where(ReviewMessage.public_id == subject)
    return session.scalars(words.where(ReviewMessage.organization_id == here)).first()
