"""Filing what was brought: a request of its own, or a word in the thread it answers."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from contracts.mail_intake import LONGEST_BODY, LONGEST_QUOTED, kind_of, shortened
from contracts.mail_quotes import answer_and_quoted
from contracts.messages import NoticeKind, NoticeRequest
from contracts.reviewing import Hand, ReviewState, state_after_word
from contracts.roles import Permission
from database.engine import now_of
from database.filing import file_stored
from database.intake_words import Brought
from database.queries.colleagues import as_staff
from database.queries.intake import review_answered
from database.review_desk import Attached, NewReview, NewWord, ask_review, write_word
from database.review_intake import ReviewIntake
from database.reviews import ReviewMessage, ReviewRequest
from database.sessions import Staff

KEY_LENGTH = 32


def filed(
    session: Session, brought: Brought, files: Sequence[Attached], original: Attached | None
) -> tuple[ReviewRequest, NoticeRequest]:
    """File it beside where it came from; return the request and the letter about it."""
    staff = as_staff(session, brought.user)
    review = review_answered(session, staff, brought.references)
    if review is None:
        review = _asked(session, brought, files)
        _remember(session, brought, review, original)
        return review, NoticeRequest(NoticeKind.REVIEW_ASKED, review.public_id)
    answer, quoted = answer_and_quoted(brought.text)
    message = _answered(session, staff, review, NewWord(_key(brought), answer, _state(review, staff)), files)
    row = _remember(session, brought, review, original)
    row.message_id, row.quoted = message.id, shortened(quoted, LONGEST_QUOTED)
    return review, NoticeRequest(NoticeKind.REVIEW_ANSWERED, message.public_id)


def _asked(session: Session, brought: Brought, files: Sequence[Attached]) -> ReviewRequest:
    new = NewReview(
        key=_key(brought),
        title=brought.title,
        kind=kind_of(brought.files),
        body=shortened(brought.text, LONGEST_BODY),
        due_on=None,
        assignee=None,
        people=(),
    )
    return ask_review(session, brought.user, new, files)


def _answered(
    session: Session, staff: Staff, review: ReviewRequest, word: NewWord, files: Sequence[Attached]
) -> ReviewMessage:
    kept = NewWord(word.key, shortened(word.body, LONGEST_BODY), word.state)
    write_word(session, review, staff.user, kept, files)
    return session.scalars(select(ReviewMessage).where(ReviewMessage.public_id == word.key)).one()


def _state(review: ReviewRequest, staff: Staff) -> ReviewState:
    """The requester's answer gives the request back; whoever reviews sets a state on the page alone."""
    hand = Hand(reviews=staff.may(Permission.REVIEW), asked=review.requester_id == staff.user.id)
    return state_after_word(ReviewState(review.state), hand)


def _remember(
    session: Session, brought: Brought, review: ReviewRequest, original: Attached | None
) -> ReviewIntake:
    stored = file_stored(session, review.organization_id, original.file, original.size) if original else None
    row = ReviewIntake(
        organization_id=review.organization_id,
        review_id=review.id,
        user_id=brought.user.id,
        way=brought.way,
        source_key=brought.source_key,
        mail_id=brought.mail_id,
        is_verified=brought.proof.is_verified,
        proof=brought.proof.told,
        quoted="",
        file_fault=brought.file_fault,
        file_id=stored.id if stored else None,
        at=now_of(session),
    )
    session.add(row)
    return row


def _key(brought: Brought) -> str:
    return brought.source_key[:KEY_LENGTH]
