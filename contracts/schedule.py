"""When a contract is answered and who is reminded: what the sender fixed, as the state holds it (MK-56)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from contracts import refusals
from contracts.acts import Submit
from contracts.events import ContractSubmitted
from contracts.life import civil_day
from contracts.reminders import BANDS, PRESETS, Preset, Reminding, end_of
from contracts.sending_hours import SendingHours, hours_from

USUAL_BAND = time.fromisoformat(BANDS[0])
LONGEST_DAYS = 365
"""Days ahead that a last day may lie (CF-01)."""


@dataclass(frozen=True, slots=True)
class Schedule:
    """`last_day` is the overall deadline; `hours` are None when one may be written to at any time."""

    reminding: Reminding = Reminding.NONE
    band: time = USUAL_BAND
    hours: SendingHours | None = None
    last_day: date | None = None
    stopped: bool = False

    @property
    def preset(self) -> Preset:
        return PRESETS[Reminding.NONE if self.stopped else self.reminding]

    @property
    def sends_at(self) -> time:
        return self.preset.at or self.band

    def sendable_from(self, at: datetime, until: datetime) -> datetime:
        """Return when a reminder may go out, from `at` on: not at night or on a day off, unless too late."""
        opening = self.hours.next_opening(at) if self.hours else at
        return opening if opening < until else at


UNSCHEDULED = Schedule()


def schedule_of(event: ContractSubmitted) -> Schedule:
    """Return the schedule; what cannot be read counts as not fixed."""
    days_off = frozenset(day for each in event.days_off if (day := day_of(each)))
    known = event.reminders in set(Reminding)
    return Schedule(
        reminding=Reminding(event.reminders) if known else Reminding.NONE,
        band=_time_of(event.remind_at) or USUAL_BAND,
        hours=hours_from(event.hours, days_off),
        last_day=day_of(event.last_day),
    )


def answer_until(days: Iterable[date | None], now: datetime, link_days: int) -> datetime:
    """Return until when one asked `now` may answer: the earlier day, or so many days from now (MK-56, MK-49).

    A day that has passed, while the sender revised or a timestamp was awaited, counts no more.
    """
    ahead = [day for day in days if day and day >= civil_day(now)]
    return end_of(min(ahead)) if ahead else now + timedelta(days=link_days)


def require_schedule(act: Submit, now: datetime) -> None:
    """Refuse days that cannot be read, have passed or lie too far ahead, and reminders nobody knows."""
    if act.reminders not in set(Reminding):
        raise refusals.RemindersUnknown
    for spelled in (act.last_day, *(plan.answer_by for plan in act.parties)):
        if spelled:
            require_day(spelled, now)


def require_day(spelled: str, now: datetime) -> date:
    day = day_of(spelled)
    if day is None:
        raise refusals.DayUnreadable
    if day < civil_day(now):
        raise refusals.DeadlinePassed
    if day > civil_day(now) + timedelta(days=LONGEST_DAYS):
        raise refusals.LinkDaysOutOfRange(longest=LONGEST_DAYS)
    return day


def day_of(spelled: str) -> date | None:
    try:
        return date.fromisoformat(spelled)
    except ValueError:
        return None


def _time_of(spelled: str) -> time | None:
    try:
        return time.fromisoformat(spelled)
    except ValueError:
        return None
