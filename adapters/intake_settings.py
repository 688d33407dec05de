"""受付: by which doors mails and Slack commands come in; each is shut until its secret is set (MK-44)."""

from typing import TypedDict

from adapters.given import Given, SettingRefused
from contracts.mail_address import is_address

SHORTEST_SECRET = 16


class IntakeSettings(TypedDict):
    inbound_mail_key: str
    intake_address: str
    mail_checked_by: str
    slack_signing_secret: str


def intake_settings(given: Given) -> IntakeSettings:
    """Raise SettingRefused for a key that could be guessed, or an address that is none."""
    return {
        "inbound_mail_key": _secret("WARIFU_INBOUND_MAIL_KEY", given),
        "intake_address": _address("WARIFU_INTAKE_ADDRESS", given),
        "mail_checked_by": given.text("WARIFU_MAIL_CHECKED_BY"),
        "slack_signing_secret": _secret("WARIFU_SLACK_SIGNING_SECRET", given),
    }


def _secret(name: str, given: Given) -> str:
    value = given.text(name)
    if value and len(value) < SHORTEST_SECRET:
        raise SettingRefused(name, f"must have at least {SHORTEST_SECRET} characters.")
    return value


def _address(name: str, given: Given) -> str:
    value = given.text(name)
    if value and not is_address(value):
        raise SettingRefused(name, "must be a mail address.", value)
    return value
