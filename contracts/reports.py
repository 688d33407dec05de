"""What a mail or SMS service reports of a letter after it took it over (MK-70, MK-73)."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

REPORT_WINDOW = timedelta(seconds=300)
"""How far the signed time of a report may be from now: an older one is somebody's copy (T72)."""


class ReportKind(StrEnum):
    ARRIVED = "arrived"
    DELAYED = "delayed"
    UNDELIVERED = "undelivered"


@dataclass(frozen=True, slots=True)
class Report:
    """`event_id` is the service's own and taken once; `reason` one of our codes, never the server's words."""

    service: str
    event_id: str
    message_id: str
    kind: ReportKind
    reason: str
    at: datetime


def is_current(signed_at: datetime, now: datetime) -> bool:
    return abs(now - signed_at) <= REPORT_WINDOW
