"""What a party prepares to sign with its own certificate, and the signatures it brings back; append-only."""

from datetime import datetime

from sqlalchemy import ForeignKey, LargeBinary, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from database.base import Digest, Key, PublicId, Reference, Row, within_organization
from database.document import StoredFile


class OwnSignatureRow(Row):
    """Bound to one party, its holder, one round and the revision `number` whose joint digest is `parent`.

    `certificates` are PEM, the signer's first; `imprint` and `form` are what was filled in, by public id.
    """

    __tablename__ = "own_signature"
    __table_args__ = (within_organization("party_id", "party"),)

    id: Mapped[Key]
    public_id: Mapped[PublicId]
    organization_id: Mapped[Reference]
    party_id: Mapped[Reference]
    holder: Mapped[str] = mapped_column(String(36))
    round: Mapped[int]
    number: Mapped[int]
    parent: Mapped[Digest]
    imprint: Mapped[str] = mapped_column(String(36))
    form: Mapped[str] = mapped_column(String(36))
    certificates: Mapped[str] = mapped_column(Text)
    subject: Mapped[str] = mapped_column(String(300))
    issuer: Mapped[str] = mapped_column(String(300))
    serial: Mapped[str] = mapped_column(String(100))
    prepared_at: Mapped[datetime]

    documents: Mapped[list["OwnSignatureDocument"]] = relationship(
        viewonly=True, order_by="OwnSignatureDocument.position"
    )


class OwnSignatureDocument(Row):
    """One document of it, `position` as in the envelope: the prepared file and the DER that is signed."""

    __tablename__ = "own_signature_document"
    __table_args__ = (
        UniqueConstraint("own_signature_id", "position"),
        within_organization("file_id", "stored_file"),
    )

    id: Mapped[Key]
    organization_id: Mapped[Reference]
    own_signature_id: Mapped[Reference] = mapped_column(ForeignKey("own_signature.id"))
    position: Mapped[int]
    file_id: Mapped[Reference]
    attributes: Mapped[bytes] = mapped_column(LargeBinary)

    file: Mapped[StoredFile] = relationship(viewonly=True)
    value: Mapped["OwnSignatureValue | None"] = relationship(viewonly=True)


class OwnSignatureValue(Row):
    """What the party's key made of the attributes; the first that holds stands."""

    __tablename__ = "own_signature_value"
    __table_args__ = (UniqueConstraint("document_id"),)

    id: Mapped[Key]
    organization_id: Mapped[Reference]
    document_id: Mapped[Reference] = mapped_column(ForeignKey("own_signature_document.id"))
    signature: Mapped[bytes] = mapped_column(LargeBinary)
    given_at: Mapped[datetime]
