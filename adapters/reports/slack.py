"""Slack's slash commands, signed with HMAC-SHA256 over time and raw body (signing secret, version 0)."""

import hashlib
import hmac
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import parse_qs

from adapters.reports.refusing import ReportRefused
from adapters.reports.times import require_current

MOST_FIELDS = 50
LONGEST_ID = 200
_ESCAPES = (("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&"))
"""All that Slack writes otherwise than it was typed."""


@dataclass(frozen=True, slots=True)
class SlashCommand:
    """`trigger` is this one command's own id."""

    member: str
    trigger: str
    text: str


def slack_command(secret: str, signature: str, timestamp: str, body: bytes, now: datetime) -> SlashCommand:
    """Return a signed command; raises ReportRefused for a wrong signature or a time out of the window."""
    signed = f"v0:{timestamp}:".encode() + body
    expected = "v0=" + hmac.new(secret.encode(), signed, hashlib.sha256).hexdigest()
    if not hmac.compare_digest(expected.encode(), signature.encode("utf-8", "replace")):
        raise ReportRefused("signature")
    require_current(timestamp, now)
    return _command(body)


def escaped(text: str) -> str:
    """Return text as Slack shows it literally."""
    for written, shown in reversed(_ESCAPES):
        text = text.replace(shown, written)
    return text


def _command(body: bytes) -> SlashCommand:
    try:
        form = parse_qs(body.decode("utf-8"), max_num_fields=MOST_FIELDS)
    except ValueError as fault:
        raise ReportRefused("unreadable") from fault
    member, trigger, text = (form.get(name, [""])[0] for name in ("user_id", "trigger_id", "text"))
    if not member or max(len(member), len(trigger)) > LONGEST_ID:
        raise ReportRefused("unreadable")
    for written, shown in _ESCAPES:
        text = text.replace(written, shown)
    return SlashCommand(member, trigger or hashlib.sha256(body).hexdigest(), text)
