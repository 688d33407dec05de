"""Where contracts are kept and who is let in: groups, folders, tags, and what is given by name."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint, true
from sqlalchemy.orm import Mapped, mapped_column

from database.base import Key, PublicId, Reference, Row, within_organization

NAME = String(100)


class Group(Row):
    """利用者グループ: people who are let into the same folders (MK-78)."""

    __tablename__ = "staff_group"
    __table_args__ = (UniqueConstraint("organization_id", "id"), UniqueConstraint("organization_id", "name"))

    id: Mapped[Key]
    public_id: Mapped[PublicId]
    organization_id: Mapped[Reference] = mapped_column(ForeignKey("organization.id"))
    name: Mapped[str] = mapped_column(NAME)
    created_at: Mapped[datetime]


class GroupMember(Row):
    __tablename__ = "group_member"
    __table_args__ = (
        within_organization("group_id", "staff_group"),
        within_organization("user_id", "app_user"),
        Index(None, "user_id"),
    )

    group_id: Mapped[Reference] = mapped_column(primary_key=True)
    user_id: Mapped[Reference] = mapped_column(primary_key=True)
    organization_id: Mapped[Reference]


class Folder(Row):
    """One folder of the tree; with `inherits` what is given to its parent is given to it too."""

    __tablename__ = "folder"
    __table_args__ = (
        UniqueConstraint("organization_id", "id"),
        UniqueConstraint("organization_id", "parent_id", "name"),
        within_organization("parent_id", "folder"),
    )

    id: Mapped[Key]
    public_id: Mapped[PublicId]
    organization_id: Mapped[Reference] = mapped_column(ForeignKey("organization.id"))
    parent_id: Mapped[Reference | None]
    name: Mapped[str] = mapped_column(NAME)
    inherits: Mapped[bool] = mapped_column(default=True, server_default=true())
    created_at: Mapped[datetime]


class FolderGrant(Row):
    """What is given to a group on this very folder; no group means everybody in the organisation."""

    __tablename__ = "folder_grant"
    __table_args__ = (
        within_organization("folder_id", "folder"),
        within_organization("group_id", "staff_group"),
        Index(None, "folder_id"),
    )

    id: Mapped[Key]
    organization_id: Mapped[Reference]
    folder_id: Mapped[Reference]
    group_id: Mapped[Reference | None]
    level: Mapped[str] = mapped_column(String(16))


class FolderReach(Row):
    """What the grants come to for each folder once the tree is followed; written anew with each change."""

    __tablename__ = "folder_reach"
    __table_args__ = (
        within_organization("folder_id", "folder"),
        within_organization("group_id", "staff_group"),
        Index(None, "organization_id", "group_id"),
    )

    id: Mapped[Key]
    organization_id: Mapped[Reference]
    folder_id: Mapped[Reference]
    group_id: Mapped[Reference | None]
    level: Mapped[str] = mapped_column(String(16))


class ContractGrant(Row):
    """文書関係者: what is given on one contract to one person or one group (MK-77, MK-80)."""

    __tablename__ = "contract_grant"
    __table_args__ = (
        within_organization("contract_id", "contract"),
        within_organization("user_id", "app_user"),
        within_organization("group_id", "staff_group"),
        Index(None, "contract_id"),
        Index(None, "user_id"),
        Index(None, "group_id"),
    )

    id: Mapped[Key]
    organization_id: Mapped[Reference]
    contract_id: Mapped[Reference]
    user_id: Mapped[Reference | None]
    group_id: Mapped[Reference | None]
    level: Mapped[str] = mapped_column(String(16))


class Tag(Row):
    """A word that contracts are found by; `key` is its folded spelling."""

    __tablename__ = "tag"
    __table_args__ = (UniqueConstraint("organization_id", "id"), UniqueConstraint("organization_id", "key"))

    id: Mapped[Key]
    public_id: Mapped[PublicId]
    organization_id: Mapped[Reference] = mapped_column(ForeignKey("organization.id"))
    name: Mapped[str] = mapped_column(NAME)
    key: Mapped[str] = mapped_column(NAME)
    created_at: Mapped[datetime]


class ContractTag(Row):
    __tablename__ = "contract_tag"
    __table_args__ = (
        within_organization("tag_id", "tag"),
        within_organization("contract_id", "contract"),
        Index(None, "contract_id"),
    )

    tag_id: Mapped[Reference] = mapped_column(primary_key=True)
    contract_id: Mapped[Reference] = mapped_column(primary_key=True)
    organization_id: Mapped[Reference]


class UserRight(Row):
    """What a person may do beside their role: `contracts.roles.Right`."""

    __tablename__ = "user_right"
    __table_args__ = (within_organization("user_id", "app_user"),)

    user_id: Mapped[Reference] = mapped_column(primary_key=True)
    right: Mapped[str] = mapped_column(String(32), primary_key=True)
    organization_id: Mapped[Reference]
