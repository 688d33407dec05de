"""編集者, 閲覧者, 訪問者, なし as people read them (MK-80)."""

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from contracts.access.levels import Level

LEVELS: dict[str, LazyString] = {
    Level.EDITOR.value: _l("編集者"),
    Level.VIEWER.value: _l("閲覧者"),
    Level.VISITOR.value: _l("訪問者"),
    Level.NONE.value: _l("なし"),
}
RIGHTS: dict[str, LazyString] = {
    "sign": _l("署名権限"),
    "read_confidential": _l("親展書類管理者"),
}


def level_label(level: str) -> str:
    return str(LEVELS.get(level, level))
