"""What is kept of the timestamp of a signed file, wherever one is kept."""

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column


class TimestampColumns:
    """`contracts.signing.RevisionFacts` as columns.

    `accredited` is the 事業者名 of an accredited TSA as it was when the token was given, empty for any other
    (LW-12).
    """

    level: Mapped[str] = mapped_column(String(16))
    timestamped_at: Mapped[datetime]
    authority: Mapped[str] = mapped_column(String(300))
    serial: Mapped[str] = mapped_column(String(100))
    policy: Mapped[str] = mapped_column(String(100))
    accredited: Mapped[str] = mapped_column(String(200), default="", server_default="")
