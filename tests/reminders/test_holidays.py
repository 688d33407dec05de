"""営業日: what the law and the company call a day off."""

from datetime import date

import pytest

from adapters.holidays import days_off
from contracts.sending_hours import hours_from

COMPANY = [date(2026, 12, 30), date(2026, 8, 13), date(2025, 12, 30)]


@pytest.mark.shows("UX-06")
@pytest.mark.parametrize(
    ("day", "is_open"),
    [
        (date(2026, 5, 1), True),
        (date(2026, 5, 2), False),
        (date(2026, 5, 6), False),
        (date(2026, 5, 7), True),
        (date(2026, 9, 22), False),
        (date(2027, 3, 22), False),
        (date(2026, 8, 13), False),
        (date(2026, 12, 30), False),
        (date(2026, 12, 28), True),
    ],
)
def test_weekends_holidays_their_substitutes_and_the_companys_own_days_are_no_business_days(
    day: date, *, is_open: bool
) -> None:
    hours = hours_from("08:30-21:00", frozenset(days_off(date(2026, 4, 1), COMPANY)))
    assert hours is not None
    assert hours.is_business_day(day) is is_open


def test_only_days_to_come_are_told_and_each_once() -> None:
    told = days_off(date(2026, 4, 1), [*COMPANY, date(2026, 5, 5)])
    assert told == sorted(set(told))
    assert told[0] == date(2026, 4, 29)


@pytest.mark.parametrize("spelled", ["", "08:30", "21:00-08:30", "8-21", "08:30-08:30", "あさ-よる"])
def test_hours_that_say_nothing_mean_any_time(spelled: str) -> None:
    assert hours_from(spelled, frozenset()) is None
