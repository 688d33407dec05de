from adapters.sms.message import SmsMessage, is_mobile
from adapters.sms.numbers import NumberCheck, StoppedNumbers, UncheckedNumbers
from adapters.sms.outbox import OutboxSms
from adapters.sms.renderer import SMS_NAMES, SMS_TEMPLATES, SmsRenderer
from adapters.sms.sender import BadNumber, SmsOff, SmsRefused, SmsSender, SmsUnavailable
from adapters.sms.texter import Texter
from adapters.sms.twilio_sender import TwilioSms

__all__ = [
    "SMS_NAMES",
    "SMS_TEMPLATES",
    "BadNumber",
    "NumberCheck",
    "OutboxSms",
    "SmsMessage",
    "SmsOff",
    "SmsRefused",
    "SmsRenderer",
    "SmsSender",
    "SmsUnavailable",
    "StoppedNumbers",
    "Texter",
    "TwilioSms",
    "UncheckedNumbers",
    "is_mobile",
]
