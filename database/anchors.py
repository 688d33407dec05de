"""Anchors of the audit log as the database keeps them, beside the write-once files outside it."""

from datetime import datetime

from sqlalchemy import ForeignKey, LargeBinary, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from database.base import Digest, Reference, Row


class LogAnchor(Row):
    """Append-only; the columns of `contracts.anchoring.Anchor`, and what its token says.

    `number` counts from 1 over the installation; `timestamped_at`, `authority`, `serial` (hex) and `policy`
    are the token's own. `accredited` only where the installation's settings say so of that TSA.
    """

    __tablename__ = "log_anchor"

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    previous: Mapped[Digest]
    token: Mapped[bytes] = mapped_column(LargeBinary)
    certificates: Mapped[str] = mapped_column(Text)
    timestamped_at: Mapped[datetime]
    authority: Mapped[str] = mapped_column(String(300))
    serial: Mapped[str] = mapped_column(String(100))
    policy: Mapped[str] = mapped_column(String(100))
    accredited: Mapped[bool]


class AnchoredHead(Row):
    """Append-only: how far one organisation's log reached when it was anchored."""

    __tablename__ = "anchored_head"

    organization_id: Mapped[Reference] = mapped_column(ForeignKey("organization.id"), primary_key=True)
    number: Mapped[int] = mapped_column(ForeignKey("log_anchor.number"), primary_key=True)
    sequence: Mapped[int]
    digest: Mapped[Digest]
