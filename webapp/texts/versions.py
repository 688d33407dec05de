"""版: how each came to be, and what a comparison says of a clause."""

from flask_babel import LazyString
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from adapters.comparing import ClauseChange
from contracts.sharing import ShareState
from contracts.versioning import VersionOrigin
from database.document import DocumentVersion

ORIGINS: dict[VersionOrigin, LazyString] = {
    VersionOrigin.ADDED: _l("文書を追加"),
    VersionOrigin.REMOVED: _l("文書を取り除き"),
    VersionOrigin.MOVED: _l("文書の順番を変更"),
}
CHANGES: dict[str, tuple[LazyString, str]] = {
    "inserted": (_l("追加"), "done"),
    "deleted": (_l("削除"), "alert"),
    "changed": (_l("変更"), "ours"),
    "moved": (_l("移動"), "theirs"),
    "moved_and_changed": (_l("移動して変更"), "ours"),
    "renumbered": (_l("条番号のみ"), "stopped"),
    "notation": (_l("表記のみ"), "stopped"),
}
SHARES: dict[ShareState, tuple[LazyString, str]] = {
    ShareState.OPEN: (_l("共有中"), "theirs"),
    ShareState.LOCKED: (_l("コードの誤りで停止中"), "alert"),
    ShareState.EXPIRED: (_l("期限切れ"), "stopped"),
    ShareState.REVOKED: (_l("共有終了"), "stopped"),
}


def why(version: DocumentVersion) -> str:
    """Return 変更の理由: what was typed, or what the arranging of files says of itself."""
    origin = VersionOrigin(version.origin)
    if origin is VersionOrigin.RESTORED:
        restored = _("第%(n)s版に復元", n=version.restored_from)
        return f"{restored}：{version.note}" if version.note else restored
    return version.note or str(ORIGINS.get(origin, ""))


def place_of(change: ClauseChange) -> str:
    """Return which clause it is, by its number on both sides where they differ."""
    if change.old_head and change.new_head and change.old_head != change.new_head:
        return f"{change.old_head} → {change.new_head}"
    return change.new_head or change.old_head or _("条番号のないところ")
