"""What the tax law wants transactions found by (電子帳簿保存法施行規則第2条第6項第5号; LW-17)."""

from datetime import date, datetime
from enum import StrEnum

from contracts.life import civil_day


class Lacking(StrEnum):
    """What a contract can be without; TAX_KEY is any of 取引年月日, 金額 and 相手方.

    An amount that somebody said does not exist is no value, but no omission either (LW-21).
    """

    TAX_KEY = "tax_key"
    TRADED_ON = "traded_on"
    AMOUNT = "amount"
    COUNTERPARTY = "counterparty"
    STARTS_ON = "starts_on"
    ENDS_ON = "ends_on"


def traded_on(agreed_on: date | None, concluded_at: datetime | None) -> date | None:
    """Return 取引年月日: the 締結日 that the document names, else the day of the conclusion in Japan."""
    if agreed_on is not None:
        return agreed_on
    return civil_day(concluded_at) if concluded_at is not None else None
