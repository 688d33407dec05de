"""The letters of the watch, as their reader may see things when they are sent, and what became of them."""

from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from contracts.letters import Letter
from contracts.life import A_DAY, civil_day
from contracts.roles import Role
from contracts.watching import Anchor, Fulfilment, Mailed, window
from database.contract import Contract
from database.engine import Database
from database.letters.contacting import with_contacts
from database.letters.sealed import Written, to_colleague
from database.people import Organization
from database.queries.colleagues import as_staff
from database.queries.coming_deadlines import DeadlineKind, coming_deadlines, deadlines_by_month
from database.queries.contracts import may_see
from database.queries.preferences import preferences_of
from database.queries.watch_ledger import figures_of
from database.watch_rounds import Calendars, file_due
from database.watched import DeadlineReminder, WatchedMail

MOST_LINES = 100
COUNTED_MONTHS = 2
Facts = dict[str, object]


class WatchDesk:
    """`calendars` makes the calendar of an organisation from its own days off."""

    def __init__(self, database: Database, base_url: str, calendars: Calendars) -> None:
        self._database = database
        self._base_url = base_url
        self._calendars = calendars

    def file_due(self, at: datetime) -> int:
        return file_due(self._database, at, self._calendars)

    def untold(self) -> list[str]:
        """Return the mails that are filed and not told, the oldest promise first."""
        query = select(WatchedMail.public_id).where(WatchedMail.told_at.is_(None))
        with self._database.reading() as session:
            return list(session.scalars(query.order_by(WatchedMail.planned_at, WatchedMail.id)))

    def letter(self, public_id: str) -> Letter | None:
        """Return the letter; None: told already, or there is nothing (left) to say to this person."""
        with self._database.reading() as session:
            row = _untold(session, public_id)
            facts = self._facts(session, row) if row is not None else None
            if row is None or facts is None:
                return None
            company = session.get_one(Organization, row.organization_id).name
            due = to_colleague(row.user, company, Written(row.kind, row.public_id, facts))
            return next(iter(with_contacts(session, row.organization_id, [one.letter for one in due])), None)

    def told(self, public_id: str, fate: str, at: datetime) -> None:
        """Keep what became of it, an empty fate for nothing to say; a second telling changes nothing."""
        with self._database.writing() as session:
            row = _untold(session, public_id)
            if row is not None:
                row.told_at, row.fate = at, fate or Fulfilment.NOTHING.value

    def _facts(self, session: Session, row: WatchedMail) -> Facts | None:
        if row.kind == Mailed.REPORT:
            return _report(session, row, self._base_url, self._calendars)
        write = _digest if row.kind == Mailed.DIGEST else _reminder
        return write(session, row, self._base_url)


def _digest(session: Session, row: WatchedMail, base_url: str) -> Facts | None:
    """An owner is told of their own contracts, an administrator of all that they may see (MK-16, MK-20)."""
    staff = as_staff(session, row.user)
    begin = date.fromisoformat(f"{row.occasion}-01")
    months = preferences_of(session, row.organization_id).digest_months
    found = coming_deadlines(session, staff, window(begin, months), [DeadlineKind.NOTICE])
    if row.user.role != Role.ADMINISTRATOR:
        found = [one for one in found if one.contract.owner_id == row.user_id]
    if not found:
        return None
    spans = [window(window(begin, ahead + 1)[1], 1) for ahead in range(COUNTED_MONTHS)]
    counts = deadlines_by_month(session, staff, DeadlineKind.NOTICE, spans)
    return {
        "first_on": window(begin, months)[0].isoformat(),
        "last_on": window(begin, months)[1].isoformat(),
        "lines": [_line(one.contract, base_url) for one in found[:MOST_LINES]],
        "left_out": max(0, len(found) - MOST_LINES),
        "months": [
            {"year": first.year, "month": first.month, "count": counts[first]} for first, _last in spans
        ],
        "list_url": f"{base_url}/deadlines/notices?from={begin}",
        "page_url": f"{base_url}/deadlines",
    }


def _line(contract: Contract, base_url: str) -> Facts:
    return {
        "title": contract.title,
        "number": contract.number or "",
        "counterparties": "、".join(one.company or one.name for one in contract.parties if not one.own),
        "notice_by": contract.notice_by.isoformat() if contract.notice_by else "",
        "ends_on": contract.ends_on.isoformat() if contract.ends_on else "",
        "owner": contract.owner.name,
        "url": f"{base_url}/contracts/{contract.public_id}",
    }


def _reminder(session: Session, row: WatchedMail, base_url: str) -> Facts | None:
    reminder_id, _, anchor_on = row.occasion.partition(":")
    reminder = session.scalars(
        select(DeadlineReminder).where(DeadlineReminder.public_id == reminder_id)
    ).one()
    seen = select(Contract).where(Contract.id == reminder.contract_id, may_see(as_staff(session, row.user)))
    contract = session.scalars(seen).first()
    if contract is None or reminder.removed_at is not None:
        return None
    standing = getattr(contract, Anchor(reminder.anchor).value)
    if standing is None or standing.isoformat() != anchor_on:
        return None
    line = _line(contract, base_url)
    return {
        "contract_title": contract.title,
        "contract_number": contract.number or "",
        "counterparties": line["counterparties"],
        "is_notice": reminder.anchor == Anchor.NOTICE,
        "deadline_on": anchor_on,
        "period": reminder.period,
        "owner_name": contract.owner.name,
        "page_url": line["url"],
    }


def _report(session: Session, row: WatchedMail, base_url: str, calendars: Calendars) -> Facts:
    """The figures are of what this administrator may see: 親展 shows in no count (MK-79)."""
    figures = figures_of(session, as_staff(session, row.user), row.planned_at, calendars)
    return {
        "first_on": civil_day(figures.span.since).isoformat(),
        "last_on": civil_day(figures.span.until - A_DAY).isoformat(),
        "sent": figures.counts[Fulfilment.SENT],
        "late": figures.counts[Fulfilment.LATE],
        "undelivered": figures.counts[Fulfilment.UNDELIVERED],
        "missed": figures.counts[Fulfilment.MISSED],
        "planned": figures.planned,
        "page_url": f"{base_url}/deadline-watch",
        "settings_url": f"{base_url}/preferences",
    }


def _untold(session: Session, public_id: str) -> WatchedMail | None:
    query = select(WatchedMail).where(WatchedMail.public_id == public_id, WatchedMail.told_at.is_(None))
    return session.scalars(query.options(joinedload(WatchedMail.user))).first()
