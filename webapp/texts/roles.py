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
ROLE_HINTS: dict[str, LazyString] = {
    "administrator": _l("すべての操作と設定ができます。"),
    "legal": _l("契約を作成し、送信し、管理します。"),
    "approver": _l("送信前の契約を承認します。"),
    "viewer": _l("許可されたフォルダと文書を閲覧します。"),
    "compliance": _l("すべての契約と操作ログを閲覧し、廃棄を停止します。契約の変更はできません。"),
    "system": _l("利用者と設定を管理します。文書は見られません。"),
}


def role_label(code: str) -> str:
    return str(ROLES.get(code, code))
