"""文書テンプレート: files, boxes, recipients and settings that drafts begin with (MK-50)."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from database.base import Digest, Key, PublicId, Reference, Row, within_organization
from database.contract_type import ContractType
from database.document import StoredFile
from database.people import User


class DocumentTemplate(Row):
    """`content` is what a draft begins with, as `database.template_content` spells it; `shared` by everybody.

    A draft copies it: what has been made of a template never changes with it.
    """

    __tablename__ = "document_template"
    __table_args__ = (
        UniqueConstraint("organization_id", "id"),
        within_organization("owner_id", "app_user"),
        within_organization("type_id", "contract_type"),
        Index(None, "organization_id", "name"),
    )

    id: Mapped[Key]
    public_id: Mapped[PublicId]
    organization_id: Mapped[Reference] = mapped_column(ForeignKey("organization.id"))
    owner_id: Mapped[Reference]
    type_id: Mapped[Reference | None]
    shared: Mapped[bool]
    name: Mapped[str] = mapped_column(String(200))
    note: Mapped[str] = mapped_column(Text)
    content: Mapped[str] = mapped_column(Text)
    changed_at: Mapped[datetime]

    owner: Mapped[User] = relationship(viewonly=True)
    type: Mapped[ContractType | None] = relationship(viewonly=True)
    documents: Mapped[list["TemplateDocument"]] = relationship(
        viewonly=True, order_by="TemplateDocument.position"
    )


class TemplateDocument(Row):
    """A document of a template; the stored files are those of the draft or contract it was made of."""

    __tablename__ = "template_document"
    __table_args__ = (
        UniqueConstraint("template_id", "position"),
        within_organization("template_id", "document_template"),
        within_organization("uploaded_id", "stored_file"),
        within_organization("working_id", "stored_file"),
    )

    id: Mapped[Key]
    organization_id: Mapped[Reference]
    template_id: Mapped[Reference]
    position: Mapped[int]
    uploaded_id: Mapped[Reference]
    working_id: Mapped[Reference]
    filename: Mapped[str] = mapped_column(String(300))
    warnings: Mapped[str] = mapped_column(String(300))
    page_count: Mapped[int]

    uploaded: Mapped[StoredFile] = relationship(viewonly=True, foreign_keys="TemplateDocument.uploaded_id")


class DraftOrigin(Row):
    """The template a draft was made of; `documents` is the digest of the files it came with (MK-84)."""

    __tablename__ = "draft_origin"
    __table_args__ = (
        UniqueConstraint("contract_id"),
        within_organization("contract_id", "contract"),
    )

    id: Mapped[Key]
    organization_id: Mapped[Reference]
    contract_id: Mapped[Reference]
    template: Mapped[str] = mapped_column(String(36))
    documents: Mapped[Digest]
    made_at: Mapped[datetime]
