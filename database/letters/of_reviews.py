"""Letters about 審査依頼: to those who review, and of each answer to everybody who is part of it (MK-43)."""

from sqlalchemy.orm import Session

from database.letters.sealed import Due, Written, to_colleague
from database.people import Organization, User
from database.queries.colleagues import reviewers_of
from database.reviews import ReviewMessage, ReviewRequest

ASKED, ANSWERED = "review_asked", "review_answered"


def asked_letters(session: Session, review: ReviewRequest, base_url: str) -> list[Due]:
    """Return a letter to the named 法務担当者, or to all who review, and to 案件関係者."""
    reviewers = [review.assignee] if review.assignee else reviewers_of(session, review.organization_id)
    people = {one.id: one for one in [*reviewers, *(each.user for each in review.people)]}
    people.pop(review.requester_id, None)
    facts: dict[str, object] = {
        **_of(review, base_url),
        "requester_name": review.requester.name,
        "due_on": review.due_on.isoformat() if review.due_on else "",
        "description": review.body,
    }
    return _to_all(session, [*people.values()], review, Written(ASKED, review.public_id, facts))


def answered_letters(session: Session, message: ReviewMessage, base_url: str) -> list[Due]:
    """Return a letter to everybody who is part of the request, but to whoever wrote."""
    review = message.review
    part = [review.requester, review.assignee, *(each.user for each in review.people)]
    people = {one.id: one for one in part if one is not None and one.id != message.user_id}
    facts: dict[str, object] = {
        **_of(review, base_url),
        "author_name": message.user.name,
        "answer": message.body,
        "state": message.state,
    }
    return _to_all(session, [*people.values()], review, Written(ANSWERED, message.public_id, facts))


def _of(review: ReviewRequest, base_url: str) -> dict[str, object]:
    return {
        "review_title": review.title,
        "review_number": review.number,
        "page_url": f"{base_url}/reviews/{review.public_id}",
        "can_answer": False,
    }


def _to_all(session: Session, people: list[User], review: ReviewRequest, written: Written) -> list[Due]:
    company = session.get_one(Organization, review.organization_id).name
    return [due for one in people for due in to_colleague(one, company, written)]
