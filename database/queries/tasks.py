"""要対応: all that waits for one person; the menu, ホーム and the page count the same (AD-25)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from sqlalchemy import ColumnElement, Select, and_, exists, func, or_, select
from sqlalchemy.orm import Session, aliased, joinedload, selectinload

from contracts.locking import MOST_CODE_TRIES
from contracts.reviewing import ReviewState
from contracts.roles import Permission
from contracts.sharing import ExternalKind
from contracts.stage import ENDED, Stage
from database.contract import Contract
from database.engine import now_of
from database.queries.contracts import (
    MOST_COUNTED,
    awaiting_answer,
    awaiting_approval,
    awaiting_signature,
    may_see,
    owed_on_paper,
)
from database.queries.paging import rows_of
from database.queries.renewals import awaiting_renewal
from database.queries.reviews import may_see_review
from database.reviews import ReviewRequest
from database.sessions import Staff
from database.sharing import ExternalComment, VersionShare

OURS_NOW = (Stage.DRAFT, Stage.SENT_BACK)
MOST_LISTED = 100
One = TypeVar("One")


@dataclass(frozen=True, slots=True)
class Heap(Generic[One]):
    """One page of what waits; `total` is of all pages, and MOST_COUNTED + 1 for more than are counted out."""

    rows: Sequence[One]
    total: int

    @property
    def is_more(self) -> bool:
        return self.total > MOST_COUNTED


@dataclass(frozen=True, slots=True)
class Tasks:
    """`remarks` are the last words from outside beside versions that this person shared, `renewals` 更新判断.

    `on_paper` are contracts of which somebody does not take, or no longer takes, the papers electronically.
    """

    to_approve: Heap[Contract]
    to_sign: Heap[Contract]
    to_answer: Heap[Contract]
    reviews: Heap[ReviewRequest]
    remarks: Heap[ExternalComment]
    on_paper: Heap[Contract]
    renewals: Heap[Contract]

    @property
    def heaps(self) -> Sequence[Heap[Any]]:
        by_contract = (self.to_approve, self.to_sign, self.to_answer, self.renewals, self.on_paper)
        return (*by_contract, self.reviews, self.remarks)

    @property
    def total(self) -> int:
        return min(sum(heap.total for heap in self.heaps), MOST_COUNTED + 1)


def tasks_of(session: Session, staff: Staff, page: int = 1, size: int = MOST_LISTED) -> Tasks:
    """Return the `page`, from 1, of every heap."""
    shown = slice((page - 1) * size, page * size)
    to_approve = awaiting_approval(session, staff, MOST_COUNTED + 1)
    return Tasks(
        Heap(_contracts(session, to_approve[shown]), len(to_approve)),
        _heap(session, awaiting_signature(staff), shown),
        _heap(session, awaiting_answer(staff), shown) if staff.may(Permission.SEND) else NOTHING,
        _shown(reviews_awaiting(session, staff), shown),
        _shown(remarks_awaiting(session, staff), shown),
        _heap(session, owed_on_paper(staff), shown) if staff.may(Permission.SEND) else NOTHING,
        _heap(session, awaiting_renewal(staff), shown),
    )


def tasks_waiting(session: Session, staff: Staff) -> int:
    """Return the total of `tasks_of`, without what it lists."""
    sends = (awaiting_answer(staff), owed_on_paper(staff)) if staff.may(Permission.SEND) else ()
    total = (
        len(awaiting_approval(session, staff, MOST_COUNTED + 1))
        + _counted(session, awaiting_signature(staff))
        + _counted(session, awaiting_renewal(staff))
        + sum(_counted(session, ids) for ids in sends)
        + len(reviews_awaiting(session, staff))
        + len(remarks_awaiting(session, staff))
    )
    return min(total, MOST_COUNTED + 1)


def _heap(session: Session, ids: Select[Any], shown: slice) -> Heap[Contract]:
    """Found and counted at once; a page after the last one is only counted."""
    page = ids.add_columns(func.count().over()).limit(shown.stop - shown.start).offset(shown.start)
    rows = session.execute(page).all()
    total = min(rows[0][1], MOST_COUNTED + 1) if rows else _counted(session, ids)
    return Heap(_contracts(session, [row[0] for row in rows]), total)


def _shown(rows: Sequence[One], shown: slice) -> Heap[One]:
    return Heap(rows[shown], len(rows))


def _counted(session: Session, ids: Select[Any]) -> int:
    found = ids.order_by(None).limit(MOST_COUNTED + 1).subquery()
    return session.scalar(select(func.count()).select_from(found)) or 0


def _contracts(session: Session, ids: Sequence[int]) -> Sequence[Contract]:
    return rows_of(session, ids, (joinedload(Contract.owner), selectinload(Contract.parties)))


NOTHING: Heap[Any] = Heap((), 0)


def reviews_awaiting(session: Session, staff: Staff) -> Sequence[ReviewRequest]:
    """Return the 審査依頼 that nobody has taken up or this person has, and theirs that ask them back."""
    me = staff.user.id
    asked_back = and_(ReviewRequest.state == ReviewState.ASKING, ReviewRequest.requester_id == me)
    waits = [asked_back]
    if staff.may(Permission.REVIEW):
        at_us = ReviewRequest.state.in_((ReviewState.RECEIVED, ReviewState.REVIEWING))
        waits.append(and_(at_us, or_(ReviewRequest.assignee_id.is_(None), ReviewRequest.assignee_id == me)))
    query = select(ReviewRequest).where(may_see_review(staff), or_(*waits))
    by_date = ReviewRequest.due_on.is_(None), ReviewRequest.due_on, ReviewRequest.id
    return session.scalars(query.options(joinedload(ReviewRequest.requester)).order_by(*by_date)).all()


def remarks_awaiting(session: Session, staff: Staff) -> Sequence[ExternalComment]:
    """Return what was said last from outside, until it is answered or the sharing ends.

    内容を了承 asks for nothing more once the contract has gone on its way.
    """
    if not staff.may(Permission.REVIEW):
        return []
    shares = session.scalars(
        select(VersionShare.id).where(VersionShare.created_by_id == staff.user.id, _is_open(session))
    ).all()
    if not shares:
        return []
    later = aliased(ExternalComment)
    is_last = ~exists().where(later.share_id == ExternalComment.share_id, later.id > ExternalComment.id)
    is_said_outside = and_(ExternalComment.user_id.is_(None), is_last)
    asks = or_(ExternalComment.kind != ExternalKind.AGREED, Contract.stage.in_(OURS_NOW))
    query = (
        select(ExternalComment)
        .join(VersionShare, VersionShare.id == ExternalComment.share_id)
        .join(Contract, Contract.id == VersionShare.contract_id)
        .where(ExternalComment.share_id.in_(shares), is_said_outside, asks)
        .where(may_see(staff), Contract.stage.not_in(ENDED))
    )
    shared = joinedload(ExternalComment.share).joinedload(VersionShare.contract)
    return session.scalars(query.options(shared).order_by(ExternalComment.at, ExternalComment.id)).all()


def _is_open(session: Session) -> ColumnElement[bool]:
    """`contracts.sharing.state_of` of a link that can still be answered and ended."""
    return and_(
        VersionShare.revoked_at.is_(None),
        VersionShare.expires_at > now_of(session),
        VersionShare.code_tries < MOST_CODE_TRIES,
    )
