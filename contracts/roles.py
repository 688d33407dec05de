"""Who in the organisation may do what (domain.md MK-76): one enum of permissions."""

from enum import StrEnum


class Permission(StrEnum):
    DRAFT = "draft"
    SEND = "send"
    APPROVE = "approve"
    READ_ALL = "read_all"
    READ_IDENTITY = "read_identity"
    DOWNLOAD = "download"
    MANAGE_USERS = "manage_users"
    AUDIT = "audit"
    CONFIGURE = "configure"
    WRITE_TEXTS = "write_texts"


class Role(StrEnum):
    ADMINISTRATOR = "administrator"
    LEGAL = "legal"
    APPROVER = "approver"
    VIEWER = "viewer"
    COMPLIANCE = "compliance"
    SYSTEM = "system"

    def may(self, permission: Permission) -> bool:
        return permission in _PERMISSIONS[self]


_PERMISSIONS: dict[Role, frozenset[Permission]] = {
    Role.ADMINISTRATOR: frozenset(Permission),
    Role.LEGAL: frozenset(
        {
            *(Permission.DRAFT, Permission.SEND, Permission.READ_ALL, Permission.DOWNLOAD),
            Permission.WRITE_TEXTS,
        }
    ),
    Role.APPROVER: frozenset({Permission.APPROVE, Permission.READ_ALL, Permission.DOWNLOAD}),
    Role.VIEWER: frozenset({Permission.READ_ALL, Permission.DOWNLOAD}),
    Role.COMPLIANCE: frozenset({Permission.READ_ALL, Permission.DOWNLOAD, Permission.AUDIT}),
    Role.SYSTEM: frozenset({Permission.MANAGE_USERS}),
}
