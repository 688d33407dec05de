"""Until when a timestamp is in time: おおむね7営業日, or the business cycle and then 7 (LW-28).

電子帳簿保存法施行規則4条1項2号 for 電子取引, 2条6項1号・2号 for スキャナ保存; the circular reads 速やかに as
about seven business days, and 業務の処理に係る通常の期間 as two months at the longest.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from contracts.periods import Period, Unit, after

A_DAY = timedelta(days=1)
USUAL_DAYS, LONGEST_DAYS, LONGEST_MONTHS = 7, 7, 2

IsBusinessDay = Callable[[date], bool]


@dataclass(frozen=True, slots=True)
class StampTerm:
    """`days` are business days, which follow `months` of the business cycle (0 to 2)."""

    days: int = USUAL_DAYS
    months: int = 0


def last_day_to_stamp(given: date, term: StampTerm, is_business_day: IsBusinessDay) -> date:
    """Return the last day on which a stamp is in time; the day of receipt does not count (民法140条)."""
    day = after(given, Period(term.months, Unit.MONTH)) if term.months else given
    left = term.days
    while left:
        day += A_DAY
        left -= is_business_day(day)
    return day


def business_days_taken(given: date, stamped: date, is_business_day: IsBusinessDay) -> int:
    """Return how many business days after `given` the stamp came; 0 on the day itself or before."""
    days = max((stamped - given).days, 0)
    return sum(is_business_day(given + timedelta(days=n)) for n in range(1, days + 1))
