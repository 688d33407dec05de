"""日次・月次・年次: which backups stay (GM-33)."""

from datetime import UTC, datetime, timedelta

import pytest

from contracts.backup_sets import Keeping, kept

FIRST = datetime(2024, 1, 1, 18, tzinfo=UTC)


@pytest.mark.shows("GM-33")
def test_after_three_years_of_days_there_are_days_months_and_years() -> None:
    moments = [FIRST + timedelta(days=day) for day in range(3 * 365)]
    staying = sorted(kept(moments, Keeping(days=14, months=12, years=10)), reverse=True)
    assert staying[:14] == moments[:-15:-1]
    assert len({(at + timedelta(hours=9)).strftime("%Y-%m") for at in staying}) == 12 + 2
    assert {(at + timedelta(hours=9)).year for at in staying} == {2024, 2025, 2026}
    assert len(staying) == 14 + 11 + 2


def test_of_several_backups_of_a_day_in_japan_the_newest_stays() -> None:
    moments = [datetime(2026, 11, 21, hour, tzinfo=UTC) for hour in (1, 14, 15, 16)]
    assert kept(moments, Keeping(days=2, months=1, years=1)) == {moments[1], moments[3]}


def test_the_newest_stays_whatever_is_asked_for() -> None:
    assert kept([FIRST], Keeping(days=0, months=0, years=0)) == {FIRST}
