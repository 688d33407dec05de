"""The words for what a person may do in the organisation (domain.md MK-76)."""

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

ROLES: dict[str, LazyString] = {
    "administrator": _l("管理者"),
    "legal": _l("法務"),
    "approver": _l("承認者"),
    "viewer": _l("閲覧者"),
    "compliance": _l("コンプライアンス"),
    "system": _l("システム管理者"),
}


def role_label(code: str) -> str:
    return str(ROLES.get(code, code))
