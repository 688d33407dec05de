"""承認の代理: who may decide in an approver's place, and on which days (MK-48)."""

from datetime import date

from contracts.refusals import Refused

LONGEST_DAYS = 366
"""Both days counted: a year, a leap year too."""


class DelegateIsOneself(Refused):
    code = "delegate_is_oneself"


class DelegationIsOver(Refused):
    code = "delegation_is_over"


class DelegationTooLong(Refused):
    code = "delegation_too_long"


def require_delegation(person: str, delegate: str, days: tuple[date, date], today: date) -> None:
    """`days` are the first and the last, in Japan as `today`; several delegations may overlap."""
    first, last = days
    if delegate == person:
        raise DelegateIsOneself
    if last < first or last < today:
        raise DelegationIsOver
    if (last - first).days >= LONGEST_DAYS:
        raise DelegationTooLong
