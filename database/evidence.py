"""What the signatures left: signed revisions, seal imprints, certificates."""

from datetime import datetime

from sqlalchemy import ForeignKey, LargeBinary, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from database.base import Digest, Key, PublicId, Reference, Row, within_organization
from database.document import StoredFile
from database.timestamp_columns import TimestampColumns


class Revision(TimestampColumns, Row):
    """One signed increment of a round's PDFs, never below B-T; `kind` is creation, agreement or final.

    `file_id` and the facts of the timestamp are of the first document; `digest` stands for all of them
    (`contracts.envelope.joint_digest`).
    """

    __tablename__ = "revision"
    __table_args__ = (
        UniqueConstraint("contract_id", "round", "number"),
        UniqueConstraint("contract_id", "round", "kind", "party"),
        within_organization("contract_id", "contract"),
        within_organization("file_id", "stored_file"),
    )

    id: Mapped[Key]
    public_id: Mapped[PublicId]
    organization_id: Mapped[Reference]
    contract_id: Mapped[Reference]
    round: Mapped[int]
    number: Mapped[int]
    kind: Mapped[str] = mapped_column(String(16))
    party: Mapped[str] = mapped_column(String(36))
    digest: Mapped[Digest]
    file_id: Mapped[Reference]

    file: Mapped[StoredFile] = relationship(viewonly=True)
    further: Mapped[list["RevisionDocument"]] = relationship(
        viewonly=True, order_by="RevisionDocument.position"
    )

    @property
    def files(self) -> list[StoredFile]:
        """The signed file of every document, in the order of the envelope."""
        return [self.file, *(one.file for one in self.further)]

    @property
    def accredited_by(self) -> str:
        """The 事業者名 where each document's timestamp is an accredited one, else nothing: no half claims."""
        providers = {self.accredited, *(one.accredited for one in self.further)}
        return "" if "" in providers else "、".join(sorted(providers))


class RevisionDocument(TimestampColumns, Row):
    """The same increment of a further document, `position` from 2; append-only."""

    __tablename__ = "revision_document"
    __table_args__ = (
        UniqueConstraint("revision_id", "position"),
        within_organization("file_id", "stored_file"),
    )

    id: Mapped[Key]
    organization_id: Mapped[Reference]
    revision_id: Mapped[Reference] = mapped_column(ForeignKey("revision.id"))
    position: Mapped[int]
    digest: Mapped[Digest] = mapped_column(index=True)
    file_id: Mapped[Reference]

    file: Mapped[StoredFile] = relationship(viewonly=True)


class ImprintRow(Row):
    """A 印影 a party made: drawn outlines, so that what was previewed is what is sealed.

    `method` is generated, uploaded or drawn; an uploaded one is a transparent PNG in `picture` instead.
    `holder` is who held the place when it was asked for, as `Party.holder` said then.
    """

    __tablename__ = "imprint"
    __table_args__ = (within_organization("party_id", "party"),)

    id: Mapped[Key]
    public_id: Mapped[PublicId]
    organization_id: Mapped[Reference]
    party_id: Mapped[Reference]
    text: Mapped[str] = mapped_column(String(200))
    shape: Mapped[str] = mapped_column(String(16))
    size_mm: Mapped[float]
    svg: Mapped[str] = mapped_column(Text)
    operators: Mapped[bytes] = mapped_column(LargeBinary)
    digest: Mapped[Digest]
    created_at: Mapped[datetime]
    method: Mapped[str] = mapped_column(String(16), default="generated", server_default="generated")
    holder: Mapped[str] = mapped_column(String(36), default="", server_default="")
    picture: Mapped[bytes | None] = mapped_column(LargeBinary)


class Certificate(Row):
    """合意証明書 in its two frozen copies: `audience` is own (社内控) or party (相手方控)."""

    __tablename__ = "certificate"
    __table_args__ = (
        UniqueConstraint("contract_id", "audience"),
        within_organization("contract_id", "contract"),
        within_organization("file_id", "stored_file"),
    )

    id: Mapped[Key]
    public_id: Mapped[PublicId]
    organization_id: Mapped[Reference]
    contract_id: Mapped[Reference]
    round: Mapped[int]
    audience: Mapped[str] = mapped_column(String(8))
    certificate_id: Mapped[str] = mapped_column(String(40))
    digest: Mapped[Digest]
    file_id: Mapped[Reference]
    issued_at: Mapped[datetime]

    file: Mapped[StoredFile] = relationship(viewonly=True)
