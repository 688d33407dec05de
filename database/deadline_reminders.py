"""契約ごとのリマインド: n日前, nか月前, n年前 of a contract's end or its notice deadline (MK-18)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, selectinload

from contracts.life import civil_day
from contracts.periods import Period, period_from
from contracts.refusals import Refused
from contracts.watching import Anchor, reminded_at, reminded_on
from database.audit import Told, append_audit
from database.contract import Contract
from database.engine import now_of
from database.metadata_change import MetadataChange
from database.people import User
from database.queries.coming_deadlines import OVER
from database.queries.contracts import may_see
from database.sessions import Staff
from database.watched import DeadlineReminder

MOST_OF_A_CONTRACT = 10
MOST_SHOWN = 20
MOVING = ("ends_on", "notice", "auto_renews", "renews_for")
"""The items whose change moves a reminder."""
EVER = datetime(1, 1, 2, tzinfo=UTC)
IsDayOff = Callable[[date], bool]


class TooManyReminders(Refused):
    """A contract has as many reminders as it may have."""

    code = "too_many_reminders"


@dataclass(frozen=True, slots=True)
class Reminded:
    """A reminder with the day it warns of and the day it comes up; both None without the former."""

    reminder: DeadlineReminder
    anchor: date | None
    day: date | None

    def is_up(self, today: date) -> bool:
        """Whether it shows: from its day to the day it warns of."""
        return bool(self.day and self.anchor and self.day <= today <= self.anchor)


def reminder_days(reminder: DeadlineReminder, contract: Contract, is_day_off: IsDayOff) -> Reminded:
    anchor: date | None = getattr(contract, Anchor(reminder.anchor).value)
    if anchor is None or contract.life in OVER:
        return Reminded(reminder, None, None)
    return Reminded(reminder, anchor, reminded_on(anchor, period_from(reminder.period), is_day_off))


def reminders_of(session: Session, contract: Contract, is_day_off: IsDayOff) -> list[Reminded]:
    query = select(DeadlineReminder).where(
        DeadlineReminder.contract_id == contract.id, DeadlineReminder.removed_at.is_(None)
    )
    rows = session.scalars(query.order_by(DeadlineReminder.id))
    return [reminder_days(row, contract, is_day_off) for row in rows]


def reminded_contracts(
    session: Session, staff: Staff, is_day_off: IsDayOff, most: int = MOST_SHOWN
) -> list[Reminded]:
    """Return what comes up today for this person, by the day it warns of."""
    today = civil_day(now_of(session))
    parties = selectinload(DeadlineReminder.contract).selectinload(Contract.parties)
    query = standing().where(may_see(staff)).options(parties)
    found = [reminder_days(row, row.contract, is_day_off) for row in session.scalars(query)]
    up = [one for one in found if one.is_up(today)]
    return sorted(up, key=lambda one: (one.anchor or date.max, one.reminder.id))[:most]


def standing() -> Select[DeadlineReminder]:
    """Return the reminders that can come up: those of contracts that live."""
    return (
        select(DeadlineReminder)
        .join(Contract, Contract.id == DeadlineReminder.contract_id)
        .where(DeadlineReminder.removed_at.is_(None), Contract.life.not_in(OVER))
    )


def set_reminder(
    session: Session, contract: Contract, user: User, wanted: tuple[Anchor, Period, bool]
) -> bool:
    """Set a reminder, by mail too if wanted; False where the same stands already. Raises TooManyReminders."""
    anchor, period, by_mail = wanted
    standing_ones = [one.reminder for one in reminders_of(session, contract, lambda _day: False)]
    if any((one.anchor, one.period) == (anchor.value, period.spelled) for one in standing_ones):
        return False
    if len(standing_ones) >= MOST_OF_A_CONTRACT:
        raise TooManyReminders(most=MOST_OF_A_CONTRACT)
    row = DeadlineReminder(
        organization_id=contract.organization_id,
        contract_id=contract.id,
        anchor=anchor.value,
        period=period.spelled,
        by_mail=by_mail,
        by_id=user.id,
        created_at=now_of(session),
    )
    session.add(row)
    session.flush()
    _tell(session, contract, user, "deadline_reminder_set", row)
    return True


def remove_reminder(session: Session, contract: Contract, user: User, public_id: str) -> bool:
    """Take a reminder away; False where none of the contract's stands under this id."""
    query = select(DeadlineReminder).where(
        DeadlineReminder.contract_id == contract.id,
        DeadlineReminder.public_id == public_id,
        DeadlineReminder.removed_at.is_(None),
    )
    row = session.scalars(query).first()
    if row is None:
        return False
    row.removed_at = now_of(session)
    _tell(session, contract, user, "deadline_reminder_removed", row)
    return True


def planned_mails(
    session: Session, organization_id: int, is_day_off: IsDayOff
) -> list[tuple[Reminded, datetime]]:
    """Return every reminder of the organisation that is mailed, with the instant at which it is due."""
    wanted = DeadlineReminder.by_mail.is_(True)
    query = standing().where(DeadlineReminder.organization_id == organization_id, wanted)
    rows = session.scalars(query.options(selectinload(DeadlineReminder.contract))).all()
    moved = _moved_at(session, organization_id)
    found = [reminder_days(row, row.contract, is_day_off) for row in rows]
    return [
        (one, reminded_at(one.day, max(one.reminder.created_at, moved.get(one.reminder.contract_id, EVER))))
        for one in found
        if one.day is not None
    ]


def _moved_at(session: Session, organization_id: int) -> Mapping[int, datetime]:
    """Return when the days of a contract with reminders were changed last."""
    reminding = select(DeadlineReminder.contract_id).where(
        DeadlineReminder.organization_id == organization_id, DeadlineReminder.removed_at.is_(None)
    )
    query = select(MetadataChange.contract_id, func.max(MetadataChange.at)).where(
        MetadataChange.contract_id.in_(reminding), MetadataChange.item.in_(MOVING)
    )
    return {row[0]: row[1] for row in session.execute(query.group_by(MetadataChange.contract_id))}


def _tell(session: Session, contract: Contract, user: User, code: str, row: DeadlineReminder) -> None:
    facts: dict[str, str | int] = {"anchor": row.anchor, "period": row.period, "by_mail": int(row.by_mail)}
    told = Told(code, user.public_id, contract.public_id, facts)
    append_audit(session, contract.organization_id, told, now_of(session))
