"""署名位置: the boxes of signers on the pages, and which edition of them a page was shown."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from database.base import Key, PublicId, Reference, Row, within_organization


class PartyBox(Row):
    """A 署名ボックス or 記名 (`contracts.boxes.BoxKind`) of a party; typed values are `PartyField` (IM-59).

    `document` and `page` count from 1, the box is in PDF points from the lower left of the page as displayed.
    """

    __tablename__ = "party_box"
    __table_args__ = (within_organization("party_id", "party"), Index(None, "party_id"))

    id: Mapped[Key]
    public_id: Mapped[PublicId]
    organization_id: Mapped[Reference]
    party_id: Mapped[Reference]
    kind: Mapped[str] = mapped_column(String(16))
    document: Mapped[int]
    page: Mapped[int]
    x: Mapped[float]
    y: Mapped[float]
    width: Mapped[float]
    height: Mapped[float]


class Placement(Row):
    """The edition of a contract's boxes: a page that was shown an older one does not overwrite them."""

    __tablename__ = "placement"
    __table_args__ = (UniqueConstraint("contract_id"), within_organization("contract_id", "contract"))

    id: Mapped[Key]
    organization_id: Mapped[Reference] = mapped_column(ForeignKey("organization.id"))
    contract_id: Mapped[Reference]
    edition: Mapped[int]
    changed_at: Mapped[datetime]


class VersionPlacement(Row):
    """Where everything stands on a version that was filed after the contract was sent (AD-04).

    `boxes` are `database.spots` as JSON. Once a round was opened with the version it never changes, so what
    an earlier round's files hold can always be told. Versions without a row stand as the draft does.
    """

    __tablename__ = "version_placement"
    __table_args__ = (
        UniqueConstraint("version_id"),
        within_organization("version_id", "document_version"),
    )

    id: Mapped[Key]
    organization_id: Mapped[Reference]
    version_id: Mapped[Reference]
    edition: Mapped[int]
    boxes: Mapped[str] = mapped_column(Text)
    changed_at: Mapped[datetime]
