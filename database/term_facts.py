"""契約期間 as SQL holds it, with the days on which somebody is asked to decide (MK-13, MK-22)."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from contracts.life import Life, civil_day
from contracts.messages import TermDates
from contracts.metadata import ANSWER, YES, Item
from contracts.periods import PeriodUnreadable
from contracts.renewal import AskingDays, asking_days, deadline_of, period_or_none
from database.contract import Contract
from database.drafting.scheduling import company_holidays
from database.engine import now_of
from database.queries.preferences import preferences_of
from database.term_items import READ

Calendars = Callable[[Iterable[date]], Callable[[date], bool]]
"""From a company's own days off to what tells whether a day is one."""


def term_dates_of(
    session: Session, public_id: str, alert_days: Sequence[int], calendars: Calendars
) -> TermDates:
    """Return what the engine goes by from now on; a deadline that has passed is asked of no more."""
    contract = session.scalars(select(Contract).where(Contract.public_id == public_id)).one()
    ask_on, escalate_on = _asked_on(session, contract, calendars)
    return TermDates(
        starts_on=_iso(contract.starts_on),
        ends_on=_iso(contract.ends_on),
        alert_days=list(alert_days),
        auto_renews=READ[Item.AUTO_RENEWS](contract),
        renews_for=_readable(contract.renews_for),
        notice=_readable(contract.notice_period),
        ending=READ[Item.ENDING](contract) == YES,
        terminated_on=READ[Item.TERMINATED_ON](contract),
        ask_on=_iso(ask_on),
        escalate_on=_iso(escalate_on),
        answer=READ[ANSWER](contract),
        revision=contract.term_rev,
    )


def untold_terms(session: Session, after: int, most: int) -> Sequence[Contract]:
    """Return, from a row id on, the opened terms of which the engine has not recorded the last change."""
    query = select(Contract).where(
        Contract.term_told < Contract.term_rev,
        Contract.life != Life.UNKNOWN,
        Contract.frozen_at.is_(None),
        Contract.id > after,
    )
    return session.scalars(query.order_by(Contract.id).limit(most)).all()


def _asked_on(session: Session, contract: Contract, calendars: Calendars) -> tuple[date | None, date | None]:
    notice = _readable(contract.notice_period)
    if contract.ends_on is None or not (contract.auto_renews or notice):
        return None, None
    deadline = deadline_of(contract.starts_on, contract.ends_on, period_or_none(notice))
    if deadline < civil_day(now_of(session)):
        return None, None
    held = preferences_of(session, contract.organization_id)
    days = AskingDays(held.renewal_ask_days, held.renewal_escalate_days)
    return asking_days(deadline, days, calendars(company_holidays(held)))


def _readable(spelled: str) -> str:
    """Nothing that was written past the checks may stop the term of a contract."""
    try:
        return spelled if period_or_none(spelled) else ""
    except PeriodUnreadable:
        return ""


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""
