from datetime import UTC, date, datetime

import pytest

from contracts.keeping import last_day_to_keep, may_keep

MAILED = datetime(2026, 11, 1, 14, 59, tzinfo=UTC)  # 23:59 on 1 November in Japan
LAST_SECOND = datetime(2026, 12, 1, 14, 59, 59, tzinfo=UTC)  # 23:59:59 on day 30 in Japan
MIDNIGHT = datetime(2026, 12, 1, 15, 0, tzinfo=UTC)


@pytest.mark.shows("GM-27", "CF-01")
def test_day_thirty_works_until_midnight_in_japan_and_day_thirty_one_does_not() -> None:
    assert last_day_to_keep(MAILED, 30) == date(2026, 12, 1)
    assert may_keep(MAILED, 30, LAST_SECOND)
    assert not may_keep(MAILED, 30, MIDNIGHT)
