"""入力項目: what a party fills in, and which metadata a typed value proposes (domain.md CL-13, AD-20)."""

from enum import StrEnum


class InputKind(StrEnum):
    """フリーテキスト / チェックボックス."""

    TEXT = "text"
    CHECK = "check"


class Meaning(StrEnum):
    """The metadata a value is proposed for; the owner confirms it (CL-52)."""

    NONE = ""
    AGREED_ON = "agreed_on"
    STARTS_ON = "starts_on"
    ENDS_ON = "ends_on"
    RENEWAL_PERIOD = "renewal_period"
    NOTICE_PERIOD = "notice_period"
    ADDRESS = "address"
    COMPANY = "company"
    NAME = "name"
    COURT = "court"
    REMARKS = "remarks"
