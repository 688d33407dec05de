"""Who carries mails and short messages, by the settings."""

import logging

from adapters.mail import Mailer, MailRenderer, OutboxMailer, Postman, Sender, SendGridMailer
from adapters.settings import Settings
from adapters.sms import (
    NumberCheck,
    OutboxSms,
    SmsOff,
    SmsRenderer,
    SmsSender,
    StoppedNumbers,
    Texter,
    TwilioSms,
    UncheckedNumbers,
)


def _mailer(settings: Settings) -> Mailer:
    sender = Sender.read(settings.mail_from)
    if settings.mail == "sendgrid":
        return SendGridMailer(settings.sendgrid_key, settings.sendgrid_url, sender)
    return OutboxMailer(settings.outbox, sender)


def postman_of(settings: Settings) -> Postman:
    texter = Texter(_sms_sender(settings), _number_check(settings), SmsRenderer())
    renderer = MailRenderer(settings.base_url, settings.support_mail)
    return Postman(_mailer(settings), renderer, texter)


def _sms_sender(settings: Settings) -> SmsSender:
    if settings.splits_sms:
        logging.getLogger("warifu").warning("WARIFU_BASE_URL is long: an SMS goes in two segments")
    if settings.sms == "twilio":
        account, token = settings.twilio_account, settings.twilio_token
        reports_to = "" if settings.is_loopback else f"{settings.base_url}/hooks/twilio"
        return TwilioSms(account, token, settings.twilio_url, settings.twilio_from, reports_to)
    return OutboxSms(settings.outbox) if settings.sms == "outbox" else SmsOff()


def _number_check(settings: Settings) -> NumberCheck:
    """Twilio knows no owners of Japanese numbers; the outbox reads a file, to show what a stop looks like."""
    return StoppedNumbers(settings.outbox) if settings.sms == "outbox" else UncheckedNumbers()
