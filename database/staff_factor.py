"""Second factors of staff: the authenticator, codes to recover, and who is half signed in (GM-35)."""

from datetime import datetime

from sqlalchemy import LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from database.base import Digest, Key, PublicId, Reference, Row, within_organization


class StaffFactor(Row):
    """A TOTP secret, sealed with the row's public id; `counter` is the last time step that was taken.

    `tries` is counted up before a code is compared, as passwords are (T15).
    """

    __tablename__ = "staff_factor"
    __table_args__ = (within_organization("user_id", "app_user"),)

    id: Mapped[Key]
    public_id: Mapped[PublicId]
    organization_id: Mapped[Reference]
    user_id: Mapped[Reference] = mapped_column(index=True)
    secret: Mapped[bytes] = mapped_column(LargeBinary)
    counter: Mapped[int]
    tries: Mapped[int] = mapped_column(default=0, server_default="0")
    locked_until: Mapped[datetime | None]
    created_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]


class RecoveryCode(Row):
    """回復コード, known only by its digest, taken once."""

    __tablename__ = "recovery_code"
    __table_args__ = (within_organization("user_id", "app_user"),)

    id: Mapped[Key]
    organization_id: Mapped[Reference]
    user_id: Mapped[Reference] = mapped_column(index=True)
    digest: Mapped[Digest]
    created_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


class StaffChallenge(Row):
    """Somebody whose password was right and who still owes the second factor: no session yet."""

    __tablename__ = "staff_challenge"
    __table_args__ = (within_organization("user_id", "app_user"),)

    id: Mapped[Key]
    public_id: Mapped[PublicId]
    organization_id: Mapped[Reference]
    user_id: Mapped[Reference]
    digest: Mapped[Digest] = mapped_column(unique=True)
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    came_by: Mapped[str] = mapped_column(String(8), default="", server_default="")
