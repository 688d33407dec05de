"""送信時間帯: nobody is reminded at night or on a day off (NX-10); which days are business days (UX-06)."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from contracts.reasons import JST

A_DAY = timedelta(days=1)
SATURDAY = 5


@dataclass(frozen=True, slots=True)
class SendingHours:
    """Open on business days from `opens` to `closes` in Japan; `days_off` are those beside weekends."""

    opens: time
    closes: time
    days_off: frozenset[date] = frozenset()

    def next_opening(self, at: datetime) -> datetime:
        """Return `at` itself when it is open then, or when it opens next."""
        local = at.astimezone(JST)
        day, hour = local.date(), local.time()
        if self.is_business_day(day) and self.opens <= hour < self.closes:
            return at
        day = day if hour < self.opens else day + A_DAY
        while not self.is_business_day(day):
            day += A_DAY
        return datetime.combine(day, self.opens, JST)

    def is_business_day(self, day: date) -> bool:
        return day.weekday() < SATURDAY and day not in self.days_off


def hours_from(spelled: str, days_off: frozenset[date]) -> SendingHours | None:
    """Return the hours that e.g. `08:30-21:00` means; None, for any time, when it means none."""
    opens, _, closes = spelled.partition("-")
    try:
        hours = SendingHours(time.fromisoformat(opens), time.fromisoformat(closes), days_off)
    except ValueError:
        return None
    return hours if hours.opens < hours.closes else None
