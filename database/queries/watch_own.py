"""The mails of the watch itself: filed, told, still to come, or never filed at all (NX-02)."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session, joinedload

from contracts.preferences import Preferences
from contracts.watching import (
    Fulfilment,
    Mailed,
    Outcomes,
    fulfilment,
    newest_first,
    newest_monday,
    next_morning,
)
from database.contract import Contract
from database.deadline_reminders import planned_mails
from database.drafting.scheduling import company_holidays
from database.queries.contracts import may_see
from database.queries.preferences import preferences_of
from database.queries.watch_promise import MOST, Promise, Span
from database.sessions import Staff
from database.watch_rounds import Calendars, owed_mails
from database.watched import WatchedMail, WatchRound

UNTOLD = Outcomes(None)
AT_ONCE = 500
Seen = dict[int, Contract]


def own_promises(session: Session, staff: Staff, span: Span, calendars: Calendars) -> Iterator[Promise]:
    """Yield the mails of the organisation's watch; those about a contract only if the person may see it."""
    filed = _filed(session, staff, span)
    yield from filed
    yield from _unfiled(session, staff, span, calendars)
    yield from _to_come(session, staff, span, calendars)


def watch_of(session: Session, staff: Staff) -> WatchRound | None:
    """Return when the organisation's deadlines were looked after last; None before the first time."""
    return session.get(WatchRound, staff.organization.id)


def _filed(session: Session, staff: Staff, span: Span) -> list[Promise]:
    seen = select(Contract.id).where(may_see(staff))
    query = (
        select(WatchedMail)
        .where(
            WatchedMail.organization_id == staff.organization.id,
            WatchedMail.planned_at >= span.since,
            WatchedMail.planned_at < span.until,
            or_(WatchedMail.contract_id.is_(None), WatchedMail.contract_id.in_(seen)),
        )
        .options(joinedload(WatchedMail.user))
        .order_by(WatchedMail.planned_at.desc(), WatchedMail.id)
        .limit(MOST)
    )
    rows = session.scalars(query).all()
    contracts = _contracts(session, {row.contract_id for row in rows if row.contract_id})
    return [
        Promise(
            row.planned_at,
            row.kind,
            fulfilment(row.planned_at, span.now, Outcomes(row.told_at, row.fate)),
            row.told_at,
            contracts.get(row.contract_id or 0),
            row.user.name,
        )
        for row in rows
    ]


def _unfiled(session: Session, staff: Staff, span: Span, calendars: Calendars) -> Iterator[Promise]:
    """What the morning's round should have filed by now and has not: the round itself does not run."""
    watch = watch_of(session, staff)
    if watch is None or span.since > span.now:
        return
    owed = owed_mails(session, watch, span.now, calendars)
    new = [one for one in owed if span.holds(one.planned_at) and one.planned_at > watch.looked_at]
    seen = _seen(session, staff, [one.contract_id for one in new if one.contract_id])
    for one in new:
        if one.contract_id is None or one.contract_id in seen:
            state = fulfilment(one.planned_at, span.now, UNTOLD)
            yield Promise(one.planned_at, one.kind.value, state, contract=seen.get(one.contract_id or 0))


def _to_come(session: Session, staff: Staff, span: Span, calendars: Calendars) -> Iterator[Promise]:
    held = preferences_of(session, staff.organization.id)
    for kind, planned in _regular(held, span):
        yield Promise(planned, kind.value, Fulfilment.PLANNED)
    is_day_off = calendars(company_holidays(held))
    mails = planned_mails(session, staff.organization.id, is_day_off)
    coming = [(one, at) for one, at in mails if at > span.now and span.holds(at)]
    seen = _seen(session, staff, [one.reminder.contract_id for one, _at in coming])
    for one, planned in coming:
        if one.reminder.contract_id in seen:
            contract = one.reminder.contract
            yield Promise(planned, Mailed.REMINDER.value, Fulfilment.PLANNED, contract=contract)


def _regular(held: Preferences, span: Span) -> Iterator[tuple[Mailed, datetime]]:
    """Yield the mornings to come on which the digest or the report goes out."""
    at = next_morning(max(span.now, span.since))
    while at < span.until:
        if held.deadline_digest and newest_first(at) == at:
            yield Mailed.DIGEST, at
        if held.watch_report and newest_monday(at) == at:
            yield Mailed.REPORT, at
        at = next_morning(at)


def _seen(session: Session, staff: Staff, ids: Sequence[int]) -> Seen:
    found: Seen = {}
    for first in range(0, len(ids), AT_ONCE):
        query = select(Contract).where(Contract.id.in_(ids[first : first + AT_ONCE]), may_see(staff))
        found |= {one.id: one for one in session.scalars(query)}
    return found


def _contracts(session: Session, ids: set[int]) -> Seen:
    query = select(Contract).where(Contract.id.in_(ids))
    return {one.id: one for one in session.scalars(query)}
