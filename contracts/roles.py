"""Who in the organisation may do what (domain.md MK-76): one enum of permissions.

Which contracts a permission is about is a second question: `contracts.access`.
"""

from enum import StrEnum


class Permission(StrEnum):
    DRAFT = "draft"
    SEND = "send"
    APPROVE = "approve"
    READ = "read"
    SEE_ALL = "see_all"
    SEE_UNFILED = "see_unfiled"
    READ_CONFIDENTIAL = "read_confidential"
    READ_IDENTITY = "read_identity"
    DOWNLOAD = "download"
    MANAGE_USERS = "manage_users"
    AUDIT = "audit"
    CONFIGURE = "configure"
    WRITE_TEXTS = "write_texts"
    SIGN = "sign"
    FILE = "file"
    COMMENT = "comment"
    ORGANIZE = "organize"
    REVIEW = "review"
    SET_SIGN_ON = "set_sign_on"
    OPEN_TO_OTHERS = "open_to_others"
    READ_ACROSS = "read_across"
    IMPORT = "import"
    DISPOSE = "dispose"
    HOLD = "hold"
    ANSWER_PERSONS = "answer_persons"


class Right(StrEnum):
    """What is given to a person beside the role: 署名権限 and 親展書類管理者."""

    SIGN = "sign"
    READ_CONFIDENTIAL = "read_confidential"

    @property
    def permission(self) -> Permission:
        return Permission(self.value)


class Role(StrEnum):
    """全体管理者, 文書管理者, 承認者, 文書閲覧者, 監査, システム管理者."""

    ADMINISTRATOR = "administrator"
    LEGAL = "legal"
    APPROVER = "approver"
    VIEWER = "viewer"
    COMPLIANCE = "compliance"
    SYSTEM = "system"

    def may(self, permission: Permission) -> bool:
        return permission in _PERMISSIONS[self]


_READER = frozenset({Permission.READ, Permission.DOWNLOAD})
_TALKER = _READER | {Permission.COMMENT}
_OFFICE = frozenset({Permission.MANAGE_USERS, Permission.CONFIGURE, Permission.ORGANIZE})
_PERMISSIONS: dict[Role, frozenset[Permission]] = {
    Role.ADMINISTRATOR: frozenset(Permission) - {Permission.READ_CONFIDENTIAL, Permission.READ_ACROSS},
    Role.LEGAL: _TALKER
    | {Permission.DRAFT, Permission.SEND, Permission.SEE_UNFILED, Permission.FILE, Permission.WRITE_TEXTS}
    | {Permission.REVIEW, Permission.IMPORT},
    Role.APPROVER: _TALKER | {Permission.APPROVE},
    Role.VIEWER: _TALKER,
    Role.COMPLIANCE: _READER
    | {Permission.SEE_ALL, Permission.AUDIT, Permission.READ_ACROSS, Permission.HOLD}
    | {Permission.ANSWER_PERSONS, Permission.DISPOSE},
    Role.SYSTEM: _OFFICE,
}
