"""SendGrid's Event Webhook, signed with ECDSA over timestamp and raw body (T72)."""

import base64
import binascii
import json
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import load_der_public_key

from adapters.reports.refusing import ReportRefused
from adapters.reports.times import instant, require_current
from contracts.reports import Report, ReportKind

SERVICE = "sendgrid"
LONGEST_ID = 200
_KINDS = {
    "delivered": (ReportKind.ARRIVED, ""),
    "deferred": (ReportKind.DELAYED, ""),
    "bounce": (ReportKind.UNDELIVERED, "bounced"),
    "dropped": (ReportKind.UNDELIVERED, "dropped"),
}


def webhook_key(text: str) -> ec.EllipticCurvePublicKey:
    """Read the verification key as SendGrid shows it, base64 of DER; raises ValueError."""
    try:
        key = load_der_public_key(base64.b64decode(text, validate=True))
    except (binascii.Error, UnsupportedAlgorithm) as fault:
        raise ValueError(text) from fault
    if not isinstance(key, ec.EllipticCurvePublicKey):
        raise TypeError(text)
    return key


def sendgrid_reports(
    key: ec.EllipticCurvePublicKey, signature: str, timestamp: str, body: bytes, now: datetime
) -> list[Report]:
    """Return the reports in a signed body, without those that tell us nothing.

    Raises ReportRefused for a wrong signature, a time out of the window, or what is no list of events.
    """
    try:
        key.verify(
            base64.b64decode(signature, validate=True), timestamp.encode() + body, ec.ECDSA(hashes.SHA256())
        )
    except (InvalidSignature, ValueError) as fault:
        raise ReportRefused("signature") from fault
    require_current(timestamp, now)
    return list(_reports(body))


def _reports(body: bytes) -> Iterator[Report]:
    try:
        events = json.loads(body)
    except ValueError as fault:
        raise ReportRefused("unreadable") from fault
    if not isinstance(events, list):
        raise ReportRefused("unreadable")
    for event in events:
        if isinstance(event, dict) and _is_ours(event):
            kind, reason = _KINDS[event["event"]]
            at = instant(str(event["timestamp"]))
            yield Report(SERVICE, event["sg_event_id"], event["message_id"], kind, reason, at)


def _is_ours(event: Mapping[str, Any]) -> bool:
    """`message_id` is the custom argument that every mail of ours carries."""
    told = (event.get("event"), event.get("sg_event_id"), event.get("message_id"))
    is_spelled = all(isinstance(one, str) and 0 < len(one) <= LONGEST_ID for one in told)
    return is_spelled and event["event"] in _KINDS and isinstance(event.get("timestamp"), int)
