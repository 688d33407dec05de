"""審査依頼: asked, answered, assigned, brought on; each step once, with its audit line (MK-43)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from contracts.reasons import JST
from contracts.reviewing import CLOSED, ReviewState
from contracts.signing import FileIdentity
from database.audit import Told, append_audit
from database.contract import Contract
from database.engine import now_of
from database.filing import file_stored
from database.people import User
from database.reviews import ReviewFile, ReviewMessage, ReviewNumber, ReviewPerson, ReviewRequest


@dataclass(frozen=True, slots=True)
class Attached:
    """A file that already stands in the store; `size` in bytes."""

    file: FileIdentity
    size: int
    filename: str


@dataclass(frozen=True, slots=True)
class NewReview:
    """`key` is the form's own and becomes the public id."""

    key: str
    title: str
    kind: str
    body: str
    due_on: date | None
    assignee: User | None
    people: Sequence[User]


@dataclass(frozen=True, slots=True)
class NewWord:
    """`state` is what the request is set to with it."""

    key: str
    body: str
    state: ReviewState


def ask_review(session: Session, user: User, new: NewReview, files: Sequence[Attached]) -> ReviewRequest:
    known = session.scalars(select(ReviewRequest).where(ReviewRequest.public_id == new.key)).first()
    if known is not None:
        return known
    now = now_of(session)
    row = ReviewRequest(
        public_id=new.key,
        organization_id=user.organization_id,
        number=_next_number(session, user.organization_id, now.astimezone(JST).year),
        title=new.title,
        kind=new.kind,
        body=new.body,
        due_on=new.due_on,
        state=ReviewState.RECEIVED,
        requester_id=user.id,
        assignee_id=new.assignee.id if new.assignee else None,
        created_at=now,
        changed_at=now,
    )
    session.add(row)
    session.flush()
    session.add_all(_person(row, one) for one in new.people if one.id != user.id)
    _attach(session, row, files, None)
    _tell(session, row, user, "review_asked")
    return row


def write_word(
    session: Session, review: ReviewRequest, user: User, word: NewWord, files: Sequence[Attached]
) -> bool:
    """Add a line to the thread and bring the request to its state. False: it was there already."""
    if session.scalars(select(ReviewMessage.id).where(ReviewMessage.public_id == word.key)).first():
        return False
    now, before = now_of(session), review.state
    row = ReviewMessage(
        public_id=word.key,
        organization_id=review.organization_id,
        review_id=review.id,
        user_id=user.id,
        body=word.body,
        state=word.state if word.state != before else "",
        at=now,
    )
    session.add(row)
    session.flush()
    _attach(session, review, files, row)
    review.state, review.changed_at = word.state, now
    review.closed_at = now if word.state in CLOSED else None
    _tell(session, review, user, "review_answered")
    return True


def assign_review(session: Session, review: ReviewRequest, user: User, assignee: User | None) -> None:
    review.assignee_id = assignee.id if assignee else None
    if assignee is not None and review.state == ReviewState.RECEIVED:
        review.state = ReviewState.REVIEWING
    review.changed_at = now_of(session)
    _tell(session, review, user, "review_assigned")


def link_review(session: Session, review: ReviewRequest, user: User, contract: Contract) -> None:
    """Remember which draft came of the request, so that each leads to the other."""
    review.contract_id, review.changed_at = contract.id, now_of(session)
    _tell(session, review, user, "review_became_draft")


def _person(review: ReviewRequest, user: User) -> ReviewPerson:
    return ReviewPerson(organization_id=review.organization_id, review_id=review.id, user_id=user.id)


def _attach(
    session: Session, review: ReviewRequest, files: Sequence[Attached], message: ReviewMessage | None
) -> None:
    for one in files:
        stored = file_stored(session, review.organization_id, one.file, one.size)
        session.add(
            ReviewFile(
                organization_id=review.organization_id,
                review_id=review.id,
                message_id=message.id if message else None,
                file_id=stored.id,
                filename=one.filename,
            )
        )
    session.flush()


def _next_number(session: Session, organization_id: int, year: int) -> str:
    row = session.get(ReviewNumber, (organization_id, year))
    if row is None:
        row = ReviewNumber(organization_id=organization_id, year=year, last=0)
        session.add(row)
    row.last += 1
    return f"R{year}-{row.last:05d}"


def _tell(session: Session, review: ReviewRequest, user: User, code: str) -> None:
    facts: dict[str, str | int] = {"number": review.number, "state": review.state}
    told = Told(code, user.public_id, review.public_id, facts)
    append_audit(session, review.organization_id, told, now_of(session))
