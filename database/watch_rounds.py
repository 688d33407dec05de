"""The morning's round: which mails the watch owes to whom, one row for each (MK-16, MK-18, NX-02)."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from contracts.life import civil_day
from contracts.preferences import Preferences
from contracts.roles import Permission, Role
from contracts.watching import Mailed, newest_first, newest_monday, window
from database.contract import Contract
from database.deadline_reminders import IsDayOff, planned_mails
from database.drafting.scheduling import company_holidays
from database.engine import Database
from database.people import Organization, User
from database.queries.coming_deadlines import DeadlineKind, falls_due
from database.queries.preferences import preferences_of
from database.watched import WatchedMail, WatchRound

Calendars = Callable[[Iterable[date]], IsDayOff]


@dataclass(frozen=True, slots=True)
class Owed:
    """A mail of this kind, about this occasion, to this person, promised for this instant."""

    kind: Mailed
    occasion: str
    user_id: int
    planned_at: datetime
    contract_id: int | None = None


def file_due(database: Database, at: datetime, calendars: Calendars) -> int:
    """File what has come due until `at`, each once however often this is asked; return how many are new."""
    with database.reading() as session:
        organizations = session.scalars(select(Organization.id).order_by(Organization.id)).all()
    filed = 0
    for organization_id in organizations:
        with database.writing() as session:
            filed += _file(session, organization_id, at, calendars)
    return filed


def _file(session: Session, organization_id: int, at: datetime, calendars: Calendars) -> int:
    watch = session.get(WatchRound, organization_id)
    if watch is None:
        watch = WatchRound(organization_id=organization_id, began_at=at, looked_at=at)
        session.add(watch)
    owed = owed_mails(session, watch, at, calendars)
    known = _known(session, organization_id, {one.occasion for one in owed})
    new = [one for one in owed if (one.kind.value, one.occasion, one.user_id) not in known]
    session.add_all(_row(organization_id, one, at) for one in new)
    watch.looked_at = max(watch.looked_at, at)
    return len(new)


def owed_mails(session: Session, watch: WatchRound, at: datetime, calendars: Calendars) -> list[Owed]:
    """Return every mail that is due by `at`, filed or not.

    Of digests and reports nothing is owed of before the watch began, or the person came. The reminder of
    someone who has left goes to those who decide in their stead, as a renewal does.
    """
    held = preferences_of(session, watch.organization_id)
    people = _people(session, watch.organization_id)
    found = [
        *_digests(session, watch.organization_id, held, people, at),
        *_reports(held, people, at),
        *_reminders(session, watch.organization_id, held, at, calendars),
    ]
    joined = {one.id: one.created_at for one in people}
    return [
        one
        for owed in found
        for one in ([owed] if owed.user_id in joined else _in_their_stead(owed, people))
        if one.kind is Mailed.REMINDER or one.planned_at >= max(watch.began_at, joined[one.user_id])
    ]


def _digests(
    session: Session, organization_id: int, held: Preferences, people: Sequence[User], at: datetime
) -> Iterator[Owed]:
    """To whoever answers for a contract of the window, and to the administrators (MK-16, MK-20)."""
    if not held.deadline_digest:
        return
    planned = newest_first(at)
    first, last = window(civil_day(planned), held.digest_months)
    due = select(Contract.owner_id).where(
        Contract.organization_id == organization_id, falls_due(DeadlineKind.NOTICE, first, last)
    )
    owners = set(session.scalars(due.distinct()))
    for user in people:
        if user.id in owners or user.role == Role.ADMINISTRATOR:
            yield Owed(Mailed.DIGEST, f"{first:%Y-%m}", user.id, planned)


def _reports(held: Preferences, people: Sequence[User], at: datetime) -> Iterator[Owed]:
    if not held.watch_report:
        return
    planned = newest_monday(at)
    for user in people:
        if user.role == Role.ADMINISTRATOR:
            yield Owed(Mailed.REPORT, f"{civil_day(planned)}", user.id, planned)


def _reminders(
    session: Session, organization_id: int, held: Preferences, at: datetime, calendars: Calendars
) -> Iterator[Owed]:
    """Of a day that has passed nobody is reminded; a day that moves is reminded of anew (MK-19)."""
    is_day_off = calendars(company_holidays(held))
    for one, planned in planned_mails(session, organization_id, is_day_off):
        if planned <= at and one.anchor is not None and civil_day(at) <= one.anchor:
            row = one.reminder
            occasion = f"{row.public_id}:{one.anchor.isoformat()}"
            yield Owed(Mailed.REMINDER, occasion, row.contract.owner_id, planned, row.contract_id)


def _in_their_stead(owed: Owed, people: Sequence[User]) -> list[Owed]:
    deciding = [one for one in people if Role(one.role).may(Permission.APPROVE)]
    return [replace(owed, user_id=one.id) for one in deciding if owed.kind is Mailed.REMINDER]


def _people(session: Session, organization_id: int) -> Sequence[User]:
    """Return those who may read contracts at all and still work here."""
    query = select(User).where(User.organization_id == organization_id, User.disabled_at.is_(None))
    users = session.scalars(query.order_by(User.id)).all()
    return [one for one in users if Role(one.role).may(Permission.READ)]


def _known(session: Session, organization_id: int, occasions: set[str]) -> set[tuple[str, str, int]]:
    ours = (WatchedMail.organization_id == organization_id, WatchedMail.occasion.in_(occasions))
    query = select(WatchedMail.kind, WatchedMail.occasion, WatchedMail.user_id).where(*ours)
    return {(row[0], row[1], row[2]) for row in session.execute(query)}


def _row(organization_id: int, owed: Owed, at: datetime) -> WatchedMail:
    return WatchedMail(
        organization_id=organization_id,
        kind=owed.kind.value,
        occasion=owed.occasion,
        user_id=owed.user_id,
        contract_id=owed.contract_id,
        planned_at=owed.planned_at,
        filed_at=at,
    )
