"""異動・退職リレー: what is still a person's when their account closes, and handing it on (NX-09)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import ColumnElement, Select, delete, func, select, update
from sqlalchemy.orm import Session

from contracts.access.refusing import CannotInheritConfidential
from contracts.accounts import NeedsSuccessor
from contracts.acts import RouteStep
from contracts.reviewing import CLOSED
from contracts.stage import ENDED, WAITED_FOR, Progress, Stage
from database.account import Departure
from database.approval import ApprovalDelegation, ApprovalRoute, ApprovalTurn
from database.contract import Contract
from database.digests import DigestSubscription
from database.engine import now_of
from database.party import Party
from database.people import User
from database.queries.approval_routes import steps_read, steps_written
from database.reviews import ReviewPerson, ReviewRequest
from database.shelves.telling import By

UNSIGNED = (Progress.NOT_ASKED, *WAITED_FOR)


@dataclass(frozen=True, slots=True)
class Burden:
    """Counts of what waits for the person; `signings` are contracts that they are to sign as 自社署名者."""

    drafts: int
    open_contracts: int
    concluded: int
    routes: int
    approvals: int
    reviews: int
    signings: Sequence[Contract]

    @property
    def contracts(self) -> int:
        return self.drafts + self.open_contracts + self.concluded

    @property
    def deciding(self) -> int:
        return self.routes + self.approvals


@dataclass(frozen=True, slots=True)
class Successors:
    """Who takes over; None where there is nothing to take, and approvals may be left to the others."""

    contracts: User | None = None
    approvals: User | None = None
    reviews: User | None = None


def burden_of(session: Session, user: User) -> Burden:
    own = Contract.owner_id == user.id
    draft = Contract.sequence == 0
    signings = session.scalars(select(Contract).where(Contract.id.in_(_signings(user)))).all()
    waits = select(func.count()).select_from(_turns(user).subquery())
    return Burden(
        drafts=_count(session, own & draft),
        open_contracts=_count(session, own & ~draft & Contract.stage.not_in(ENDED)),
        concluded=_count(session, own & ~draft & Contract.stage.in_(ENDED)),
        routes=len(_routes_naming(session, user)),
        approvals=session.scalar(waits) or 0,
        reviews=len(_reviews(session, user)),
        signings=signings,
    )


def hand_on(session: Session, by: By, user: User, to: Successors) -> None:
    """Give everything to the successors and keep who they are.

    Raises NeedsSuccessor or CannotInheritConfidential.
    """
    burden = burden_of(session, user)
    if (burden.contracts and to.contracts is None) or (burden.reviews and to.reviews is None):
        raise NeedsSuccessor
    _require_another_for_confidential(session, by, user, to)
    if to.contracts is not None:
        owned = update(Contract).where(Contract.owner_id == user.id)
        session.execute(owned.values(owner_id=to.contracts.id))
    _hand_on_routes(session, user, to.approvals)
    _end_delegations(session, user)
    _hand_on_reviews(session, user, to)
    session.execute(delete(DigestSubscription).where(DigestSubscription.user_id == user.id))
    _mark_unreachable(session, user)
    _keep(session, by, user, to)
    facts = {"contracts": burden.contracts, "reviews": burden.reviews, "routes": burden.routes}
    names = {kind: one.public_id for kind, one in _named(to).items()}
    by.tells(session, "handed_on", user.public_id, **facts, **names)


def _require_another_for_confidential(session: Session, by: By, user: User, to: Successors) -> None:
    is_self = to.contracts is not None and to.contracts.id == by.staff.user.id
    if is_self and _count(session, (Contract.owner_id == user.id) & Contract.confidential.is_(True)):
        raise CannotInheritConfidential


def _keep(session: Session, by: By, user: User, to: Successors) -> None:
    session.add(
        Departure(
            organization_id=user.organization_id,
            user_id=user.id,
            successor_id=to.contracts.id if to.contracts else None,
            by_id=by.staff.user.id,
            left_at=now_of(session),
        )
    )


def _named(to: Successors) -> dict[str, User]:
    chosen = {"to": to.contracts, "approver": to.approvals, "reviewer": to.reviews}
    return {kind: one for kind, one in chosen.items() if one is not None}


def _count(session: Session, condition: ColumnElement[bool]) -> int:
    return session.scalar(select(func.count()).select_from(Contract).where(condition)) or 0


def _turns(user: User) -> Select[Any]:
    return select(ApprovalTurn.contract_id).where(
        ApprovalTurn.person == user.public_id, ApprovalTurn.is_open.is_(True)
    )


def _routes_naming(session: Session, user: User) -> list[ApprovalRoute]:
    query = select(ApprovalRoute).where(ApprovalRoute.organization_id == user.organization_id)
    return [row for row in session.scalars(query) if user.public_id in row.steps]


def _hand_on_routes(session: Session, user: User, successor: User | None) -> None:
    """Without a successor the step is left to the others; one of nobody else opens to all approvers."""
    for row in _routes_naming(session, user):
        row.steps = steps_written([_without(step, user, successor) for step in steps_read(row.steps)])


def _without(step: RouteStep, user: User, successor: User | None) -> RouteStep:
    approvers = _replaced(step.approvers, user, successor)
    seniors = _replaced(step.escalation, user, successor)
    return replace(step, approvers=approvers, escalation=seniors, hours=step.hours if seniors else 0)


def _replaced(people: Sequence[str], user: User, successor: User | None) -> list[str]:
    instead = [successor.public_id] if successor is not None else []
    kept = [one for each in people for one in (instead if each == user.public_id else [each])]
    return list(dict.fromkeys(kept))


def _end_delegations(session: Session, user: User) -> None:
    theirs = (ApprovalDelegation.user_id == user.id) | (ApprovalDelegation.delegate_id == user.id)
    standing = update(ApprovalDelegation).where(theirs, ApprovalDelegation.revoked_at.is_(None))
    session.execute(standing.values(revoked_at=now_of(session)))


def _reviews(session: Session, user: User) -> Sequence[ReviewRequest]:
    query = select(ReviewRequest).where(
        ReviewRequest.assignee_id == user.id, ReviewRequest.state.not_in(CLOSED)
    )
    return session.scalars(query).all()


def _hand_on_reviews(session: Session, user: User, to: Successors) -> None:
    """Who asked stays on record; the successor reads along where the person asked or read along."""
    for review in _reviews(session, user):
        review.assignee_id = to.reviews.id if to.reviews else None
    heir = to.contracts or to.reviews
    is_open = ReviewRequest.state.not_in(CLOSED)
    read_along = select(ReviewPerson.review_id).where(ReviewPerson.user_id == user.id)
    part = (ReviewRequest.requester_id == user.id) | ReviewRequest.id.in_(read_along)
    for review in session.scalars(select(ReviewRequest).where(is_open, part)).all() if heir else ():
        known = {one.user_id for one in review.people} | {review.requester_id, review.assignee_id}
        if heir is not None and heir.id not in known:
            person = ReviewPerson(
                organization_id=review.organization_id, review_id=review.id, user_id=heir.id
            )
            session.add(person)


def _signings(user: User) -> Select[Any]:
    """Return the contracts under way that wait for this signature, now or in their turn."""
    waiting = select(Party.contract_id).where(
        Party.organization_id == user.organization_id, *_is_theirs(user)
    )
    is_open = Contract.stage.not_in((*ENDED, Stage.DRAFT))
    return select(Contract.id).where(Contract.id.in_(waiting), is_open)


def _mark_unreachable(session: Session, user: User) -> None:
    """A signature is nobody else's to give: the sender sees 不達 and asks another signer (署名再依頼)."""
    waiting = update(Party).where(Party.contract_id.in_(_signings(user)), *_is_theirs(user))
    session.execute(waiting.values(undelivered_at=now_of(session)))


def _is_theirs(user: User) -> tuple[ColumnElement[bool], ...]:
    mails = {user.mail, user.mail_key}
    return Party.own.is_(True), Party.signs.is_(True), Party.mail.in_(mails), Party.progress.in_(UNSIGNED)
