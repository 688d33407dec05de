"""更新判断: which contracts wait for it, and what one of them says of its renewal (MK-22)."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, and_, or_, select
from sqlalchemy.orm import Session

from contracts.life import RUNNING, Life, civil_day
from contracts.periods import PeriodUnreadable
from contracts.renewal import Answer, Clause, deadline_of, period_or_none, rolled
from contracts.roles import Permission
from database.contract import Contract
from database.engine import now_of
from database.people import User
from database.queries.contracts import may_see
from database.sessions import Staff


def awaiting_renewal(staff: Staff) -> Select[Any]:
    """Return what this person must decide on: their own contracts, and those that came up to them."""
    mine = [Contract.owner_id == staff.user.id]
    if staff.may(Permission.APPROVE):
        gone = select(User.id).where(User.disabled_at.is_not(None))
        mine += [Contract.renewal_escalated_at.is_not(None), Contract.owner_id.in_(gone)]
    here, is_open = Contract.organization_id == staff.organization.id, Contract.life == Life.DECIDING
    by_life = Contract.id.in_(select(Contract.id).where(here, is_open).correlate(None))  # not all that end
    undecided = and_(by_life, Contract.renewal_answer == "")
    ends = Contract.ends_on.is_not(None)  # the life of one that lost its end follows within half a minute
    query = select(Contract.id).where(may_see(staff), undecided, ends, or_(*mine))
    return query.order_by(Contract.notice_by, Contract.ends_on, Contract.id)


@dataclass(frozen=True, slots=True)
class RenewalView:
    """What is known of one contract's renewal; `decide_by` None: there is nothing to decide.

    `next_ends_on` is the end after one renewal, where it renews by itself. `answered` also when 終了予定.
    """

    clause: Clause
    decide_by: date | None
    next_ends_on: date | None
    answer: Answer
    days_left: int
    is_open: bool

    @property
    def will_roll(self) -> bool:
        return self.clause.rolls and self.answer is not Answer.END


def renewal_of(session: Session, contract: Contract) -> RenewalView:
    clause = clause_of(contract)
    answer = Answer(contract.renewal_answer)
    if contract.ends_on is None or contract.terminated_on or not clause.asks:
        return RenewalView(clause, None, None, answer, 0, is_open=False)
    today = civil_day(now_of(session))
    decide_by = deadline_of(contract.starts_on, contract.ends_on, clause.notice)
    is_open = contract.life in {Life.NOT_STARTED, *RUNNING} and today <= decide_by
    following = rolled(contract.ends_on, clause) if clause.auto and clause.renews_for else None
    return RenewalView(clause, decide_by, following, answer, max(0, (decide_by - today).days), is_open)


def clause_of(contract: Contract) -> Clause:
    try:
        periods = period_or_none(contract.renews_for), period_or_none(contract.notice_period)
    except PeriodUnreadable:
        periods = None, None
    return Clause(contract.auto_renews, *periods, ending=contract.ending)
