"""契約種別."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from database.base import Key, PublicId, Reference, Row


class ContractType(Row):
    """契約種別: data, not code (IM-19, CF-14).

    `preset` is a `contracts.type_preset.TypePreset` as `contracts.preset_spelling` spells it. A hidden type
    is not offered any more; contracts keep it. `retention_years` is 保存年数, None: as the organisation says.
    """

    __tablename__ = "contract_type"
    __table_args__ = (UniqueConstraint("organization_id", "id"), UniqueConstraint("organization_id", "code"))

    id: Mapped[Key]
    public_id: Mapped[PublicId]
    organization_id: Mapped[Reference] = mapped_column(ForeignKey("organization.id"))
    code: Mapped[str] = mapped_column(String(64))
    name: Mapped[str] = mapped_column(String(200))
    position: Mapped[int]
    needs_approval: Mapped[bool]
    edelivery: Mapped[str] = mapped_column(String(32), default="", server_default="")
    preset: Mapped[str] = mapped_column(Text, default="", server_default="")
    hidden_at: Mapped[datetime | None]
    retention_years: Mapped[int | None]
