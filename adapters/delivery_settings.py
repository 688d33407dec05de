"""How mails and SMS leave: kept in the outbox of this machine, or handed to a service."""

from typing import Literal, TypedDict, cast

from adapters.given import Given, SettingRefused, web_address
from adapters.reports import webhook_key

Mailing = Literal["outbox", "sendgrid"]
Texting = Literal["off", "outbox", "twilio"]

SENDGRID = "https://api.sendgrid.com"
TWILIO = "https://api.twilio.com"
MAILED = "WARIFU_MAIL is sendgrid"
TEXTED = "WARIFU_SMS is twilio"


class DeliverySettings(TypedDict):
    mail: Mailing
    sendgrid_key: str
    sendgrid_url: str
    sendgrid_webhook_key: str
    mail_from: str
    sms: Texting
    twilio_account: str
    twilio_token: str
    twilio_from: str
    twilio_url: str


def delivery_settings(given: Given) -> DeliverySettings:
    """Raise SettingRefused for a service without what it asks for."""
    mail = cast("Mailing", given.one_of("WARIFU_MAIL", ("outbox", "sendgrid")))
    sms = _sms(mail, given)
    is_texted = sms == "twilio"
    return {
        "mail": mail,
        "sendgrid_key": _required_when(mail == "sendgrid", "WARIFU_SENDGRID_KEY", given, MAILED),
        "sendgrid_url": _service_url("WARIFU_SENDGRID_URL", SENDGRID, given),
        "sendgrid_webhook_key": _webhook_key(given),
        "mail_from": _mail_from(mail, given),
        "sms": sms,
        "twilio_account": _required_when(is_texted, "WARIFU_TWILIO_ACCOUNT", given, TEXTED),
        "twilio_token": _required_when(is_texted, "WARIFU_TWILIO_TOKEN", given, TEXTED),
        "twilio_from": _required_when(is_texted, "WARIFU_TWILIO_FROM", given, TEXTED),
        "twilio_url": _service_url("WARIFU_TWILIO_URL", TWILIO, given),
    }


def _sms(mail: Mailing, given: Given) -> Texting:
    """While mails stay on this machine, SMS stay there too."""
    kinds = ("outbox", "off", "twilio") if mail == "outbox" else ("off", "outbox", "twilio")
    return cast("Texting", given.one_of("WARIFU_SMS", kinds))


def _service_url(name: str, default: str, given: Given) -> str:
    url = given.text(name, default)
    web_address(name, url)
    return url.rstrip("/")


def _required_when(needed: bool, name: str, given: Given, when: str) -> str:  # noqa: FBT001 -- read with its reason
    value = given.text(name)
    if needed and not value:
        raise SettingRefused(name, f"must be set when {when}.")
    return value


def _webhook_key(given: Given) -> str:
    name = "WARIFU_SENDGRID_WEBHOOK_KEY"
    value = given.text(name)
    try:
        if value:
            webhook_key(value)
    except (ValueError, TypeError):
        cure = "must be the verification key that SendGrid shows for the signed event webhook."
        raise SettingRefused(name, cure, value) from None
    return value


def _mail_from(mail: Mailing, given: Given) -> str:
    value = (
        _required_when(mail == "sendgrid", "WARIFU_MAIL_FROM", given, MAILED) or "割符 <no-reply@localhost>"
    )
    if value.count("@") != 1:
        raise SettingRefused("WARIFU_MAIL_FROM", "must be a mail address or “Name <address>”.", value)
    return value
