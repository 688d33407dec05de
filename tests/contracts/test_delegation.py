"""承認の代理: whom an approver may name, and for which days."""

from datetime import date, timedelta

import pytest

from contracts.delegation import (
    LONGEST_DAYS,
    DelegateIsOneself,
    DelegationIsOver,
    DelegationTooLong,
    require_delegation,
)
from contracts.refusals import Refused

TODAY = date(2026, 4, 1)
LAST = TODAY + timedelta(days=LONGEST_DAYS - 1)


@pytest.mark.shows("MK-48")
@pytest.mark.parametrize(
    ("first", "last"),
    [
        (TODAY, TODAY),
        (TODAY - timedelta(days=3), TODAY),
        (TODAY + timedelta(days=30), TODAY + timedelta(days=31)),
        (TODAY, LAST),
    ],
)
def test_a_delegation_may_begin_on_any_day_and_last_a_year(first: date, last: date) -> None:
    require_delegation("chief", "deputy", (first, last), TODAY)


@pytest.mark.shows("MK-48")
@pytest.mark.parametrize(
    ("first", "last", "refused"),
    [
        (TODAY + timedelta(days=1), TODAY, DelegationIsOver),
        (TODAY - timedelta(days=3), TODAY - timedelta(days=1), DelegationIsOver),
        (TODAY, LAST + timedelta(days=1), DelegationTooLong),
    ],
)
def test_days_that_are_over_or_too_many_are_refused(first: date, last: date, refused: type[Refused]) -> None:
    with pytest.raises(refused):
        require_delegation("chief", "deputy", (first, last), TODAY)


@pytest.mark.shows("MK-48")
def test_nobody_is_their_own_delegate() -> None:
    with pytest.raises(DelegateIsOneself):
        require_delegation("chief", "chief", (TODAY, TODAY), TODAY)
