"""Twilio's status callback of an SMS, signed over its address and its form (X-Twilio-Signature)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from twilio.request_validator import RequestValidator

from adapters.reports.refusing import ReportRefused
from contracts.reports import Report, ReportKind

SERVICE = "twilio"
LONGEST_ID = 200
# Twilio's codes for a number that cannot be reached as it is: none, unknown, no mobile or a 050 IP phone.
OF_THE_NUMBER = frozenset({"30003", "30005", "30006"})
_KINDS = {
    "delivered": ReportKind.ARRIVED,
    "failed": ReportKind.UNDELIVERED,
    "undelivered": ReportKind.UNDELIVERED,
}


@dataclass(frozen=True, slots=True)
class Callback:
    """A request as it came: the whole address it was sent to, its form, and the signature over both."""

    url: str
    form: Mapping[str, str]
    signature: str


def twilio_report(token: str, callback: Callback, message_id: str, now: datetime) -> Report | None:
    """Return the report of a signed callback, None for a state on the way.

    Raises ReportRefused for a wrong signature or ids that cannot be Twilio's.
    """
    form = callback.form
    if not RequestValidator(token).validate(callback.url, dict(form), callback.signature):
        raise ReportRefused("signature")
    state = form.get("MessageStatus", "")
    if state not in _KINDS:
        return None
    event_id = f"{form.get('MessageSid', '')}:{state}"
    if not message_id or max(len(event_id), len(message_id)) > LONGEST_ID:
        raise ReportRefused("unreadable")
    return Report(SERVICE, event_id, message_id, _KINDS[state], _reason(form), now)


def _reason(form: Mapping[str, str]) -> str:
    if form.get("MessageStatus") == "delivered":
        return ""
    return "number_invalid" if form.get("ErrorCode") in OF_THE_NUMBER else "not_delivered"
